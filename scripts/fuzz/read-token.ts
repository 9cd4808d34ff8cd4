import {createSign, generateKeyPairSync} from 'node:crypto'
import type {BackendRequest} from '../../src/gateway/data/ports.js'
import {decodeToken} from '../../src/gateway/data/http/json-web-token.js'
import {answering, newDeployment, newPorts, send} from '../../test/gateway/data/http/http-fixture.js'
import {deploy, mock, portsOf} from '../../test/gateway/data/rest/rest-fixture.js'
import {throwDefects} from './throw-defects.js'

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool'
const {privateKey, publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
const jwk = {...publicKey.export({format: 'jwk'}), kid: 'k1', use: 'sig', alg: 'RS256'}
const nowMs = () => Date.UTC(2026, 10, 21)

/** Header, claims and key set of an issuer, one line each. */
export const tokenExamples = [
  [
    '{"alg": "RS256", "kid": "k1", "typ": "JWT"}',
    `{"iss": "${issuer}", "aud": ["pets"], "exp": 1795219200, "iat": 1795132800, "nbf": 1795132800, "scope": "read write", "token_use": "id", "cognito:groups": ["a", {"b": [1, null, 1.5]}], "__proto__": {"x": 1}}`,
    JSON.stringify({keys: [jwk]}),
  ].join('\n'),
  [
    '{"alg": "RS512", "kid": "__proto__"}',
    `{"iss": "${issuer}", "client_id": "pets", "exp": 1e300, "scp": ["read"], "token_use": "access"}`,
    `{"keys": [{"kty": "RSA", "kid": "__proto__", "n": "AQAB", "e": "AQAB"}, {"kty": "EC", "kid": "k1"}, null, 7]}`,
  ].join('\n'),
]

/**
 * A token with such header and claims is shown to a JWT authorizer and to a user pool, which ask an issuer with such keys:
 * once as it is, so that its claims are read, and once as text that nobody signed.
 */
export async function readToken(text: string): Promise<void> {
  const [header = '', claims = '', keys = ''] = text.split('\n')
  decodeToken(text)
  const signed = `${encode(header)}.${encode(claims)}`
  const signature = createSign('sha256').update(signed).sign(privateKey).toString('base64url')
  for (const token of [`${signed}.${signature}`, `${signed}.${encode(keys)}`]) {
    await showToHttpApi(token, keys)
    await showToRestApi(token, keys)
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function issuerAnswer(keys: string): (request: BackendRequest) => {status: number; headers: string[]; body: Buffer} {
  return ({url}) => {
    const isDiscovery = url.pathname.endsWith('openid-configuration')
    const body = isDiscovery ? JSON.stringify({issuer, jwks_uri: `${issuer}/keys`}) : keys
    return {status: 200, headers: [], body: Buffer.from(body)}
  }
}

async function showToHttpApi(token: string, keys: string): Promise<void> {
  const deployment = newDeployment({
    routes: [{routeKey: 'GET /', authorizationType: 'JWT', authorizerId: 'a1', authorizationScopes: ['read']}],
    authorizers: [
      {
        authorizerId: 'a1',
        name: 'jwt',
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: {issuer, audience: ['pets']},
      },
    ],
  })
  const ports = newPorts({invokeFunction: answering({statusCode: 200}), callBackend: issuerAnswer(keys), nowMs})
  await send(deployment, ports, 'GET /', {headers: ['Authorization', token]})
  throwDefects(ports.invocations)
}

async function showToRestApi(token: string, keys: string): Promise<void> {
  const ports = portsOf({nowMs, backend: issuerAnswer(keys)})
  const template = '$context.authorizer.claims.exp $context.authorizer.claims.aud'
  const method = mock(
    {responseTemplates: {'application/json': template}},
    {authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth1'},
  )
  const authorizer = {
    id: 'auth1',
    name: 'pool',
    type: 'COGNITO_USER_POOLS' as const,
    identitySource: 'method.request.header.Authorization',
    providerARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool'],
  }
  const api = deploy({routes: {'GET /': method}, authorizers: [authorizer]}, ports)
  await api.call('/', {headers: ['authorization', token]})
  throwDefects(ports.invocations)
}
