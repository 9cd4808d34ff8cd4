import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderGatewayClock} from '../../src/render/gateway-clock.js'

const cases = [
  {offsetMs: 0, text: '2026-11-21T08:30:00.000Z, the time of this machine'},
  {offsetMs: 5_400_000, text: '2026-11-21T08:30:00.000Z, 1h30m ahead of this machine'},
  {offsetMs: 90_061_001, text: '2026-11-21T08:30:00.000Z, 1d1h1m1s1ms ahead of this machine'},
]

for (const {offsetMs, text} of cases) {
  test(`renderGatewayClock: ${offsetMs} ms ahead`, () => {
    assert.equal(renderGatewayClock({nowMs: Date.parse('2026-11-21T08:30:00Z'), offsetMs}), text)
  })
}
