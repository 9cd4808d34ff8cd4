import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {parseTrial} from '../../../src/project/release/canary-words.js'

const words = {for: '10m', interval: '30s', 'max-5xx': '1%', 'min-requests': 200, step: '10,50,100'}

test('parseTrial: what is usual', () => {
  assert.deepEqual(parseTrial({...words, 'max-p95': '+20%'}), {
    forMs: 600_000,
    intervalMs: 30_000,
    limits: {faults: {kind: 'absolute', value: 0.01}, p95: {kind: 'above', value: 0.2}, minRequests: 200},
    steps: [10, 50, 100],
  })
})

test('parseTrial: a latency of its own, and errors above the base', () => {
  const {limits} = parseTrial({...words, 'max-5xx': '+0.5%', 'max-p95': '1.5s'})
  const expected = {faults: {kind: 'above', value: 0.005}, p95: {kind: 'absolute', value: 1500}, minRequests: 200}
  assert.deepEqual(limits, expected)
})

const wrong = [
  {'max-5xx': '1'},
  {'max-5xx': '101%'},
  {'max-5xx': '-1%'},
  {'max-p95': '20%'},
  {'max-p95': 'fast'},
  {step: '50,10'},
  {step: '10,,50'},
  {step: '0,50'},
  {step: '50,101'},
  {step: ''},
]

for (const given of wrong) {
  test(`parseTrial: ${JSON.stringify(given)} does not do`, () => {
    assert.throws(
      () => parseTrial({...words, ...given}),
      (error: unknown) => error instanceof ApigwError && error.code === 'LIMIT_INVALID',
    )
  })
}
