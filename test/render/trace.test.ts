import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {GatewayTrace} from '../../src/model/gateway-trace.js'
import {renderTrace, traceTable} from '../../src/render/trace.js'
import {assertGolden} from '../support/golden.js'

const request = {
  method: 'POST',
  path: '/pets',
  headers: {Authorization: '[masked]', Accept: ['text/html', 'application/json']},
  queryString: {},
  body: '[masked, 7 bytes]',
}
const trace: GatewayTrace = {
  requestId: '6f1b7a52-3c1e-4f0a-9b0c-0d7c5f3e2a11',
  apiId: 'abcde12345',
  apiKind: 'rest',
  stage: 'dev',
  method: 'POST',
  path: '/dev/pets',
  routeKey: 'POST /pets',
  status: 400,
  startedAtMs: 1_583_349_317_135,
  durationMs: 3,
  phases: [
    {
      name: 'matchMethod',
      startedMs: 0,
      durationMs: 0.125,
      input: request,
      output: {routeKey: 'POST /pets', pathParameters: {}},
      decidedBy: 'POST /pets',
      definedAt: 'openapi.yaml:12',
    },
    {
      name: 'validateRequest',
      startedMs: 0.25,
      durationMs: 1.5,
      input: request,
      refusal: {
        type: 'BAD_REQUEST_BODY',
        status: 400,
        reason: 'object has missing\nrequired properties (["\u001b[31mname"])',
      },
      decidedBy: 'POST /pets requestValidator',
    },
    {name: 'toGatewayResponse', startedMs: 2, durationMs: 0.5, input: null, output: 'first line\nsecond line'},
  ],
}

test('renderTrace shows each phase, what decided it, and why it refused', () => {
  assertGolden('trace.txt', `${renderTrace(trace, {colour: false})}\n`)
})

test('renderTrace sends no control characters of others to the terminal', () => {
  assert.doesNotMatch(renderTrace(trace, {colour: false}), /\u001b/)
})

test('renderTrace cuts long values', () => {
  const body = Array.from({length: 60}, (_, index) => `line ${index}`).join('\n')
  const phases = [{name: 'mapResponse', startedMs: 0, durationMs: 1, input: body}]
  assert.match(renderTrace({...trace, phases}, {colour: false}), /line 39\n {7}… 20 more lines in --json$/)
})

test('traceTable lists requests, and says how to record one', () => {
  assert.deepEqual(traceTable([trace]).rows, [
    ['2020-03-04 19:15:17Z', trace.requestId, 'POST /dev/pets', '400', '3 ms'],
  ])
  assert.match(traceTable([]).empty, /apigw call METHOD PATH --trace/)
})
