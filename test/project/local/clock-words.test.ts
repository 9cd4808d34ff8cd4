import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseDuration, parseMoment, parseWait} from '../../../src/project/local/clock-words.js'

const durations = [
  {text: '90s', ms: 90_000},
  {text: '1h30m', ms: 5_400_000},
  {text: '1.5h', ms: 5_400_000},
  {text: '2d', ms: 172_800_000},
  {text: '250ms', ms: 250},
  {text: '0s', ms: 0},
]

const limits = {least: '1s', most: '15m'}
const waits = [
  {text: '10', ms: 10_000},
  {text: '10s', ms: 10_000},
  {text: '1m30s', ms: 90_000},
  {text: '15m', ms: 900_000},
]
for (const {text, ms} of waits) test(`parseWait: ${text}`, () => assert.equal(parseWait(text, 'X', limits), ms))

for (const text of ['0', '500ms', '901', '1h', '1.5', '-1', '', 'soon']) {
  test(`parseWait: ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseWait(text, 'X', limits), {code: 'DURATION_INVALID'})
  })
}

for (const {text, ms} of durations) test(`parseDuration: ${text}`, () => assert.equal(parseDuration(text, 'X'), ms))

for (const text of ['', '1', '-1h', '1 h', '1y', 'h', '1h x', '99999999999999999999d']) {
  test(`parseDuration: ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseDuration(text, 'X'), {code: 'DURATION_INVALID'})
  })
}

const moments = [
  {text: '2026-12-31', iso: '2026-12-31T00:00:00.000Z'},
  {text: '2026-12-31T23:59:00Z', iso: '2026-12-31T23:59:00.000Z'},
  {text: '2026-12-31 23:59', iso: '2026-12-31T23:59:00.000Z'},
  {text: '2026-12-31T23:59:00.5+02:00', iso: '2026-12-31T21:59:00.500Z'},
  {text: '1798761540000', iso: '2026-12-31T23:59:00.000Z'},
]

for (const {text, iso} of moments) {
  test(`parseMoment: ${text}`, () => assert.equal(new Date(parseMoment(text, 'X')).toISOString(), iso))
}

for (const text of ['', 'tomorrow', '2026-13-01', '12', '31.12.2026']) {
  test(`parseMoment: ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseMoment(text, 'X'), {code: 'TIME_INVALID'})
  })
}
