import assert from 'node:assert/strict'
import {test} from 'vitest'
import {secondsLeft} from '../../src/apply/time-left.js'

const schedule = {startsMs: [0, 1_000, 10_000, 19_000], endMs: 20_000}

const cases = [
  {name: 'at the beginning, what the schedule says', index: 0, elapsedMs: 0, left: 20},
  {name: 'a late beginning says nothing yet', index: 1, elapsedMs: 5_000, left: 19},
  {name: 'in time', index: 2, elapsedMs: 10_000, left: 10},
  {name: 'twice as slow', index: 2, elapsedMs: 20_000, left: 20},
  {name: 'faster than AWS would allow, on another endpoint', index: 2, elapsedMs: 1_000, left: 1},
  {name: 'before the last call', index: 3, elapsedMs: 19_000, left: 1},
]

for (const {name, index, elapsedMs, left} of cases) {
  test(`secondsLeft: ${name}`, () => {
    assert.equal(secondsLeft(schedule, index, elapsedMs), left)
  })
}
