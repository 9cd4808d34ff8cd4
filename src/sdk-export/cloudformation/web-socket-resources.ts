import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {WebSocketApi, WebSocketIntegration, WebSocketRoute} from '../../model/web-socket-api.js'
import {logicalId} from './logical-id.js'
import {ref} from './resource.js'
import type {Resource, Resources} from './resource.js'

/** A WebSocket API route by route: CloudFormation has no document for it. `apiId` is the logical id of the API. */
export function webSocketResources(api: WebSocketApi, apiId: string): Resources {
  const ApiId = ref(apiId)
  const authorizers = Object.entries(api.authorizers).map(([Name, authorizer]) => {
    const {authorizerType, authorizerUri, authorizerCredentialsArn, identitySource} = authorizer
    const Properties = present({
      ...{ApiId, Name, AuthorizerType: authorizerType, AuthorizerUri: authorizerUri},
      AuthorizerCredentialsArn: authorizerCredentialsArn,
      IdentitySource: identitySource,
    })
    return [logicalId('Authorizer', Name), {Type: 'AWS::ApiGatewayV2::Authorizer', Properties}] as const
  })
  const models = Object.entries(api.models).map(([Name, {contentType, description, schema}]) => {
    const Properties = present({ApiId, Name, ContentType: contentType, Description: description, Schema: schema})
    return [logicalId('Model', Name), {Type: 'AWS::ApiGatewayV2::Model', Properties}] as const
  })
  const routes = Object.entries(api.routes).flatMap(([key, route]) => routeResources(key, route, ApiId))
  return {
    [apiId]: {Type: 'AWS::ApiGatewayV2::Api', Properties: apiProperties(api)},
    ...(Object.fromEntries([...authorizers, ...models]) as Resources),
    ...Object.fromEntries(routes),
  }
}

function apiProperties(api: WebSocketApi): JsonObject {
  return present({
    Name: api.name,
    ProtocolType: 'WEBSOCKET',
    Description: api.description,
    Version: api.version,
    RouteSelectionExpression: api.routeSelectionExpression,
    ApiKeySelectionExpression: api.apiKeySelectionExpression,
    DisableSchemaValidation: api.disableSchemaValidation,
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    IpAddressType: api.ipAddressType === 'ipv4' ? undefined : api.ipAddressType,
    Tags: Object.keys(api.tags).length === 0 ? undefined : api.tags,
  })
}

function routeResources(key: string, route: WebSocketRoute, ApiId: JsonObject): [string, Resource][] {
  const id = logicalId('Route', key)
  const integration = logicalId('Integration', key)
  const {integration: backend, response, authorizer} = route
  const Properties = present({
    ApiId,
    RouteKey: key,
    AuthorizationType: route.authorizationType,
    AuthorizerId: authorizer === undefined ? undefined : ref(logicalId('Authorizer', authorizer)),
    ApiKeyRequired: route.apiKeyRequired,
    OperationName: route.operationName,
    RequestModels: filled(route.requestModels),
    RequestParameters: required(route.requestParameters),
    ModelSelectionExpression: route.modelSelectionExpression,
    RouteResponseSelectionExpression: route.routeResponseSelectionExpression,
    Target: backend && {'Fn::Join': ['/', ['integrations', ref(integration)]]},
  })
  const models = Object.values(route.requestModels).map((name) => logicalId('Model', name))
  const waits = models.length === 0 ? {} : {DependsOn: models}
  return [
    [id, {Type: 'AWS::ApiGatewayV2::Route', ...waits, Properties}],
    ...(backend === undefined ? [] : integrationResources(integration, backend, ApiId)),
    ...(response === undefined ? [] : [routeResponse(key, {id, response}, ApiId)]),
  ]
}

function routeResponse(
  key: string,
  {id, response}: {id: string; response: NonNullable<WebSocketRoute['response']>},
  ApiId: JsonObject,
): [string, Resource] {
  const Properties = present({
    ApiId,
    RouteId: ref(id),
    RouteResponseKey: '$default',
    ResponseModels: filled(response.responseModels),
    ResponseParameters: required(response.responseParameters),
    ModelSelectionExpression: response.modelSelectionExpression,
  })
  return [logicalId('RouteResponse', key), {Type: 'AWS::ApiGatewayV2::RouteResponse', Properties}]
}

function integrationResources(id: string, backend: WebSocketIntegration, ApiId: JsonObject): [string, Resource][] {
  const Properties = present({
    ApiId,
    IntegrationType: backend.integrationType,
    IntegrationMethod: backend.integrationMethod,
    IntegrationUri: backend.integrationUri,
    CredentialsArn: backend.credentialsArn,
    Description: backend.description,
    ConnectionType: backend.connectionType,
    ConnectionId: backend.connectionId,
    PassthroughBehavior: backend.passthroughBehavior,
    ContentHandlingStrategy: backend.contentHandlingStrategy,
    TimeoutInMillis: backend.timeoutInMillis,
    RequestParameters: filled(backend.requestParameters),
    RequestTemplates: filled(backend.requestTemplates),
    TemplateSelectionExpression: backend.templateSelectionExpression,
  })
  const responses = Object.entries(backend.responses).map(([key, response]): [string, Resource] => {
    const answer = present({
      ApiId,
      IntegrationId: ref(id),
      IntegrationResponseKey: key,
      ContentHandlingStrategy: response.contentHandlingStrategy,
      ResponseParameters: filled(response.responseParameters),
      ResponseTemplates: filled(response.responseTemplates),
      TemplateSelectionExpression: response.templateSelectionExpression,
    })
    return [logicalId(`${id}Response`, key), {Type: 'AWS::ApiGatewayV2::IntegrationResponse', Properties: answer}]
  })
  return [[id, {Type: 'AWS::ApiGatewayV2::Integration', Properties}], ...responses]
}

function required(parameters: Readonly<Record<string, boolean>>): JsonObject | undefined {
  return filled(Object.fromEntries(Object.entries(parameters).map(([name, Required]) => [name, {Required}])))
}

function filled(record: JsonObject): JsonObject | undefined {
  return Object.keys(record).length === 0 ? undefined : record
}
