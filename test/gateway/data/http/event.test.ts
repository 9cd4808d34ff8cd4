import assert from 'node:assert/strict'
import {test} from 'vitest'
import {answering, newDeployment, newPorts, send} from './http-fixture.js'

async function eventOf(
  version: '1.0' | '2.0',
  line: string,
  options: Parameters<typeof send>[3] & {stage?: Record<string, unknown>; routeKey?: string} = {},
): Promise<unknown> {
  const {stage = {}, routeKey = 'POST /pets/{id}', ...request} = options
  const ports = newPorts({invokeFunction: answering({statusCode: 200})})
  const deployment = newDeployment({routes: [{routeKey, integration: {payloadFormatVersion: version}}], stage})
  assert.equal((await send(deployment, ports, line, request)).status, 200)
  const [request1] = ports.invoked
  assert.equal(request1?.functionArn, 'arn:aws:lambda:eu-west-1:123456789012:function:pets')
  return JSON.parse(request1.payload)
}

test('event 2.0: a request with everything', async () => {
  const event = await eventOf('2.0', 'POST /pets/a%20b?tag=x&tag=y%2Cz&q=a+b&flag', {
    headers: [
      'User-Agent',
      'probe/1',
      'Cookie',
      'a=1; b=2',
      'X-Custom',
      'one',
      'x-custom',
      'two',
      'Content-Type',
      'application/json; charset=utf-8',
      'X-Forwarded-For',
      '198.51.100.1',
      'Connection',
      'keep-alive',
      'Content-Length',
      '9',
    ],
    body: '{"a":"ä"}',
    target: {path: '/pets/a%20b'},
    stage: {stageName: 'prod', stageVariables: {alias: 'live'}},
  })
  assert.deepEqual(event, {
    version: '2.0',
    routeKey: 'POST /pets/{id}',
    rawPath: '/prod/pets/a b',
    rawQueryString: 'tag=x&tag=y%2Cz&q=a+b&flag',
    cookies: ['a=1', 'b=2'],
    headers: {
      'content-length': '10',
      'content-type': 'application/json; charset=utf-8',
      host: 'api1.execute-api.localhost:4600',
      'user-agent': 'probe/1',
      'x-amzn-trace-id': 'Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011',
      'x-custom': 'one,two',
      'x-forwarded-for': '198.51.100.1, 192.0.2.7',
      'x-forwarded-port': '4600',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: {tag: 'x,y,z', q: 'a b', flag: ''},
    requestContext: {
      accountId: '123456789012',
      apiId: 'api1',
      domainName: 'api1.execute-api.localhost',
      domainPrefix: 'api1',
      http: {
        method: 'POST',
        path: '/prod/pets/a b',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: 'probe/1',
      },
      requestId: 'D2ofXiw9S1qOfwA=',
      routeKey: 'POST /pets/{id}',
      stage: 'prod',
      time: '04/Mar/2026:19:15:17 +0000',
      timeEpoch: 1772651717042,
    },
    body: '{"a":"ä"}',
    pathParameters: {id: 'a b'},
    stageVariables: {alias: 'live'},
    isBase64Encoded: false,
  })
})

test('event 2.0: what a request does not have is absent', async () => {
  assert.deepEqual(await eventOf('2.0', 'GET /', {routeKey: '$default'}), {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: {
      'content-length': '0',
      host: 'api1.execute-api.localhost:4600',
      'x-amzn-trace-id': 'Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '4600',
      'x-forwarded-proto': 'http',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api1',
      domainName: 'api1.execute-api.localhost',
      domainPrefix: 'api1',
      http: {method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: ''},
      requestId: 'D2ofXiw9S1qOfwA=',
      routeKey: '$default',
      stage: '$default',
      time: '04/Mar/2026:19:15:17 +0000',
      timeEpoch: 1772651717042,
    },
    isBase64Encoded: false,
  })
})

test('event 1.0: a request with everything', async () => {
  const event = await eventOf('1.0', 'POST /pets/a%20b?tag=x&tag=y', {
    headers: [
      'user-agent',
      'probe/1',
      'Cookie',
      'a=1; b=2',
      'X-Custom',
      'one',
      'X-Custom',
      'two',
      'content-type',
      'text/plain',
    ],
    body: 'hello',
    stage: {stageVariables: {alias: 'live'}},
  })
  assert.deepEqual(event, {
    version: '1.0',
    resource: '/pets/{id}',
    path: '/pets/a%20b',
    httpMethod: 'POST',
    headers: {
      'Content-Length': '5',
      'Content-Type': 'text/plain',
      Cookie: 'a=1; b=2',
      Host: 'api1.execute-api.localhost:4600',
      'User-Agent': 'probe/1',
      'X-Amzn-Trace-Id': 'Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011',
      'X-Custom': 'two',
      'X-Forwarded-For': '192.0.2.7',
      'X-Forwarded-Port': '4600',
      'X-Forwarded-Proto': 'http',
    },
    multiValueHeaders: {
      'Content-Length': ['5'],
      'Content-Type': ['text/plain'],
      Cookie: ['a=1; b=2'],
      Host: ['api1.execute-api.localhost:4600'],
      'User-Agent': ['probe/1'],
      'X-Amzn-Trace-Id': ['Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011'],
      'X-Custom': ['one', 'two'],
      'X-Forwarded-For': ['192.0.2.7'],
      'X-Forwarded-Port': ['4600'],
      'X-Forwarded-Proto': ['http'],
    },
    queryStringParameters: {tag: 'y'},
    multiValueQueryStringParameters: {tag: ['x', 'y']},
    requestContext: {
      accountId: '123456789012',
      apiId: 'api1',
      domainName: 'api1.execute-api.localhost',
      domainPrefix: 'api1',
      extendedRequestId: 'D2ofXiw9S1qOfwA=',
      httpMethod: 'POST',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAmr: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '192.0.2.7',
        user: null,
        userAgent: 'probe/1',
        userArn: null,
      },
      path: '/pets/a b',
      protocol: 'HTTP/1.1',
      requestId: 'D2ofXiw9S1qOfwA=',
      requestTime: '04/Mar/2026:19:15:17 +0000',
      requestTimeEpoch: 1772651717042,
      resourceId: 'POST /pets/{id}',
      resourcePath: '/pets/{id}',
      stage: '$default',
    },
    pathParameters: {id: 'a b'},
    stageVariables: {alias: 'live'},
    body: 'hello',
    isBase64Encoded: false,
  })
})

test('event 1.0: what a request does not have is null, and the API mapping is part of the path', async () => {
  const event = await eventOf('1.0', 'GET /pets', {routeKey: 'GET /pets', target: {mappedPath: '/v1'}})
  const {path, queryStringParameters, multiValueQueryStringParameters, pathParameters, stageVariables, body} =
    event as Record<string, unknown>
  assert.deepEqual(
    {path, queryStringParameters, multiValueQueryStringParameters, pathParameters, stageVariables, body},
    {
      path: '/v1/pets',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
    },
  )
})

const bodies = [
  {type: 'text/html', body: '<p>', shown: '<p>', isBase64Encoded: false},
  {type: 'application/json', body: '{}', shown: '{}', isBase64Encoded: false},
  {type: 'application/xml', body: '<a/>', shown: '<a/>', isBase64Encoded: false},
  {type: 'application/javascript', body: 'a', shown: 'a', isBase64Encoded: false},
  {type: 'application/x-www-form-urlencoded', body: 'a=1', shown: 'YT0x', isBase64Encoded: true},
  {type: 'application/vnd.api+json', body: '{}', shown: 'e30=', isBase64Encoded: true},
  {type: 'multipart/form-data; boundary=x', body: '--x--', shown: 'LS14LS0=', isBase64Encoded: true},
  {type: 'application/octet-stream', body: Buffer.from([0, 255]), shown: 'AP8=', isBase64Encoded: true},
  {type: 'text/plain', body: Buffer.from([0xff]), shown: '/w==', isBase64Encoded: true},
  {type: undefined, body: 'x', shown: 'eA==', isBase64Encoded: true},
]

for (const {type, body, shown, isBase64Encoded} of bodies) {
  test(`event body: ${type ?? 'no content type'} with ${body.length} bytes is ${isBase64Encoded ? 'base 64' : 'text'}`, async () => {
    const event = await eventOf('2.0', 'POST /pets/1', {
      headers: type === undefined ? [] : ['Content-Type', type],
      body,
    })
    const {body: sent, isBase64Encoded: flag} = event as Record<string, unknown>
    assert.deepEqual({sent, flag}, {sent: shown, flag: isBase64Encoded})
  })
}

test('event: names such as __proto__ are names like any other', async () => {
  const event = await eventOf('2.0', 'POST /pets/1?__proto__=x&constructor=y', {headers: ['__proto__', 'z']})
  const {queryStringParameters, headers} = event as {queryStringParameters: object; headers: object}
  assert.deepEqual(Object.entries(queryStringParameters), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
  assert.ok(Object.entries(headers).some(([name, value]) => name === '__proto__' && value === 'z'))
})

test('event: what follows an encoded question mark in the path is lost, as on AWS', async () => {
  const event = (await eventOf('2.0', 'POST /pets/a%3Fb?c=1')) as {rawPath: string; rawQueryString: string}
  assert.deepEqual({path: event.rawPath, query: event.rawQueryString}, {path: '/pets/a', query: 'c=1'})
})
