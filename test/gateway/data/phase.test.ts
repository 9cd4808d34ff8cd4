import assert from 'node:assert/strict'
import {test} from 'vitest'
import {follow, passPhases, recordPhases} from '../../../src/gateway/data/phase.js'
import type {PhaseRecord} from '../../../src/gateway/data/phase.js'
import {portsOf} from './rest/rest-fixture.js'

type Phases = {
  double: {input: number; output: number}
  check: {input: number; output: unknown}
}

const double = (input: number): number => input * 2
const doubleLater = (input: number): Promise<number> => Promise.resolve(input * 2)

function newRecording() {
  const records: PhaseRecord<Phases>[] = []
  let tick = 0
  const pass = recordPhases<Phases>(portsOf(), () => (tick += 1), records)
  return {records, pass}
}

test('passPhases: runs the phase and answers what it answers', async () => {
  const pass = passPhases<Phases>(portsOf(), undefined)
  assert.equal(pass('double', 2, double), 4)
  assert.equal(await pass('double', 2, doubleLater), 4)
})

test('recordPhases: notes input, output and times of a phase', () => {
  const {records, pass} = newRecording()
  assert.equal(pass('double', 2, double), 4)
  assert.deepEqual(records, [
    {name: 'double', startedMs: 1, endedMs: 2, input: 2, outcome: {kind: 'passed', output: 4}},
  ])
})

test('recordPhases: a promise is answered as it is, and noted before the pipeline goes on', async () => {
  const {records, pass} = newRecording()
  const pending = pass('double', 2, doubleLater)
  const outcomes = () => records.map(({outcome}) => outcome)
  assert.deepEqual(outcomes(), [])
  await pending
  assert.deepEqual(outcomes(), [{kind: 'passed', output: 4}])
})

test('recordPhases: a refusal is noted and rises', async () => {
  const {records, pass} = newRecording()
  const error = new Error('no')
  const refuse = (): never => {
    throw error
  }
  assert.throws(() => pass('check', 1, refuse), error)
  await assert.rejects(
    pass('check', 1, () => Promise.reject(error)),
    error,
  )
  assert.deepEqual(
    records.map(({outcome}) => outcome),
    [
      {kind: 'refused', error},
      {kind: 'refused', error},
    ],
  )
})

test('follow: goes on at once with a value, and later with a promise', async () => {
  const steps: number[] = []
  const later = follow(Promise.resolve(2), (value) => steps.push(value))
  const now = follow(1, (value) => steps.push(value))
  assert.deepEqual(steps, [1])
  assert.deepEqual([now, await later, steps], [1, 2, [1, 2]])
})
