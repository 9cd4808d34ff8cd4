import assert from 'node:assert/strict'
import {test} from 'vitest'
import {authorizerCachePrefix, newHttpMemory} from '../../../../src/gateway/data/http/http-memory.js'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {InvokeResult} from '../../../../src/gateway/data/ports.js'
import type {HttpAuthorizerRecord} from '../../../../src/gateway/store/v2-records.js'
import {authorizerUri, newDeployment, newPorts, send} from './http-fixture.js'
import type {PortsFixture, RouteFixture} from './http-fixture.js'

const authorizer: HttpAuthorizerRecord = {
  authorizerId: 'a1',
  name: 'guard',
  authorizerType: 'REQUEST',
  authorizerUri,
  authorizerPayloadFormatVersion: '2.0',
  authorizerResultTtlInSeconds: 0,
  enableSimpleResponses: true,
  identitySource: ['$request.header.Authorization'],
}

const routes: RouteFixture[] = ['GET /pets/{id}', 'GET /toys'].map((routeKey) => ({
  routeKey,
  authorizationType: 'CUSTOM',
  authorizerId: 'a1',
}))

function newApi(
  changes: Partial<HttpAuthorizerRecord> = {},
  more: Partial<Parameters<typeof newDeployment>[0]> = {},
): ReturnType<typeof newDeployment> {
  return newDeployment({routes, authorizers: [{...authorizer, ...changes}], ...more})
}

/** The authorizer answers this; the integration answers 200. */
function portsFor(guard: () => InvokeResult, nowMs?: () => number): PortsFixture {
  return newPorts({
    invokeFunction: ({functionArn}) =>
      functionArn.endsWith(':guard') ? guard() : {outcome: 'success', payload: '{"statusCode":200}'},
    ...(nowMs === undefined ? {} : {nowMs}),
  })
}

function success(value: unknown): () => InvokeResult {
  return () => ({outcome: 'success', payload: JSON.stringify(value)})
}

const token = ['Authorization', 'secret']

test('Lambda authorizer: the event of format 2.0', async () => {
  const ports = portsFor(success({isAuthorized: true}))
  const deployment = newApi(
    {
      identitySource: [
        '$request.header.Authorization',
        '$request.querystring.tenant',
        '$context.routeKey',
        '$stageVariables.v',
      ],
    },
    {stage: {stageVariables: {v: 'one'}}},
  )
  await send(deployment, ports, 'GET /pets/1?tenant=one&tenant=two', {
    headers: [...token, 'Cookie', 'a=1', 'User-Agent', 'probe'],
  })
  const [invoked] = ports.invoked
  assert.deepEqual(
    {functionArn: invoked?.functionArn, timeoutMs: invoked?.timeoutMs, sourceArn: invoked?.sourceArn},
    {
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:guard',
      timeoutMs: 10_000,
      sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:api1/authorizers/a1',
    },
  )
  // Compared with the events that AWS sent (captured September 2026).
  assert.deepEqual(JSON.parse(invoked?.payload ?? ''), {
    version: '2.0',
    type: 'REQUEST',
    routeArn: 'arn:aws:execute-api:eu-west-1:123456789012:api1/$default/GET/pets/1',
    identitySource: ['secret', 'one,two', 'GET /pets/{id}', 'one'],
    routeKey: 'GET /pets/{id}',
    rawPath: '/pets/1',
    rawQueryString: 'tenant=one&tenant=two',
    cookies: ['a=1'],
    headers: {
      authorization: 'secret',
      'content-length': '0',
      host: 'api1.execute-api.localhost:4600',
      'user-agent': 'probe',
      'x-amzn-trace-id': 'Root=1-69a884c5-0f6a1f5e2c3d4b5a8e7f0011',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '4600',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: {tenant: 'one,two'},
    requestContext: {
      accountId: '123456789012',
      apiId: 'api1',
      domainName: 'api1.execute-api.localhost',
      domainPrefix: 'api1',
      http: {method: 'GET', path: '/pets/1', protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'probe'},
      requestId: 'D2ofXiw9S1qOfwA=',
      routeKey: 'GET /pets/{id}',
      stage: '$default',
      time: '04/Mar/2026:19:15:17 +0000',
      timeEpoch: 1772651717042,
    },
    pathParameters: {id: '1'},
    stageVariables: {v: 'one'},
  })
})

test('Lambda authorizer: the event of format 1.0', async () => {
  const ports = portsFor(success({principalId: 'ada', policyDocument: {Statement: []}}))
  const deployment = newApi({authorizerPayloadFormatVersion: '1.0', enableSimpleResponses: false})
  await send(deployment, ports, 'GET /pets/1?a=1&a=2', {headers: token})
  const event = JSON.parse(ports.invoked[0]?.payload ?? '') as Record<string, unknown>
  const {headers, requestContext, ...rest} = event
  assert.deepEqual(rest, {
    version: '1.0',
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:api1/$default/GET/pets/1',
    identitySource: 'secret',
    authorizationToken: 'secret',
    resource: '',
    path: '/pets/1',
    httpMethod: 'GET',
    queryStringParameters: {a: '2'},
    pathParameters: {id: '1'},
    stageVariables: null,
  })
  assert.equal((headers as Record<string, string>).Authorization, 'secret')
  assert.equal((requestContext as Record<string, unknown>).resourceId, 'GET /pets/{id}')
})

const allowAll = {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*'}]}
const policy = (statement: object): object => ({principalId: 'ada', policyDocument: {Statement: statement}})
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api1'

const answers = [
  {name: 'isAuthorized true', simple: true, answer: {isAuthorized: true}, status: 200},
  {name: 'isAuthorized as text', simple: true, answer: {isAuthorized: 'true'}, status: 200},
  {name: 'isAuthorized false', simple: true, answer: {isAuthorized: false}, status: 403},
  {name: 'isAuthorized null', simple: true, answer: {isAuthorized: null}, status: 500},
  {name: 'no isAuthorized', simple: true, answer: {}, status: 500},
  {
    name: 'a policy where a simple answer is configured',
    simple: true,
    answer: {isAuthorized: true, policyDocument: allowAll},
    status: 500,
  },
  {name: 'a list', simple: true, answer: [], status: 500},
  {name: 'context with any JSON', simple: true, answer: {isAuthorized: true, context: {a: {b: [null]}}}, status: 200},
  {name: 'a policy that allows', simple: false, answer: {principalId: 'ada', policyDocument: allowAll}, status: 200},
  {
    name: 'a policy for this route',
    simple: false,
    answer: policy({Effect: 'Allow', Action: '*', Resource: `${arn}/*/GET/pets/*`}),
    status: 200,
  },
  {
    name: 'a policy for another route',
    simple: false,
    answer: policy([{Effect: 'Allow', Action: '*', Resource: `${arn}/*/GET/toys`}]),
    status: 403,
  },
  {
    name: 'a policy that allows and denies',
    simple: false,
    answer: policy([...allowAll.Statement, {Effect: 'Deny', Action: ['execute-api:*'], Resource: [`${arn}/*`]}]),
    status: 403,
  },
  {
    name: 'a policy that allows under a condition, which is not evaluated',
    simple: false,
    answer: policy({...allowAll.Statement[0], Condition: {IpAddress: {'aws:SourceIp': '0.0.0.0/0'}}}),
    status: 403,
  },
  {name: 'a policy without statements', simple: false, answer: {principalId: 'ada', policyDocument: {}}, status: 500},
  {name: 'a policy with a malformed statement', simple: false, answer: policy([{Effect: 'Permit'}]), status: 500},
  {name: 'a policy without principalId', simple: false, answer: {policyDocument: allowAll}, status: 500},
  {
    name: 'a policy with isAuthorized',
    simple: false,
    answer: {principalId: 'ada', policyDocument: allowAll, isAuthorized: true},
    status: 500,
  },
  {
    name: 'an errorMessage Unauthorized',
    simple: false,
    answer: {errorMessage: 'Unauthorized', ...policy(allowAll.Statement)},
    status: 401,
  },
]

const bodies: Record<number, string> = {
  200: '',
  401: '{"message":"Unauthorized"}',
  403: '{"message":"Forbidden"}',
  500: '{"message":"Internal Server Error"}',
}

for (const {name, simple, answer, status} of answers) {
  test(`Lambda authorizer: ${name} gives ${status}`, async () => {
    const ports = portsFor(success(answer))
    const got = await send(newApi({enableSimpleResponses: simple}), ports, 'GET /pets/1', {headers: token})
    assert.deepEqual([got.status, got.body], [status, bodies[status]])
    assert.equal(ports.invoked.length, status === 200 ? 2 : 1)
  })
}

const failures: {name: string; result: () => InvokeResult; status: number}[] = [
  {
    name: 'a function that throws Unauthorized',
    result: () => ({outcome: 'functionError', payload: '{"errorMessage":"Unauthorized","errorType":"Error"}'}),
    status: 401,
  },
  {
    name: 'a function that throws anything else',
    result: () => ({outcome: 'functionError', payload: '{"errorMessage":"Unauthorized: no","errorType":"Error"}'}),
    status: 500,
  },
  {name: 'a function that answers no JSON', result: () => ({outcome: 'success', payload: 'yes'}), status: 500},
  {
    name: 'a function that may not be invoked',
    result: () => ({outcome: 'refused', reason: 'no-permission', message: 'no'}),
    status: 500,
  },
  {
    name: 'a function that is too slow',
    result: () => {
      throw new BackendError('timeout', 'too late')
    },
    status: 500,
  },
]

for (const {name, result, status} of failures) {
  test(`Lambda authorizer: ${name} gives ${status}`, async () => {
    const got = await send(newApi(), portsFor(result), 'GET /pets/1', {headers: token})
    assert.deepEqual([got.status, got.body], [status, bodies[status]])
  })
}

test('Lambda authorizer: a missing identity source is 401 without asking, an empty one is asked about', async () => {
  const ports = portsFor(success({isAuthorized: true}))
  assert.equal((await send(newApi(), ports, 'GET /pets/1')).status, 401)
  assert.equal(ports.invoked.length, 0)
  assert.equal((await send(newApi(), ports, 'GET /pets/1', {headers: ['Authorization', '']})).status, 200)
})

test('Lambda authorizer: the context reaches the integration, in 2.0 with its types and in 1.0 as text', async () => {
  const context = {n: 7, b: true, s: 'x', claims: 'dropped'}
  const seen = async (
    changes: Partial<HttpAuthorizerRecord>,
    payloadFormatVersion: string,
    answer: object,
  ): Promise<unknown> => {
    const ports = portsFor(success(answer))
    const deployment = newApi(changes, {
      routes: routes.map((route) => ({...route, integration: {payloadFormatVersion}})),
    })
    await send(deployment, ports, 'GET /toys', {headers: token})
    return (JSON.parse(ports.invoked[1]?.payload ?? '') as {requestContext: {authorizer: unknown}}).requestContext
      .authorizer
  }
  assert.deepEqual(await seen({}, '2.0', {isAuthorized: true, context}), {lambda: {n: 7, b: true, s: 'x'}})
  const policyAnswer = {principalId: 'ada', policyDocument: allowAll, context}
  const version1 = {authorizerPayloadFormatVersion: '1.0', enableSimpleResponses: false}
  assert.deepEqual(await seen(version1, '1.0', policyAnswer), {n: '7', b: 'true', s: 'x', principalId: 'ada'})
})

test('Lambda authorizer: results are kept by identity for their time, and a policy is asked again for each route', async () => {
  let nowMs = 1_000_000
  const answer = policy({Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${arn}/$default/GET/toys`})
  const ports = portsFor(success(answer), () => nowMs)
  const memory = newHttpMemory()
  const deployment = newApi({authorizerResultTtlInSeconds: 60, enableSimpleResponses: false}, {memory})
  const call = async (line: string, value = 'secret'): Promise<[number, number]> => {
    const {status} = await send(deployment, ports, line, {headers: ['Authorization', value]})
    return [status, ports.invoked.filter(({functionArn}) => functionArn.endsWith(':guard')).length]
  }
  assert.deepEqual(await call('GET /toys'), [200, 1])
  assert.deepEqual(await call('GET /pets/1'), [403, 1])
  assert.deepEqual(await call('GET /toys', 'another'), [200, 2])
  nowMs += 60_000
  assert.deepEqual(await call('GET /toys'), [200, 3])
  memory.authorizerResults.deleteAll(authorizerCachePrefix('api1', 'another-stage'))
  assert.deepEqual(await call('GET /toys'), [200, 3])
  memory.authorizerResults.deleteAll(authorizerCachePrefix('api1', '$default'))
  assert.deepEqual(await call('GET /toys'), [200, 4])
})

test('Lambda authorizer: without identity sources nothing is kept', async () => {
  const ports = portsFor(success({isAuthorized: true}))
  const deployment = newApi({identitySource: [], authorizerResultTtlInSeconds: 300})
  await send(deployment, ports, 'GET /toys')
  await send(deployment, ports, 'GET /toys')
  assert.equal(ports.invoked.filter(({functionArn}) => functionArn.endsWith(':guard')).length, 2)
})

test('Lambda authorizer: failures are not kept', async () => {
  let isBroken = true
  const ports = portsFor(() => (isBroken ? {outcome: 'functionError', payload: '{}'} : success({isAuthorized: true})()))
  const deployment = newApi({authorizerResultTtlInSeconds: 300})
  assert.equal((await send(deployment, ports, 'GET /toys', {headers: token})).status, 500)
  isBroken = false
  assert.equal((await send(deployment, ports, 'GET /toys', {headers: token})).status, 200)
})
