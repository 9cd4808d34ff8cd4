import type {ClientCertificate} from '../../identity/client-certificate.js'

/**
 * `$context` of one request. The one value that grows while a request passes the phases, as on AWS: templates, mapping
 * expressions, Lambda events, gateway responses and logs all read it. Members that are not known (yet) are undefined
 * and vanish from JSON; null is what AWS itself shows. Source: docs/aws-facts.md "Variables and mapping", Lambda event recordings.
 */
export type ContextVariables = {
  resourceId: string | undefined
  resourcePath: string | undefined
  operationName: string | undefined
  httpMethod: string
  extendedRequestId: string
  /** `04/Mar/2020:19:15:17 +0000` */
  requestTime: string
  /** With the stage, as sent: `/prod/pets`. */
  path: string
  accountId: string
  protocol: string
  stage: string
  domainPrefix: string
  /** Milliseconds. */
  requestTimeEpoch: number
  requestId: string
  identity: Identity
  domainName: string
  deploymentId: string
  apiId: string
  /** Only on stages with a canary. */
  isCanaryRequest: 'true' | 'false' | undefined
  authorizer: Record<string, unknown> | undefined
  /** What templates overrode so far: later templates see it. */
  requestOverride: Overrides['request'] | undefined
  responseOverride: Overrides['response'] | undefined
  /** Set once the request has been refused. */
  error:
    {message: string | null; messageString: string; responseType: string; validationErrorString?: string} | undefined
}

/** Parameters that mapping templates set through `$context`; a list makes a parameter with several values. */
export type Overrides = {
  request: {
    header: Readonly<Record<string, string | string[]>>
    path: Readonly<Record<string, string>>
    querystring: Readonly<Record<string, string | string[]>>
  }
  response: {status?: number; header: Readonly<Record<string, string | string[]>>}
}

/** Who calls. Members are null until an authorization proves them; the optional ones appear only where AWS adds them. */
export type Identity = {
  cognitoIdentityPoolId: string | null
  accountId: string | null
  cognitoIdentityId: string | null
  caller: string | null
  sourceIp: string
  principalOrgId: string | null
  accessKey: string | null
  cognitoAuthenticationType: string | null
  cognitoAuthenticationProvider: string | null
  userArn: string | null
  userAgent: string | null
  user: string | null
  /** Only through a VPC endpoint. */
  vpcId?: string
  vpceId?: string
  apiKey?: string
  apiKeyId?: string
  /** Only on domain names with mutual TLS. */
  clientCert?: ClientCertificate
}

/** Identity of a caller of whom nothing but the connection is known. */
export function anonymousIdentity(sourceIp: string, userAgent: string | null): Identity {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent,
    user: null,
  }
}

/** Value at `identity.sourceIp` or `authorizer.claims.sub`; undefined when a step is missing. Own members only. */
export function contextValue(context: object, path: readonly string[]): unknown {
  let value: unknown = context
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
