import type {Ports} from '../ports.js'
import {claimsText} from './claims-text.js'
import type {JwtAuthorization} from './compiled-http-api.js'
import type {Caller} from './http-context.js'
import {HttpRefusal} from './http-refusal.js'
import {IssuerError} from './issuer-keys.js'
import {decodeToken, hasValidSignature, isKnownAlgorithm} from './json-web-token.js'
import type {JsonWebToken} from './json-web-token.js'
import {requestView} from './request-view.js'
import type {Selected} from './select-route.js'
import {readValue} from './value-expression.js'

/**
 * Lets a request with a valid token of the issuer through. Refuses with 401 and `www-authenticate`, or with 403 when only
 * the scope is missing. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorizeJwt(selected: Selected, jwt: JwtAuthorization, ports: Ports): Promise<Caller> {
  const value = readValue(jwt.source, requestView(selected, {kind: 'anonymous'}))
  if (value === undefined || value === '') {
    throw new HttpRefusal('UNAUTHORIZED', 'The identity source of the JWT authorizer is missing.', {
      headers: ['www-authenticate', 'Bearer'],
    })
  }
  const token = decodeToken(value.replace(/^bearer +/i, ''))
  if (token === undefined) throw invalid(jwt, 'the token is malformed')
  await checkSignature(token, jwt, selected, ports)
  checkClaims(token.claims, jwt, ports.nowMs())
  const scopes = scopesOf(token.claims)
  checkScopes(scopes, jwt)
  return {kind: 'jwt', claims: claimsText(token.claims), scopes: jwt.scopes.length === 0 ? null : scopes}
}

async function checkSignature(
  token: JsonWebToken,
  jwt: JwtAuthorization,
  {deployment}: Selected,
  ports: Ports,
): Promise<void> {
  if (!isKnownAlgorithm(token.algorithm))
    throw invalid(jwt, `the signing method ${safeWord(token.algorithm)} is not supported`)
  if (token.keyId === undefined) throw invalid(jwt, 'the token has no key id')
  try {
    const key = await deployment.memory.issuerKeys.find(jwt.issuer, token.keyId, ports)
    if (key === undefined) throw invalid(jwt, 'the issuer has no key with the id of the token')
    if (!hasValidSignature(token, key)) throw invalid(jwt, 'the signature of the token is invalid')
  } catch (error) {
    if (!(error instanceof IssuerError)) throw error
    throw invalid(jwt, 'OIDC discovery endpoint communication error', error)
  }
}

function checkClaims(claims: JsonWebToken['claims'], jwt: JwtAuthorization, nowMs: number): void {
  const {iss, aud, client_id: clientId, exp, nbf, iat} = claims
  const nowSeconds = nowMs / 1000
  if (iss !== jwt.issuer) throw invalid(jwt, 'the token does not have a valid issuer')
  const audience: unknown[] = Array.isArray(aud) ? aud : [aud ?? clientId]
  if (!audience.some((entry) => typeof entry === 'string' && jwt.audience.has(entry))) {
    throw invalid(jwt, 'the token does not have a valid audience')
  }
  if (typeof exp !== 'number' || exp <= nowSeconds) throw invalid(jwt, 'the token has expired')
  if (!isPast(nbf, nowSeconds)) throw invalid(jwt, 'the token is not valid yet')
  if (!isPast(iat, nowSeconds)) throw invalid(jwt, 'the token was issued in the future')
}

function isPast(claim: unknown, nowSeconds: number): boolean {
  return claim === undefined || (typeof claim === 'number' && claim <= nowSeconds)
}

function checkScopes(scopes: readonly string[], jwt: JwtAuthorization): void {
  if (jwt.scopes.length === 0 || jwt.scopes.some((scope) => scopes.includes(scope))) return
  throw new HttpRefusal('ACCESS_DENIED', `The token has none of the scopes of the route: ${jwt.scopes.join(' ')}.`, {
    headers: ['www-authenticate', `Bearer scope="${jwt.scopes.join(' ')}" error="insufficient_scope"`],
  })
}

/** `scope` is text with blanks between, `scp` text or a list. */
function scopesOf({scope, scp}: JsonWebToken['claims']): string[] {
  const claim: unknown = scope ?? scp
  if (typeof claim === 'string') return claim.split(' ').filter((entry) => entry !== '')
  return Array.isArray(claim) ? claim.filter((entry) => typeof entry === 'string') : []
}

function invalid({scopes}: JwtAuthorization, description: string, cause?: unknown): HttpRefusal {
  const challenge = `Bearer scope="${scopes.join(' ')}" error="invalid_token" error_description="${description}"`
  const detail = cause instanceof Error ? ` (${cause.message})` : ''
  return new HttpRefusal('UNAUTHORIZED', `The JWT authorizer refused: ${description}${detail}.`, {
    cause,
    headers: ['www-authenticate', challenge],
  })
}

/** The word comes from the client and goes into a header. */
function safeWord(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)
}
