import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {LogDelivery} from '../../../../src/gateway/data/ports.js'
import {cutEntry} from '../../../../src/gateway/data/rest/log-entry.js'
import {masked} from '../../../../src/gateway/data/rest/masked.js'
import {
  apiId,
  deploy,
  lambdaArn,
  lambdaProxy,
  methodOf,
  mock,
  portsOf,
  returns,
  stageOf,
  throws,
} from './rest-fixture.js'
import type {Call} from './rest-fixture.js'
import type {MethodSettingRecord, MethodRecord} from '../../../../src/gateway/store/rest-records.js'

const setting: MethodSettingRecord = {
  metricsEnabled: false,
  loggingLevel: 'INFO',
  dataTraceEnabled: true,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

type Options = {setting?: Partial<MethodSettingRecord>; lambda?: ReturnType<typeof returns>}

/** What one call leaves in the execution log, without the request id in front. */
async function logOf(routes: Record<string, MethodRecord>, target: string, call: Call, options: Options = {}) {
  const deliveries: LogDelivery[] = []
  const ports = portsOf({
    ...(options.lambda && {lambda: options.lambda}),
    backend: () => ({status: 200, headers: ['Content-Type', 'text/plain'], body: Buffer.from('from afar')}),
  })
  const stage = stageOf({methodSettings: {'*/*': {...setting, ...options.setting}}})
  const api = deploy({routes}, {...ports, writeLogs: (delivery) => deliveries.push(delivery)}, stage)
  await api.call(target, call)
  const id = '(00000000-0000-4000-8000-000000000001) '
  return deliveries.flatMap(({groupName, events}) =>
    events.map(({message}) => {
      assert.equal(groupName, `API-Gateway-Execution-Logs_${apiId}/prod`)
      assert.ok(message.startsWith(id), message)
      return message.slice(id.length)
    }),
  )
}

const usagePlanLines = [
  `Verifying Usage Plan for request: 00000000-0000-4000-8000-000000000001. API Key:  API Stage: ${apiId}/prod`,
  "API Key  authorized because method 'GET /pets/{id}' does not require API Key. Request will not contribute to throttle or quota limits",
  `Usage Plan check succeeded for API Key  and API Stage ${apiId}/prod`,
]

test('a MOCK method leaves the lines of AWS, without those of an endpoint', async () => {
  const lines = await logOf(
    {'GET /pets/{id}': mock({responseTemplates: {'application/json': 'hi'}})},
    '/pets/7?a=1',
    {},
  )
  assert.match(lines[0] ?? '', /^Extended Request Id: \S+=$/)
  const forwarded = 'X-Forwarded-For=127.0.0.1, X-Forwarded-Port=4600, X-Forwarded-Proto=http'
  const trace = 'X-Amzn-Trace-Id=Root=1-5e5ffe45-000000000000400080000000'
  assert.deepEqual(lines.slice(1), [
    ...usagePlanLines,
    'Starting execution for request: 00000000-0000-4000-8000-000000000001',
    'HTTP Method: GET, Resource Path: /pets/{id}',
    'Method request path: {id=7}',
    'Method request query string: {a=1}',
    `Method request headers: {Host=${apiId}.execute-api.localhost:4600, ${trace}, ${forwarded}}`,
    'Method request body before transformations: ',
    'Method response body after transformations: hi',
    'Method response headers: {Content-Type=application/json}',
    'Successfully completed execution',
    'Method completed with status: 200',
  ])
})

test('an HTTP integration leaves the lines of its endpoint', async () => {
  const route = methodOf({type: 'HTTP_PROXY', httpMethod: 'POST', uri: 'http://backend.test/p'})
  const lines = await logOf({'POST /pets': route}, '/pets', {method: 'POST', body: 'sent'})
  const from = lines.findIndex((line) => line.startsWith('Endpoint request URI'))
  assert.deepEqual(
    lines.slice(from).filter((line) => !line.startsWith('Endpoint request headers')),
    [
      'Endpoint request URI: http://backend.test/p',
      'Endpoint request body after transformations: sent',
      'Sending request to http://backend.test/p',
      'Received response. Status: 200, Integration latency: 0 ms',
      'Endpoint response headers: {Content-Type=text/plain}',
      'Endpoint response body before transformations: from afar',
      'Method response body after transformations: from afar',
      'Method response headers: {Content-Type=text/plain}',
      'Successfully completed execution',
      'Method completed with status: 200',
    ],
  )
})

const invocation = `https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/${lambdaArn}/invocations`
const failures = [
  {
    name: 'a malformed proxy answer',
    lambda: returns('hello world'),
    lines: [
      `Sending request to ${invocation}`,
      'Received response. Status: 200, Integration latency: 0 ms',
      'Endpoint response body before transformations: "hello world"',
      'Execution failed due to configuration error: Malformed Lambda proxy response',
      'Method completed with status: 502',
      'AWS Integration Endpoint RequestId : 00000000-0000-4000-8000-000000000002',
    ],
  },
  {
    name: 'a function error',
    lambda: throws('no cats'),
    lines: [
      `Sending request to ${invocation}`,
      'Received response. Status: 200, Integration latency: 0 ms',
      'Endpoint response body before transformations: {"errorMessage":"no cats","errorType":"Error","trace":[]}',
      'Lambda execution failed with status 200 due to customer function error: no cats. Lambda request id: 00000000-0000-4000-8000-000000000002',
      'Method completed with status: 502',
      'AWS Integration Endpoint RequestId : 00000000-0000-4000-8000-000000000002',
    ],
  },
]

for (const {name, lambda, lines} of failures) {
  test(`the log of ${name} ends with what went wrong`, async () => {
    const all = await logOf({'GET /pets': lambdaProxy()}, '/pets', {}, {lambda})
    assert.deepEqual(all.slice(-lines.length), lines)
  })
}

test('without dataTrace nothing is told of an endpoint but how it knows the call', async () => {
  const lambda = returns({statusCode: 200})
  const lines = await logOf({'GET /pets': lambdaProxy()}, '/pets', {}, {setting: {dataTraceEnabled: false}, lambda})
  assert.deepEqual(lines.slice(4), [
    'Starting execution for request: 00000000-0000-4000-8000-000000000001',
    'HTTP Method: GET, Resource Path: /pets',
    'Successfully completed execution',
    'Method completed with status: 200',
    'AWS Integration Endpoint RequestId : 00000000-0000-4000-8000-000000000002',
  ])
})

test('without dataTrace no header and no body is written', async () => {
  const lines = await logOf({'GET /pets/{id}': mock()}, '/pets/7', {}, {setting: {dataTraceEnabled: false}})
  assert.deepEqual(lines.slice(1), [
    ...usagePlanLines,
    'Starting execution for request: 00000000-0000-4000-8000-000000000001',
    'HTTP Method: GET, Resource Path: /pets/{id}',
    'Successfully completed execution',
    'Method completed with status: 200',
  ])
})

test('level ERROR writes what went wrong, OFF and unknown resources nothing', async () => {
  const routes = {'GET /pets': lambdaProxy()}
  const off = {loggingLevel: 'OFF'}
  const error = {loggingLevel: 'ERROR', dataTraceEnabled: false}
  assert.deepEqual(await logOf(routes, '/pets', {}, {setting: error, lambda: returns(1)}), [
    'Execution failed due to configuration error: Malformed Lambda proxy response',
    'Method completed with status: 502',
  ])
  assert.deepEqual(await logOf(routes, '/pets', {}, {setting: error, lambda: returns({statusCode: 200})}), [])
  assert.deepEqual(await logOf(routes, '/pets', {}, {setting: off, lambda: returns(1)}), [])
  assert.deepEqual(await logOf(routes, '/nothing', {}), [])
})

test('the log ends with how the integration and X-Ray know the request', async () => {
  const deliveries: LogDelivery[] = []
  const ports = {
    ...portsOf({lambda: returns({statusCode: 200})}),
    writeLogs: (log: LogDelivery) => deliveries.push(log),
  }
  const stage = stageOf({tracingEnabled: true, methodSettings: {'*/*': setting}})
  await deploy({routes: {'GET /pets': lambdaProxy()}}, ports, stage).call('/pets')
  const id = '(00000000-0000-4000-8000-000000000001) '
  const messages = deliveries[0]?.events.slice(-3).map(({message}) => message.slice(id.length))
  assert.deepEqual(messages, [
    'Method completed with status: 200',
    'AWS Integration Endpoint RequestId : 00000000-0000-4000-8000-000000000002',
    'X-ray Tracing ID : Root=1-5e5ffe45-000000000000400080000000',
  ])
})

test('keys and tokens are starred but for their end', async () => {
  const headers = ['Authorization', 'Bearer abcdefghijk', 'x-api-key', 'short']
  const lines = await logOf({'GET /pets/{id}': mock()}, '/pets/7', {headers})
  assert.ok(
    lines.some((line) => line.includes('Authorization=************fghijk, x-api-key=*****')),
    lines.join('\n'),
  )
})

test('masked keeps the last six characters of long values only', () => {
  assert.deepEqual(['', 'abc', 'abcdefghijkl', 'abcdefghijklm'].map(masked), [
    '',
    '***',
    '************',
    '*******hijklm',
  ])
})

test('cutEntry keeps 1,024 bytes and whole characters', () => {
  assert.equal(cutEntry('x'.repeat(1024)), 'x'.repeat(1024))
  assert.equal(cutEntry('x'.repeat(1025)), `${'x'.repeat(1024)} [TRUNCATED]`)
  assert.equal(cutEntry(`${'x'.repeat(1023)}üü`), `${'x'.repeat(1023)} [TRUNCATED]`)
})
