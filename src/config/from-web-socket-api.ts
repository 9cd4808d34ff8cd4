import type {Json, JsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import {usualApiKeySelection} from '../model/web-socket-api.js'
import type {
  RouteResponse,
  WebSocketApi,
  WebSocketAuthorizer,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../model/web-socket-api.js'

/**
 * The members of apigw.yaml that make up a WebSocket API: the inverse of toWebSocketApi, with AWS's defaults left out.
 *
 * `name` is the project's; an API of another name gets a title. What the file cannot say (a route that nothing answers,
 * a model of another media type) shows when the file is read again.
 */
export function fromWebSocketApi(api: WebSocketApi, name: string): JsonObject {
  return present({
    title: api.name === name ? undefined : api.name,
    description: api.description,
    version: api.version,
    routeSelectionExpression: api.routeSelectionExpression,
    apiKeySelectionExpression: unless(usualApiKeySelection, api.apiKeySelectionExpression),
    disableSchemaValidation: unless(false, api.disableSchemaValidation),
    disableExecuteApiEndpoint: unless(false, api.disableExecuteApiEndpoint),
    ipAddressType: unless('ipv4', api.ipAddressType),
    routes: mapped(api.routes, fromRoute),
    authorizers: filled(mapped(api.authorizers, fromAuthorizer)),
    models: filled(mapped(api.models, ({schema}) => schema)),
  })
}

function fromRoute(route: WebSocketRoute): JsonObject {
  return present({
    authorizer: route.authorizationType === 'AWS_IAM' ? 'AWS_IAM' : route.authorizer,
    apiKeyRequired: unless(false, route.apiKeyRequired),
    operationName: route.operationName,
    requestParameters: filled(route.requestParameters),
    requestModels: filled(route.requestModels),
    modelSelectionExpression: route.modelSelectionExpression,
    response: route.response === undefined ? undefined : fromResponse(route.response),
    integration: route.integration && fromIntegration(route.integration),
  })
}

function fromResponse(response: RouteResponse): Json {
  const written = present({
    responseModels: filled(response.responseModels),
    responseParameters: filled(response.responseParameters),
    modelSelectionExpression: response.modelSelectionExpression,
  })
  return Object.keys(written).length === 0 ? true : written
}

function fromIntegration(integration: WebSocketIntegration): JsonObject {
  const {integrationType: type, integrationMethod: method} = integration
  const usualMethod = type.startsWith('AWS') ? 'POST' : 'ANY'
  return present({
    type,
    uri: integration.integrationUri,
    method: method === usualMethod ? undefined : method,
    credentials: integration.credentialsArn,
    description: integration.description,
    connectionType: unless('INTERNET', integration.connectionType),
    connectionId: integration.connectionId,
    timeoutInMillis: unless(29_000, integration.timeoutInMillis),
    passthroughBehavior: unless('WHEN_NO_MATCH', integration.passthroughBehavior),
    contentHandling: integration.contentHandlingStrategy,
    requestParameters: filled(integration.requestParameters),
    requestTemplates: filled(integration.requestTemplates),
    templateSelectionExpression: integration.templateSelectionExpression,
    responses: filled(mapped(integration.responses, fromIntegrationResponse)),
  })
}

function fromIntegrationResponse(response: WebSocketIntegrationResponse): JsonObject {
  return present({
    responseTemplates: filled(response.responseTemplates),
    responseParameters: filled(response.responseParameters),
    templateSelectionExpression: response.templateSelectionExpression,
    contentHandling: response.contentHandlingStrategy,
  })
}

function fromAuthorizer(authorizer: WebSocketAuthorizer): JsonObject {
  return present({
    uri: authorizer.authorizerUri,
    credentials: authorizer.authorizerCredentialsArn,
    identitySource: authorizer.identitySource.length === 0 ? undefined : authorizer.identitySource,
  })
}

function unless<Value>(usual: Value, value: Value): Value | undefined {
  return value === usual ? undefined : value
}

function mapped<From>(record: Readonly<Record<string, From>>, map: (value: From) => Json): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

function filled(record: JsonObject): JsonObject | undefined {
  return Object.keys(record).length === 0 ? undefined : record
}
