import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Call} from '../../src/plan/call.js'
import {lanesOf} from '../../src/plan/lanes.js'

function call(service: Call['service'], operation: string, address: string, input: Call['input'] = {}): Call {
  return {service, operation, address, input, ids: [], gives: []}
}

const alarm = (name: string) => call('cloudwatch', 'PutMetricAlarm', `alarm/${name}`)
const permission = (name: string, source: string) =>
  call('lambda', 'AddPermission', `invokePermission/${name} ${source}`, {FunctionName: name})
const method = (name: string) => call('rest', 'PutMethod', `restApi/pets/method/${name}`)

const cases: {name: string; calls: Call[]; steps: number[][][]}[] = [
  {name: 'no calls', calls: [], steps: []},
  {name: 'writes of one API follow one another', calls: [method('GET /a'), method('GET /b')], steps: [[[0]], [[1]]]},
  {
    name: 'so do those of an HTTP API',
    calls: [
      call('http', 'CreateRoute', 'httpApi/pets/route/GET /a'),
      call('http', 'CreateRoute', 'httpApi/pets/route/GET /b'),
    ],
    steps: [[[0]], [[1]]],
  },
  {
    name: 'alarms are made side by side, after what came before them',
    calls: [method('GET /a'), alarm('a'), alarm('b')],
    steps: [[[0]], [[1], [2]]],
  },
  {
    name: 'permissions of one function follow one another, beside those of another',
    calls: [permission('f', 'x'), permission('g', 'x'), permission('f', 'y')],
    steps: [[[0, 2], [1]]],
  },
  {
    name: 'keys beside log groups, and the stage waits for all',
    calls: [
      call('rest', 'CreateApiKey', 'apiKey/acme'),
      call('logs', 'CreateLogGroup', 'logGroup/x'),
      call('logs', 'PutRetentionPolicy', 'logGroup/x'),
      call('rest', 'CreateStage', 'restApi/pets/stage/prod'),
      alarm('a'),
    ],
    steps: [[[0], [1, 2]], [[3]], [[4]]],
  },
]

for (const {name, calls, steps} of cases) {
  test(`lanesOf: ${name}`, () => {
    assert.deepEqual(lanesOf(calls), steps)
  })
}
