import assert from 'node:assert/strict'
import {test} from 'vitest'
import {invokeHttp} from '../../../../src/gateway/data/http/invoke-http.js'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {BackendResponse, InvokeResult} from '../../../../src/gateway/data/ports.js'
import {answering, newDeployment, newPorts, newRequest, send} from './http-fixture.js'
import type {RouteFixture} from './http-fixture.js'

const backendAnswer: BackendResponse = {
  status: 201,
  headers: [
    'Content-Type',
    'a/b',
    'X-Two',
    '1',
    'X-Two',
    '2',
    'Connection',
    'close',
    'Content-Length',
    '2',
    'Transfer-Encoding',
    'chunked',
  ],
  body: Buffer.from('hi'),
}

const proxy = (routeKey: string, integrationUri: string, more: RouteFixture['integration'] = {}): RouteFixture => ({
  routeKey,
  integration: {
    integrationType: 'HTTP_PROXY',
    integrationUri,
    integrationMethod: 'ANY',
    payloadFormatVersion: '1.0',
    ...more,
  },
})

test('HTTP proxy: the backend gets the whole request, with Forwarded in place of X-Forwarded-*', async () => {
  const ports = newPorts({callBackend: () => backendAnswer})
  const deployment = newDeployment({
    routes: [proxy('ANY /pets/{proxy+}', 'https://backend.example:8443/v1/{proxy}?fixed=1')],
  })
  const answer = await send(deployment, ports, 'PUT /pets/a%20b/c?x=1&x=%2F', {
    headers: ['X-Custom', '1', 'Authorization', 'Bearer t', 'Accept', 'a/b', 'Connection', 'close', 'Via', '1.0 fred'],
    body: 'body',
  })
  assert.deepEqual(answer, {
    status: 201,
    headers: {'content-type': ['a/b'], 'x-two': ['1', '2']},
    body: 'hi',
  })
  const [called] = ports.called
  assert.deepEqual(
    {
      method: called?.method,
      origin: called?.url.href,
      target: called?.target,
      headers: called?.headers,
      body: called?.body.toString(),
      timeoutMs: called?.timeoutMs,
    },
    {
      method: 'PUT',
      origin: 'https://backend.example:8443/',
      target: '/v1/a%20b/c?fixed=1&x=1&x=%2F',
      headers: [
        'X-Custom',
        '1',
        'Authorization',
        'Bearer t',
        'Accept',
        'a/b',
        'X-Amzn-Trace-Id',
        'Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011',
        'Forwarded',
        'for=192.0.2.7;host=api1.execute-api.localhost;proto=http',
        'Via',
        'HTTP/1.1 AmazonAPIGateway',
      ],
      body: 'body',
      timeoutMs: 30_000,
    },
  )
})

const targets = [
  {
    name: '$default sends the whole path',
    route: proxy('$default', 'http://b.example'),
    line: 'GET /a/b',
    target: '/a/b',
  },
  {
    name: '$default appends to a path',
    route: proxy('$default', 'http://b.example/base/'),
    line: 'GET /a',
    target: '/base/a',
  },
  {
    name: 'other routes do not append',
    route: proxy('ANY /{proxy+}', 'http://b.example/fixed'),
    line: 'GET /a/b',
    target: '/fixed',
  },
  {name: 'stage variables', route: proxy('GET /x', 'http://${stageVariables.host}/x'), line: 'GET /x', target: '/x'},
  {
    name: 'a value cannot leave the path',
    route: proxy('GET /{id}', 'http://b.example/x/{id}'),
    line: 'GET /a%23%2525',
    target: '/x/a%23%2525',
  },
  {
    name: 'a mapped path',
    route: proxy('GET /{id}', 'http://b.example/x', {requestParameters: {'overwrite:path': 'new/${request.path.id}'}}),
    line: 'GET /7?a=1',
    target: '/new/7?a=1',
  },
]

for (const {name, route, line, target} of targets) {
  test(`HTTP proxy address: ${name}`, async () => {
    const ports = newPorts({callBackend: () => backendAnswer})
    const deployment = newDeployment({routes: [route], stage: {stageVariables: {host: 'b.example'}}})
    assert.equal((await send(deployment, ports, line)).status, 201)
    assert.deepEqual([ports.called[0]?.url.host, ports.called[0]?.target], ['b.example', target])
  })
}

const errors: {
  name: string
  route: RouteFixture
  result: () => InvokeResult | BackendResponse
  status: number
  message: string
  reason: RegExp
}[] = [
  {
    name: 'a backend that is too slow',
    route: proxy('GET /x', 'http://b.example'),
    result: () => {
      throw new BackendError('timeout', 'no answer within 30000 ms')
    },
    status: 503,
    message: 'Service Unavailable',
    reason: /no answer within/,
  },
  {
    name: 'a backend that cannot be reached',
    route: proxy('GET /x', 'http://b.example'),
    result: () => {
      throw new BackendError('network', 'refused')
    },
    status: 503,
    message: 'Service Unavailable',
    reason: /refused/,
  },
  {
    name: 'a backend that answers too much',
    route: proxy('GET /x', 'http://b.example'),
    result: () => {
      throw new BackendError('too-large', 'too much')
    },
    status: 500,
    message: 'Internal Server Error',
    reason: /too much/,
  },
  {
    name: 'an address that is none',
    route: proxy('GET /x', 'http://${stageVariables.missing}/'),
    result: () => backendAnswer,
    status: 500,
    message: 'Internal Server Error',
    reason: /invalid address http:\/\/\//,
  },
  {
    name: 'a function that fails',
    route: {routeKey: 'GET /x'},
    result: () => ({outcome: 'functionError', payload: '{"errorMessage":"oops","errorType":"Error"}'}),
    status: 500,
    message: 'Internal Server Error',
    reason:
      /^The Lambda function returned the following error: oops\. Check your Lambda function code and try again\.$/,
  },
  {
    name: 'a function without permission',
    route: {routeKey: 'GET /x'},
    result: () => ({outcome: 'refused', reason: 'no-permission', message: 'not allowed'}),
    status: 500,
    message: 'Internal Server Error',
    reason: /not allowed/,
  },
  {
    name: 'a payload that Lambda does not take',
    route: {routeKey: 'GET /x'},
    result: () => ({outcome: 'refused', reason: 'too-large', message: 'too large'}),
    status: 413,
    message: 'Request Entity Too Large',
    reason: /too large/,
  },
  {
    name: 'a function that is too slow',
    route: {routeKey: 'GET /x'},
    result: () => {
      throw new BackendError('timeout', 'late')
    },
    status: 503,
    message: 'Service Unavailable',
    reason: /late/,
  },
  {
    name: 'a defect of our own',
    route: {routeKey: 'GET /x'},
    result: () => {
      throw new TypeError('defect')
    },
    status: 500,
    message: 'Internal Server Error',
    reason: /^Internal error of the local gateway: TypeError: defect/,
  },
  {
    name: 'a service subtype that does not exist',
    route: {routeKey: 'GET /x', integration: {integrationSubtype: 'SQS-DropQueue', payloadFormatVersion: '1.0'}},
    result: () => backendAnswer,
    status: 500,
    message: 'Internal Server Error',
    reason: /no integration subtype SQS-DropQueue/,
  },
  {
    name: 'a mapping that is not understood',
    route: {routeKey: 'GET /x', integration: {requestParameters: {'append:cookie.a': 'b'}}},
    result: () => backendAnswer,
    status: 500,
    message: 'Internal Server Error',
    reason: /append:cookie\.a is none that HTTP APIs know/,
  },
  {
    name: 'a mapping onto a reserved header',
    route: {routeKey: 'GET /x', integration: {requestParameters: {'overwrite:header.Authorization': 'b'}}},
    result: () => backendAnswer,
    status: 500,
    message: 'Internal Server Error',
    reason: /reserves/,
  },
  {
    name: 'a route without integration',
    route: {routeKey: 'GET /x', target: 'integrations/gone'},
    result: () => backendAnswer,
    status: 500,
    message: 'Internal Server Error',
    reason: /has no integration/,
  },
  {
    name: 'a route with AWS_IAM',
    route: {routeKey: 'GET /x', authorizationType: 'AWS_IAM'},
    result: () => backendAnswer,
    status: 403,
    message: 'Forbidden',
    reason: /AWS_IAM/,
  },
  {
    name: 'a route with an API key',
    route: {routeKey: 'GET /x', apiKeyRequired: true},
    result: () => backendAnswer,
    status: 403,
    message: 'Forbidden',
    reason: /API key/,
  },
  {
    name: 'a route with an unknown authorization',
    route: {routeKey: 'GET /x', authorizationType: 'MAGIC', authorizerId: 'a'},
    result: () => backendAnswer,
    status: 403,
    message: 'Forbidden',
    reason: /Authorizer a of route/,
  },
]

for (const {name, route, result, status, message, reason} of errors) {
  test(`errors: ${name} is answered with ${status}, and the developer reads why`, async () => {
    const ports = newPorts({
      invokeFunction: () => result() as InvokeResult,
      callBackend: () => result() as BackendResponse,
    })
    assert.deepEqual(await send(newDeployment({routes: [route]}), ports, 'GET /x'), {
      status,
      headers: {'content-type': ['application/json']},
      body: JSON.stringify({message}),
    })
    assert.match(ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('throttling: a route has its own bucket, others share the limits of the stage, and time refills', async () => {
  let nowMs = 0
  const ports = newPorts({invokeFunction: answering({statusCode: 200}), nowMs: () => nowMs})
  const deployment = newDeployment({
    routes: [{routeKey: 'GET /slow'}, {routeKey: 'GET /fast'}, {routeKey: 'GET /never'}],
    stage: {
      defaultRouteSettings: {throttlingRateLimit: 100, throttlingBurstLimit: 3},
      routeSettings: {
        'GET /slow': {throttlingRateLimit: 1, throttlingBurstLimit: 1},
        'GET /never': {throttlingRateLimit: 0, throttlingBurstLimit: 0},
      },
    },
  })
  const statuses = async (path: string, times: number): Promise<number[]> => {
    const answers: number[] = []
    for (let call = 0; call < times; call += 1) answers.push((await send(deployment, ports, `GET ${path}`)).status)
    return answers
  }
  assert.deepEqual(await statuses('/slow', 2), [200, 429])
  assert.deepEqual(await statuses('/fast', 4), [200, 200, 200, 429])
  assert.deepEqual(await statuses('/never', 1), [429])
  nowMs = 999
  assert.deepEqual(await statuses('/slow', 1), [429])
  nowMs = 2000
  assert.deepEqual(await statuses('/slow', 2), [200, 429])
  assert.equal((await send(deployment, ports, 'GET /never')).body, '{"message":"Too Many Requests"}')
})

test('invocations: every request is reported once, with its id in the answer', async () => {
  const ports = newPorts({invokeFunction: answering({statusCode: 202})})
  const deployment = newDeployment({routes: [{routeKey: 'GET /pets/{id}'}], stage: {stageName: 'prod'}})
  const target = {path: '/pets/1', query: '', domainName: 'localhost', domainPrefix: 'localhost'}
  const response = await invokeHttp(newRequest('GET /prod/pets/1'), target, deployment, ports)
  await invokeHttp(newRequest('GET /prod/x'), {...target, path: '/x'}, deployment, ports)
  assert.deepEqual(response.headers.slice(-2), ['apigw-requestid', 'D2ofXiw9S1qOfwA='])
  const common = {
    requestId: 'D2ofXiw9S1qOfwA=',
    apiId: 'api1',
    apiKind: 'http',
    stage: 'prod',
    method: 'GET',
    startedAtMs: 1772651717042,
    latencyMs: 0,
  }
  assert.deepEqual(ports.invocations, [
    {
      ...common,
      path: '/prod/pets/1',
      routeKey: 'GET /pets/{id}',
      status: 202,
      integrationLatencyMs: 0,
      functionRequestId: ports.invoked[0]?.requestId ?? 'none',
      dataProcessedBytes: 0,
    },
    {
      ...common,
      path: '/prod/x',
      status: 404,
      dataProcessedBytes: 23,
      errorType: 'NOT_FOUND',
      errorMessage: 'No route of this API matches GET /x.',
    },
  ])
})

test('permissions: the function is asked for the stage, the verb and the path of the route', async () => {
  const sourceOf = async (routeKey: string, line: string): Promise<string | undefined> => {
    const ports = newPorts({invokeFunction: answering('ok')})
    await send(newDeployment({routes: [{routeKey}]}), ports, line)
    return ports.invoked[0]?.sourceArn?.replace('arn:aws:execute-api:eu-west-1:123456789012:', '')
  }
  assert.equal(await sourceOf('GET /pets/{id}', 'GET /pets/1'), 'api1/$default/GET/pets/{id}')
  assert.equal(await sourceOf('ANY /{proxy+}', 'PUT /a/b'), 'api1/$default/PUT/{proxy+}')
  assert.equal(await sourceOf('$default', 'PUT /a/b'), 'api1/$default/$default')
})
