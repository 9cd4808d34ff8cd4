import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ExpiringMap} from '../../../src/gateway/data/http/expiring-map.js'
import {lifeOf} from '../../../src/gateway/data/life.js'
import {takeToken} from '../../../src/gateway/data/token-bucket.js'
import type {Bucket} from '../../../src/gateway/data/token-bucket.js'
import {periodStart, remainingQuota, usageDay} from '../../../src/gateway/store/usage-quota.js'
import {reserveCall} from '../../../src/model/control-plane-limit.js'

const startMs = Date.parse('2026-11-21T12:00:00Z')
const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs

const lives = [
  {name: 'within its time', afterMs: 299_000, kept: true},
  {name: 'after its time', afterMs: 300_000, kept: false},
  {name: 'for a request that began a little before', afterMs: -50, kept: true},
  {name: 'when the clock was set back by an hour', afterMs: -hourMs, kept: false},
  {name: 'when the clock was set forward by a year', afterMs: yearMs, kept: false},
]

for (const {name, afterMs, kept} of lives) {
  test(`clock: an authorizer's answer of five minutes is ${kept ? 'kept' : 'forgotten'} ${name}`, () => {
    const answers = new ExpiringMap<string>(10)
    answers.set('token', 'allowed', lifeOf(startMs, 300_000))
    assert.equal(answers.get('token', startMs + afterMs), kept ? 'allowed' : undefined)
  })
}

/** Requests allowed at each moment in turn; negative steps set the clock back. */
function allowed(stepsMs: readonly number[]): boolean[] {
  const throttle = {rateLimit: 1, burstLimit: 2}
  let bucket: Bucket | undefined
  let nowMs = startMs
  return stepsMs.map((stepMs) => {
    nowMs += stepMs
    const taken = takeToken(bucket, throttle, nowMs)
    bucket = taken.bucket
    return taken.isAllowed
  })
}

test('clock: a bucket gets nothing from a clock that goes back, and goes on from there', () => {
  assert.deepEqual(allowed([0, 0, 0, -hourMs, 500, 500, 0]), [true, true, false, false, false, true, false])
})

test('clock: a year forward fills a bucket, and no more than that', () => {
  assert.deepEqual(allowed([0, 0, yearMs, 0, 0]), [true, true, true, true, false])
})

test("clock: the tool's own pace is not held up by an hour when the machine's clock is set back by one", () => {
  const limit = {ratePerSecond: 10, burst: 1}
  const first = reserveCall(undefined, limit, startMs)
  const later = reserveCall(first.bucket, limit, startMs - hourMs)
  assert.equal(later.waitMs, 100)
  assert.equal(reserveCall(later.bucket, limit, startMs - hourMs + 1_000).waitMs, 0)
})

const periods = [
  {name: 'a month that begins on a leap day', period: 'MONTH', offset: 28, day: '2028-02-29', start: '2028-02-29'},
  {name: 'the day after it', period: 'MONTH', offset: 28, day: '2028-03-01', start: '2028-02-29'},
  {name: 'the last day of February in a leap year', period: 'MONTH', offset: 0, day: '2028-02-29', start: '2028-02-01'},
  {name: 'the first day after it', period: 'MONTH', offset: 0, day: '2028-03-01', start: '2028-03-01'},
  {name: 'a week across a leap day', period: 'WEEK', offset: 0, day: '2028-03-01', start: '2028-02-27'},
  {name: 'a week across the new year', period: 'WEEK', offset: 1, day: '2027-01-01', start: '2026-12-28'},
] as const

for (const {name, period, offset, day, start} of periods) {
  test(`clock: the quota of ${name} counts from ${start}`, () => {
    assert.equal(periodStart({limit: 10, period, offset}, day), start)
  })
}

test('clock: the hour that summer time leaves out or repeats changes no day of a quota', () => {
  const moments = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']
  assert.deepEqual(
    moments.map((moment) => usageDay(Date.parse(moment))),
    ['2026-03-29', '2026-03-29', '2026-10-25', '2026-10-25'],
  )
})

test('clock: a quota that was used up is whole again a year later, and used up still when the clock goes back', () => {
  const quota = {limit: 10, period: 'MONTH', offset: 0} as const
  const recordOf = (day: string) => (day === '2026-11-20' ? {used: 10, remaining: 0} : undefined)
  assert.equal(remainingQuota(quota, usageDay(startMs), recordOf), 0)
  assert.equal(remainingQuota(quota, usageDay(startMs + yearMs), recordOf), 10)
  assert.equal(remainingQuota(quota, usageDay(startMs - hourMs), recordOf), 0)
})
