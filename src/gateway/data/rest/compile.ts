import {growRouteTree, parameterNames} from '../route-tree.js'
import {streamLimits} from '../stream-limits.js'
import type {StreamLimits} from '../stream-limits.js'
import type {
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
  ResourceRecord,
  RestSnapshot,
} from '../../store/rest-records.js'
import {createBodyValidator} from './body-validator.js'
import {compileAuthorization} from './compile-authorization.js'
import {compileGatewayResponses} from './compile-gateway-responses.js'
import type {
  CompiledApi,
  CompiledIntegration,
  CompiledIntegrationResponse,
  CompiledMethod,
  CompiledResource,
  ContentHandling,
  HttpTarget,
  MappedIntegration,
  RequiredParameter,
} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {compileGatewayPattern} from './gateway-pattern.js'
import {compileTemplates} from './mapping-template.js'
import {once} from './once.js'
import {parseHeaderMappings, parseParameterSource, parseRequestMapping} from './parameter-source.js'
import {unenforcedSecurity} from './unenforced-security.js'
import {unsupportedFeatures} from './unsupported-features.js'
import {parseUriTemplate} from './uri-template.js'

/**
 * Prepares a deployment snapshot. Costs little by itself: what only some requests need (templates, patterns, models) is
 * compiled when a request first needs it, and kept.
 */
export function compileRestApi(snapshot: RestSnapshot): CompiledApi {
  const {restApi, resources} = snapshot
  return {
    apiId: restApi.id,
    accountId: restApi.accountId,
    region: restApi.region,
    routes: growRouteTree(
      resources.map((resource) => ({path: resource.path, value: compileResource(resource, snapshot)})),
    ),
    binaryMediaTypes: new Set((restApi.binaryMediaTypes ?? []).map((type) => type.toLowerCase())),
    apiKeySource: restApi.apiKeySource,
    disableExecuteApiEndpoint: restApi.disableExecuteApiEndpoint,
    isPrivate: restApi.endpointConfiguration.types.includes('PRIVATE'),
    endpointType: restApi.endpointConfiguration.types[0] ?? 'EDGE',
    minimumCompressionSize: restApi.minimumCompressionSize,
    policy: compilePolicy(restApi.policy),
    gatewayResponses: compileGatewayResponses(snapshot.gatewayResponses),
  }
}

function compileResource(resource: ResourceRecord, snapshot: RestSnapshot): CompiledResource {
  const methods = Object.entries(resource.resourceMethods ?? {})
  return {methods: new Map(methods.map(([verb, method]) => [verb, compileMethod(verb, method, resource, snapshot)]))}
}

function compileMethod(
  verb: string,
  method: MethodRecord,
  resource: ResourceRecord,
  snapshot: RestSnapshot,
): CompiledMethod {
  const validator = snapshot.requestValidators.find(({id}) => id === method.requestValidatorId)
  const models = method.requestModels ?? {}
  const validatesBody = validator?.validateRequestBody === true && Object.keys(models).length > 0
  const authorization = compileAuthorization(method, snapshot)
  return {
    verb,
    resourceId: resource.id,
    resourcePath: resource.path,
    routeKey: `${verb} ${resource.path}`,
    parameterNames: parameterNames(resource.path),
    operationName: method.operationName,
    apiKeyRequired: method.apiKeyRequired,
    authorization: authorization ?? {kind: 'none'},
    authorizationScopes: method.authorizationScopes ?? [],
    unenforced: unenforcedSecurity(method, snapshot, authorization),
    unsupported: unsupportedFeatures(method),
    requiredParameters: validator?.validateRequestParameters === true ? requiredParameters(method) : [],
    bodyValidator: validatesBody ? once(() => createBodyValidator(models, snapshot.models)) : undefined,
    cache: once(() => compileCache(method)),
    integration: once(() => compileIntegration(method, streamLimits(isEdge(snapshot)))),
  }
}

/** Key parameters are `method.request.…`, or `integration.request.…` for what a mapping sets. */
function compileCache({methodIntegration}: MethodRecord): ReturnType<CompiledMethod['cache']> {
  const {cacheNamespace = '', cacheKeyParameters = [], requestParameters = {}} = methodIntegration ?? {}
  const expressions = cacheKeyParameters.map((parameter) => requestParameters[parameter] ?? parameter)
  return {
    namespace: cacheNamespace,
    parameters: expressions.map((expression) => parseParameterSource(expression, 'method.request')),
  }
}

function compilePolicy(policy: string | undefined): CompiledApi['policy'] {
  if (policy === undefined || policy === '') return undefined
  return once(() => {
    try {
      return {document: JSON.parse(policy) as unknown}
    } catch (error) {
      const reason = 'The resource policy of this API is no JSON.'
      throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason}, {cause: error})
    }
  })
}

/** Sorted by place, then name: the order in which AWS lists missing ones. */
function requiredParameters({requestParameters = {}}: MethodRecord): RequiredParameter[] {
  return Object.keys(requestParameters)
    .filter((key) => requestParameters[key])
    .sort()
    .flatMap((key) => {
      const [, place, name] = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(key) ?? []
      return name === undefined ? [] : [{place: place as RequiredParameter['place'], name}]
    })
}

function isEdge({restApi}: RestSnapshot): boolean {
  return restApi.endpointConfiguration.types.includes('EDGE')
}

function compileIntegration(method: MethodRecord, streamed: StreamLimits): CompiledIntegration {
  const integration = method.methodIntegration
  if (integration === undefined) return {type: 'refused', reason: 'No integration defined for method'}
  if (integration.type === 'MOCK') return {type: 'MOCK', ...mappedIntegration(integration, method)}
  const {uri = ''} = integration
  const mapping = parseRequestMapping(integration.requestParameters)
  const timeoutMs = integration.timeoutInMillis
  // Only proxy integrations stream; what the others would need (templates) wants the whole answer.
  const limits = integration.responseTransferMode === 'STREAM' ? streamed : undefined
  switch (integration.type) {
    case 'HTTP':
      return {type: 'HTTP', ...httpTarget(integration, uri), ...mappedIntegration(integration, method)}
    case 'HTTP_PROXY':
      return {
        type: 'HTTP_PROXY',
        ...httpTarget(integration, uri),
        limits,
        mapping,
        contentHandling: contentHandling(integration),
      }
    case 'AWS_PROXY':
      return (
        lambdaRefusal(integration, uri) ?? {
          type: 'AWS_PROXY',
          mapping,
          uri: parseUriTemplate(uri, false),
          timeoutMs,
          limits,
          contentHandling: contentHandling(integration),
        }
      )
    case 'AWS':
      return compileAws(integration, uri, method)
  }
}

const lambdaPath = /^arn:[^:]+:apigateway:[^:]*:lambda:path\//

function compileAws(integration: IntegrationRecord, uri: string, method: MethodRecord): CompiledIntegration {
  const target = {uri: parseUriTemplate(uri), timeoutMs: integration.timeoutInMillis}
  const mapped = mappedIntegration(integration, method)
  if (lambdaPath.test(uri)) {
    return lambdaRefusal(integration, uri) ?? {type: 'AWS', calls: 'function', ...target, ...mapped}
  }
  const credentials = parseUriTemplate(integration.credentials ?? '', false)
  return {type: 'AWS', calls: 'service', ...target, ...mapped, credentials, httpMethod: verbOf(integration)}
}

/** Of a proxy integration only Lambda is called, and Lambda takes only POST (recorded). */
function lambdaRefusal({httpMethod}: IntegrationRecord, uri: string): CompiledIntegration | undefined {
  if (!lambdaPath.test(uri)) {
    return {type: 'refused', reason: `The local gateway proxies no AWS service but Lambda; this integration is ${uri}.`}
  }
  if (httpMethod === 'POST') return undefined
  return {
    type: 'refused',
    reason: `Execution failed due to configuration error: Lambda functions are invoked with POST, the integration's httpMethod is ${httpMethod ?? 'not set'}.`,
  }
}

function httpTarget(integration: IntegrationRecord, uri: string): HttpTarget {
  return {
    httpMethod: verbOf(integration),
    uri: parseUriTemplate(uri),
    origins: new Map(),
    timeoutMs: integration.timeoutInMillis,
    insecureSkipVerification: integration.tlsConfig?.insecureSkipVerification === true,
    vpcLink:
      integration.connectionType === 'VPC_LINK'
        ? {
            connectionId: parseUriTemplate(integration.connectionId ?? '', false),
            targetArn: integration.integrationTarget,
          }
        : undefined,
  }
}

/** Undefined passes the client's verb. */
function verbOf({httpMethod}: IntegrationRecord): string | undefined {
  return httpMethod === 'ANY' ? undefined : httpMethod
}

function mappedIntegration(integration: IntegrationRecord, method: MethodRecord): MappedIntegration {
  const responses = Object.values(integration.integrationResponses ?? {})
  return {
    mapping: parseRequestMapping(integration.requestParameters),
    templates: compileTemplates(integration.requestTemplates),
    passthrough: passthroughBehavior(integration.passthroughBehavior),
    contentHandling: contentHandling(integration),
    responses: responses.map((response) => compileResponse(response, method)),
  }
}

function compileResponse(response: IntegrationResponseRecord, method: MethodRecord): CompiledIntegrationResponse {
  const {selectionPattern = ''} = response
  return {
    status: Number(response.statusCode),
    selection:
      selectionPattern === ''
        ? undefined
        : once(() => compileGatewayPattern(selectionPattern, 'API_CONFIGURATION_ERROR', 'selection pattern')),
    declared: Object.hasOwn(method.methodResponses ?? {}, response.statusCode),
    headers: parseHeaderMappings(response.responseParameters),
    templates: compileTemplates(response.responseTemplates),
    contentHandling: contentHandling(response),
  }
}

function passthroughBehavior(value: string): MappedIntegration['passthrough'] {
  return value === 'NEVER' || value === 'WHEN_NO_TEMPLATES' ? value : 'WHEN_NO_MATCH'
}

function contentHandling(record: {contentHandling?: string}): ContentHandling | undefined {
  const {contentHandling: value} = record
  return value === 'CONVERT_TO_BINARY' || value === 'CONVERT_TO_TEXT' ? value : undefined
}
