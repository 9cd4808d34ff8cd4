import assert from 'node:assert/strict'
import {createPublicKey, verify} from 'node:crypto'
import {test} from 'vitest'
import {TestIssuer} from '../../src/gateway/test-issuer.js'
import {Store} from '../../src/gateway/store/store.js'

const own = 'http://127.0.0.1:4600/_apigw/issuer'
const pool = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC'
const nowMs = 1_700_000_000_500
const request = {claims: {sub: 'me'}, expiresInMs: 3_600_000}

function partsOf(token: string): {header: Record<string, unknown>; content: string; signature: Buffer} {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>,
    content: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  }
}

test('a token is signed by the published key, and lives by the given clock', () => {
  const store = Store.open()
  const issuer = new TestIssuer(store)
  const {token, claims} = issuer.mint(request, own, nowMs)
  const {header, content, signature} = partsOf(token)
  const [jwk] = issuer.jwks().keys as [Record<string, string>]
  const key = createPublicKey({key: jwk, format: 'jwk'})
  assert.ok(verify('sha256', Buffer.from(content), key, signature))
  assert.deepEqual([header.alg, header.kid, jwk.d], ['RS256', jwk.kid, undefined])
  assert.deepEqual([claims.iss, claims.iat, claims.exp, claims.sub], [own, 1_700_000_000, 1_700_003_600, 'me'])
  store.close()
})

test('the key outlives the gateway and ends with a reset', () => {
  const store = Store.open()
  const before = new TestIssuer(store)
  const published = JSON.stringify(before.jwks())
  assert.equal(JSON.stringify(new TestIssuer(store).jwks()), published)
  store.transaction(() => store.clear())
  assert.notEqual(JSON.stringify(before.jwks()), published)
  store.close()
})

test('another issuer is taken only once it has been mapped by name', () => {
  const store = Store.open()
  const issuer = new TestIssuer(store)
  const {kid = ''} = issuer.jwks().keys[0] as {kid?: string}
  assert.throws(() => issuer.mint({...request, issuer: pool}, own, nowMs), {code: 'TEST_ISSUER_NOT_MAPPED'})
  assert.equal(issuer.keyFor(pool, kid), undefined)
  const {claims} = issuer.mint({...request, issuer: pool, trust: true}, own, nowMs)
  assert.equal(claims.iss, pool)
  assert.ok(issuer.keyFor(pool, kid) !== undefined)
  assert.deepEqual(
    [issuer.keyFor(pool, 'other'), issuer.keyFor(`${pool}x`, kid), issuer.trusted()],
    [undefined, undefined, [pool]],
  )
  store.close()
})

for (const bad of [
  null,
  {},
  {claims: [], expiresInMs: 1},
  {claims: {}},
  {...request, expiresInMs: 1e12},
  {...request, issuer: 'x'},
]) {
  test(`no token is made of ${JSON.stringify(bad)}`, () => {
    const store = Store.open()
    assert.throws(() => new TestIssuer(store).mint(bad, own, nowMs), {code: 'TEST_TOKEN_INVALID'})
    store.close()
  })
}
