import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseLogFormat} from '../../src/metrics/access-log-format.js'
import {toLogEntry} from '../../src/metrics/log-entry.js'
import {matchesFilter, parseStatuses, unanswerable} from '../../src/metrics/log-filter.js'
import type {LogFilter} from '../../src/metrics/log-filter.js'
import {functionSource} from '../../src/metrics/log-source.js'
import type {LogSource} from '../../src/metrics/log-source.js'
import {maskText} from '../../src/metrics/mask-log.js'

const format = parseLogFormat(
  '$context.requestId $context.httpMethod $context.resourcePath $context.status $context.responseLatency $context.identity.apiKey $context.identity.apiKeyId',
)
const access: LogSource = {kind: 'access', groupName: 'shop', format}
const execution: LogSource = {kind: 'execution', groupName: 'API-Gateway-Execution-Logs_a/dev'}
const masked = {unmask: false}

function entry(source: LogSource, message: string, options = masked) {
  return toLogEntry(source, {timeMs: 5, message}, options)
}

test('a line of an access log, with its key masked or not', () => {
  const line = 'r1 GET /pets 503 1234 s3cr3tkey k9'
  const fields = {
    requestId: 'r1',
    httpMethod: 'GET',
    resourcePath: '/pets',
    status: '503',
    responseLatency: '1234',
    'identity.apiKeyId': 'k9',
  }
  const facts = {
    timeMs: 5,
    source: 'access',
    groupName: 'shop',
    requestId: 'r1',
    route: 'GET /pets',
    status: 503,
    latencyMs: 1234,
    apiKeyId: 'k9',
  }
  assert.deepEqual(entry(access, line), {
    ...facts,
    message: 'r1 GET /pets 503 1234 [masked] k9',
    fields: {...fields, 'identity.apiKey': '[masked]'},
  })
  assert.deepEqual(entry(access, line, {unmask: true}), {
    ...facts,
    message: line,
    fields: {...fields, 'identity.apiKey': 's3cr3tkey'},
  })
})

test('a token that an authorizer gave is masked in the line as in its field', () => {
  const source = {...access, format: parseLogFormat('{"id":"$context.requestId","t":"$context.authorizer.token"}')}
  const {message, fields} = entry(source, '{"id":"r1","t":"opaque"}')
  assert.equal(message, '{"id":"r1","t":"[masked]"}')
  assert.deepEqual(fields, {requestId: 'r1', 'authorizer.token': '[masked]'})
})

const requestIds = [
  {source: execution, line: '(91e7517b-205c) Method completed with status: 200', requestId: '91e7517b-205c'},
  {source: execution, line: 'no id', requestId: undefined},
  {
    source: functionSource('f'),
    line: 'START RequestId: 4ee3f219-fd30-45c6-9d17-9181509d95ac Version: $LATEST',
    requestId: '4ee3f219-fd30-45c6-9d17-9181509d95ac',
  },
  {
    source: functionSource('f'),
    line: '2026-11-21T09:40:00.225Z\t4ee3f219-fd30-45c6-9d17-9181509d95ac\tINFO\thi',
    requestId: '4ee3f219-fd30-45c6-9d17-9181509d95ac',
  },
  {source: functionSource('f'), line: 'hi', requestId: undefined},
]

for (const {source, line, requestId} of requestIds) {
  test(`the request of "${line}"`, () => {
    assert.equal(entry(source, line).requestId, requestId)
  })
}

const secrets = [
  {
    text: 'Method request headers: {Authorization=Bearer abcdefgh.123, Host=a.b}',
    shown: 'Method request headers: {Authorization=[masked], Host=a.b}',
  },
  {text: '{x-api-key=0123456789, Cookie=a=b; c=d}', shown: '{x-api-key=[masked], Cookie=[masked]}'},
  {
    text: '{"user":"ann","password":"p\\"w","apiKey": "k"}',
    shown: '{"user":"ann","password":"[masked]","apiKey": "[masked]"}',
  },
  {text: 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-nature here', shown: 'token [masked] here'},
  {
    text: 'Method request query string: {api_key=k1, access_token=t1, page=2}',
    shown: 'Method request query string: {api_key=[masked], access_token=[masked], page=2}',
  },
  {text: 'GET https://a.example/b?client_secret=s1&page=2 done', shown: 'GET https://a.example/b?client_secret=[masked]&page=2 done'}, // prettier-ignore
  {text: 'nothing secret: API Key authorized', shown: 'nothing secret: API Key authorized'},
]

for (const {text, shown} of secrets) {
  test(`masked: ${shown}`, () => {
    assert.equal(maskText(text), shown)
  })
}

test('a megabyte of what looks like the begin of secrets is masked in time that grows with its length', () => {
  const hostile = [
    '"'.repeat(1_000_000),
    'eyJ'.repeat(300_000),
    '"password":"'.repeat(80_000),
    'authorization='.repeat(70_000),
    'token='.repeat(150_000),
    'a-'.repeat(500_000),
  ]
  for (const text of hostile) assert.ok(maskText(text).length > 0)
})

const filters: {filter: LogFilter; line: string; passes: boolean}[] = [
  {filter: {}, line: 'anything', passes: true},
  {filter: {statuses: [{from: 500, to: 599}]}, line: 'r1 GET /pets 503 9 - -', passes: true},
  {filter: {statuses: [{from: 500, to: 599}]}, line: 'r1 GET /pets 404 9 - -', passes: false},
  {filter: {statuses: [{from: 500, to: 599}]}, line: 'no such line', passes: false},
  {filter: {route: 'GET /pets'}, line: 'r1 GET /pets 200 9 - -', passes: true},
  {filter: {route: 'GET /pets'}, line: 'r1 POST /pets 200 9 - -', passes: false},
  {filter: {minLatencyMs: 10}, line: 'r1 GET /pets 200 10 - -', passes: true},
  {filter: {minLatencyMs: 10}, line: 'r1 GET /pets 200 9 - -', passes: false},
  {filter: {minLatencyMs: 10}, line: 'r1 GET /pets 200 - - -', passes: false},
  {filter: {apiKeyId: 'k9'}, line: 'r1 GET /pets 200 9 x k9', passes: true},
  {filter: {apiKeyId: 'k9'}, line: 'r1 GET /pets 200 9 x k8', passes: false},
  {filter: {text: 'PETS', statuses: [{from: 200, to: 200}]}, line: 'r1 GET /pets 200 9 - -', passes: true},
  {filter: {text: 'dogs'}, line: 'r1 GET /pets 200 9 - -', passes: false},
]

for (const {filter, line, passes} of filters) {
  test(`${JSON.stringify(filter)} ${passes ? 'lets pass' : 'leaves out'} "${line}"`, () => {
    assert.equal(matchesFilter(entry(access, line), filter), passes)
  })
}

const statuses = [
  {text: '5xx', ranges: [{from: 500, to: 599}]},
  {
    text: '404, 5XX',
    ranges: [
      {from: 404, to: 404},
      {from: 500, to: 599},
    ],
  },
  {text: '400-404', ranges: [{from: 400, to: 404}]},
  {text: '9xx', ranges: undefined},
  {text: '', ranges: undefined},
  {text: '200,', ranges: undefined},
]

for (const {text, ranges} of statuses) {
  test(`--status ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseStatuses(text), ranges)
  })
}

test('filters that a format cannot answer name the variable that is missing', () => {
  const short = parseLogFormat('$context.requestId $context.status')
  assert.deepEqual(unanswerable({statuses: [], route: 'GET /', minLatencyMs: 1}, short), [
    {flag: '--route', variable: 'routeKey'},
    {flag: '--min-latency', variable: 'responseLatency'},
  ])
  assert.deepEqual(unanswerable({statuses: [], route: 'GET /', minLatencyMs: 1}, format), [])
})
