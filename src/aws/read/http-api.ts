import type * as sdk from '@aws-sdk/client-apigatewayv2'
import type {CorsConfiguration, HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../../model/http-api.js'
import type {HttpIds, LiveHttpApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'
import {naturalNames} from './natural-names.js'
import type {NaturalNames} from './natural-names.js'
import type {V2Api} from './v2-apis.js'
import {given, integrationIdOf, readV2Parts} from './v2-parts.js'
import {readV2Stages} from './v2-stages.js'

type Lists = {routes: sdk.Route[]; integrations: Map<string, HttpIntegration>; authorizers: sdk.Authorizer[]}

/**
 * A whole HTTP API as it is now, in five calls up to 500 routes; `found` comes from the list of APIs or GetApi.
 *
 * Each route gets its own copy of its integration, however AWS shares them; integrations without a route are no part
 * of the API's behaviour and are left out.
 */
export async function readHttpApi(clients: Clients, found: V2Api): Promise<LiveHttpApi> {
  const apiId = found.ApiId ?? ''
  const [lists, staged] = await Promise.all([
    readLists(await clients.http(), apiId),
    readV2Stages(clients, 'httpStage', apiId),
  ])
  const authorizers = naturalNames(
    lists.authorizers.map(({AuthorizerId = '', Name = ''}) => ({id: AuthorizerId, name: Name})),
  )
  return {
    kind: 'http',
    apiId,
    api: toHttpApi(found, lists, authorizers),
    ...staged,
    ids: {routes: routeIds(lists.routes), authorizers: authorizers.ids},
  }
}

async function readLists(client: sdk.ApiGatewayV2Client, apiId: string): Promise<Lists> {
  const {integrations, ...parts} = await readV2Parts(client, apiId)
  const byId = integrations.map((integration) => [integration.IntegrationId ?? '', toIntegration(integration)] as const)
  return {...parts, integrations: new Map(byId)}
}

function toHttpApi(found: V2Api, lists: Lists, authorizers: NaturalNames): HttpApi {
  return present({
    kind: 'http' as const,
    name: found.Name ?? '',
    description: given(found.Description),
    version: given(found.Version),
    disableExecuteApiEndpoint: found.DisableExecuteApiEndpoint ?? false,
    ipAddressType: found.IpAddressType ?? 'ipv4',
    corsConfiguration: found.CorsConfiguration === undefined ? undefined : toCors(found.CorsConfiguration),
    routes: sortedRecord(
      lists.routes.map((route) => [route.RouteKey ?? '', toRoute(route, lists, authorizers)] as const),
    ),
    authorizers: sortedRecord(
      lists.authorizers.map((authorizer) => [
        authorizers.nameOf(authorizer.AuthorizerId ?? ''),
        toAuthorizer(authorizer),
      ]),
    ),
    tags: sortedRecord(Object.entries(found.Tags ?? {})),
  })
}

function toCors(cors: sdk.Cors): CorsConfiguration {
  return present({
    allowCredentials: cors.AllowCredentials ?? false,
    allowHeaders: cors.AllowHeaders ?? [],
    allowMethods: cors.AllowMethods ?? [],
    allowOrigins: cors.AllowOrigins ?? [],
    exposeHeaders: cors.ExposeHeaders ?? [],
    maxAge: cors.MaxAge,
  })
}

function toRoute(route: sdk.Route, lists: Lists, authorizers: NaturalNames): Route {
  const {AuthorizerId} = route
  return present({
    authorizationType: route.AuthorizationType ?? 'NONE',
    authorizer: AuthorizerId === undefined || AuthorizerId === '' ? undefined : authorizers.nameOf(AuthorizerId),
    authorizationScopes: [...(route.AuthorizationScopes ?? [])].sort(),
    operationName: given(route.OperationName),
    integration: lists.integrations.get(integrationIdOf(route) ?? ''),
  })
}

function toIntegration(integration: sdk.Integration): HttpIntegration {
  const serverName = integration.TlsConfig?.ServerNameToVerify
  const responses = Object.entries(integration.ResponseParameters ?? {})
  return present({
    integrationType: (integration.IntegrationType ?? 'HTTP_PROXY') as HttpIntegration['integrationType'],
    integrationSubtype: given(integration.IntegrationSubtype),
    integrationMethod: given(integration.IntegrationMethod),
    integrationUri: given(integration.IntegrationUri),
    credentialsArn: given(integration.CredentialsArn),
    description: given(integration.Description),
    connectionType: integration.ConnectionType ?? 'INTERNET',
    connectionId: given(integration.ConnectionId),
    payloadFormatVersion: integration.PayloadFormatVersion ?? '1.0',
    timeoutInMillis: integration.TimeoutInMillis ?? 30_000,
    requestParameters: sortedRecord(Object.entries(integration.RequestParameters ?? {})),
    responseParameters: sortedRecord(
      responses.map(([code, mapping]) => [code, sortedRecord(Object.entries(mapping))] as const),
    ),
    tlsConfig: serverName === undefined ? undefined : {serverNameToVerify: serverName},
  })
}

function toAuthorizer(authorizer: sdk.Authorizer): HttpAuthorizer {
  const {JwtConfiguration: jwt} = authorizer
  return present({
    authorizerType: authorizer.AuthorizerType ?? 'REQUEST',
    authorizerUri: given(authorizer.AuthorizerUri),
    authorizerCredentialsArn: given(authorizer.AuthorizerCredentialsArn),
    authorizerPayloadFormatVersion: given(authorizer.AuthorizerPayloadFormatVersion),
    authorizerResultTtlInSeconds: authorizer.AuthorizerResultTtlInSeconds,
    enableSimpleResponses: authorizer.EnableSimpleResponses,
    identitySource: authorizer.IdentitySource ?? [],
    jwtConfiguration:
      jwt === undefined ? undefined : present({issuer: given(jwt.Issuer), audience: [...(jwt.Audience ?? [])]}),
  })
}

function routeIds(routes: readonly sdk.Route[]): HttpIds['routes'] {
  return sortedRecord(
    routes.map(
      (route) =>
        [route.RouteKey ?? '', present({routeId: route.RouteId ?? '', integrationId: integrationIdOf(route)})] as const,
    ),
  )
}
