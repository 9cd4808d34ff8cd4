import {builtInTemplates, ownStatusCode} from '../model/gateway-response-types.js'
import type {Api} from '../model/api.js'
import type {HttpApi, HttpAuthorizer, HttpIntegration} from '../model/http-api.js'
import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {Authorizer, GatewayResponse, Method, Model, RestApi, RestIntegration} from '../model/rest-api.js'
import {sameJson} from './diff/fields.js'
import {given, mapValues, sorted} from './normal-values.js'
import {normalWebSocketApi} from './normal-web-socket-api.js'

/**
 * The API with everything written one way that AWS treats as the same, so that desired and live compare equal.
 *
 * Applied to both sides: definitions may say what AWS assumes, and AWS may answer what definitions leave out. `apiId`
 * is the live API's, when there is one. Facts: reference pages of the operations, and recorded answers.
 */
export function normalForm<Some extends Api>(api: Some, apiId: string | undefined): Some
export function normalForm(api: Api, apiId: string | undefined): Api {
  switch (api.kind) {
    case 'rest':
      return normalRestApi(api, apiId)
    case 'http':
      return normalHttpApi(api)
    case 'websocket':
      return normalWebSocketApi(api)
  }
}

function normalRestApi(api: RestApi, apiId: string | undefined): RestApi {
  const {endpointConfiguration} = api
  return present({
    ...api,
    description: given(api.description),
    version: given(api.version),
    binaryMediaTypes: sorted(api.binaryMediaTypes),
    policy: api.policy === undefined ? undefined : normalPolicy(api.policy, apiId),
    endpointConfiguration: {...endpointConfiguration, vpcEndpointIds: sorted(endpointConfiguration.vpcEndpointIds)},
    resources: sorted(api.resources),
    methods: mapValues(api.methods, normalMethod),
    models: mapValues(api.models, normalModel),
    authorizers: mapValues(api.authorizers, normalAuthorizer),
    gatewayResponses: mapValues(api.gatewayResponses, normalGatewayResponse),
  })
}

function normalMethod(method: Method): Method {
  return present({
    ...method,
    authorizationScopes: sorted(method.authorizationScopes),
    operationName: given(method.operationName),
    integration: method.integration && normalRestIntegration(method.integration),
  })
}

/** AWS shows INTERNET and BUFFERED or leaves them out, depending on how the integration was made. */
function normalRestIntegration(integration: RestIntegration): RestIntegration {
  const {type, connectionType, responseTransferMode, tlsConfig} = integration
  return present({
    ...integration,
    connectionType: type === 'MOCK' ? undefined : (connectionType ?? 'INTERNET'),
    responseTransferMode: responseTransferMode === 'BUFFERED' ? undefined : responseTransferMode,
    tlsConfig: tlsConfig?.insecureSkipVerification === true ? tlsConfig : undefined,
    cacheKeyParameters: sorted(integration.cacheKeyParameters),
  })
}

/**
 * An import takes the description of a model from its schema and leaves it in there too. Models are JSON Schema draft 4
 * whether or not they say so; documents cannot say it, so exports leave it out.
 */
function normalModel({contentType, description, schema}: Model): Model {
  if (!isJsonObject(schema)) return present({contentType, description: given(description), schema})
  const told = typeof schema.description === 'string' ? given(schema.description) : undefined
  const undescribed = told === undefined ? schema : omit(schema, 'description')
  return present({
    contentType,
    description: given(description) ?? told,
    schema: schema.$schema === draft4 ? omit(undescribed, '$schema') : undescribed,
  })
}

const draft4 = 'http://json-schema.org/draft-04/schema#'

/** 300 seconds and the authType of the kind are what AWS uses, and answers or not, when nothing was said. */
function normalAuthorizer(authorizer: Authorizer): Authorizer {
  const {type} = authorizer
  return present({
    ...authorizer,
    authType: authorizer.authType ?? (type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom'),
    authorizerUri: given(authorizer.authorizerUri),
    authorizerCredentials: given(authorizer.authorizerCredentials),
    identitySource: given(authorizer.identitySource),
    identityValidationExpression: given(authorizer.identityValidationExpression),
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds ?? 300,
    providerARNs: sorted(authorizer.providerARNs),
  })
}

/** The type's own code and the usual body are what AWS uses, and answers or not, when nothing was said. */
function normalGatewayResponse(response: GatewayResponse, type: string): GatewayResponse {
  const {statusCode, responseTemplates} = response
  return present({
    ...response,
    statusCode: statusCode === ownStatusCode(type) ? undefined : statusCode,
    responseTemplates: Object.fromEntries(
      Object.entries(responseTemplates).filter((entry) => !sameJson(entry, builtInTemplate)),
    ),
  })
}

const builtInTemplate = ['application/json', builtInTemplates['application/json']] as const

/** AWS expands `execute-api:/…` to the full ARN of the API; and a list of one means the same as its member. */
function normalPolicy(policy: Json, apiId: string | undefined): Json {
  if (typeof policy === 'string') return apiId === undefined ? policy : shortResource(policy, apiId)
  if (Array.isArray(policy)) {
    const [first] = policy as readonly Json[]
    if (policy.length === 1 && typeof first === 'string') return normalPolicy(first, apiId)
    return policy.map((entry: Json) => normalPolicy(entry, apiId))
  }
  if (typeof policy !== 'object' || policy === null) return policy
  return Object.fromEntries(Object.entries(policy).map(([key, value]) => [key, normalPolicy(value, apiId)]))
}

function shortResource(text: string, apiId: string): string {
  const arn = /^arn:aws[\w-]*:execute-api:[\w-]*:\d*:([a-z0-9]+)(\/.*)$/s.exec(text)
  return arn?.[1] === apiId ? `execute-api:${arn[2] ?? ''}` : text
}

function normalHttpApi(api: HttpApi): HttpApi {
  const cors = api.corsConfiguration
  return present({
    ...api,
    description: given(api.description),
    version: given(api.version),
    corsConfiguration: cors && {
      ...cors,
      allowHeaders: caseless(cors.allowHeaders),
      allowMethods: sorted(cors.allowMethods.map((verb) => verb.toUpperCase())),
      allowOrigins: caseless(cors.allowOrigins),
      exposeHeaders: caseless(cors.exposeHeaders),
    },
    routes: mapValues(api.routes, (route) =>
      present({
        ...route,
        authorizationScopes: sorted(route.authorizationScopes),
        operationName: given(route.operationName),
        integration: route.integration && normalHttpIntegration(route.integration),
      }),
    ),
    authorizers: mapValues(api.authorizers, normalHttpAuthorizer),
  })
}

/**
 * AWS invokes Lambda functions by POST and answers so, whatever the definition says. A status code without a mapping is
 * how one is taken away.
 */
function normalHttpIntegration(integration: HttpIntegration): HttpIntegration {
  const {integrationType, integrationSubtype, integrationMethod} = integration
  const isLambda = integrationType === 'AWS_PROXY' && integrationSubtype === undefined
  return present({
    ...integration,
    integrationMethod: isLambda ? 'POST' : integrationType === 'AWS_PROXY' ? undefined : integrationMethod,
    description: given(integration.description),
    responseParameters: Object.fromEntries(
      Object.entries(integration.responseParameters).filter(([, mapping]) => Object.keys(mapping).length > 0),
    ),
  })
}

/** Simple responses exist in format 2.0 only, where they are off unless asked for. */
function normalHttpAuthorizer(authorizer: HttpAuthorizer): HttpAuthorizer {
  const {jwtConfiguration: jwt, authorizerPayloadFormatVersion: format} = authorizer
  return present({
    ...authorizer,
    identitySource: sorted(authorizer.identitySource),
    enableSimpleResponses: format === '2.0' ? (authorizer.enableSimpleResponses ?? false) : undefined,
    jwtConfiguration: jwt && {...jwt, audience: sorted(jwt.audience)},
  })
}

/** Header names and origins: AWS may answer them in lower case. */
function caseless(entries: readonly string[]): readonly string[] {
  return sorted(entries.map((entry) => entry.toLowerCase()))
}
