import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {LogEntry} from '../../src/metrics/log-entry.js'
import {linksOf, traceFromLogs} from '../../src/metrics/trace-from-logs.js'

const stage = {apiId: 'abc', apiKind: 'rest', stage: 'prod'} as const

function execution(...lines: readonly (readonly [number, string])[]): LogEntry[] {
  return lines.map(([timeMs, text]) => ({
    timeMs,
    source: 'execution',
    groupName: 'g',
    message: `(r1) ${text}`,
    requestId: 'r1',
  }))
}

const access: LogEntry = {
  timeMs: 1050,
  source: 'access',
  groupName: 'a',
  message: 'r1 GET /pets/1 504',
  requestId: 'r1',
  route: 'GET /pets/{id}',
  status: 504,
  latencyMs: 50,
  fields: {httpMethod: 'GET', path: '/prod/pets/1', status: '504', 'integration.requestId': 'l9'},
}

test('execution and access log make phases of what they tell', () => {
  const entries = execution(
    [1000, 'Extended Request Id: x='],
    [1000, 'HTTP Method: GET, Resource Path: /pets/{id}'],
    [1001, 'Method request path: {id=1}'],
    [1004, 'Sending request to https://backend.example/pets/1'],
    [1050, 'Execution failed due to a timeout error'],
    [1050, 'Method completed with status: 504'],
  )
  assert.deepEqual(traceFromLogs('r1', [...entries, access], stage), {
    requestId: 'r1',
    ...stage,
    method: 'GET',
    path: '/prod/pets/1',
    routeKey: 'GET /pets/{id}',
    status: 504,
    startedAtMs: 1000,
    durationMs: 50,
    phases: [
      {
        name: 'matchMethod',
        startedMs: 0,
        durationMs: 4,
        input: null,
        output: {route: 'GET /pets/{id}', pathParameters: '{id=1}'},
        decidedBy: 'GET /pets/{id}',
      },
      {
        name: 'callIntegration',
        startedMs: 4,
        durationMs: 46,
        input: {uri: 'https://backend.example/pets/1'},
        refusal: {type: 'INTEGRATION_TIMEOUT', reason: 'Execution failed due to a timeout error'},
        decidedBy: 'GET /pets/{id}',
      },
      {name: 'accessLog', startedMs: 50, durationMs: 0, input: null, output: access.fields},
    ],
  })
})

test('an access log alone gives the request as a whole', () => {
  const trace = traceFromLogs('r1', [access], stage)
  assert.deepEqual(
    [trace?.status, trace?.startedAtMs, trace?.durationMs, trace?.phases.map(({name}) => name)],
    [504, 1000, 50, ['accessLog']],
  )
})

test('no line is no trace', () => {
  assert.equal(traceFromLogs('r1', [], stage), undefined)
})

const refusals = [
  {line: 'Unauthorized request: r1', phase: 'authorize', type: 'UNAUTHORIZED'},
  {line: 'User is not authorized to access this resource', phase: 'authorize', type: 'ACCESS_DENIED'},
  {
    line: 'Execution failed due to configuration error: Malformed Lambda proxy response',
    phase: 'callIntegration',
    type: 'API_CONFIGURATION_ERROR',
  },
  {
    line: 'Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: l9',
    phase: 'callIntegration',
    type: 'INTEGRATION_FAILURE',
  },
]

for (const {line, phase, type} of refusals) {
  test(`refused: ${line}`, () => {
    const phases = traceFromLogs('r1', execution([0, line]), stage)?.phases ?? []
    assert.deepEqual(
      phases.map(({name, refusal}) => [name, refusal?.type]),
      [[phase, type]],
    )
  })
}

const links = [
  {name: 'nothing', entries: [], found: {}},
  {
    name: 'the execution log',
    entries: execution(
      [0, 'Sending request to https://lambda.x/functions/arn:aws:lambda:eu-west-1:1:function:list-pets/invocations'],
      [1, 'AWS Integration Endpoint RequestId : 4ee3f219-fd30'],
      [1, 'X-ray Tracing ID : Root=1-5759e988-bd862e3fe1be46a994272793'],
    ),
    found: {
      lambdaRequestId: '4ee3f219-fd30',
      functionName: 'list-pets',
      xrayTraceId: '1-5759e988-bd862e3fe1be46a994272793',
    },
  },
  {name: 'the access log', entries: [access], found: {lambdaRequestId: 'l9'}},
]

for (const {name, entries, found} of links) {
  test(`what else knows the request, by ${name}`, () => {
    assert.deepEqual(linksOf(entries), found)
  })
}
