import type {ContentHandling, Model} from './rest-api.js'

/** `$connect`, `$disconnect`, `$default`, or what the route selection expression gives: `sendMessage`. */
export type WebSocketRouteKey = string

/**
 * One WebSocket API as a value, keyed by natural names; no AWS ids anywhere. Integrations belong to their route, as in
 * HTTP APIs, and responses to their route or integration.
 */
export type WebSocketApi = {
  kind: 'websocket'
  name: string
  description?: string
  version?: string
  /** `$request.body.action`: what chooses the route of a message. */
  routeSelectionExpression: string
  /** `$request.header.x-api-key` or `$context.authorizer.usageIdentifierKey`. */
  apiKeySelectionExpression: string
  disableSchemaValidation: boolean
  disableExecuteApiEndpoint: boolean
  ipAddressType: 'ipv4' | 'dualstack'
  routes: Readonly<Record<WebSocketRouteKey, WebSocketRoute>>
  authorizers: Readonly<Record<string, WebSocketAuthorizer>>
  models: Readonly<Record<string, Model>>
  tags: Readonly<Record<string, string>>
}

export type WebSocketRoute = {
  /** Other than NONE on `$connect` only. */
  authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM'
  /** Name of an entry of `authorizers`. */
  authorizer?: string
  apiKeyRequired: boolean
  operationName?: string
  /** `route.request.{querystring,header}.name` -> required; `$connect` only. */
  requestParameters: Readonly<Record<string, boolean>>
  /** Key that the model selection expression gives -> model name. */
  requestModels: Readonly<Record<string, string>>
  modelSelectionExpression?: string
  /** `$default` when the integration's answer goes back to the client. */
  routeResponseSelectionExpression?: string
  /** The route response `$default`, the only one there can be. */
  response?: RouteResponse
  /** Absent while a route has none: such an API can be saved but not deployed. */
  integration?: WebSocketIntegration
}

export type RouteResponse = {
  /** `route.response.header.name` -> required. */
  responseParameters: Readonly<Record<string, boolean>>
  responseModels: Readonly<Record<string, string>>
  modelSelectionExpression?: string
}

export type WebSocketIntegration = {
  integrationType: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK'
  /** Verb of the backend call; absent for MOCK. */
  integrationMethod?: string
  integrationUri?: string
  credentialsArn?: string
  description?: string
  /** Absent for MOCK. */
  connectionType?: 'INTERNET' | 'VPC_LINK'
  connectionId?: string
  passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER'
  contentHandlingStrategy?: ContentHandling
  timeoutInMillis: number
  /** `integration.request.{header,querystring,path}.name` -> mapping expression. */
  requestParameters: Readonly<Record<string, string>>
  /** Key that the template selection expression gives -> mapping template. */
  requestTemplates: Readonly<Record<string, string>>
  templateSelectionExpression?: string
  /** Keyed by `$default` or a regular expression between slashes: `/2\d\d/`. */
  responses: Readonly<Record<string, WebSocketIntegrationResponse>>
}

export type WebSocketIntegrationResponse = {
  contentHandlingStrategy?: ContentHandling
  /** `route.response.header.name` -> mapping expression. */
  responseParameters: Readonly<Record<string, string>>
  /** Key that the template selection expression gives -> mapping template. */
  responseTemplates: Readonly<Record<string, string>>
  templateSelectionExpression?: string
}

/** A Lambda function that sees the `$connect` request; nothing is cached. */
export type WebSocketAuthorizer = {
  authorizerType: 'REQUEST'
  authorizerUri: string
  authorizerCredentialsArn?: string
  /** `route.request.querystring.token`, … */
  identitySource: readonly string[]
}

/** Where AWS finds the key of a client unless an API says otherwise. */
export const usualApiKeySelection = '$request.header.x-api-key'
