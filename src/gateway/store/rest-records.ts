import type {RestFeature} from './feature-registry.js'
import type {Scope} from './record-kinds.js'

/**
 * REST API objects as the control plane keeps and answers them: AWS's own member names, ids, dates as epoch
 * milliseconds. Absent members are absent in answers too.
 */
export type RestApiRecord = Scope & {
  id: string
  name: string
  description?: string
  version?: string
  createdDate: number
  rootResourceId: string
  apiKeySource: 'HEADER' | 'AUTHORIZER'
  /** In the order they were added. */
  binaryMediaTypes?: string[]
  minimumCompressionSize?: number
  /** Resource policy as JSON text, unescaped. */
  policy?: string
  disableExecuteApiEndpoint: boolean
  endpointConfiguration: {types: string[]; vpcEndpointIds?: string[]; ipAddressType?: string}
  securityPolicy?: string
  endpointAccessMode?: string
  tags?: Record<string, string>
  warnings?: string[]
}

export type ResourceRecord = {
  id: string
  parentId?: string
  pathPart?: string
  /** Full path, `/pets/{id}`. */
  path: string
  /** Keyed by verb; absent while the resource has no methods. */
  resourceMethods?: Record<string, MethodRecord>
}

export type MethodRecord = {
  httpMethod: string
  authorizationType: string
  authorizerId?: string
  authorizationScopes?: string[]
  apiKeyRequired: boolean
  operationName?: string
  requestValidatorId?: string
  requestParameters?: Record<string, boolean>
  requestModels?: Record<string, string>
  methodResponses?: Record<string, MethodResponseRecord>
  methodIntegration?: IntegrationRecord
}

export type MethodResponseRecord = {
  statusCode: string
  responseParameters?: Record<string, boolean>
  responseModels?: Record<string, string>
}

export type IntegrationRecord = {
  type: 'HTTP' | 'HTTP_PROXY' | 'AWS' | 'AWS_PROXY' | 'MOCK'
  httpMethod?: string
  uri?: string
  credentials?: string
  connectionType?: string
  connectionId?: string
  integrationTarget?: string
  requestParameters?: Record<string, string>
  requestTemplates?: Record<string, string>
  passthroughBehavior: string
  contentHandling?: string
  timeoutInMillis: number
  cacheNamespace: string
  cacheKeyParameters: string[]
  responseTransferMode?: string
  tlsConfig?: {insecureSkipVerification?: boolean}
  integrationResponses?: Record<string, IntegrationResponseRecord>
}

export type IntegrationResponseRecord = {
  statusCode: string
  selectionPattern?: string
  responseParameters?: Record<string, string>
  responseTemplates?: Record<string, string>
  contentHandling?: string
}

export type ModelRecord = {
  id: string
  name: string
  contentType: string
  description?: string
  /** JSON Schema as text, as it was sent. */
  schema?: string
}

export type RequestValidatorRecord = {
  id: string
  name: string
  validateRequestBody: boolean
  validateRequestParameters: boolean
}

export type AuthorizerRecord = {
  id: string
  name: string
  type: string
  authType?: string
  authorizerUri?: string
  authorizerCredentials?: string
  identitySource?: string
  identityValidationExpression?: string
  authorizerResultTtlInSeconds?: number
  providerARNs?: string[]
}

export type GatewayResponseRecord = {
  responseType: string
  statusCode?: string
  responseParameters: Record<string, string>
  responseTemplates: Record<string, string>
}

export type DocumentationPartRecord = {
  id: string
  location: {type: string; path?: string; method?: string; statusCode?: string; name?: string}
  /** JSON text. */
  properties: string
}

/** All documentation parts as they were when the version was made. */
export type DocumentationVersionRecord = {
  version: string
  createdDate: number
  description?: string
  parts: DocumentationPartRecord[]
}

export type DeploymentRecord = {id: string; description?: string; createdDate: number}

/** What a deployment froze: the API's objects as they were. Never changed after it is written. */
export type RestSnapshot = {
  restApi: RestApiRecord
  resources: ResourceRecord[]
  models: ModelRecord[]
  requestValidators: RequestValidatorRecord[]
  authorizers: AuthorizerRecord[]
  gatewayResponses: GatewayResponseRecord[]
  /** Entries of the feature registry that requests to this snapshot rely on. */
  features?: RestFeature[]
}

export type StageRecord = {
  stageName: string
  deploymentId: string
  description?: string
  createdDate: number
  lastUpdatedDate: number
  variables?: Record<string, string>
  cacheClusterEnabled: boolean
  cacheClusterSize?: string
  cacheClusterStatus: string
  tracingEnabled: boolean
  clientCertificateId?: string
  documentationVersion?: string
  accessLogSettings?: {destinationArn?: string; format?: string}
  /** Keyed as AWS answers them: `*` + `/*`, or `~1pets~1{id}/GET`. */
  methodSettings: Record<string, MethodSettingRecord>
  canarySettings?: {
    deploymentId: string
    percentTraffic: number
    stageVariableOverrides?: Record<string, string>
    useStageCache: boolean
  }
  tags?: Record<string, string>
}

export type MethodSettingRecord = {
  metricsEnabled: boolean
  loggingLevel?: string
  dataTraceEnabled: boolean
  throttlingBurstLimit: number
  throttlingRateLimit: number
  cachingEnabled: boolean
  cacheTtlInSeconds: number
  cacheDataEncrypted: boolean
  requireAuthorizationForCacheControl: boolean
  unauthorizedCacheControlHeaderStrategy: string
}
