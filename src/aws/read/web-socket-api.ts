import {GetIntegrationResponsesCommand, GetModelsCommand, GetRouteResponsesCommand} from '@aws-sdk/client-apigatewayv2'
import type * as sdk from '@aws-sdk/client-apigatewayv2'
import type {Json} from '../../model/json.js'
import type {LiveWebSocketApi, WebSocketIds, WebSocketRouteIds} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import type {Model} from '../../model/rest-api.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {
  RouteResponse,
  WebSocketApi,
  WebSocketAuthorizer,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../../model/web-socket-api.js'
import {usualApiKeySelection} from '../../model/web-socket-api.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {naturalNames} from './natural-names.js'
import type {NaturalNames} from './natural-names.js'
import type {V2Api} from './v2-apis.js'
import {given, integrationIdOf, largestPage, readV2Parts, toPage} from './v2-parts.js'
import type {V2Parts} from './v2-parts.js'
import {readV2Stages} from './v2-stages.js'

type Parts = V2Parts & {
  models: sdk.Model[]
  /** By routeId. */
  routeResponses: ReadonlyMap<string, readonly sdk.RouteResponse[]>
  /** By integrationId. */
  integrationResponses: ReadonlyMap<string, readonly sdk.IntegrationResponse[]>
}

/**
 * A whole WebSocket API as it is now; `found` comes from the list of APIs or GetApi.
 *
 * Six calls, and one for each two-way route and each integration that is no proxy: AWS lists their responses one by
 * one. A route response without a selection expression has no effect, so those routes are not asked.
 */
export async function readWebSocketApi(clients: Clients, found: V2Api): Promise<LiveWebSocketApi> {
  const apiId = found.ApiId ?? ''
  const [parts, staged] = await Promise.all([
    readParts(await clients.http(), apiId),
    readV2Stages(clients, 'webSocketStage', apiId),
  ])
  const names = naturalNames(
    parts.authorizers.map(({AuthorizerId = '', Name = ''}) => ({id: AuthorizerId, name: Name})),
  )
  return {kind: 'websocket', apiId, api: toApi(found, parts, names), ...staged, ids: toIds(parts, names)}
}

async function readParts(client: sdk.ApiGatewayV2Client, ApiId: string): Promise<Parts> {
  const page = {ApiId, MaxResults: largestPage}
  const [parts, models] = await Promise.all([
    readV2Parts(client, ApiId),
    paginate(async (NextToken) => toPage(await client.send(new GetModelsCommand({...page, NextToken})))),
  ])
  const twoWay = parts.routes.filter((route) => given(route.RouteResponseSelectionExpression) !== undefined)
  const used = new Set(parts.routes.map(integrationIdOf))
  const mapped = parts.integrations.filter(
    ({IntegrationId, IntegrationType}) => used.has(IntegrationId) && IntegrationType?.endsWith('_PROXY') !== true,
  )
  const [routeResponses, integrationResponses] = await Promise.all([
    Promise.all(
      twoWay.map(async ({RouteId = ''}) => {
        const labels = {...page, RouteId}
        const read = async (NextToken: string | undefined) =>
          toPage(await client.send(new GetRouteResponsesCommand({...labels, NextToken})))
        return [RouteId, await paginate(read)] as const
      }),
    ),
    Promise.all(
      mapped.map(async ({IntegrationId = ''}) => {
        const labels = {...page, IntegrationId}
        const read = async (NextToken: string | undefined) =>
          toPage(await client.send(new GetIntegrationResponsesCommand({...labels, NextToken})))
        return [IntegrationId, await paginate(read)] as const
      }),
    ),
  ])
  return {
    ...parts,
    models,
    routeResponses: new Map(routeResponses),
    integrationResponses: new Map(integrationResponses),
  }
}

function toApi(found: V2Api, parts: Parts, names: NaturalNames): WebSocketApi {
  const {routes, authorizers, models} = parts
  return present({
    kind: 'websocket' as const,
    name: found.Name ?? '',
    description: given(found.Description),
    version: given(found.Version),
    routeSelectionExpression: found.RouteSelectionExpression ?? '',
    apiKeySelectionExpression: found.ApiKeySelectionExpression ?? usualApiKeySelection,
    disableSchemaValidation: found.DisableSchemaValidation ?? false,
    disableExecuteApiEndpoint: found.DisableExecuteApiEndpoint ?? false,
    ipAddressType: found.IpAddressType ?? 'ipv4',
    routes: sortedRecord(routes.map((route) => [route.RouteKey ?? '', toRoute(route, parts, names)] as const)),
    authorizers: sortedRecord(
      authorizers.map((each) => [names.nameOf(each.AuthorizerId ?? ''), toAuthorizer(each)] as const),
    ),
    models: sortedRecord(models.map((model) => [model.Name ?? '', toModel(model)] as const)),
    tags: sortedRecord(Object.entries(found.Tags ?? {})),
  })
}

function toRoute(route: sdk.Route, parts: Parts, names: NaturalNames): WebSocketRoute {
  const {AuthorizerId, AuthorizationType, RouteId = ''} = route
  const integration = parts.integrations.find(({IntegrationId}) => IntegrationId === integrationIdOf(route))
  const [response] = parts.routeResponses.get(RouteId) ?? []
  return present({
    authorizationType: (AuthorizationType ?? 'NONE') as WebSocketRoute['authorizationType'],
    authorizer: given(AuthorizerId) === undefined ? undefined : names.nameOf(AuthorizerId ?? ''),
    apiKeyRequired: route.ApiKeyRequired ?? false,
    operationName: given(route.OperationName),
    requestParameters: toRequired(route.RequestParameters),
    requestModels: sortedRecord(Object.entries(route.RequestModels ?? {})),
    modelSelectionExpression: given(route.ModelSelectionExpression),
    routeResponseSelectionExpression: given(route.RouteResponseSelectionExpression),
    response: response && toRouteResponse(response),
    integration: integration && toIntegration(integration, parts),
  })
}

function toRouteResponse(response: sdk.RouteResponse): RouteResponse {
  return present({
    responseParameters: toRequired(response.ResponseParameters),
    responseModels: sortedRecord(Object.entries(response.ResponseModels ?? {})),
    modelSelectionExpression: given(response.ModelSelectionExpression),
  })
}

function toIntegration(integration: sdk.Integration, parts: Parts): WebSocketIntegration {
  const responses = parts.integrationResponses.get(integration.IntegrationId ?? '') ?? []
  return present({
    integrationType: integration.IntegrationType ?? 'MOCK',
    integrationMethod: given(integration.IntegrationMethod),
    integrationUri: given(integration.IntegrationUri),
    credentialsArn: given(integration.CredentialsArn),
    description: given(integration.Description),
    connectionType: integration.ConnectionType,
    connectionId: given(integration.ConnectionId),
    passthroughBehavior: integration.PassthroughBehavior ?? 'WHEN_NO_MATCH',
    contentHandlingStrategy: integration.ContentHandlingStrategy,
    timeoutInMillis: integration.TimeoutInMillis ?? 29_000,
    requestParameters: sortedRecord(Object.entries(integration.RequestParameters ?? {})),
    requestTemplates: sortedRecord(Object.entries(integration.RequestTemplates ?? {})),
    templateSelectionExpression: given(integration.TemplateSelectionExpression),
    responses: sortedRecord(
      responses.map((response) => [response.IntegrationResponseKey ?? '', toIntegrationResponse(response)] as const),
    ),
  })
}

function toIntegrationResponse(response: sdk.IntegrationResponse): WebSocketIntegrationResponse {
  return present({
    contentHandlingStrategy: response.ContentHandlingStrategy,
    responseParameters: sortedRecord(Object.entries(response.ResponseParameters ?? {})),
    responseTemplates: sortedRecord(Object.entries(response.ResponseTemplates ?? {})),
    templateSelectionExpression: given(response.TemplateSelectionExpression),
  })
}

function toAuthorizer(authorizer: sdk.Authorizer): WebSocketAuthorizer {
  return present({
    authorizerType: 'REQUEST' as const,
    authorizerUri: authorizer.AuthorizerUri ?? '',
    authorizerCredentialsArn: given(authorizer.AuthorizerCredentialsArn),
    identitySource: authorizer.IdentitySource ?? [],
  })
}

function toModel(model: sdk.Model): Model {
  return present({
    contentType: model.ContentType ?? 'application/json',
    description: given(model.Description),
    schema: toSchema(model.Schema ?? ''),
  })
}

/** AWS keeps the text that it was given; one that is no JSON stays a text. */
function toSchema(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function toRequired(constraints: Readonly<Record<string, sdk.ParameterConstraints>> = {}): Record<string, boolean> {
  return sortedRecord(Object.entries(constraints).map(([name, {Required}]) => [name, Required ?? false] as const))
}

function toIds({routes, models, ...parts}: Parts, names: NaturalNames): WebSocketIds {
  const routeIds = routes.map((route): readonly [string, WebSocketRouteIds] => {
    const integrationId = integrationIdOf(route)
    const [response] = parts.routeResponses.get(route.RouteId ?? '') ?? []
    const responses = parts.integrationResponses.get(integrationId ?? '') ?? []
    const ids = present({
      routeId: route.RouteId ?? '',
      integrationId,
      routeResponseId: response?.RouteResponseId,
      integrationResponses: sortedRecord(
        responses.map(({IntegrationResponseKey = '', IntegrationResponseId = ''}) => [
          IntegrationResponseKey,
          IntegrationResponseId,
        ]),
      ),
    })
    return [route.RouteKey ?? '', ids]
  })
  return {
    routes: sortedRecord(routeIds),
    authorizers: names.ids,
    models: sortedRecord(models.map(({Name = '', ModelId = ''}) => [Name, ModelId])),
  }
}
