import type {Json} from './json.js'

/** Verb as API Gateway spells it; ANY catches the verbs that are not declared. */
export type Verb = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD' | 'ANY'

/** `GET /pets/{id}`: how people name a method, and the key of a method in the model. */
export type MethodKey = `${Verb} ${string}`

/**
 * One REST API as a value, keyed by natural names; no AWS ids anywhere.
 *
 * All records are plain objects with sorted keys when produced by this project. Absent optional members mean
 * "AWS shows nothing there"; defaults that AWS fills in are always written out, so that desired and live compare equal.
 */
export type RestApi = {
  kind: 'rest'
  name: string
  description?: string
  version?: string
  apiKeySource: 'HEADER' | 'AUTHORIZER'
  /** Sorted; empty when unset. */
  binaryMediaTypes: readonly string[]
  /** Bytes, 0–10485760; absent means compression is off. */
  minimumCompressionSize?: number
  /** Resource policy as a JSON value; absent when there is none. */
  policy?: Json
  disableExecuteApiEndpoint: boolean
  endpointConfiguration: RestEndpointConfiguration
  /** Every resource path, `/` included, with or without methods; sorted. */
  resources: readonly string[]
  methods: Readonly<Record<MethodKey, Method>>
  models: Readonly<Record<string, Model>>
  requestValidators: Readonly<Record<string, RequestValidator>>
  authorizers: Readonly<Record<string, Authorizer>>
  /** Keyed by response type (`UNAUTHORIZED`); only those that were put, never AWS's built-in ones. */
  gatewayResponses: Readonly<Record<string, GatewayResponse>>
  documentationParts: readonly DocumentationPart[]
  tags: Readonly<Record<string, string>>
}

export type RestEndpointConfiguration = {
  types: readonly ('EDGE' | 'REGIONAL' | 'PRIVATE')[]
  vpcEndpointIds: readonly string[]
  ipAddressType: 'ipv4' | 'dualstack'
}

export type Method = {
  authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS'
  /** Name of an entry of `authorizers`. */
  authorizer?: string
  authorizationScopes: readonly string[]
  apiKeyRequired: boolean
  operationName?: string
  /** Name of an entry of `requestValidators`. */
  requestValidator?: string
  /** `method.request.{path,querystring,header}.name` -> required. */
  requestParameters: Readonly<Record<string, boolean>>
  /** Media type -> model name. */
  requestModels: Readonly<Record<string, string>>
  /** Keyed by status code. */
  responses: Readonly<Record<string, MethodResponse>>
  /** Absent while a method has none: such an API can be saved but not deployed. */
  integration?: RestIntegration
}

export type MethodResponse = {
  /** `method.response.header.name` -> required (AWS ignores the value). */
  responseParameters: Readonly<Record<string, boolean>>
  /** Media type -> model name. */
  responseModels: Readonly<Record<string, string>>
}

export type RestIntegration = {
  type: 'HTTP' | 'HTTP_PROXY' | 'AWS' | 'AWS_PROXY' | 'MOCK'
  /** Verb of the backend call; absent for MOCK. */
  httpMethod?: string
  uri?: string
  credentials?: string
  connectionType?: 'INTERNET' | 'VPC_LINK'
  connectionId?: string
  integrationTarget?: string
  /** `integration.request.{header,querystring,path}.name` -> mapping expression. */
  requestParameters: Readonly<Record<string, string>>
  /** Media type -> mapping template. */
  requestTemplates: Readonly<Record<string, string>>
  passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER'
  contentHandling?: ContentHandling
  /** Absent means the resource's own namespace (AWS shows the resource id). */
  cacheNamespace?: string
  cacheKeyParameters: readonly string[]
  timeoutInMillis: number
  responseTransferMode?: 'BUFFERED' | 'STREAM'
  tlsConfig?: {insecureSkipVerification: boolean}
  /** Keyed by status code. */
  responses: Readonly<Record<string, IntegrationResponse>>
}

export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT'

export type IntegrationResponse = {
  /** Java regex on the backend's status or error message; absent is the default response. */
  selectionPattern?: string
  /** `method.response.header.name` -> mapping expression. */
  responseParameters: Readonly<Record<string, string>>
  /** Media type -> mapping template. */
  responseTemplates: Readonly<Record<string, string>>
  contentHandling?: ContentHandling
}

export type Model = {
  contentType: string
  description?: string
  /** JSON Schema draft 4; `$ref` to another model of the API is written `#/models/Name`. */
  schema: Json
}

export type RequestValidator = {validateRequestBody: boolean; validateRequestParameters: boolean}

export type Authorizer = {
  type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS'
  /** Free text shown in exports: custom, oauth2, cognito_user_pools. */
  authType?: string
  authorizerUri?: string
  authorizerCredentials?: string
  /** Comma list of `method.request.header.X`, `context.Y`, …; absent when there is none. */
  identitySource?: string
  identityValidationExpression?: string
  /** Seconds, 0–3600; absent means AWS's default of 300. */
  authorizerResultTtlInSeconds?: number
  providerARNs: readonly string[]
}

export type GatewayResponse = {
  /** Absent keeps the type's own code. */
  statusCode?: string
  responseParameters: Readonly<Record<string, string>>
  responseTemplates: Readonly<Record<string, string>>
}

export type DocumentationPart = {
  location: {type: string; path?: string; method?: string; statusCode?: string; name?: string}
  properties: Json
}
