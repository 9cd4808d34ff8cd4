import assert from 'node:assert/strict'
import {test} from 'vitest'
import {exchange, newFixture, openClient, returns, settle} from './websocket-fixture.js'
import type {Fixture} from './websocket-fixture.js'

const allow = {
  principalId: 'ann',
  policyDocument: {Statement: [{Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*'}]},
  context: {role: 'admin', level: 3, isOwner: true},
}

function events({functionCalls}: Fixture): unknown[] {
  return functionCalls.map(({payload}) => JSON.parse(payload) as unknown)
}

const proxied = {$connect: {}, $disconnect: {}, $default: {}}

// Members, their order and their forms: captures of AWS of September 2026, quoted in docs/aws-facts.md "WebSocket", and the example of
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
test('the three events of a connection have the members of AWS, in its order', async () => {
  const fixture = newFixture({routes: proxied}, {lambda: returns({statusCode: 200})})
  const client = await openClient(fixture, '/prod?room=a&room=b', [
    ...['User-Agent', 'probe/1', 'Sec-WebSocket-Extensions', 'permessage-deflate', 'X-Twice', '1', 'X-Twice', '2'],
  ])
  fixture.clock.nowMs += 1000
  client.message('hello')
  await settle()
  client.closed(1005, '')
  await settle()
  const base = {
    stage: 'prod',
    connectedAt: 1772651717042,
    identity: {userAgent: 'probe/1', sourceIp: '192.0.2.7'},
    domainName: 'chat1.execute-api.localhost:4600',
    connectionId: 'AAAAAiw9S1qOfwA=',
    apiId: 'chat1',
    messageDirection: 'IN',
  }
  const headers = {
    Host: 'chat1.execute-api.localhost:4600',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    'User-Agent': 'probe/1',
    'X-Twice': '2',
    'X-Amzn-Trace-Id': 'Root=1-69a884c5-000000012c3d4b5a8e7f0011',
    'X-Forwarded-For': '192.0.2.7',
    'X-Forwarded-Port': '4600',
    'X-Forwarded-Proto': 'http',
  }
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  assert.deepEqual(events(fixture), [
    {
      headers,
      multiValueHeaders: {...lists, 'X-Twice': ['1', '2']},
      queryStringParameters: {room: 'b'},
      multiValueQueryStringParameters: {room: ['a', 'b']},
      requestContext: {
        ...base,
        routeKey: '$connect',
        eventType: 'CONNECT',
        extendedRequestId: 'AAAAASw9S1qOfwA=',
        requestTime: '04/Mar/2026:19:15:17 +0000',
        requestTimeEpoch: 1772651717042,
        requestId: 'AAAAASw9S1qOfwA=',
      },
      isBase64Encoded: false,
    },
    {
      requestContext: {
        ...base,
        routeKey: '$default',
        messageId: 'AAAABSw9S1qOfwA=',
        eventType: 'MESSAGE',
        extendedRequestId: 'AAAABCw9S1qOfwA=',
        requestTime: '04/Mar/2026:19:15:18 +0000',
        requestTimeEpoch: 1772651718042,
        requestId: 'AAAABCw9S1qOfwA=',
      },
      body: 'hello',
      isBase64Encoded: false,
    },
    {
      headers: {Host: 'chat1.execute-api.localhost:4600', 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': ''},
      multiValueHeaders: {
        Host: ['chat1.execute-api.localhost:4600'],
        'x-api-key': [''],
        'X-Forwarded-For': [''],
        'x-restapi': [''],
      },
      requestContext: {
        ...base,
        routeKey: '$disconnect',
        disconnectStatusCode: 1005,
        eventType: 'DISCONNECT',
        extendedRequestId: 'AAAAByw9S1qOfwA=',
        requestTime: '04/Mar/2026:19:15:18 +0000',
        requestTimeEpoch: 1772651718042,
        disconnectReason: 'Client-side close frame status not set',
        requestId: 'AAAAByw9S1qOfwA=',
      },
      isBase64Encoded: false,
    },
  ])
  assert.deepEqual(
    events(fixture).map((event) => Object.keys((event as {requestContext: object}).requestContext).join(' ')),
    [
      'routeKey eventType extendedRequestId requestTime messageDirection stage connectedAt requestTimeEpoch identity requestId domainName connectionId apiId',
      'routeKey messageId eventType extendedRequestId requestTime messageDirection stage connectedAt requestTimeEpoch identity requestId domainName connectionId apiId',
      'routeKey disconnectStatusCode eventType extendedRequestId requestTime messageDirection disconnectReason stage connectedAt requestTimeEpoch identity requestId domainName connectionId apiId',
    ],
  )
})

test('functions are asked on behalf of stage and route', async () => {
  const fixture = newFixture(
    {routes: {...proxied, $connect: {authorizationType: 'CUSTOM', authorizerId: 'auth1'}}, authorizer: {}},
    {lambda: ({functionArn}) => returns(functionArn.endsWith('guard') ? allow : {statusCode: 200})()},
  )
  const client = await openClient(fixture)
  client.message('x')
  client.closed(1000, 'bye')
  await settle()
  const api = 'arn:aws:execute-api:eu-west-1:123456789012:chat1'
  assert.deepEqual(
    fixture.functionCalls.map(({sourceArn}) => sourceArn),
    [`${api}/authorizers/auth1`, `${api}/prod/$connect`, `${api}/prod/$default`, `${api}/prod/$disconnect`],
  )
})

test("the authorizer's context stays with the connection, its latency does not", async () => {
  const fixture = newFixture(
    {routes: {...proxied, $connect: {authorizationType: 'CUSTOM', authorizerId: 'auth1'}}, authorizer: {}},
    {lambda: ({functionArn}) => returns(functionArn.endsWith('guard') ? allow : {statusCode: 200})()},
  )
  const client = await openClient(fixture)
  await exchange(client, 'x')
  client.closed(1000, 'bye')
  await settle()
  const kept = {role: 'admin', level: '3', isOwner: 'true', principalId: 'ann'}
  assert.deepEqual(
    events(fixture).map((event) => (event as {requestContext: {authorizer?: object}}).requestContext.authorizer),
    [undefined, {...kept, integrationLatency: 0}, kept, kept],
  )
})

// Source: docs/aws-facts.md "WebSocket", REQUEST authorizer event (captured September 2026).
test("the authorizer's event shows the upgrade itself, and no empty map as null", async () => {
  const fixture = newFixture(
    {routes: {$connect: {authorizationType: 'CUSTOM', authorizerId: 'auth1'}}, authorizer: {}},
    {lambda: ({functionArn}) => returns(functionArn.endsWith('guard') ? allow : {statusCode: 200})()},
  )
  await openClient(fixture, '/prod', ['Sec-WebSocket-Extensions', 'permessage-deflate'])
  const [event] = events(fixture) as {headers: Record<string, string>; requestContext: {routeKey: string}}[]
  const {headers, requestContext, ...rest} = event ?? {headers: {}, requestContext: {routeKey: ''}}
  assert.deepEqual(
    {...rest, multiValueHeaders: undefined},
    {
      multiValueHeaders: undefined,
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:chat1/prod/$connect',
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      stageVariables: {},
    },
  )
  assert.equal(requestContext.routeKey, '$connect')
  assert.deepEqual(
    ['Connection', 'Upgrade', 'content-length', 'Sec-WebSocket-Extensions'].map((name) => headers[name]),
    ['upgrade', 'websocket', '0', 'permessage-deflate'],
  )
})

test('stage variables are in every event when the stage has some', async () => {
  const fixture = newFixture(
    {routes: proxied, stage: {stageVariables: {color: 'blue'}}},
    {lambda: returns({statusCode: 200})},
  )
  const client = await openClient(fixture)
  await exchange(client, 'x')
  assert.deepEqual(
    events(fixture).map((event) => (event as {stageVariables: object}).stageVariables),
    [{color: 'blue'}, {color: 'blue'}],
  )
})
