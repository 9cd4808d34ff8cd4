/** `GET /pets`, `ANY /pets/{proxy+}` or `$default`. */
export type RouteKey = string

/**
 * One HTTP API as a value, keyed by natural names; no AWS ids anywhere.
 * Integrations belong to their route: AWS shares them by id, people think of them per route.
 */
export type HttpApi = {
  kind: 'http'
  name: string
  description?: string
  version?: string
  disableExecuteApiEndpoint: boolean
  ipAddressType: 'ipv4' | 'dualstack'
  corsConfiguration?: CorsConfiguration
  routes: Readonly<Record<RouteKey, Route>>
  authorizers: Readonly<Record<string, HttpAuthorizer>>
  tags: Readonly<Record<string, string>>
}

export type CorsConfiguration = {
  allowCredentials: boolean
  allowHeaders: readonly string[]
  allowMethods: readonly string[]
  allowOrigins: readonly string[]
  exposeHeaders: readonly string[]
  /** Seconds; absent when unset. */
  maxAge?: number
}

export type Route = {
  authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT'
  /** Name of an entry of `authorizers`. */
  authorizer?: string
  authorizationScopes: readonly string[]
  operationName?: string
  /** Absent while a route has none: such an API can be saved but not deployed. */
  integration?: HttpIntegration
}

export type HttpIntegration = {
  integrationType: 'AWS_PROXY' | 'HTTP_PROXY'
  integrationSubtype?: string
  integrationMethod?: string
  integrationUri?: string
  credentialsArn?: string
  description?: string
  connectionType: 'INTERNET' | 'VPC_LINK'
  connectionId?: string
  payloadFormatVersion: string
  timeoutInMillis: number
  requestParameters: Readonly<Record<string, string>>
  /** Status code -> parameter mapping. */
  responseParameters: Readonly<Record<string, Readonly<Record<string, string>>>>
  tlsConfig?: {serverNameToVerify: string}
}

export type HttpAuthorizer = {
  authorizerType: 'REQUEST' | 'JWT'
  authorizerUri?: string
  authorizerCredentialsArn?: string
  authorizerPayloadFormatVersion?: string
  authorizerResultTtlInSeconds?: number
  enableSimpleResponses?: boolean
  /** `$request.header.Authorization`, … */
  identitySource: readonly string[]
  jwtConfiguration?: {issuer?: string; audience: readonly string[]}
}
