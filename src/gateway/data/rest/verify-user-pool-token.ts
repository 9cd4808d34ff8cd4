import {IssuerError} from '../http/issuer-keys.js'
import {decodeToken, hasValidSignature, isKnownAlgorithm, type JsonWebToken} from '../http/json-web-token.js'
import type {Ports} from '../ports.js'
import type {UserPoolAuthorization} from './authorization.js'
import type {Authorized} from './authorize.js'
import {deniedByPolicy, type PolicyVoice} from './check-resource-policy.js'
import {GatewayError} from './gateway-error.js'
import {javaDate} from './java-date.js'
import type {Matched} from './match-method.js'

/**
 * Lets a request with a valid token of one of the user pools through: an ID token, or an access token with one of the
 * method's scopes where it has some. Fills `$context.authorizer.claims`. A resource policy is asked after the token and
 * has to allow by itself. Source: docs/aws-facts.md "Authorization", "Cognito (REST)".
 */
export async function verifyUserPoolToken(
  matched: Matched,
  authorizer: UserPoolAuthorization,
  policy: PolicyVoice,
  ports: Ports,
): Promise<Authorized> {
  const value = matched.request.headers.last(authorizer.headerName)
  if (value === undefined || value === '') throw refused('the request has no token')
  const token = decodeToken(value.replace(/^bearer +/i, ''))
  if (token === undefined) throw refused('the token is malformed')
  await checkSignature(token, authorizer, matched, ports)
  checkClaims(token.claims, authorizer, ports.nowMs() / 1000)
  checkUse(token.claims, matched.method.authorizationScopes)
  matched.request.context.authorizer = {claims: claimsText(token.claims)}
  if (policy !== 'allows' && matched.deployment.api.policy !== undefined) throw deniedByPolicy(matched, policy)
  return {matched, usageIdentifierKey: undefined}
}

async function checkSignature(
  token: JsonWebToken,
  {issuers}: UserPoolAuthorization,
  {deployment}: Matched,
  ports: Ports,
): Promise<void> {
  const issuer = issuers.find((name) => name === token.claims.iss)
  if (issuer === undefined) throw refused('the token is not from a user pool of this authorizer')
  if (!isKnownAlgorithm(token.algorithm) || token.keyId === undefined)
    throw refused('the token is not signed with a known key')
  try {
    const key = await deployment.memory.issuerKeys.find(issuer, token.keyId, ports)
    if (key === undefined) throw refused('the user pool has no key with the id of the token')
    if (!hasValidSignature(token, key)) throw refused('the signature of the token is invalid')
  } catch (error) {
    if (!(error instanceof IssuerError)) throw error
    const reason = `The keys of the user pool cannot be read, so no token can be verified: ${error.message}`
    throw new GatewayError({type: 'AUTHORIZER_CONFIGURATION_ERROR', reason}, {cause: error})
  }
}

function checkClaims(
  {exp, nbf, iat, aud}: JsonWebToken['claims'],
  {validation}: UserPoolAuthorization,
  nowSeconds: number,
): void {
  if (typeof exp !== 'number') throw refused('the token has no expiry')
  if (exp <= nowSeconds) throw refused('the token has expired', 'The incoming token has expired')
  const isEarly = [nbf, iat].some((time) => time !== undefined && (typeof time !== 'number' || time > nowSeconds))
  if (isEarly) throw refused('the token is not valid yet')
  if (validation === undefined) return
  const audience: unknown[] = Array.isArray(aud) ? aud : [aud]
  const fits = audience.some((name) => typeof name === 'string' && validation().matches(name))
  if (!fits) throw refused('the audience does not fit the identityValidationExpression')
}

/** Without scopes on the method AWS takes ID tokens only, with scopes access tokens only. */
function checkUse(claims: JsonWebToken['claims'], scopes: readonly string[]): void {
  const use = claims.token_use
  if (scopes.length === 0) {
    if (use !== 'id') throw refused('the method has no authorizationScopes, so it takes ID tokens only')
    return
  }
  if (use !== 'access') throw refused('the method has authorizationScopes, so it takes access tokens only')
  const granted = typeof claims.scope === 'string' ? claims.scope.split(' ') : []
  if (!scopes.some((scope) => granted.includes(scope))) {
    throw refused(`the token has none of the scopes of the method: ${scopes.join(' ')}`)
  }
}

const timeClaims: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf'])

/** Everything is text; times look as Java prints dates, `Thu Sep 24 21:18:46 UTC 2026` (captured September 2026). */
function claimsText(claims: JsonWebToken['claims']): Record<string, string> {
  const texts = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(claims)) {
    texts[name] = timeClaims.has(name) && typeof value === 'number' ? javaDate(value * 1000) : claimText(value)
  }
  return texts
}

function claimText(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(claimText).join(',') : JSON.stringify(value)
}

function refused(reason: string, message?: string): GatewayError {
  return new GatewayError({
    type: 'UNAUTHORIZED',
    reason: `The Cognito authorizer refused: ${reason}.`,
    ...(message === undefined ? {} : {message}),
  })
}
