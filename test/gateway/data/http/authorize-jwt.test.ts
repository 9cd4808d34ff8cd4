import assert from 'node:assert/strict'
import {createHmac, createSign, generateKeyPairSync} from 'node:crypto'
import type {KeyObject} from 'node:crypto'
import {test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import type {BackendRequest, BackendResponse} from '../../../../src/gateway/data/ports.js'
import type {HttpAuthorizerRecord} from '../../../../src/gateway/store/v2-records.js'
import {answering, newDeployment, newPorts, send} from './http-fixture.js'
import type {PortsFixture, RouteFixture} from './http-fixture.js'

const issuer = 'https://issuer.example.com'
const [one, other] = [newKey('k1'), newKey('k2')]
const nowSeconds = Date.UTC(2026, 2, 4, 19, 15, 17) / 1000

type Key = {kid: string; jwk: object; secret: KeyObject}

function newKey(kid: string): Key {
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
  return {kid, jwk: {...publicKey.export({format: 'jwk'}), kid, use: 'sig', alg: 'RS256'}, secret: privateKey}
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function newToken(
  changes: object = {},
  {key = one, header = {}, hash = 'sha256'}: {key?: Key; header?: object; hash?: string} = {},
): string {
  const claims = {iss: issuer, aud: 'pets', sub: 'ada', exp: nowSeconds + 60, iat: nowSeconds, ...changes}
  const signed = `${encode({alg: 'RS256', kid: key.kid, ...header})}.${encode(claims)}`
  return `${signed}.${createSign(hash).update(signed).sign(key.secret).toString('base64url')}`
}

/** Forged with the public key as an HMAC secret: the classic confusion of algorithms. */
function forgedToken(): string {
  const signed = `${encode({alg: 'HS256', kid: 'k1'})}.${encode({iss: issuer, aud: 'pets', exp: nowSeconds + 60})}`
  return `${signed}.${createHmac('sha256', JSON.stringify(one.jwk)).update(signed).digest('base64url')}`
}

function answerOf(value: unknown, status = 200): BackendResponse {
  return {status, headers: [], body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))}
}

function issuerAnswers(keys: () => readonly Key[] = () => [one]): (request: BackendRequest) => BackendResponse {
  return ({url}) =>
    url.pathname === '/.well-known/openid-configuration'
      ? answerOf({issuer, jwks_uri: `${issuer}/keys`})
      : answerOf({keys: [...keys().map(({jwk}) => jwk), {kty: 'EC', kid: 'k1'}, {kty: 'RSA', kid: 'broken', n: 1}]})
}

const authorizer: HttpAuthorizerRecord = {
  authorizerId: 'a1',
  name: 'jwt',
  authorizerType: 'JWT',
  identitySource: ['$request.header.Authorization'],
  jwtConfiguration: {issuer, audience: ['pets', 'toys']},
}

const route: RouteFixture = {routeKey: 'GET /pets', authorizationType: 'JWT', authorizerId: 'a1'}

function newApi(changes: Partial<RouteFixture> = {}, source = authorizer): ReturnType<typeof newDeployment> {
  return newDeployment({routes: [{...route, ...changes}], authorizers: [source]})
}

function portsFor(callBackend: (request: BackendRequest) => BackendResponse = issuerAnswers()): PortsFixture {
  return newPorts({invokeFunction: answering({statusCode: 200}), callBackend})
}

const accepted = [
  {name: 'a token with the Bearer scheme', value: `Bearer ${newToken()}`},
  {name: 'a bare token', value: newToken()},
  {name: 'an audience in a list', value: newToken({aud: ['x', 'toys']})},
  {name: 'a client_id in place of an audience', value: newToken({aud: undefined, client_id: 'pets'})},
  {name: 'RS512', value: newToken({}, {header: {alg: 'RS512'}, hash: 'sha512'})},
]

for (const {name, value} of accepted) {
  test(`JWT authorizer: lets ${name} through`, async () => {
    const ports = portsFor()
    const answer = await send(newApi(), ports, 'GET /pets', {headers: ['authorization', value]})
    assert.equal(answer.status, 200)
    const event = JSON.parse(ports.invoked[0]?.payload ?? '') as {requestContext: {authorizer: {jwt: {claims: object}}}}
    assert.equal((event.requestContext.authorizer.jwt.claims as {sub: string}).sub, 'ada')
  })
}

test('JWT authorizer: claims become text, and scopes are there only on routes with scopes', async () => {
  const claims = {scope: 'read write', 'cognito:groups': ['admins', 'users'], admin: true, address: {city: 'X', at: 1}}
  const token = newToken(claims)
  const seen = async (changes: Partial<RouteFixture>): Promise<unknown> => {
    const ports = portsFor()
    await send(newApi(changes), ports, 'GET /pets', {headers: ['Authorization', token]})
    return (JSON.parse(ports.invoked[0]?.payload ?? '') as {requestContext: {authorizer: unknown}}).requestContext
      .authorizer
  }
  const expected = {
    iss: issuer,
    aud: 'pets',
    sub: 'ada',
    exp: String(nowSeconds + 60),
    iat: String(nowSeconds),
    scope: 'read write',
    'cognito:groups': '[admins users]',
    admin: 'true',
    address: 'map[at:1 city:X]',
  }
  assert.deepEqual(await seen({}), {jwt: {claims: expected, scopes: null}})
  assert.deepEqual(await seen({authorizationScopes: ['write']}), {jwt: {claims: expected, scopes: ['read', 'write']}})
  assert.deepEqual(await seen({integration: {payloadFormatVersion: '1.0'}}), {claims: expected, scopes: null})
})

const invalid = (description: string): string =>
  `Bearer scope="" error="invalid_token" error_description="${description}"`

const refusals = [
  {name: 'no token', value: undefined, challenge: 'Bearer'},
  {name: 'an empty token', value: '', challenge: 'Bearer'},
  {name: 'what is no token', value: 'Bearer abc', challenge: invalid('the token is malformed')},
  {name: 'a token with foreign characters', value: `${newToken()}"`, challenge: invalid('the token is malformed')},
  {
    name: 'another issuer',
    value: newToken({iss: 'https://evil.example'}),
    challenge: invalid('the token does not have a valid issuer'),
  },
  {
    name: 'another audience',
    value: newToken({aud: 'cars'}),
    challenge: invalid('the token does not have a valid audience'),
  },
  {
    name: 'another audience although client_id fits',
    value: newToken({aud: 'cars', client_id: 'pets'}),
    challenge: invalid('the token does not have a valid audience'),
  },
  {
    name: 'no audience at all',
    value: newToken({aud: undefined}),
    challenge: invalid('the token does not have a valid audience'),
  },
  {name: 'an expired token', value: newToken({exp: nowSeconds}), challenge: invalid('the token has expired')},
  {name: 'a token without expiry', value: newToken({exp: undefined}), challenge: invalid('the token has expired')},
  {
    name: 'a token that is not valid yet',
    value: newToken({nbf: nowSeconds + 60}),
    challenge: invalid('the token is not valid yet'),
  },
  {
    name: 'a token from the future',
    value: newToken({iat: nowSeconds + 60}),
    challenge: invalid('the token was issued in the future'),
  },
  {
    name: 'a key of someone else',
    value: newToken({}, {key: {...other, kid: 'k1'}}),
    challenge: invalid('the signature of the token is invalid'),
  },
  {
    name: 'an unknown key',
    value: newToken({}, {key: other}),
    challenge: invalid('the issuer has no key with the id of the token'),
  },
  {
    name: 'a token without key id',
    value: newToken({}, {header: {kid: undefined}}),
    challenge: invalid('the token has no key id'),
  },
  {
    name: 'a token without signature',
    value: `${encode({alg: 'none', kid: 'k1'})}.${encode({iss: issuer, aud: 'pets', exp: nowSeconds + 60})}.`,
    challenge: invalid('the signing method none is not supported'),
  },
  {
    name: 'a token signed with the public key',
    value: forgedToken(),
    challenge: invalid('the signing method HS256 is not supported'),
  },
  {
    name: 'changed claims',
    value: newToken().replace(/\.[^.]+\./, `.${encode({iss: issuer, aud: 'pets', exp: nowSeconds + 60, sub: 'eve'})}.`),
    challenge: invalid('the signature of the token is invalid'),
  },
]

for (const {name, value, challenge} of refusals) {
  test(`JWT authorizer: refuses ${name}`, async () => {
    const ports = portsFor()
    const headers = value === undefined ? [] : ['Authorization', value]
    assert.deepEqual(await send(newApi(), ports, 'GET /pets', {headers}), {
      status: 401,
      headers: {'content-type': ['application/json'], 'www-authenticate': [challenge]},
      body: '{"message":"Unauthorized"}',
    })
    assert.deepEqual(ports.invoked, [])
  })
}

const scopes = [
  {claims: {scope: 'a write b'}, status: 200},
  {claims: {scp: ['write']}, status: 200},
  {claims: {scp: 'write'}, status: 200},
  {claims: {scope: 'writer'}, status: 403},
  {claims: {}, status: 403},
]

for (const {claims, status} of scopes) {
  test(`JWT authorizer: a route with scope write answers ${JSON.stringify(claims)} with ${status}`, async () => {
    const ports = portsFor()
    const deployment = newApi({authorizationScopes: ['write', 'admin']})
    const answer = await send(deployment, ports, 'GET /pets', {headers: ['Authorization', newToken(claims)]})
    assert.equal(answer.status, status)
    if (status === 403) {
      assert.deepEqual(answer.headers['www-authenticate'], ['Bearer scope="write admin" error="insufficient_scope"'])
      assert.equal(answer.body, '{"message":"Forbidden"}')
    }
  })
}

test('JWT authorizer: keys are fetched once, again for a new key id, and again after two hours', async () => {
  let nowMs = nowSeconds * 1000
  let keys = [one]
  const ports = newPorts({
    invokeFunction: answering({statusCode: 200}),
    callBackend: issuerAnswers(() => keys),
    nowMs: () => nowMs,
  })
  const deployment = newApi()
  const call = async (key: Key): Promise<number> =>
    (
      await send(deployment, ports, 'GET /pets', {
        headers: ['Authorization', newToken({exp: nowSeconds + 9999, iat: undefined}, {key})],
      })
    ).status
  assert.deepEqual(await Promise.all([call(one), call(one)]), [200, 200])
  assert.equal(ports.called.length, 2)
  keys = [one, other]
  assert.equal(await call(other), 401)
  nowMs += 11_000
  assert.equal(await call(other), 200)
  assert.equal(ports.called.length, 4)
  nowMs += 7_200_000
  assert.equal(await call(one), 200)
  assert.equal(ports.called.length, 6)
})

const hourMs = 3_600_000
const jumps = [
  {name: 'forward by a minute less', claims: {}, byMs: 59_000, status: 200},
  {name: 'forward by a day', claims: {}, byMs: 24 * hourMs, status: 401, told: 'the token has expired'},
  {name: 'back by an hour', claims: {}, byMs: -hourMs, status: 401, told: 'the token was issued in the future'},
  {
    name: 'back by an hour, before nbf',
    claims: {iat: undefined, nbf: nowSeconds},
    byMs: -hourMs,
    status: 401,
    told: 'the token is not valid yet',
  },
  {
    name: 'back by an hour, for a token that says no more than its end',
    claims: {iat: undefined},
    byMs: -hourMs,
    status: 200,
  },
]

for (const {name, claims, byMs, status, told} of jumps) {
  test(`JWT authorizer: clock set ${name}: ${status}, and as before once it is right again`, async () => {
    let nowMs = nowSeconds * 1000
    const ports = newPorts({
      invokeFunction: answering({statusCode: 200}),
      callBackend: issuerAnswers(),
      nowMs: () => nowMs,
    })
    const deployment = newApi()
    const call = () => send(deployment, ports, 'GET /pets', {headers: ['Authorization', newToken(claims)]})
    assert.equal((await call()).status, 200)
    nowMs += byMs
    const answer = await call()
    assert.equal(answer.status, status)
    assert.deepEqual(answer.headers['www-authenticate'], told === undefined ? undefined : [invalid(told)])
    nowMs -= byMs
    assert.equal((await call()).status, 200)
  })
}

test('JWT authorizer: a clock that was set back neither keeps a key that was withdrawn nor hides a new one', async () => {
  let nowMs = nowSeconds * 1000
  let keys = [one]
  const ports = newPorts({
    invokeFunction: answering({statusCode: 200}),
    callBackend: issuerAnswers(() => keys),
    nowMs: () => nowMs,
  })
  const deployment = newApi()
  const call = async (key: Key): Promise<number> => {
    const headers = ['Authorization', newToken({iat: undefined}, {key})]
    return (await send(deployment, ports, 'GET /pets', {headers})).status
  }
  assert.equal(await call(one), 200)
  keys = [other]
  nowMs -= hourMs
  assert.deepEqual([await call(other), await call(one)], [200, 401])
})

const badIssuers: {name: string; callBackend: (request: BackendRequest) => BackendResponse}[] = [
  {name: 'answers 500', callBackend: () => answerOf('', 500)},
  {name: 'answers no JSON', callBackend: () => answerOf('<html>')},
  {name: 'names no keys', callBackend: () => answerOf({issuer})},
  {name: 'answers too much', callBackend: () => answerOf(' '.repeat(150_001))},
  {
    name: 'does not answer',
    callBackend: () => {
      throw new BackendError('timeout', 'too late')
    },
  },
]

for (const {name, callBackend} of badIssuers) {
  test(`JWT authorizer: refuses everyone when the issuer ${name}, and asks again next time`, async () => {
    const ports = portsFor(callBackend)
    const deployment = newApi()
    for (const calls of [1, 2]) {
      const answer = await send(deployment, ports, 'GET /pets', {headers: ['Authorization', newToken()]})
      assert.equal(answer.status, 401)
      assert.deepEqual(answer.headers['www-authenticate'], [invalid('OIDC discovery endpoint communication error')])
      assert.equal(ports.called.length, calls)
    }
  })
}

test('JWT authorizer: one without audience or with an unknown identity source lets nobody through', async () => {
  for (const broken of [
    {...authorizer, jwtConfiguration: {issuer}},
    {...authorizer, identitySource: ['$request.cookie.token']},
    {...authorizer, authorizerId: 'another'},
  ]) {
    const answer = await send(newApi({}, broken), portsFor(), 'GET /pets', {headers: ['Authorization', newToken()]})
    assert.equal(answer.status, 403)
  }
})

test('JWT authorizer: the token may come from the query string', async () => {
  const deployment = newApi({}, {...authorizer, identitySource: ['$request.querystring.token']})
  assert.equal((await send(deployment, portsFor(), `GET /pets?token=${newToken()}`)).status, 200)
})
