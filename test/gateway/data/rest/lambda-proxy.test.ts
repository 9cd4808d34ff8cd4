import assert from 'node:assert/strict'
import {test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import {deploy, lambdaArn, lambdaProxy, portsOf, returns, stageOf, throws} from './rest-fixture.js'

const routes = {'ANY /{proxy+}': lambdaProxy({operationName: 'proxyAll'}), 'GET /': lambdaProxy()}

/** The event that a call leads to. */
async function eventOf(target: string, call: Parameters<ReturnType<typeof deploy>['call']>[1] = {}, parts = {}) {
  const ports = portsOf({lambda: returns({statusCode: 200})})
  await deploy({routes, ...parts}, ports).call(target, call)
  return JSON.parse(ports.functionCalls[0]?.payload ?? 'null') as Record<string, unknown>
}

// Whole event: localstack test_apigateway_lambda.snapshot.json (recorded 2 August 2024), without CloudFront's headers.
test('the event holds the request as AWS sends it', async () => {
  const event = await eventOf('/pets/?a=1&b=2&a=3', {
    method: 'POST',
    headers: [
      'tEsT-HEADeR',
      'aValUE',
      'X-Two',
      '1',
      'X-Two',
      '2',
      'User-Agent',
      'node',
      'Connection',
      'keep-alive',
      'Content-Length',
      '2',
    ],
    body: '{}',
  })
  const trace = 'Root=1-5e5ffe45-000000000000400080000000'
  assert.deepEqual(event, {
    resource: '/{proxy+}',
    path: '/pets/',
    httpMethod: 'POST',
    headers: {
      Host: 'abcde12345.execute-api.localhost:4600',
      'tEsT-HEADeR': 'aValUE',
      'X-Two': '2',
      'User-Agent': 'node',
      'X-Amzn-Trace-Id': trace,
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '4600',
      'X-Forwarded-Proto': 'http',
    },
    multiValueHeaders: {
      Host: ['abcde12345.execute-api.localhost:4600'],
      'tEsT-HEADeR': ['aValUE'],
      'X-Two': ['1', '2'],
      'User-Agent': ['node'],
      'X-Amzn-Trace-Id': [trace],
      'X-Forwarded-For': ['127.0.0.1'],
      'X-Forwarded-Port': ['4600'],
      'X-Forwarded-Proto': ['http'],
    },
    queryStringParameters: {a: '3', b: '2'},
    multiValueQueryStringParameters: {a: ['1', '3'], b: ['2']},
    pathParameters: {proxy: 'pets'},
    stageVariables: null,
    requestContext: {
      resourceId: 'res0',
      resourcePath: '/{proxy+}',
      operationName: 'proxyAll',
      httpMethod: 'POST',
      extendedRequestId: 'AAAAAAAAQACAAAA=',
      requestTime: '04/Mar/2020:19:15:17 +0000',
      path: '/prod/pets/',
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      domainPrefix: 'abcde12345',
      requestTimeEpoch: 1583349317135,
      requestId: '00000000-0000-4000-8000-000000000001',
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: '127.0.0.1',
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: 'node',
        user: null,
      },
      domainName: 'abcde12345.execute-api.localhost:4600',
      deploymentId: 'dep1',
      apiId: 'abcde12345',
    },
    body: '{}',
    isBase64Encoded: false,
  })
})

// Paths: the same recording, "with-path-encoded-email", "with-double-slash", "with-prepended-slash".
const paths = [
  {target: '/', path: '/', contextPath: '/prod/', pathParameters: null},
  {target: '', path: '/', contextPath: '/prod', pathParameters: null},
  {
    target: '/test%2Balias@x/test+alias',
    path: '/test%2Balias@x/test+alias',
    contextPath: '/prod/test%2Balias@x/test+alias',
    pathParameters: {proxy: 'test%2Balias@x/test+alias'},
  },
  {target: '/a//b', path: '/a//b', contextPath: '/prod/a//b', pathParameters: {proxy: 'a//b'}},
  {target: '//a', path: '/a', contextPath: '/prod//a', pathParameters: {proxy: 'a'}},
  {target: '/a/../b', path: '/a/../b', contextPath: '/prod/a/../b', pathParameters: {proxy: 'a/../b'}},
]

for (const {target, path, contextPath, pathParameters} of paths) {
  test(`the event of ${JSON.stringify(target)} has path ${path}`, async () => {
    const event = await eventOf(target)
    const {path: seen} = event.requestContext as {path: string}
    assert.deepEqual([event.path, seen, event.pathParameters], [path, contextPath, pathParameters])
  })
}

test('query parameters are decoded, + is a blank, and ; separates', async () => {
  // Recording "invocation-payload-with-params-encoding"; `;`: developer guide, important notes.
  const event = await eventOf('/x?email=test%2Balias@gmail.com&plus=a+b;c=%zz&d')
  assert.deepEqual(event.queryStringParameters, {email: 'test+alias@gmail.com', plus: 'a b', c: '%zz', d: ''})
})

test('names of the object prototype are ordinary parameters and headers', async () => {
  const event = await eventOf('/x?__proto__=1&constructor=2', {headers: ['__proto__', '3', 'constructor', '4']})
  const {multiValueHeaders, headers, queryStringParameters} = event as Record<string, object>
  assert.equal(JSON.stringify(queryStringParameters), '{"__proto__":"1","constructor":"2"}')
  assert.match(JSON.stringify(headers), /"__proto__":"3","constructor":"4"/)
  assert.match(JSON.stringify(multiValueHeaders), /"__proto__":\["3"\],"constructor":\["4"\]/)
})

test('an empty body is null, stage variables are shown', async () => {
  const ports = portsOf({lambda: returns({statusCode: 200})})
  await deploy({routes}, ports, stageOf({variables: {color: 'red'}})).call('/')
  const event = JSON.parse(ports.functionCalls[0]?.payload ?? '') as Record<string, unknown>
  assert.deepEqual([event.body, event.isBase64Encoded, event.stageVariables], [null, false, {color: 'red'}])
})

// Binary: localstack test_apigateway_lambda.py, binary tests; docs/aws-facts.md "Integrations".
test('a body of a binary media type arrives as base64', async () => {
  const body = Buffer.from([0, 255, 254])
  const parts = {restApi: {binaryMediaTypes: ['image/png']}}
  const binary = await eventOf('/x', {method: 'POST', headers: ['Content-Type', 'image/png; q=1'], body}, parts)
  assert.deepEqual([binary.body, binary.isBase64Encoded], ['AP/+', true])
  const text = await eventOf('/x', {method: 'POST', headers: ['Content-Type', 'image/jpeg'], body}, parts)
  assert.deepEqual([text.body, text.isBase64Encoded], ['\0\ufffd\ufffd', false])
})

test('the function is named by ARN, stage variables in it resolved, and told who calls', async () => {
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambdaArn}:\${stageVariables.alias}/invocations`
  const ports = portsOf({lambda: returns({statusCode: 200})})
  const method = lambdaProxy()
  const integration = {
    ...method.methodIntegration,
    type: 'AWS_PROXY' as const,
    uri,
    httpMethod: 'POST',
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 1234,
    cacheNamespace: '',
    cacheKeyParameters: [],
  }
  const api = deploy(
    {routes: {'GET /pets/{id}': {...method, methodIntegration: integration}}},
    ports,
    stageOf({variables: {alias: 'live'}}),
  )
  assert.equal((await api.call('/pets/7')).status, 200)
  const {functionArn, sourceArn, timeoutMs} = ports.functionCalls[0] ?? {}
  assert.deepEqual(
    {functionArn, sourceArn, timeoutMs},
    {
      functionArn: `${lambdaArn}:live`,
      sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/prod/GET/pets/{id}',
      timeoutMs: 1234,
    },
  )
})

const malformed = {status: 502, body: '{"message": "Internal server error"}'}
const empty = {status: 200, body: ''}

// Rules: docs/aws-facts.md "Integrations" (recorded by localstack, test_apigateway_integrations.py).
const answers = [
  {name: 'only a status code', answer: {statusCode: 200}, result: empty},
  {name: 'only headers', answer: {headers: {a: 'b'}}, result: empty},
  {name: 'null headers', answer: {headers: null, multiValueHeaders: null}, result: empty},
  {name: 'a status code as text', answer: {statusCode: '201', body: 'x'}, result: {status: 201, body: 'x'}},
  {name: 'a null body', answer: {statusCode: 204, body: null}, result: {status: 204, body: ''}},
  {name: 'nothing', answer: {}, result: malformed},
  {name: 'null', answer: null, result: malformed},
  {name: 'an unknown member', answer: {statusCode: 200, extra: 1}, result: malformed},
  {name: 'a status code that is a word', answer: {statusCode: 'test'}, result: malformed},
  {name: 'a status code out of range', answer: {statusCode: 999}, result: malformed},
  {name: 'a multi-value header that is no list', answer: {multiValueHeaders: {a: 'b'}}, result: malformed},
  {name: 'a header that is an object', answer: {headers: {a: {}}}, result: malformed},
  {name: 'a header whose name cannot be sent', answer: {headers: {'a b': 'c'}}, result: malformed},
  {name: 'a body that is an object', answer: {statusCode: 200, body: {}}, result: malformed},
  {name: 'a bare text', answer: 'hello', result: malformed},
  {name: 'a list', answer: [], result: malformed},
]

for (const {name, answer, result} of answers) {
  test(`a function that returns ${name} gives ${result.status}`, async () => {
    const api = deploy({routes}, portsOf({lambda: returns(answer)}))
    const {status, body, headers} = await api.call('/')
    assert.deepEqual({status, body}, result)
    assert.equal(headers['content-type'], 'application/json')
    if (status === 502) assert.match(api.ports.invocations[0]?.errorMessage ?? '', /Malformed Lambda proxy response/)
  })
}

test('both header maps are merged, and the one with several values wins', async () => {
  const answer = {
    statusCode: 200,
    headers: {a: '1', B: true, C: 'x'},
    multiValueHeaders: {A: ['2', '3'], 'Set-Cookie': ['k=1', 'l=2']},
  }
  const {rawHeaders} = await deploy({routes}, portsOf({lambda: returns(answer)})).call('/')
  assert.deepEqual(rawHeaders.slice(0, 12), [
    'B',
    'true',
    'C',
    'x',
    'A',
    '2',
    'A',
    '3',
    'Set-Cookie',
    'k=1',
    'Set-Cookie',
    'l=2',
  ])
})

test('headers that belong to the gateway come back renamed or not at all', async () => {
  // Developer guide, important notes, header table.
  const headers = {
    Date: 'x',
    Server: 'y',
    'WWW-Authenticate': 'Basic',
    Connection: 'close',
    'Transfer-Encoding': 'chunked',
    Via: 'z',
    'Content-Type': 'text/plain',
  }
  const result = await deploy({routes}, portsOf({lambda: returns({statusCode: 401, headers})})).call('/')
  assert.deepEqual(
    result.rawHeaders.filter((_, index) => index % 2 === 0),
    [
      'x-amzn-Remapped-Date',
      'x-amzn-Remapped-Server',
      'x-amzn-Remapped-WWW-Authenticate',
      'x-amzn-Remapped-Connection',
      'Content-Type',
      'x-amzn-RequestId',
      'x-amz-apigw-id',
      'X-Amzn-Trace-Id',
    ],
  )
})

test('no header value can start a header of its own', async () => {
  const {headers} = await deploy(
    {routes},
    portsOf({lambda: returns({headers: {a: 'x\r\nSet-Cookie: y', b: 'é'}})}),
  ).call('/')
  assert.deepEqual([headers.a, headers.b], ['x  Set-Cookie: y', 'Ã©'])
})

// docs/aws-facts.md "Integrations", last row: decoded only if the first Accept type is binary.
const encodings = [
  {name: 'is decoded for a binary Accept', accept: 'image/png', types: ['image/png'], body: 'hi'},
  {name: 'is decoded for any Accept when */* is binary', accept: 'text/html', types: ['*/*'], body: 'hi'},
  {
    name: 'stays base64 when another type comes first',
    accept: 'text/html, image/png',
    types: ['image/png'],
    body: 'aGk=',
  },
  {name: 'stays base64 for a wildcard in Accept', accept: 'image/*', types: ['image/png'], body: 'aGk='},
  {name: 'stays base64 without binary media types', accept: '*/*', types: [], body: 'aGk='},
]

for (const {name, accept, types, body} of encodings) {
  test(`a base64 body ${name}`, async () => {
    const ports = portsOf({lambda: returns({statusCode: 200, body: 'aGk=', isBase64Encoded: true})})
    const result = await deploy({routes, restApi: {binaryMediaTypes: types}}, ports).call('/', {
      headers: ['Accept', accept],
    })
    assert.equal(result.body, body)
  })
}

const failures = [
  {
    name: 'throws',
    lambda: throws('boom'),
    status: 502,
    message: 'Internal server error',
    reason: /customer function error: boom/,
  },
  {
    name: 'may not be called',
    lambda: refusedBy('no-permission'),
    status: 500,
    message: 'Internal server error',
    reason: /Invalid permissions on Lambda function/,
  },
  {
    name: 'does not exist',
    lambda: refusedBy('not-found'),
    status: 500,
    message: 'Internal server error',
    reason: /Invalid permissions/,
  },
  {name: 'is busy', lambda: refusedBy('throttled'), status: 500, message: 'Internal server error', reason: /429/},
  {
    name: 'takes too long',
    lambda: timesOut,
    status: 504,
    message: 'Endpoint request timed out',
    reason: /timeout error/,
  },
]

for (const {name, lambda, status, message, reason} of failures) {
  test(`a function that ${name} gives ${status}`, async () => {
    const api = deploy({routes}, portsOf({lambda}))
    const result = await api.call('/')
    assert.deepEqual([result.status, result.body], [status, `{"message": "${message}"}`])
    assert.equal(result.headers['x-amzn-errortype'], 'InternalServerErrorException')
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('an integration that is not called with POST gives 500 and no call', async () => {
  // Recorded: localstack test_lambda_aws_proxy_integration_non_post_method, 20 March 2024.
  const method = lambdaProxy()
  const {methodIntegration} = method
  assert.ok(methodIntegration)
  const api = deploy({routes: {'GET /': {...method, methodIntegration: {...methodIntegration, httpMethod: 'GET'}}}})
  assert.equal((await api.call('/')).status, 500)
  assert.equal(api.ports.functionCalls.length, 0)
})

test('what happened is reported after the answer', async () => {
  const api = deploy({routes}, portsOf({lambda: returns({statusCode: 201})}))
  await api.call('/pets?x=1', {method: 'POST'})
  assert.deepEqual(api.ports.invocations, [
    {
      requestId: '00000000-0000-4000-8000-000000000001',
      apiId: 'abcde12345',
      apiKind: 'rest',
      stage: 'prod',
      method: 'POST',
      path: '/prod/pets',
      routeKey: 'ANY /{proxy+}',
      status: 201,
      startedAtMs: 1583349317135,
      latencyMs: 0,
      integrationLatencyMs: 0,
      functionRequestId: '00000000-0000-4000-8000-000000000002',
    },
  ])
})

function refusedBy(reason: 'not-found' | 'no-permission' | 'throttled') {
  return () => ({outcome: 'refused' as const, reason, message: 'No.'})
}

function timesOut(): never {
  throw new BackendError('timeout', 'too slow')
}
