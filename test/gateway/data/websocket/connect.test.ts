import assert from 'node:assert/strict'
import {test} from 'vitest'
import {AccountBuckets} from '../../../../src/gateway/data/account-buckets.js'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {InvokeResult} from '../../../../src/gateway/data/ports.js'
import {connect, connectResult, newFixture, returns, throws, type Answers} from './websocket-fixture.js'
import {apiId, type ApiParts, type RouteParts} from './websocket-records.js'

const connectRoute = (route: RouteParts = {}, parts: Partial<ApiParts> = {}): ApiParts => ({
  routes: {$connect: route},
  ...parts,
})
const three = (message: string): string => `{"message":"${message}","connectionId":"…","requestId":"…"}`
const internal = three('Internal server error')

const mock = (requestTemplates: Record<string, string>): RouteParts => ({
  integration: {integrationType: 'MOCK', requestTemplates},
})

test('an address of more than 4,096 characters reaches no stage', async () => {
  const fixture = newFixture({routes: {}})
  const host = `wss://${apiId}.execute-api.localhost:4600`
  const target = (length: number): string => `/prod?q=${'x'.repeat(length - host.length - '/prod?q='.length)}`
  assert.deepEqual(await connectResult(fixture, target(4096)), {status: 101})
  assert.deepEqual(await connectResult(fixture, target(4097)), {
    status: 414,
    body: '{"message":"Request-URI Too Long"}',
  })
})

test('new connections of an account are limited, with and without a $connect route; time lets more in', async () => {
  const connectionBuckets = new AccountBuckets(() => ({rateLimit: 1, burstLimit: 1}))
  const fixture = newFixture({routes: {}}, {}, {connectionBuckets})
  const keyed = newFixture(connectRoute({apiKeyRequired: true}), {}, {connectionBuckets})
  assert.deepEqual(await connectResult(fixture), {status: 101})
  assert.deepEqual(await connectResult(fixture), {status: 429, body: three('Too Many Requests')})
  assert.equal((await connectResult(keyed)).status, 429)
  fixture.clock.nowMs += 1000
  assert.deepEqual(await connectResult(fixture), {status: 101})
  assert.match(fixture.invocations[1]?.errorMessage ?? '', /over the limit of account .*: 1 new connections per second/)
})

const integrations: {name: string; parts: ApiParts; answers?: Answers; result: object}[] = [
  {name: 'no $connect route accepts', parts: {routes: {$default: {}}}, result: {status: 101}},
  {
    name: 'a 2xx of a proxy accepts',
    parts: connectRoute(),
    answers: {lambda: returns({statusCode: 204})},
    result: {status: 101},
  },
  {
    name: 'another status of a proxy is passed on with headers and body',
    parts: connectRoute(),
    answers: {lambda: returns({statusCode: 400, body: 'no room', headers: {'X-Why': 'full'}})},
    result: {status: 400, body: 'no room'},
  },
  {
    name: "the subprotocol of the answer is the connection's",
    parts: connectRoute(),
    answers: {lambda: returns({statusCode: 200, headers: {'Sec-WebSocket-Protocol': 'chat.v2'}})},
    result: {status: 101, protocol: 'chat.v2'},
  },
  {
    name: 'a function that throws is a 502',
    parts: connectRoute(),
    answers: {lambda: throws('boom')},
    result: {status: 502, body: internal},
  },
  {
    name: 'a function that cannot be invoked is a 500',
    parts: connectRoute(),
    answers: {lambda: (): InvokeResult => ({outcome: 'refused', reason: 'not-found', message: 'none'})},
    result: {status: 500, body: internal},
  },
  {
    name: 'an answer without statusCode is a 500',
    parts: connectRoute(),
    answers: {lambda: returns({})},
    result: {status: 500, body: internal},
  },
  {
    name: 'an answer that is no object is a 500',
    parts: connectRoute(),
    answers: {lambda: returns('yes')},
    result: {status: 500, body: internal},
  },
  {
    name: 'a function that takes too long is a 504',
    parts: connectRoute(),
    answers: {lambda: () => Promise.reject(new BackendError('timeout', 'late'))},
    result: {status: 504, body: three('Endpoint request timed out')},
  },
  {
    name: 'a mock accepts with the status of its template',
    parts: connectRoute(mock({$default: '{"statusCode":200}'})),
    result: {status: 101},
  },
  {
    name: 'a mock refuses with the status of its template',
    parts: connectRoute(mock({$default: '{"statusCode":403}'})),
    result: {status: 403, body: ''},
  },
  {
    name: 'a mock without a template has no status',
    parts: connectRoute(mock({})),
    result: {status: 500, body: internal},
  },
  {
    name: 'a template sees the query and the headers of $connect',
    parts: connectRoute(mock({$default: '{"statusCode":$input.params("status")}'})),
    result: {status: 101},
  },
  {
    name: 'an integration response maps the subprotocol of a non-proxy integration',
    parts: connectRoute({
      ...mock({$default: '{"statusCode":200}'}),
      responses: [{responseParameters: {'route.response.header.Sec-WebSocket-Protocol': "'v1'"}}],
    }),
    result: {status: 101, protocol: 'v1'},
  },
  {
    name: 'a custom Lambda integration that fails lets nobody in',
    parts: connectRoute({integration: {integrationType: 'AWS'}, responses: [{}]}),
    answers: {lambda: throws('boom')},
    result: {status: 502, body: internal},
  },
  {
    name: 'an HTTP backend decides by its status',
    parts: connectRoute({
      integration: {integrationType: 'HTTP_PROXY', integrationUri: 'https://backend.example/connect'},
    }),
    answers: {backend: () => ({status: 409, headers: ['Content-Type', 'text/plain'], body: Buffer.from('taken')})},
    result: {status: 409, body: 'taken'},
  },
  {
    name: 'a backend that cannot be reached is not described to the client',
    parts: connectRoute({
      integration: {integrationType: 'HTTP_PROXY', integrationUri: 'https://backend.example/connect'},
    }),
    answers: {backend: () => Promise.reject(new BackendError('network', 'refused'))},
    result: {status: 504, body: internal},
  },
  {
    name: 'a missing required parameter is refused',
    parts: connectRoute({requestParameters: {'route.request.querystring.room': {required: true}}}),
    result: {status: 400, body: three('Missing required request parameters: [room]')},
  },
  {
    name: 'IAM without a signature',
    parts: connectRoute({authorizationType: 'AWS_IAM'}),
    result: {status: 403, body: '{"message":"Missing Authentication Token"}'},
  },
]

for (const {name, parts, answers, result} of integrations) {
  test(`$connect: ${name}`, async () => {
    assert.deepEqual(await connectResult(newFixture(parts, answers), '/prod?status=200'), result)
  })
}

const places = [
  {name: 'an unknown stage', target: '/test'},
  {name: 'no stage', target: '/'},
  {name: 'a path below the stage', target: '/prod/chat'},
  {name: 'an inherited name as stage', target: '/__proto__'},
]

for (const {name, target} of places) {
  test(`$connect at ${name} is forbidden`, async () => {
    assert.deepEqual(await connectResult(newFixture({routes: {$default: {}}}), target), {
      status: 403,
      body: '{"message":"Forbidden"}',
    })
  })
}

test('an API whose default endpoint is disabled is open by its domain only', async () => {
  const fixture = newFixture({routes: {$default: {}}, api: {disableExecuteApiEndpoint: true}})
  assert.equal((await connectResult(fixture)).status, 403)
  const upgrade = {
    method: 'GET',
    target: '/',
    rawHeaders: [],
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.7',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  }
  const outcome = await fixture.plane.connect(upgrade, {apiId, stage: 'prod', isDomain: true, host: 'ws.example.com'})
  assert.equal(outcome.kind, 'accepted')
})

test('a refusal names connection and request, and nothing else of the gateway', async () => {
  const outcome = await connect(newFixture(connectRoute(), {lambda: throws('boom')}))
  assert.equal(outcome.kind, 'refused')
  const {headers, body} = outcome.response
  assert.deepEqual(headers, ['Content-Type', 'application/json; charset=UTF-8', 'x-amz-apigw-id', 'AAAAASw9S1qOfwA='])
  assert.equal(
    Buffer.isBuffer(body) ? body.toString() : '',
    '{"message":"Internal server error","connectionId":"AAAAAiw9S1qOfwA=","requestId":"AAAAASw9S1qOfwA="}',
  )
})

const refusing = {authorizationType: 'CUSTOM', authorizerId: 'auth1'}
const policy = (Effect: string, Resource = '*'): object => ({
  principalId: 'ann',
  policyDocument: {Version: '2012-10-17', Statement: [{Action: 'execute-api:Invoke', Effect, Resource}]},
})

const authorizers: {
  name: string
  sources?: string[]
  answer?: Answers['lambda']
  headers?: string[]
  result: object
}[] = [
  {name: 'an allowing policy', answer: returns(policy('Allow')), result: {status: 101}},
  {
    name: 'a policy for this route',
    answer: returns(policy('Allow', `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/$connect`)),
    result: {status: 101},
  },
  {
    name: 'a denying policy',
    answer: returns(policy('Deny')),
    result: {
      status: 403,
      body: three('User is not authorized to access this resource with an explicit deny in an identity-based policy'),
    },
  },
  {
    name: 'a policy for something else',
    answer: returns(policy('Allow', 'arn:aws:execute-api:eu-west-1:123456789012:other/*')),
    result: {
      status: 403,
      body: three(
        'User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action',
      ),
    },
  },
  {name: 'a principal that is a number', answer: returns({...policy('Allow'), principalId: 7}), result: {status: 101}},
  {name: 'no principal', answer: returns({...policy('Allow'), principalId: undefined}), result: {status: 101}},
  {name: 'a context with null', answer: returns({...policy('Allow'), context: {a: null}}), result: {status: 101}},
  {
    name: 'a context with a list',
    answer: returns({...policy('Allow'), context: {a: []}}),
    result: {status: 500, body: three('')},
  },
  {
    name: 'an answer above 8 KB',
    answer: returns({...policy('Allow'), context: {a: 'x'.repeat(8192)}}),
    result: {status: 500, body: three('')},
  },
  {name: 'an answer without a policy', answer: returns({principalId: 'ann'}), result: {status: 500, body: three('')}},
  {name: 'a simple answer', answer: returns({isAuthorized: true}), result: {status: 500, body: three('')}},
  {name: 'Unauthorized', answer: throws('Unauthorized'), result: {status: 401, body: three('Unauthorized')}},
  {name: 'another error', answer: throws('unauthorized'), result: {status: 500, body: internal}},
  {
    name: 'a missing header',
    sources: ['route.request.header.Auth'],
    result: {status: 401, body: three('Unauthorized')},
  },
  {
    name: 'an empty header',
    sources: ['route.request.header.Auth'],
    headers: ['Auth', ''],
    result: {status: 401, body: three('Unauthorized')},
  },
  {
    name: 'a header in another case',
    sources: ['route.request.header.Auth'],
    headers: ['aUTH', 'x'],
    answer: returns(policy('Allow')),
    result: {status: 101},
  },
  {
    name: 'a query parameter',
    sources: ['route.request.querystring.token'],
    answer: returns(policy('Allow')),
    result: {status: 101},
  },
  {
    name: 'a missing query parameter',
    sources: ['route.request.querystring.none'],
    result: {status: 401, body: three('Unauthorized')},
  },
  {
    name: 'a stage variable',
    sources: ['stageVariables.color'],
    answer: returns(policy('Allow')),
    result: {status: 101},
  },
  {
    name: 'a missing stage variable',
    sources: ['stageVariables.none'],
    result: {status: 401, body: three('Unauthorized')},
  },
  {
    name: 'a part of the context',
    sources: ['context.connectionId'],
    answer: returns(policy('Allow')),
    result: {status: 101},
  },
  {
    name: 'a part that AWS does not take',
    sources: ['context.eventType'],
    result: {status: 401, body: three('Unauthorized')},
  },
  {name: 'two Authorization headers', headers: ['Authorization', 'a', 'Authorization', 'b'], result: {status: 400}},
]

for (const {name, sources = [], answer, headers, result} of authorizers) {
  test(`authorizer of $connect: ${name}`, async () => {
    const parts: ApiParts = {
      routes: {
        $connect: {
          ...refusing,

          integration: {integrationType: 'MOCK', requestTemplates: {$default: '{"statusCode":200}'}},
        },
      },
      authorizer: {identitySource: sources},
      stage: {stageVariables: {color: 'blue'}},
    }
    const fixture = newFixture(parts, answer === undefined ? {} : {lambda: answer})
    const {status, body} = await connectResult(fixture, '/prod?token=abc', headers)
    const isPage = typeof body === 'string' && body.startsWith('<html>')
    assert.deepEqual({status, ...(body !== undefined && !isPage && {body})}, result)
    assert.equal(fixture.functionCalls.length, answer === undefined ? 0 : 1)
  })
}

test('a route whose authorizer is gone refuses', async () => {
  assert.equal((await connectResult(newFixture({routes: {$connect: refusing}}))).status, 403)
})

type KeyCase = {name: string; header?: string; enabled?: boolean; stage?: string; source?: string; status: number}
const keys: KeyCase[] = [
  {name: 'no key', status: 403},
  {name: 'an unknown key', header: 'nobody', status: 403},
  {name: 'a key of a plan with this stage', header: 'key-value-of-twenty-characters', status: 101},
  {name: 'a disabled key', header: 'key-value-of-twenty-characters', enabled: false, status: 403},
  {name: 'a key of a plan for another stage', header: 'key-value-of-twenty-characters', stage: 'test', status: 403},
  {
    name: 'a header when the authorizer brings the key',
    header: 'key-value-of-twenty-characters',
    source: '$context.authorizer.usageIdentifierKey',
    status: 403,
  },
]

function keyFixture({enabled = true, stage = 'prod', source}: Partial<KeyCase>, quota?: number) {
  const fixture = newFixture({
    api: source === undefined ? {} : {apiKeySelectionExpression: source},
    routes: {
      $connect: {
        apiKeyRequired: true,
        integration: {integrationType: 'MOCK', requestTemplates: {$default: '{"statusCode":200}'}},
      },
    },
  })
  const scope = ['123456789012', 'eu-west-1'] as const
  fixture.store.transaction(() => {
    fixture.store.put('apiKey', [...scope, 'k1'], {
      id: 'k1',
      value: 'key-value-of-twenty-characters',
      enabled,
      createdDate: 0,
      lastUpdatedDate: 0,
      stageKeys: [],
    })
    fixture.store.put('usagePlan', [...scope, 'p1'], {
      id: 'p1',
      name: 'basic',
      apiStages: [{apiId, stage}],
      ...(quota !== undefined && {quota: {limit: quota, offset: 0, period: 'DAY' as const}}),
    })
    fixture.store.put('usagePlanKey', ['p1', 'k1'], {id: 'k1', type: 'API_KEY'})
  })
  return fixture
}

for (const {header, status, name, ...rest} of keys) {
  test(`API key of $connect: ${name}`, async () => {
    const headers = header === undefined ? [] : ['x-api-key', header]
    const result = await connectResult(keyFixture(rest), '/prod', headers)
    assert.deepEqual(result, status === 101 ? {status} : {status, body: three('Forbidden')})
  })
}

test('connections count against the quota of their key', async () => {
  const fixture = keyFixture({}, 2)
  const headers = ['x-api-key', 'key-value-of-twenty-characters']
  const statuses = []
  for (let index = 0; index < 3; index += 1) statuses.push((await connectResult(fixture, '/prod', headers)).status)
  assert.deepEqual(statuses, [101, 101, 429])
})

test('a throttled $connect is a 429', async () => {
  const fixture = newFixture({
    routes: {$connect: mock({$default: '{"statusCode":200}'})},
    stage: {routeSettings: {$connect: {throttlingRateLimit: 1, throttlingBurstLimit: 1}}},
  })
  assert.equal((await connectResult(fixture)).status, 101)
  assert.deepEqual(await connectResult(fixture), {status: 429, body: three('Too Many Requests')})
  fixture.clock.nowMs += 1000
  assert.equal((await connectResult(fixture)).status, 101)
})
