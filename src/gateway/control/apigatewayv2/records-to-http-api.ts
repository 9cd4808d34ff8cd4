import type {CorsConfiguration, HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../../../model/http-api.js'
import type {
  CorsRecord,
  HttpAuthorizerRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpSnapshot,
} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'

/** A snapshot (or the working copy in its form) as the model of an HTTP API: what exports are written from. */
export function recordsToHttpApi({api, routes, integrations, authorizers}: HttpSnapshot): HttpApi {
  const authorizerNames = new Map(authorizers.map(({authorizerId, name}) => [authorizerId, name]))
  const byTarget = new Map(integrations.map((record) => [`integrations/${record.integrationId}`, record]))
  return present({
    kind: 'http' as const,
    name: api.name,
    description: api.description,
    version: api.version,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    ipAddressType: api.ipAddressType === 'dualstack' ? ('dualstack' as const) : ('ipv4' as const),
    corsConfiguration: api.corsConfiguration && toCors(api.corsConfiguration),
    routes: Object.fromEntries(
      routes.map((record) => [record.routeKey, toRoute(record, authorizerNames, byTarget.get(record.target ?? ''))]),
    ),
    authorizers: Object.fromEntries(authorizers.map((record) => [record.name, toAuthorizer(record)])),
    tags: api.tags ?? {},
  })
}

function toCors({allowCredentials = false, maxAge, ...lists}: CorsRecord): CorsConfiguration {
  const {allowHeaders = [], allowMethods = [], allowOrigins = [], exposeHeaders = []} = lists
  return present({allowCredentials, allowHeaders, allowMethods, allowOrigins, exposeHeaders, maxAge})
}

const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'] as const

function toRoute(
  record: HttpRouteRecord,
  authorizerNames: ReadonlyMap<string, string>,
  integration: HttpIntegrationRecord | undefined,
): Route {
  return present({
    authorizationType: authorizationTypes.find((type) => type === record.authorizationType) ?? 'NONE',
    authorizer: record.authorizerId === undefined ? undefined : authorizerNames.get(record.authorizerId),
    authorizationScopes: record.authorizationScopes ?? [],
    operationName: record.operationName,
    integration: integration && toIntegration(integration),
  })
}

function toIntegration(record: HttpIntegrationRecord): HttpIntegration {
  const {serverNameToVerify} = record.tlsConfig ?? {}
  return present({
    integrationType: record.integrationType === 'AWS_PROXY' ? ('AWS_PROXY' as const) : ('HTTP_PROXY' as const),
    integrationSubtype: record.integrationSubtype,
    integrationMethod: record.integrationMethod,
    integrationUri: record.integrationUri,
    credentialsArn: record.credentialsArn,
    description: record.description,
    connectionType: record.connectionType === 'VPC_LINK' ? ('VPC_LINK' as const) : ('INTERNET' as const),
    connectionId: record.connectionId,
    payloadFormatVersion: record.payloadFormatVersion ?? '1.0',
    timeoutInMillis: record.timeoutInMillis,
    requestParameters: record.requestParameters ?? {},
    responseParameters: record.responseParameters ?? {},
    tlsConfig: serverNameToVerify === undefined ? undefined : {serverNameToVerify},
  })
}

function toAuthorizer(record: HttpAuthorizerRecord): HttpAuthorizer {
  const {issuer, audience = []} = record.jwtConfiguration ?? {}
  return present({
    authorizerType: record.authorizerType === 'JWT' ? ('JWT' as const) : ('REQUEST' as const),
    authorizerUri: record.authorizerUri,
    authorizerCredentialsArn: record.authorizerCredentialsArn,
    authorizerPayloadFormatVersion: record.authorizerPayloadFormatVersion,
    authorizerResultTtlInSeconds: record.authorizerResultTtlInSeconds,
    enableSimpleResponses: record.enableSimpleResponses,
    identitySource: record.identitySource ?? [],
    jwtConfiguration: record.jwtConfiguration && present({issuer, audience}),
  })
}
