import type {CorsConfiguration, HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../model/http-api.js'
import type {Json, JsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import {filled, mapValues} from '../model/json-object.js'

/**
 * An HTTP API as an OpenAPI 3.0.1 document with API Gateway's extensions: an import body, an export, a file to adopt.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function fromHttpApi(api: HttpApi): JsonObject {
  const tags = Object.entries(api.tags).map(([name, value]) => ({name, 'x-amazon-apigateway-tag-value': value}))
  return present({
    openapi: '3.0.1',
    info: present({title: api.name, description: api.description, version: api.version}),
    servers: [{url: '/', 'x-amazon-apigateway-endpoint-configuration': endpoint(api)}],
    tags: tags.length === 0 ? undefined : tags,
    paths: paths(api),
    components: present({securitySchemes: filled(mapValues(api.authorizers, scheme))}),
    'x-amazon-apigateway-cors': api.corsConfiguration && cors(api.corsConfiguration),
    'x-amazon-apigateway-importexport-version': '1.0',
  })
}

function endpoint(api: HttpApi): JsonObject {
  const {disableExecuteApiEndpoint, ipAddressType} = api
  return {disableExecuteApiEndpoint, ipAddressType}
}

function paths(api: HttpApi): JsonObject {
  const byPath = new Map<string, [string, JsonObject][]>()
  for (const [key, route] of Object.entries(api.routes)) {
    const {path, operationKey} = place(key)
    byPath.set(path, [...(byPath.get(path) ?? []), [operationKey, operation(route, key === '$default')]])
  }
  return Object.fromEntries([...byPath].map(([path, operations]) => [path, Object.fromEntries(operations)]))
}

/** AWS writes the default route under the path `/$default`. */
function place(routeKey: string): {path: string; operationKey: string} {
  const any = 'x-amazon-apigateway-any-method'
  if (routeKey === '$default') return {path: '/$default', operationKey: any}
  const space = routeKey.indexOf(' ')
  const verb = routeKey.slice(0, space)
  return {path: routeKey.slice(space + 1), operationKey: verb === 'ANY' ? any : verb.toLowerCase()}
}

function operation(route: Route, isDefaultRoute: boolean): JsonObject {
  return present({
    isDefaultRoute: isDefaultRoute ? true : undefined,
    operationId: route.operationName,
    responses: {default: {description: 'Default response'}},
    security: route.authorizer === undefined ? undefined : [{[route.authorizer]: route.authorizationScopes}],
    'x-amazon-apigateway-auth': route.authorizationType === 'AWS_IAM' ? {type: 'AWS_IAM'} : undefined,
    'x-amazon-apigateway-integration': route.integration && integration(route.integration),
  })
}

function integration(value: HttpIntegration): JsonObject {
  return present({
    type: value.integrationType.toLowerCase(),
    integrationSubtype: value.integrationSubtype,
    httpMethod: value.integrationMethod,
    uri: value.integrationUri,
    credentials: value.credentialsArn,
    description: value.description,
    connectionType: value.connectionType,
    connectionId: value.connectionId,
    payloadFormatVersion: value.payloadFormatVersion,
    timeoutInMillis: value.timeoutInMillis === 30_000 ? undefined : value.timeoutInMillis,
    requestParameters: filled(value.requestParameters),
    responseParameters: filled(value.responseParameters),
    tlsConfig: value.tlsConfig && {...value.tlsConfig},
  })
}

function scheme(authorizer: HttpAuthorizer): JsonObject {
  const jwt = authorizer.authorizerType === 'JWT'
  const shape: JsonObject = jwt ? {type: 'oauth2', flows: {}} : {type: 'apiKey', name: 'Unused', in: 'header'}
  return {...shape, 'x-amazon-apigateway-authorizer': extension(authorizer)}
}

function extension(authorizer: HttpAuthorizer): JsonObject {
  const {identitySource, jwtConfiguration} = authorizer
  return present({
    type: authorizer.authorizerType.toLowerCase(),
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentialsArn,
    authorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    enableSimpleResponses: authorizer.enableSimpleResponses,
    identitySource: identitySource.length === 0 ? undefined : identitySource.join(', '),
    jwtConfiguration:
      jwtConfiguration && present({issuer: jwtConfiguration.issuer, audience: jwtConfiguration.audience}),
  })
}

function cors(configuration: CorsConfiguration): JsonObject {
  const list = (values: readonly string[]): Json | undefined => (values.length === 0 ? undefined : values)
  return present({
    allowOrigins: list(configuration.allowOrigins),
    allowMethods: list(configuration.allowMethods),
    allowHeaders: list(configuration.allowHeaders),
    exposeHeaders: list(configuration.exposeHeaders),
    allowCredentials: configuration.allowCredentials,
    maxAge: configuration.maxAge,
  })
}
