import assert from 'node:assert/strict'
import {test} from 'vitest'
import {budgetOf} from '../../src/plan/budget.js'
import type {Call} from '../../src/plan/call.js'

function calls(operation: string, count: number, input: Call['input'] = {}): Call[] {
  return Array.from({length: count}, () => ({address: '', service: 'rest', operation, input, ids: [], gives: []}))
}

const edge = {endpointConfiguration: {types: ['EDGE']}}

const cases: {name: string; calls: Call[]; budget: object}[] = [
  {name: 'nothing', calls: [], budget: {calls: 0, seconds: 0}},
  {name: 'one call takes its own time', calls: calls('PutMethod', 1), budget: {calls: 1, seconds: 0.1}},
  {
    name: 'calls one after the other keep below ten a second',
    calls: calls('PutMethod', 100),
    budget: {calls: 100, seconds: 10},
  },
  {name: 'resources five a second', calls: calls('CreateResource', 55), budget: {calls: 55, seconds: 10.1}},
  {
    name: 'an API and its import',
    calls: [...calls('CreateRestApi', 1), ...calls('PutRestApi', 1)],
    budget: {calls: 2, seconds: 0.2},
  },
  {
    name: 'two imports, one a second',
    calls: calls('PutRestApi', 2),
    budget: {calls: 2, seconds: 1.1},
  },
  {
    name: 'two edge-optimised APIs, one in thirty seconds',
    calls: calls('CreateRestApi', 2, edge),
    budget: {calls: 2, seconds: 30.1},
  },
  {
    name: 'alarms side by side take a fifth',
    calls: Array.from({length: 20}, (_, index) => ({
      ...{address: `alarm/${index}`, service: 'cloudwatch' as const, operation: 'PutMetricAlarm'},
      ...{input: {}, ids: [], gives: []},
    })),
    budget: {calls: 20, seconds: 0.4},
  },
]

for (const {name, calls: made, budget} of cases) {
  test(`budgetOf: ${name}`, () => {
    assert.deepEqual(budgetOf(made), budget)
  })
}
