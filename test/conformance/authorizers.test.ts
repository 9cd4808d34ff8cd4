import assert from 'node:assert/strict'
import type {AuthorizerRecord} from '../../src/gateway/store/rest-records.js'
import {apiId, lambdaUri, mock, returns, throws} from '../gateway/data/rest/rest-fixture.js'
import {eventOf, exchanges, sequences, type Exchange, type Seen, type Sequence} from './exchange.js'

const area = 'authorizers'
const captured = {
  area,
  source: 'captures in radkawar/stackd, testdata/aws/apigateway/rest_lambda_authorizers.json',
  recorded: '2026-09-24',
}
const guide = {area, source: 'developer guide, Use API Gateway Lambda authorizers', recorded: '2026-04'}

const arn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}`

function policy(effect: 'Allow' | 'Deny', resource: string | readonly string[] = '*'): object {
  return {
    Version: '2012-10-17',
    Statement: [{Action: 'execute-api:Invoke', Effect: effect, Resource: resource}],
  }
}

const allow = {principalId: 'me', policyDocument: policy('Allow')}

function guarded(parts: Partial<AuthorizerRecord> = {}): Exchange['api'] {
  const method = mock(
    {
      responseTemplates: {
        'application/json': '$context.authorizer.principalId $!context.authorizer.n $!context.authorizer.b',
      },
    },
    {authorizationType: 'CUSTOM', authorizerId: 'auth1'},
  )
  return {
    routes: {'ANY /pets/{id}': method},
    authorizers: [
      {
        id: 'auth1',
        name: 'guard',
        type: 'TOKEN',
        authorizerUri: lambdaUri,
        identitySource: 'method.request.header.Authorization',
        authorizerResultTtlInSeconds: 300,
        ...parts,
      },
    ],
  }
}

const unauthorized: Seen = {
  status: 401,
  body: '{"message":"Unauthorized"}',
  headers: {'x-amzn-errortype': 'UnauthorizedException'},
}
const misconfigured: Seen = {
  status: 500,
  body: '{"message":null}',
  headers: {'x-amzn-errortype': 'AuthorizerConfigurationException'},
}
const denied = (message: string): Seen => ({
  status: 403,
  body: `{"Message":"${message}"}`,
  headers: {'x-amzn-errortype': 'AccessDeniedException'},
})
const silent = denied('User is not authorized to access this resource')
const allowed: Seen = {status: 200}

/** What the function answers, and what the client gets. */
const answers: Exchange[] = (
  [
    ['an allowing policy', returns(allow), allowed],
    [
      'a policy for this method only',
      returns({...allow, policyDocument: policy('Allow', `${arn}/prod/GET/pets/7`)}),
      allowed,
    ],
    ['a policy with wildcards', returns({...allow, policyDocument: policy('Allow', `${arn}/*/GET/*`)}), allowed],
    [
      'a policy with one character open',
      returns({...allow, policyDocument: policy('Allow', `${arn}/prod/GET/pets/?`)}),
      allowed,
    ],
    ['a list of resources', returns({...allow, policyDocument: policy('Allow', ['x', `${arn}/prod/*`])}), allowed],
    ['a policy for another method', returns({...allow, policyDocument: policy('Allow', `${arn}/prod/POST/*`)}), silent],
    ['a policy for another stage', returns({...allow, policyDocument: policy('Allow', `${arn}/dev/*`)}), silent],
    [
      'a denying policy',
      returns({...allow, policyDocument: policy('Deny')}),
      denied('User is not authorized to access this resource with an explicit deny'),
    ],
    ['the error Unauthorized', throws('Unauthorized'), unauthorized],
    [
      'an errorMessage Unauthorized among other members',
      returns({...allow, errorMessage: 'Unauthorized'}),
      unauthorized,
    ],
    ['any other error', throws('unauthorized'), misconfigured],
    ['no principal', returns({policyDocument: policy('Allow')}), misconfigured],
    ['an empty principal', returns({...allow, principalId: ''}), misconfigured],
    ['no policy', returns({principalId: 'me'}), misconfigured],
    ['a policy that is text', returns({principalId: 'me', policyDocument: 'Allow'}), misconfigured],
    ['null in the context', returns({...allow, context: {a: null}}), misconfigured],
    ['a list in the context', returns({...allow, context: {a: []}}), misconfigured],
    ['an object in the context', returns({...allow, context: {a: {}}}), misconfigured],
    ['isAuthorized', returns({...allow, isAuthorized: true}), misconfigured],
    ['text', returns('Allow'), misconfigured],
    ['null', returns(null), misconfigured],
    [
      'a context of text, number and boolean',
      returns({...allow, context: {n: 7, b: true}}),
      {status: 200, body: 'me 7 true'},
    ],
  ] as const
).map(([name, lambda, seen]) => ({
  ...captured,
  name: `an authorizer that answers ${name} gives ${seen.status}`,
  api: guarded(),
  ports: {lambda},
  target: '/pets/7',
  call: {headers: ['Authorization', 'token']},
  seen,
}))

const source = 'method.request.header.Authorization'
const both = 'method.request.header.A, method.request.querystring.b'

/** Identity sources: present, absent, empty, and whether the function is called at all. */
const identities: Exchange[] = (
  [
    ['TOKEN without its header', {}, [], '', unauthorized, 0],
    ['TOKEN with an empty header', {}, ['Authorization', ''], '', unauthorized, 0],
    ['TOKEN in another spelling', {}, ['authorization', 'x'], '', allowed, 1],
    ['TOKEN without cache, without its header', {authorizerResultTtlInSeconds: 0}, [], '', unauthorized, 0],
    [
      'TOKEN that fits the expression',
      {identityValidationExpression: '^Bearer \\w+$'},
      ['Authorization', 'Bearer x'],
      '',
      allowed,
      1,
    ],
    [
      'TOKEN that does not fit the expression',
      {identityValidationExpression: '^Bearer \\w+$'},
      ['Authorization', 'x'],
      '',
      unauthorized,
      0,
    ],
    [
      'TOKEN that fits the expression in part',
      {identityValidationExpression: 'Bearer'},
      ['Authorization', 'Bearer x'],
      '',
      unauthorized,
      0,
    ],
    ['REQUEST with all its sources', {type: 'REQUEST', identitySource: both}, ['A', '1'], '?b=2', allowed, 1],
    ['REQUEST without one of its sources', {type: 'REQUEST', identitySource: both}, ['A', '1'], '', unauthorized, 0],
    ['REQUEST with an empty source', {type: 'REQUEST', identitySource: both}, ['A', '1'], '?b=', unauthorized, 0],
    [
      'REQUEST without cache and without sources',
      {type: 'REQUEST', identitySource: both, authorizerResultTtlInSeconds: 0},
      [],
      '',
      allowed,
      1,
    ],
    ['REQUEST by a context variable', {type: 'REQUEST', identitySource: 'context.httpMethod'}, [], '', allowed, 1],
    [
      'REQUEST by a stage variable that is not there',
      {type: 'REQUEST', identitySource: 'stageVariables.none'},
      [],
      '',
      unauthorized,
      0,
    ],
    ['REQUEST by a stage variable', {type: 'REQUEST', identitySource: 'stageVariables.color'}, [], '', allowed, 1],
  ] as const
).map(([name, parts, headers, query, seen, calls]) => ({
  ...guide,
  name: `${name} gives ${seen.status} after ${calls} calls`,
  api: guarded({identitySource: source, ...parts}),
  ports: {lambda: returns(allow)},
  stage: {variables: {color: 'red'}},
  target: `/pets/7${query}`,
  call: {headers},
  seen,
  sent: ({functionCalls}) => assert.equal(functionCalls.length, calls),
}))

const events: Exchange[] = [
  {
    ...guide,
    name: 'a TOKEN authorizer gets type, token and method ARN',
    api: guarded(),
    ports: {lambda: returns(allow)},
    target: '/pets/7?q=1',
    call: {headers: ['Authorization', 'Bearer x']},
    seen: allowed,
    sent: (ports) =>
      assert.deepEqual(eventOf(ports), {
        type: 'TOKEN',
        methodArn: `${arn}/prod/GET/pets/7`,
        authorizationToken: 'Bearer x',
      }),
  },
  {
    ...captured,
    name: 'a token that is sent twice is joined by a comma',
    api: guarded(),
    ports: {lambda: returns(allow)},
    target: '/pets/7',
    call: {headers: ['Authorization', 'one', 'authorization', 'two']},
    seen: allowed,
    sent: (ports) => assert.equal(eventOf(ports).authorizationToken, 'one,two'),
  },
  {
    ...guide,
    name: 'a REQUEST authorizer gets the request without its body, with empty maps',
    api: guarded({type: 'REQUEST'}),
    ports: {lambda: returns(allow)},
    target: '/pets/7',
    call: {method: 'POST', headers: ['Authorization', 'x'], body: 'secret'},
    seen: allowed,
    sent: (ports) => {
      const {requestContext, headers, multiValueHeaders, ...rest} = eventOf(ports)
      assert.ok(requestContext !== undefined && headers !== undefined && multiValueHeaders !== undefined)
      assert.deepEqual(rest, {
        type: 'REQUEST',
        methodArn: `${arn}/prod/POST/pets/7`,
        resource: '/pets/{id}',
        path: '/pets/7',
        httpMethod: 'POST',
        queryStringParameters: {},
        multiValueQueryStringParameters: {},
        pathParameters: {id: '7'},
        stageVariables: {},
      })
    },
  },
]

/** An authorizer that answers with the number of its call. */
function counting(): NonNullable<Sequence['ports']> {
  let calls = 0
  return {lambda: () => returns({...allow, principalId: `call ${(calls += 1)}`})()}
}

const by = (token: string) => ({headers: ['Authorization', token]})
const call = (count: number): Seen => ({status: 200, body: `call ${count}  `})

/** How long and for whom an answer is kept. */
const kept: Sequence[] = [
  {
    ...guide,
    name: 'an answer is kept for its time, by token',
    api: guarded(),
    ports: counting(),
    steps: [
      {target: '/pets/7', call: by('a'), seen: call(1)},
      {target: '/pets/7', call: by('a'), seen: call(1)},
      {target: '/pets/7', call: by('b'), seen: call(2)},
      {target: '/pets/8', call: by('a'), seen: call(1)},
      {advanceMs: 299_000, target: '/pets/7', call: by('a'), seen: call(1)},
      {advanceMs: 2_000, target: '/pets/7', call: by('a'), seen: call(3)},
    ],
  },
  {
    ...guide,
    name: 'without a time to live every request asks',
    api: guarded({authorizerResultTtlInSeconds: 0}),
    ports: counting(),
    steps: [
      {target: '/pets/7', call: by('a'), seen: call(1)},
      {target: '/pets/7', call: by('a'), seen: call(2)},
    ],
  },
  {
    ...guide,
    name: 'the kept policy is asked again for each method',
    api: guarded(),
    ports: {lambda: returns({...allow, policyDocument: policy('Allow', `${arn}/prod/GET/pets/7`)})},
    steps: [
      {target: '/pets/7', call: by('a'), seen: allowed},
      {target: '/pets/8', call: by('a'), seen: silent},
      {target: '/pets/7', call: {...by('a'), method: 'POST'}, seen: silent},
    ],
  },
  {
    ...guide,
    name: 'all sources of a REQUEST authorizer are the key',
    api: guarded({type: 'REQUEST', identitySource: both}),
    ports: counting(),
    steps: [
      {target: '/pets/7?b=1', call: {headers: ['A', 'x']}, seen: call(1)},
      {target: '/pets/7?b=2', call: {headers: ['A', 'x']}, seen: call(2)},
      {target: '/pets/7?b=1&c=3', call: {headers: ['A', 'x']}, seen: call(1)},
    ],
  },
]

exchanges([...answers, ...identities, ...events])
sequences(kept)
