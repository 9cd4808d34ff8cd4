import assert from 'node:assert/strict'
import {test} from 'vitest'
import {exchange, newFixture, openClient, returns, settle, throws, connect, type Answers} from './websocket-fixture.js'
import {apiId, functionArn, mocking, type ApiParts, type RouteParts} from './websocket-records.js'

type Settings = {loggingLevel?: string; dataTraceEnabled?: boolean}

/** An API whose stage logs like this; `quiet` routes have settings of their own. */
function logged(routes: Record<string, RouteParts>, settings: Settings, own: Record<string, Settings> = {}): ApiParts {
  return {routes, stage: {defaultRouteSettings: settings, routeSettings: own}}
}

function fixtureOf(parts: ApiParts, answers: Answers = {lambda: returns({statusCode: 200})}) {
  const fixture = newFixture(parts, answers)
  /** What was logged since the last time, with ids and latencies replaced by what they are. */
  const taken = (connectionId = ''): string[] => {
    const lines = fixture.logs.splice(0).flatMap(({groupName, events}) => {
      assert.equal(groupName, `/aws/apigateway/${apiId}/prod`)
      return events.map(({message}) => message)
    })
    const requestId = /^\((\S+)\) /.exec(lines[0] ?? '')?.[1] ?? 'none'
    for (const line of lines) assert.ok(line.startsWith(`(${requestId}) `), line)
    return lines.map((line) =>
      line
        .slice(requestId.length + 3)
        .replaceAll(requestId, 'REQUEST')
        .replaceAll(connectionId || 'nothing', 'CONNECTION')
        .replaceAll(/[0-9a-f-]{8}-2c3d-\S+/g, 'UUID'),
    )
  }
  return {fixture, taken}
}

const arrival = (routeKey: string): string[] => [
  'Extended Request Id: REQUEST',
  `Verifying Usage Plan for request: REQUEST. API Key:  API Stage: ${apiId}/prod`,
  `API Key  authorized because route '${routeKey}' does not require API Key. Request will not contribute to throttle or quota limits`,
  `Usage Plan check succeeded for API Key  and API Stage ${apiId}/prod`,
  'Starting execution for request: REQUEST',
  `WebSocket Request Route: [${routeKey}]`,
]

test('level INFO writes the lines that AWS was seen to write, from connect to disconnect', async () => {
  const {fixture, taken} = fixtureOf(logged({$connect: {}, $disconnect: {}, echo: {}}, {loggingLevel: 'INFO'}))
  const client = await openClient(fixture, '/prod', ['User-Agent', 'probe'])
  const {connectionId} = client
  assert.deepEqual(taken(connectionId), [
    ...arrival('$connect'),
    `Client [UserAgent: probe, SourceIp: 192.0.2.7] is connecting to WebSocket API [${apiId}].`,
    'AWS Integration Endpoint RequestId : UUID',
    `Client [Connection Id: CONNECTION] connected to API [${apiId}] successfully.`,
  ])
  await exchange(client, '{"action":"echo"}')
  assert.deepEqual(taken(connectionId), [
    ...arrival('echo'),
    `WebSocket API [${apiId}] received message from client [Connection Id: CONNECTION].`,
    'AWS Integration Endpoint RequestId : UUID',
    `Message from client [Connection Id: CONNECTION] sent to API [${apiId}] with response status code [200].`,
  ])
  client.closed(1000, 'probe-complete')
  await settle()
  assert.deepEqual(taken(connectionId), [
    ...arrival('$disconnect'),
    'AWS Integration Endpoint RequestId : UUID',
    `Client [Connection Id: CONNECTION] disconnected from API [${apiId}] with integration response status code [200]. Close reason: [1000: probe-complete]`,
  ])
})

test('dataTrace adds the message, and what went to the endpoint and came back', async () => {
  const settings = {loggingLevel: 'INFO', dataTraceEnabled: true}
  const {fixture, taken} = fixtureOf(logged({echo: {}}, settings), {lambda: throws('no luck')})
  const client = await openClient(fixture)
  assert.deepEqual(taken(), [], 'an event without route is in no log')
  await exchange(client, '{"action":"echo"}')
  const lines = taken(client.connectionId).slice(arrival('echo').length)
  const uri = `https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`
  assert.match(
    lines[1] ?? '',
    /received message from client \[CONNECTION\]. Message: \[\{"requestContext":\{"routeKey"/,
  )
  assert.match(lines[3] ?? '', /^Endpoint request headers: \{x-amzn-lambda-integration-tag=REQUEST, X-Amz-Date=2026/)
  assert.match(lines[4] ?? '', /^Endpoint request body after transformations: \{"requestContext":/)
  assert.deepEqual(
    [lines[0], lines[2], ...lines.slice(5)],
    [
      `WebSocket API [${apiId}] received message from client [Connection Id: CONNECTION].`,
      `Endpoint request URI: ${uri}`,
      `Sending request to ${uri}`,
      'Received response. Status: 200, Integration latency: 0 ms',
      'Endpoint response body before transformations: {"errorMessage":"no luck","errorType":"Error"}',
      'Lambda execution failed with status 200 due to customer function error: no luck. Lambda request id: UUID',
      'AWS Integration Endpoint RequestId : UUID',
      `Message from client [Connection Id: CONNECTION] sent to API [${apiId}] with response status code [502].`,
    ],
  )
})

test('level ERROR writes failures only; a route has a level of its own', async () => {
  const routes = {echo: {}, quiet: {}, known: mocking('hi')}
  const own = {quiet: {loggingLevel: 'OFF'}, known: {dataTraceEnabled: false}}
  const {fixture, taken} = fixtureOf(logged(routes, {loggingLevel: 'ERROR'}, own), {lambda: throws('no luck')})
  const client = await openClient(fixture)
  for (const action of ['quiet', 'known', 'unknown']) await exchange(client, `{"action":"${action}"}`)
  assert.deepEqual(taken(), [])
  await exchange(client, '{"action":"echo"}')
  assert.deepEqual(taken(client.connectionId), [
    'Lambda execution failed with status 200 due to customer function error: no luck. Lambda request id: UUID',
  ])
})

test('an upgrade request that an authorizer refuses leaves how it was asked', async () => {
  const routes = {$connect: {authorizationType: 'CUSTOM', authorizerId: 'auth1'}}
  const parts = {...logged(routes, {loggingLevel: 'INFO'}), authorizer: {identitySource: []}}
  const {fixture, taken} = fixtureOf(parts, {lambda: throws('Unauthorized')})
  assert.equal((await connect(fixture)).kind, 'refused')
  assert.deepEqual(taken(), [
    'Extended Request Id: REQUEST',
    'Starting authorizer: auth1 for request: REQUEST',
    'Unauthorized request: REQUEST',
  ])
})

test('an upgrade request without its key, and a message over the limit, end where they were refused', async () => {
  const keyed = logged({$connect: {apiKeyRequired: true}}, {loggingLevel: 'INFO'})
  const {fixture, taken} = fixtureOf(keyed)
  await connect(fixture)
  assert.deepEqual(taken(), [
    'Extended Request Id: REQUEST',
    `Verifying Usage Plan for request: REQUEST. API Key:  API Stage: ${apiId}/prod`,
    'The upgrade request has no API key.',
  ])
  const limits = {loggingLevel: 'INFO', throttlingRateLimit: 0, throttlingBurstLimit: 0}
  const throttled = fixtureOf(logged({known: mocking('hi')}, limits))
  const client = await openClient(throttled.fixture)
  await exchange(client, '{"action":"known"}')
  assert.match(throttled.taken().at(-1) ?? '', /^The event is over the limit of stage prod for route known/)
})
