import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {QuotaRecord, UsageRecord} from '../../../src/gateway/store/rest-account-records.js'
import {periodStart, remainingQuota, usageDay} from '../../../src/gateway/store/usage-quota.js'

const starts: {period: QuotaRecord['period']; offset: number; day: string; start: string}[] = [
  {period: 'DAY', offset: 0, day: '2026-01-15', start: '2026-01-15'},
  {period: 'WEEK', offset: 0, day: '2026-01-18', start: '2026-01-18'},
  {period: 'WEEK', offset: 0, day: '2026-01-17', start: '2026-01-11'},
  {period: 'WEEK', offset: 1, day: '2026-01-18', start: '2026-01-12'},
  {period: 'MONTH', offset: 0, day: '2026-02-28', start: '2026-02-01'},
  {period: 'MONTH', offset: 0, day: '2026-02-01', start: '2026-02-01'},
  {period: 'MONTH', offset: 9, day: '2026-02-09', start: '2026-01-10'},
  {period: 'MONTH', offset: 9, day: '2026-02-10', start: '2026-02-10'},
]

for (const {period, offset, day, start} of starts) {
  test(`quota: ${day} lies in the ${period} (offset ${offset}) that starts on ${start}`, () => {
    assert.equal(periodStart({limit: 1, offset, period}, day), start)
  })
}

const month: QuotaRecord = {limit: 10, offset: 0, period: 'MONTH'}
const records: Record<string, UsageRecord> = {
  '2026-01-31': {used: 9, remaining: 1},
  '2026-02-03': {used: 2, remaining: 8},
}

for (const [day, remaining] of [
  ['2026-01-30', 10],
  ['2026-01-31', 1],
  ['2026-02-01', 10],
  ['2026-02-03', 8],
  ['2026-02-20', 8],
  ['2026-03-01', 10],
] as const) {
  test(`quota: ${remaining} requests remain on ${day}`, () => {
    assert.equal(
      remainingQuota(month, day, (at) => records[at]),
      remaining,
    )
  })
}

test('quota: days are those of UTC', () => {
  assert.equal(usageDay(Date.UTC(2026, 0, 1, 23, 59, 59, 999)), '2026-01-01')
})
