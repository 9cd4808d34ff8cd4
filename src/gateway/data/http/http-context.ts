import type {ClientCertificate} from '../../identity/client-certificate.js'

/** `$context` of one request to an HTTP API. Source: docs/aws-facts.md "Variables and mapping", column H. */
export type HttpContext = {
  accountId: string
  apiId: string
  domainName: string
  domainPrefix: string
  /** Equal to requestId. */
  extendedRequestId: string
  httpMethod: string
  /** `clientCert` only on domain names with mutual TLS. */
  identity: {sourceIp: string; userAgent: string; clientCert?: ClientCertificate}
  /** Decoded, with the stage unless it is `$default`. */
  path: string
  protocol: string
  requestId: string
  requestTime: string
  /** Milliseconds. */
  requestTimeEpoch: number
  /** Undefined until a route is found. */
  routeKey: string | undefined
  stage: string
}

/** Who calls, as the route's authorization found out. */
export type Caller =
  | {kind: 'anonymous'}
  /** Claims as text, the way AWS passes them on; `scopes` is null on routes without scopes. */
  | {kind: 'jwt'; claims: Readonly<Record<string, string>>; scopes: readonly string[] | null}
  /** `context` is what the authorizer function returned. */
  | IamCaller
  | {kind: 'lambda'; context: Readonly<Record<string, unknown>>; principalId: string | undefined}

/** Who signed. `userId` is the IAM id, of sessions with their name. */
export type IamCaller = {
  kind: 'iam'
  accessKey: string
  accountId: string
  principalOrgId: string | null
  userArn: string
  userId: string
}

/** What a signature adds to `$context.identity`, and to the identity of payload format 1.0. */
export function iamIdentity({accessKey, accountId, principalOrgId, userArn, userId}: IamCaller) {
  return {accessKey, accountId, caller: userId, principalOrgId, user: userId, userArn}
}

/** Value of `$context.identity.sourceIp` and the like; undefined when a step is missing. Own members only. */
export function httpContextValue(context: HttpContext, caller: Caller, steps: readonly string[]): unknown {
  const isAuthorizer = steps[0] === 'authorizer'
  let value: unknown = isAuthorizer ? authorizerContext(caller) : withIdentity(context, caller)
  for (const name of isAuthorizer ? steps.slice(1) : steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  // `$context.authorizer.claims` alone gives null (developer guide).
  return isAuthorizer && steps.length === 2 && steps[1] === 'claims' ? undefined : value
}

function withIdentity(context: HttpContext, caller: Caller): object {
  return caller.kind === 'iam' ? {...context, identity: {...context.identity, ...iamIdentity(caller)}} : context
}

function authorizerContext(caller: Caller): object {
  if (caller.kind === 'jwt') return {claims: caller.claims}
  return caller.kind === 'lambda' ? {principalId: caller.principalId, ...caller.context} : {}
}
