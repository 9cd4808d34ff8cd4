import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {AuthorizerRecord, MethodRecord} from '../../../../src/gateway/store/rest-records.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {
  apiId,
  deploy,
  lambdaArn,
  lambdaProxy,
  lambdaUri,
  mock,
  portsOf,
  returns,
  stageOf,
  throws,
  type Call,
} from './rest-fixture.js'

const stores: Store[] = []

afterEach(() => {
  for (const store of stores.splice(0)) store.close()
})

const arn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}`
const authorizerArn = `${lambdaArn}-authorizer`

function authorizer(parts: Partial<AuthorizerRecord> = {}): AuthorizerRecord {
  return {
    id: 'auth1',
    name: 'mine',
    type: 'TOKEN',
    authorizerUri: lambdaUri.replace(lambdaArn, authorizerArn),
    identitySource: 'method.request.header.Authorization',
    ...parts,
  }
}

function guarded(method: MethodRecord = mock({responseTemplates: {'application/json': 'in'}})): MethodRecord {
  return {...method, authorizationType: 'CUSTOM', authorizerId: 'auth1'}
}

function policy(effect: string, resource: unknown = `${arn}/*`) {
  return {Version: '2012-10-17', Statement: [{Effect: effect, Action: 'execute-api:Invoke', Resource: resource}]}
}

function answer(parts: Record<string, unknown> = {}) {
  return {principalId: 'me', policyDocument: policy('Allow'), ...parts}
}

function api(
  lambda: NonNullable<Parameters<typeof portsOf>[0]>['lambda'],
  parts: Partial<AuthorizerRecord> = {},
  nowMs?: () => number,
) {
  const clock = nowMs === undefined ? {} : {nowMs}
  const ports = portsOf({...(lambda === undefined ? {} : {lambda}), ...clock})
  const store = Store.open()
  stores.push(store)
  const routes = {'GET /pets/{id}': guarded(), 'POST /pets/{id}': guarded(), 'GET /open': mock()}
  return {store, ...deploy({routes, authorizers: [authorizer(parts)]}, ports, stageOf({variables: {v: 'x'}}), store)}
}

const withToken: Call = {headers: ['Authorization', 'Bearer abc']}

// Cases: docs/aws-facts.md "Authorization", "Lambda authorizers, REST and WebSocket" and "Captured details" (captured September 2026).
const decisions = [
  {name: 'an allowing policy', lambda: returns(answer()), status: 200, body: 'in'},
  {
    name: 'a policy for this method',
    lambda: returns(answer({policyDocument: policy('Allow', `${arn}/prod/GET/pets/7`)})),
    status: 200,
    body: 'in',
  },
  {
    name: 'wildcards across slashes',
    lambda: returns(answer({policyDocument: policy('Allow', [`${arn}/x`, `${arn}/prod/*/7`])})),
    status: 200,
    body: 'in',
  },
  {
    name: 'a policy for another method',
    lambda: returns(answer({policyDocument: policy('Allow', `${arn}/prod/POST/*`)})),
    status: 403,
    body: '{"Message":"User is not authorized to access this resource"}',
  },
  {
    name: 'a denying policy',
    lambda: returns(answer({policyDocument: policy('Deny')})),
    status: 403,
    body: '{"Message":"User is not authorized to access this resource with an explicit deny"}',
  },
  {name: 'the error Unauthorized', lambda: throws('Unauthorized'), status: 401, body: '{"message":"Unauthorized"}'},
  {
    name: 'the answer Unauthorized',
    lambda: returns({errorMessage: 'Unauthorized'}),
    status: 401,
    body: '{"message":"Unauthorized"}',
  },
  {name: 'another error', lambda: throws('Unauthorized!'), status: 500, body: '{"message":null}'},
  {name: 'no answer in time', lambda: timesOut, status: 500, body: '{"message":null}'},
  {name: 'no permission', lambda: refused, status: 500, body: '{"message":null}'},
  {name: 'no principalId', lambda: returns(answer({principalId: ''})), status: 500, body: '{"message":null}'},
  {name: 'no policy', lambda: returns({principalId: 'me'}), status: 500, body: '{"message":null}'},
  {
    name: 'a policy without statements',
    lambda: returns(answer({policyDocument: {}})),
    status: 500,
    body: '{"message":null}',
  },
  {name: 'a nested context', lambda: returns(answer({context: {a: {}}})), status: 500, body: '{"message":null}'},
  {name: 'null in the context', lambda: returns(answer({context: {a: null}})), status: 500, body: '{"message":null}'},
  {name: 'the form of HTTP APIs', lambda: returns(answer({isAuthorized: true})), status: 500, body: '{"message":null}'},
  {name: 'a bare true', lambda: returns(true), status: 500, body: '{"message":null}'},
]

for (const {name, lambda, status, body} of decisions) {
  test(`an authorizer with ${name} gives ${status}`, async () => {
    const result = await api(lambda).call('/pets/7', withToken)
    assert.deepEqual([result.status, result.body], [status, body])
  })
}

test('a TOKEN authorizer gets token and method ARN', async () => {
  const made = api(returns(answer()))
  await made.call('/pets/7', withToken)
  const [request] = made.ports.functionCalls
  assert.deepEqual(JSON.parse(request?.payload ?? ''), {
    type: 'TOKEN',
    methodArn: `${arn}/prod/GET/pets/7`,
    authorizationToken: 'Bearer abc',
  })
  assert.deepEqual([request?.functionArn, request?.sourceArn], [authorizerArn, `${arn}/authorizers/auth1`])
})

test('a REQUEST authorizer gets the request without its body', async () => {
  const made = api(returns(answer()), {type: 'REQUEST', identitySource: 'method.request.querystring.q'})
  await made.call('/pets/7?q=1&q=2', {method: 'POST', headers: ['X-A', '1'], body: 'secret'})
  const {requestContext, headers, multiValueHeaders, ...event} = JSON.parse(
    made.ports.functionCalls[0]?.payload ?? '',
  ) as Record<string, Record<string, unknown>>
  assert.deepEqual(event, {
    type: 'REQUEST',
    methodArn: `${arn}/prod/POST/pets/7`,
    resource: '/pets/{id}',
    path: '/pets/7',
    httpMethod: 'POST',
    queryStringParameters: {q: '2'},
    multiValueQueryStringParameters: {q: ['1', '2']},
    pathParameters: {id: '7'},
    stageVariables: {v: 'x'},
  })
  assert.deepEqual([headers?.['X-A'], multiValueHeaders?.['X-A']], ['1', ['1']])
  assert.deepEqual(
    [requestContext?.resourcePath, requestContext?.authorizer, requestContext?.stage],
    ['/pets/{id}', undefined, 'prod'],
  )
})

const identities: {
  name: string
  parts: Partial<AuthorizerRecord>
  call: Call & {target?: string}
  status: number
  calls: number
}[] = [
  {name: 'a missing token', parts: {}, call: {}, status: 401, calls: 0},
  {name: 'an empty token', parts: {}, call: {headers: ['Authorization', '']}, status: 401, calls: 0},
  {name: 'a token in lower case', parts: {}, call: {headers: ['authorization', 'x']}, status: 200, calls: 1},
  {name: 'a missing token without cache', parts: {authorizerResultTtlInSeconds: 0}, call: {}, status: 401, calls: 0},
  {
    name: 'a token that fits',
    parts: {identityValidationExpression: '^Bearer [a-z]+$'},
    call: withToken,
    status: 200,
    calls: 1,
  },
  {
    name: 'a token that fits only in part',
    parts: {identityValidationExpression: 'Bearer'},
    call: withToken,
    status: 401,
    calls: 0,
  },
  {
    name: 'a pattern that cannot be used',
    parts: {identityValidationExpression: '('},
    call: withToken,
    status: 500,
    calls: 0,
  },
  {
    name: 'a REQUEST with one of two sources',
    parts: {type: 'REQUEST', identitySource: 'method.request.header.A, method.request.querystring.b'},
    call: {headers: ['A', '1']},
    status: 401,
    calls: 0,
  },
  {
    name: 'a REQUEST with one of two sources, without cache',
    parts: {
      type: 'REQUEST',
      identitySource: 'method.request.header.A,method.request.querystring.b',
      authorizerResultTtlInSeconds: 0,
    },
    call: {headers: ['A', '1']},
    status: 200,
    calls: 1,
  },
  {
    name: 'a REQUEST with variables and context',
    parts: {type: 'REQUEST', identitySource: 'stageVariables.v,context.identity.sourceIp'},
    call: {},
    status: 200,
    calls: 1,
  },
  {
    name: 'a REQUEST with a variable that is not there',
    parts: {type: 'REQUEST', identitySource: 'stageVariables.none'},
    call: {},
    status: 401,
    calls: 0,
  },
]

for (const {name, parts, call, status, calls} of identities) {
  test(`identity sources: ${name} gives ${status} after ${calls} calls`, async () => {
    const made = api(returns(answer()), parts)
    assert.equal((await made.call('/pets/7', call)).status, status)
    assert.equal(made.ports.functionCalls.length, calls)
  })
}

test('answers are kept for their time, by identity, and asked again for every method', async () => {
  let nowMs = 1_000_000
  const lambda = (event: unknown) =>
    returns(
      answer({
        policyDocument: policy('Allow', `${arn}/prod/GET/pets/7`),
        context: {seen: JSON.stringify(event).length},
      }),
    )()
  const made = api(lambda, {authorizerResultTtlInSeconds: 60}, () => nowMs)
  const calls = () => made.ports.functionCalls.length
  assert.equal((await made.call('/pets/7', withToken)).status, 200)
  assert.equal((await made.call('/pets/7', withToken)).status, 200)
  // The kept policy names one path: that is how AWS behaves, and a common surprise.
  assert.equal((await made.call('/pets/8', withToken)).status, 403)
  assert.equal(calls(), 1)
  await made.call('/pets/7', {headers: ['Authorization', 'other']})
  assert.equal(calls(), 2)
  nowMs += 59_999
  await made.call('/pets/7', withToken)
  assert.equal(calls(), 2)
  nowMs += 1
  await made.call('/pets/7', withToken)
  assert.equal(calls(), 3)
})

test('errors are not kept, and a TTL of 0 keeps nothing', async () => {
  const failing = api(throws('boom'))
  await failing.call('/pets/7', withToken)
  await failing.call('/pets/7', withToken)
  assert.equal(failing.ports.functionCalls.length, 2)
  const uncached = api(returns(answer()), {authorizerResultTtlInSeconds: 0})
  await uncached.call('/pets/7', withToken)
  await uncached.call('/pets/7', withToken)
  assert.equal(uncached.ports.functionCalls.length, 2)
})

test('FlushStageAuthorizersCache drops what was kept', async () => {
  const made = api(returns(answer()))
  await made.call('/pets/7', withToken)
  made.store.transaction(() => made.store.put('cacheGeneration', [apiId, 'prod'], {stageCache: 0, authorizersCache: 1}))
  await made.call('/pets/7', withToken)
  assert.equal(made.ports.functionCalls.length, 2)
})

test('the backend sees the context as text, the principal, and how long the authorizer took', async () => {
  const ports = portsOf({
    lambda: (_event, {functionArn}) =>
      functionArn === authorizerArn
        ? returns(answer({context: {text: 'a', number: 7, flag: true, __proto__x: 'b'}}))()
        : returns({statusCode: 200})(),
  })
  const made = deploy({routes: {'GET /': guarded(lambdaProxy())}, authorizers: [authorizer()]}, ports)
  await made.call('/', withToken)
  const event = JSON.parse(ports.functionCalls[1]?.payload ?? '') as {requestContext: {authorizer: unknown}}
  assert.deepEqual(event.requestContext.authorizer, {
    text: 'a',
    number: '7',
    flag: 'true',
    __proto__x: 'b',
    principalId: 'me',
    integrationLatency: 0,
  })
})

test('templates read the authorizer context', async () => {
  const responseTemplates = {'application/json': '$context.authorizer.principalId $context.authorizer.tenant'}
  const ports = portsOf({lambda: returns(answer({context: {tenant: 't1'}}))})
  const made = deploy({routes: {'GET /': guarded(mock({responseTemplates}))}, authorizers: [authorizer()]}, ports)
  assert.equal((await made.call('/', withToken)).body, 'me t1')
})

test('a method whose authorizer the deployment lacks is refused', async () => {
  const made = deploy({routes: {'GET /': guarded()}})
  assert.equal((await made.call('/', withToken)).status, 500)
  assert.match(made.ports.invocations[0]?.errorMessage ?? '', /auth1, which this deployment does not have/)
})

test('methods without authorization do not ask', async () => {
  const made = api(throws('boom'))
  assert.equal((await made.call('/open')).status, 200)
  assert.equal(made.ports.functionCalls.length, 0)
})

// Resource policy and authorizer together: docs/aws-facts.md "Authorization", table A.
const together = [
  {policy: 'Allow', authorizer: 'Allow', status: 200, calls: 1},
  {policy: 'silent', authorizer: 'Allow', status: 200, calls: 1},
  {policy: 'Deny', authorizer: 'Allow', status: 403, calls: 0},
  {policy: 'Allow', authorizer: 'silent', status: 200, calls: 1},
  {policy: 'silent', authorizer: 'silent', status: 403, calls: 1},
  {policy: 'Deny', authorizer: 'silent', status: 403, calls: 0},
  {policy: 'Allow', authorizer: 'Deny', status: 403, calls: 1},
]

for (const row of together) {
  test(`resource policy ${row.policy} and authorizer ${row.authorizer} give ${row.status}`, async () => {
    const resource = (effect: string) => (effect === 'silent' ? `${arn}/other/*` : `${arn}/*`)
    const effect = (name: string) => (name === 'Deny' ? 'Deny' : 'Allow')
    const document = policy(effect(row.policy), resource(row.policy))
    const text = JSON.stringify({
      ...document,
      Statement: document.Statement.map((statement) => ({...statement, Principal: '*'})),
    })
    const ports = portsOf({
      lambda: returns(answer({policyDocument: policy(effect(row.authorizer), resource(row.authorizer))})),
    })
    const made = deploy({routes: {'GET /': guarded()}, authorizers: [authorizer()], restApi: {policy: text}}, ports)
    assert.equal((await made.call('/', withToken)).status, row.status)
    assert.equal(ports.functionCalls.length, row.calls)
  })
}

function timesOut(): never {
  throw new BackendError('timeout', 'too slow')
}

function refused() {
  return {outcome: 'refused' as const, reason: 'no-permission' as const, message: 'No.'}
}
