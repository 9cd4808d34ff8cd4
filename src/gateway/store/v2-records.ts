import type {Scope} from './record-kinds.js'

/**
 * HTTP (and WebSocket) API objects: the members of apigatewayv2 in lower camel case, as on the wire. Dates are epoch
 * milliseconds. Absent members are absent in answers too.
 */
export type V2ApiRecord = Scope & {
  apiId: string
  name: string
  protocolType: 'HTTP' | 'WEBSOCKET'
  description?: string
  version?: string
  createdDate: number
  apiKeySelectionExpression: string
  routeSelectionExpression: string
  corsConfiguration?: CorsRecord
  disableExecuteApiEndpoint: boolean
  disableSchemaValidation?: boolean
  ipAddressType: string
  apiGatewayManaged?: boolean
  tags?: Record<string, string>
  importInfo?: string[]
  warnings?: string[]
}

export type CorsRecord = {
  allowCredentials?: boolean
  allowHeaders?: string[]
  allowMethods?: string[]
  allowOrigins?: string[]
  exposeHeaders?: string[]
  maxAge?: number
}

export type HttpRouteRecord = {
  routeId: string
  routeKey: string
  /** `integrations/{integrationId}` */
  target?: string
  authorizationType: string
  authorizerId?: string
  authorizationScopes?: string[]
  apiKeyRequired: boolean
  operationName?: string
  modelSelectionExpression?: string
  requestModels?: Record<string, string>
  requestParameters?: Record<string, {required?: boolean}>
  routeResponseSelectionExpression?: string
  apiGatewayManaged?: boolean
}

export type HttpIntegrationRecord = {
  integrationId: string
  integrationType: string
  integrationSubtype?: string
  integrationMethod?: string
  integrationUri?: string
  connectionType?: string
  connectionId?: string
  credentialsArn?: string
  description?: string
  passthroughBehavior?: string
  contentHandlingStrategy?: string
  payloadFormatVersion?: string
  requestParameters?: Record<string, string>
  requestTemplates?: Record<string, string>
  responseParameters?: Record<string, Record<string, string>>
  templateSelectionExpression?: string
  timeoutInMillis: number
  tlsConfig?: {serverNameToVerify?: string}
  integrationResponseSelectionExpression?: string
  apiGatewayManaged?: boolean
}

export type HttpAuthorizerRecord = {
  authorizerId: string
  name: string
  authorizerType: string
  authorizerUri?: string
  authorizerCredentialsArn?: string
  authorizerPayloadFormatVersion?: string
  authorizerResultTtlInSeconds?: number
  enableSimpleResponses?: boolean
  identitySource?: string[]
  identityValidationExpression?: string
  jwtConfiguration?: {audience?: string[]; issuer?: string}
}

export type HttpDeploymentRecord = {
  deploymentId: string
  deploymentStatus: 'PENDING' | 'FAILED' | 'DEPLOYED'
  deploymentStatusMessage?: string
  description?: string
  autoDeployed: boolean
  createdDate: number
}

/** What a deployment froze. Never changed after it is written. The optional members are those of WebSocket APIs. */
export type HttpSnapshot = {
  api: V2ApiRecord
  routes: HttpRouteRecord[]
  integrations: HttpIntegrationRecord[]
  authorizers: HttpAuthorizerRecord[]
  models?: V2ModelRecord[]
  /** By routeId. */
  routeResponses?: Record<string, RouteResponseRecord[]>
  /** By integrationId. */
  integrationResponses?: Record<string, V2IntegrationResponseRecord[]>
}

export type HttpStageRecord = {
  stageName: string
  deploymentId?: string
  description?: string
  autoDeploy: boolean
  createdDate: number
  lastUpdatedDate: number
  lastDeploymentStatusMessage?: string
  stageVariables?: Record<string, string>
  accessLogSettings?: {destinationArn?: string; format?: string}
  defaultRouteSettings: RouteSettingsRecord
  routeSettings: Record<string, RouteSettingsRecord>
  clientCertificateId?: string
  apiGatewayManaged?: boolean
  tags?: Record<string, string>
}

export type RouteSettingsRecord = {
  detailedMetricsEnabled?: boolean
  dataTraceEnabled?: boolean
  loggingLevel?: string
  throttlingBurstLimit?: number
  throttlingRateLimit?: number
}

export type V2ModelRecord = {
  modelId: string
  name: string
  contentType: string
  description?: string
  /** JSON Schema as text, as it was sent. */
  schema: string
}

export type RouteResponseRecord = {
  routeResponseId: string
  routeResponseKey: string
  modelSelectionExpression?: string
  responseModels?: Record<string, string>
  responseParameters?: Record<string, {required?: boolean}>
}

export type V2IntegrationResponseRecord = {
  integrationResponseId: string
  /** `$default`, or a regular expression between slashes. */
  integrationResponseKey: string
  contentHandlingStrategy?: string
  responseParameters?: Record<string, string>
  responseTemplates?: Record<string, string>
  templateSelectionExpression?: string
}

export type V2VpcLinkRecord = {
  vpcLinkId: string
  name: string
  subnetIds: string[]
  securityGroupIds: string[]
  createdDate: number
  vpcLinkStatus: string
  vpcLinkStatusMessage?: string
  vpcLinkVersion: string
  tags?: Record<string, string>
}

export type RoutingRuleRecord = {
  routingRuleId: string
  routingRuleArn: string
  /** Unique in its domain; the lowest is tried first. */
  priority: number
  /** All must hold; none means always. */
  conditions: {
    matchBasePaths?: {anyOf: string[]}
    matchHeaders?: {anyOf: {header: string; valueGlob: string}[]}
  }[]
  actions: {invokeApi: {apiId: string; stage: string; stripBasePath?: boolean}}[]
}

/** Developer portals and their parts are kept as they were sent; `members` are the answer's. */
export type PortalRecord = {tags?: Record<string, string>; members: Record<string, unknown>}
