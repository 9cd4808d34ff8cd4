import type {LocalGateway} from '../../aws/local-gateway.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {TestToken} from '../../model/gateway-admin.js'
import {splitPair} from '../../model/split-pair.js'
import {parseDuration} from './clock-words.js'

/** What a token is to say, in words of the command line. */
export type TokenWords = {
  userPool: string | undefined
  issuer?: string | undefined
  trust: boolean
  use: 'id' | 'access'
  subject: string
  audience?: string | undefined
  scopes: readonly string[]
  /** `name=value`, the value JSON or text. */
  claims: readonly string[]
  /** `1h`, or `-1h` for one that has expired. */
  expires: string
}

/** Has the gateway make a token. Throws USER_POOL_INVALID, CLAIM_INVALID, DURATION_INVALID, TEST_ISSUER_NOT_MAPPED. */
export async function mintToken(gateway: LocalGateway, words: TokenWords): Promise<TestToken> {
  const {userPool, issuer = userPool === undefined ? undefined : userPoolIssuer(userPool), trust} = words
  const isPast = words.expires.startsWith('-')
  const lifetimeMs = parseDuration(isPast ? words.expires.slice(1) : words.expires, '--expires')
  return gateway.mintToken({
    ...(issuer !== undefined && {issuer}),
    claims: {...standardClaims(words), ...Object.fromEntries(words.claims.map(parseClaim))},
    expiresInMs: isPast ? -lifetimeMs : lifetimeMs,
    trust,
  })
}

/**
 * User pools have ID tokens for a client (aud) and access tokens by one (client_id, scope); other issuers have aud and
 * scope. Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
function standardClaims({userPool, use, subject, audience, scopes}: TokenWords): Record<string, unknown> {
  const scope = scopes.length === 0 ? {} : {scope: scopes.join(' ')}
  if (userPool === undefined) return {sub: subject, ...(audience !== undefined && {aud: audience}), ...scope}
  const client = audience ?? 'test-client'
  return use === 'id'
    ? {sub: subject, token_use: 'id', aud: client, 'cognito:username': subject}
    : {sub: subject, token_use: 'access', client_id: client, username: subject, ...scope}
}

function userPoolIssuer(userPool: string): string {
  const [, poolId, region] =
    /^(?:arn:[^:]+:cognito-idp:[^:]+:\d*:userpool\/)?(([a-z]{2}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+)$/.exec(userPool) ?? []
  if (poolId === undefined || region === undefined) {
    throw new ApigwError({
      code: 'USER_POOL_INVALID',
      exit: 'usage',
      what: `${JSON.stringify(userPool)} names no user pool.`,
      why: 'A user pool is named by its id or its ARN.',
      fix: 'For example eu-west-1_AbCdEf123.',
    })
  }
  return `https://cognito-idp.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${poolId}`
}

function parseClaim(word: string): [string, unknown] {
  const pair = splitPair(word)
  if (pair === undefined) {
    throw new ApigwError({
      code: 'CLAIM_INVALID',
      exit: 'usage',
      what: `${JSON.stringify(word)} does not do for --claim.`,
      why: 'A claim has a name and a value.',
      fix: `For example --claim email=rex@example.com or --claim 'roles=["admin"]'.`,
    })
  }
  const [name, text] = pair
  try {
    return [name, JSON.parse(text)]
  } catch {
    // Not JSON: the value is the text itself.
    return [name, text]
  }
}
