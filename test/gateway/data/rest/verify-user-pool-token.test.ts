import assert from 'node:assert/strict'
import {createSign, generateKeyPairSync} from 'node:crypto'
import {test} from 'vitest'
import type {BackendRequest, BackendResponse} from '../../../../src/gateway/data/ports.js'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {AuthorizerRecord} from '../../../../src/gateway/store/rest-records.js'
import {apiId, deploy, mock, portsOf} from './rest-fixture.js'

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool'
const {privateKey, publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
const stranger = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey
const nowMs = Date.parse('2026-09-24T20:00:00Z')
const nowSeconds = nowMs / 1000

const idClaims = {
  iss: issuer,
  aud: 'client1',
  sub: 'user-1',
  token_use: 'id',
  exp: nowSeconds + 60,
  iat: nowSeconds - 60,
  'cognito:groups': ['admins', 'users'],
  email_verified: true,
}

function token(
  claims: object,
  {key = privateKey, header = {}}: {key?: typeof privateKey; header?: object} = {},
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({alg: 'RS256', kid: 'k1', ...header})}.${part(claims)}`
  return `${signed}.${createSign('sha256').update(signed).sign(key).toString('base64url')}`
}

/** Discovery document and key set of the pool. */
function userPool({url}: BackendRequest): Partial<BackendResponse> {
  const keys = [{...publicKey.export({format: 'jwk'}), kid: 'k1', use: 'sig', alg: 'RS256'}]
  const document = url.pathname.endsWith('openid-configuration')
    ? {issuer, jwks_uri: `${issuer}/.well-known/jwks.json`}
    : {keys}
  return {body: Buffer.from(JSON.stringify(document))}
}

type Setup = {
  authorizer?: Partial<AuthorizerRecord>
  scopes?: string[]
  policy?: string
  backend?: (request: BackendRequest) => Partial<BackendResponse>
  atMs?: number
}

function api({authorizer = {}, scopes = [], policy, backend = userPool, atMs = nowMs}: Setup = {}) {
  const record: AuthorizerRecord = {
    id: 'auth1',
    name: 'pool',
    type: 'COGNITO_USER_POOLS',
    identitySource: 'method.request.header.Authorization',
    providerARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool'],
    ...authorizer,
  }
  const template =
    '$context.authorizer.claims.sub|$context.authorizer.claims.exp|$context.authorizer.claims["cognito:groups"]|$context.authorizer.claims.email_verified'
  const method = mock(
    {responseTemplates: {'application/json': template}},
    {authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth1', authorizationScopes: scopes},
  )
  const restApi = policy === undefined ? {} : {policy}
  return deploy({routes: {'GET /': method}, authorizers: [record], restApi}, portsOf({nowMs: () => atMs, backend}))
}

async function call(setup: Setup, value: string | undefined) {
  const made = api(setup)
  const {status, body} = await made.call('/', {headers: value === undefined ? [] : ['authorization', value]})
  return {status, body, reason: made.ports.invocations[0]?.errorMessage ?? ''}
}

// Rules: docs/aws-facts.md "Authorization", "Cognito (REST)"; dates as captured in September 2026.
test('an ID token lets the request in, with or without Bearer, and its claims are text', async () => {
  const body = 'user-1|Thu Sep 24 20:01:00 UTC 2026|admins,users|true'
  assert.deepEqual(await call({}, token(idClaims)), {status: 200, body, reason: ''})
  assert.deepEqual(await call({}, `Bearer ${token(idClaims)}`), {status: 200, body, reason: ''})
})

const hourMs = 3_600_000
const jumps = [
  {name: 'forward by a day', claims: idClaims, byMs: 24 * hourMs, status: 401, reason: /has expired/},
  {name: 'back by an hour', claims: idClaims, byMs: -hourMs, status: 401, reason: /not valid yet/},
  {
    name: 'back by an hour, before nbf',
    claims: {...idClaims, iat: undefined, nbf: nowSeconds},
    byMs: -hourMs,
    status: 401,
    reason: /not valid yet/,
  },
  {
    name: 'back by an hour, for a token that says no more than its end',
    claims: {...idClaims, iat: undefined},
    byMs: -hourMs,
    status: 200,
    reason: /^$/,
  },
]

for (const {name, claims, byMs, status, reason} of jumps) {
  test(`a clock that is set ${name} has the token answered with ${status}`, async () => {
    const answer = await call({atMs: nowMs + byMs}, token(claims))
    assert.equal(answer.status, status)
    assert.match(answer.reason, reason)
  })
}

const access = {...idClaims, aud: undefined, client_id: 'client1', token_use: 'access', scope: 'openid pets/read'}

const refusals: {name: string; setup?: Setup; value: string | undefined; reason: RegExp; message?: string}[] = [
  {name: 'no token', value: undefined, reason: /no token/},
  {name: 'an empty token', value: '', reason: /no token/},
  {name: 'text that is no token', value: 'Bearer abc', reason: /malformed/},
  {
    name: 'an unsigned token',
    value: token(idClaims, {header: {alg: 'none'}}).replace(/[^.]*$/, ''),
    reason: /not signed/,
  },
  {name: 'a token signed by someone else', value: token(idClaims, {key: stranger}), reason: /signature/},
  {name: 'a token of another pool', value: token({...idClaims, iss: `${issuer}x`}), reason: /not from a user pool/},
  {name: 'a key id that the pool does not have', value: token(idClaims, {header: {kid: 'k2'}}), reason: /no key/},
  {
    name: 'an expired token',
    value: token({...idClaims, exp: nowSeconds}),
    reason: /expired/,
    message: 'The incoming token has expired',
  },
  {name: 'a token without expiry', value: token({...idClaims, exp: undefined}), reason: /no expiry/},
  {name: 'a token of the future', value: token({...idClaims, iat: nowSeconds + 60}), reason: /not valid yet/},
  {name: 'an access token where the method has no scopes', value: token(access), reason: /ID tokens only/},
  {
    name: 'an ID token where the method has scopes',
    setup: {scopes: ['pets/read']},
    value: token(idClaims),
    reason: /access tokens only/,
  },
  {
    name: 'an access token without the scope',
    setup: {scopes: ['pets/write']},
    value: token(access),
    reason: /none of the scopes/,
  },
  {
    name: 'an audience that does not fit',
    setup: {authorizer: {identityValidationExpression: 'client2'}},
    value: token(idClaims),
    reason: /audience/,
  },
]

for (const {name, setup = {}, value, reason, message = 'Unauthorized'} of refusals) {
  test(`${name} is refused with 401`, async () => {
    const result = await call(setup, value)
    assert.deepEqual([result.status, result.body], [401, JSON.stringify({message})])
    assert.match(result.reason, reason)
  })
}

test('an access token with one of the scopes lets the request in', async () => {
  assert.equal((await call({scopes: ['pets/write', 'pets/read']}, token(access))).status, 200)
})

test('an audience that fits lets the request in', async () => {
  assert.equal((await call({authorizer: {identityValidationExpression: 'client\\d'}}, token(idClaims))).status, 200)
})

test('a pool whose keys cannot be read lets nobody in, and says so', async () => {
  const backend = () => {
    throw new BackendError('network', 'no route')
  }
  const result = await call({backend}, token(idClaims))
  assert.deepEqual([result.status, result.body], [500, '{"message":null}'])
  assert.match(result.reason, /keys of the user pool cannot be read/)
})

test('an authorizer without user pool or header is refused', async () => {
  for (const authorizer of [{providerARNs: []}, {identitySource: ''}, {providerARNs: ['arn:aws:s3:::x']}]) {
    assert.equal((await call({authorizer}, token(idClaims))).status, 500)
  }
})

// Resource policy: the token first, then the policy has to allow by itself (docs/aws-facts.md "Authorization", table B column).
const policies = [
  {effect: 'Allow', resource: '*', status: 200},
  {effect: 'Allow', resource: 'arn:aws:execute-api:*:*:other/*', status: 403},
  {effect: 'Deny', resource: '*', status: 403},
]

for (const {effect, resource, status} of policies) {
  test(`a resource policy that says ${effect} for ${resource} and a valid token give ${status}`, async () => {
    const statement = {
      Effect: effect,
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: resource === '*' ? `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/*` : resource,
    }
    const policy = JSON.stringify({Statement: [statement]})
    assert.equal((await call({policy}, token(idClaims))).status, status)
    assert.equal((await call({policy}, 'nonsense')).status, 401)
  })
}
