import {parseTemplate} from '../../../vtl/template.js'
import type {
  HttpAuthorizerRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpSnapshot,
  V2IntegrationResponseRecord,
} from '../../store/v2-records.js'
import type {IdentitySource} from '../rest/authorization.js'
import type {ContentHandling, HttpTarget, LambdaTarget, RequiredParameter, ServiceTarget} from '../rest/compiled-api.js'
import {compileGatewayPattern} from '../rest/gateway-pattern.js'
import {once} from '../rest/once.js'
import {parseHeaderMappings, parseRequestMapping} from '../rest/parameter-source.js'
import {parseUriTemplate} from '../rest/uri-template.js'
import type {
  CompiledMessageIntegration,
  CompiledMessageRoute,
  CompiledReply,
  CompiledWebSocketApi,
  ConnectAuthorization,
  MappedMessage,
  SelectedTemplates,
} from './compiled-websocket-api.js'
import {createMessageValidator} from './message-validator.js'
import {parseSelectionExpression} from './selection-expression.js'

/** Prepares a deployment snapshot. Never fails: what cannot be served like on AWS is marked, and refuses its events. */
export function compileWebSocketApi(snapshot: HttpSnapshot): CompiledWebSocketApi {
  const {api} = snapshot
  return {
    apiId: api.apiId,
    accountId: api.accountId,
    region: api.region,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    routeSelection: parseSelectionExpression(api.routeSelectionExpression),
    apiKeySource: api.apiKeySelectionExpression === '$context.authorizer.usageIdentifierKey' ? 'AUTHORIZER' : 'HEADER',
    routes: new Map(snapshot.routes.map((route) => [route.routeKey, compileRoute(route, snapshot)])),
  }
}

function compileRoute(route: HttpRouteRecord, snapshot: HttpSnapshot): CompiledMessageRoute {
  const {routeKey, requestModels = {}, modelSelectionExpression = '$default'} = route
  const validates = Object.keys(requestModels).length > 0 && snapshot.api.disableSchemaValidation !== true
  const responses = snapshot.routeResponses?.[route.routeId] ?? []
  const hasResponse = responses.some(({routeResponseKey}) => routeResponseKey === '$default')
  return {
    routeKey,
    authorization: compileAuthorization(route, snapshot.authorizers),
    apiKeyRequired: route.apiKeyRequired,
    requiredParameters: requiredParameters(route),
    validator: validates
      ? createMessageValidator(requestModels, parseSelectionExpression(modelSelectionExpression), snapshot.models ?? [])
      : undefined,
    // Both are needed: the console's "two-way communication" makes the response and sets the expression.
    isTwoWay: hasResponse && route.routeResponseSelectionExpression === '$default',
    integration: once(() => compileIntegration(route, snapshot)),
  }
}

function requiredParameters({requestParameters = {}}: HttpRouteRecord): RequiredParameter[] {
  return Object.keys(requestParameters)
    .filter((key) => requestParameters[key]?.required === true)
    .sort()
    .flatMap((key) => {
      const [, place, name] = /^route\.request\.(header|querystring)\.(.+)$/.exec(key) ?? []
      return name === undefined ? [] : [{place: place as RequiredParameter['place'], name}]
    })
}

function compileAuthorization(
  {authorizationType, authorizerId}: HttpRouteRecord,
  authorizers: readonly HttpAuthorizerRecord[],
): ConnectAuthorization {
  if (authorizationType === 'NONE') return {kind: 'none'}
  if (authorizationType === 'AWS_IAM') return {kind: 'iam'}
  const authorizer = authorizers.find((candidate) => candidate.authorizerId === authorizerId)
  if (authorizationType !== 'CUSTOM' || authorizer?.authorizerUri === undefined) {
    return {kind: 'refused', reason: `Authorization of type ${authorizationType} has no authorizer.`}
  }
  return {
    kind: 'lambda',
    authorizerId: authorizer.authorizerId,
    uri: parseUriTemplate(authorizer.authorizerUri, false),
    sources: (authorizer.identitySource ?? []).map(parseIdentitySource),
  }
}

function parseIdentitySource(expression: string): IdentitySource {
  const [, place, name = ''] =
    /^(?:route\.request\.)?(header|querystring|context|stageVariables)\.(.+)$/.exec(expression) ?? []
  if (place === 'context') return {from: 'context', steps: name.split('.')}
  return {from: place === 'header' || place === 'querystring' ? place : 'stageVariables', name}
}

function compileIntegration(route: HttpRouteRecord, snapshot: HttpSnapshot): CompiledMessageIntegration {
  const integrationId = route.target?.replace(/^integrations\//, '')
  const record = snapshot.integrations.find((candidate) => candidate.integrationId === integrationId)
  if (record === undefined) return {type: 'refused', reason: `Route ${route.routeKey} has no integration.`}
  const {integrationUri: uri = '', timeoutInMillis: timeoutMs} = record
  const replies = snapshot.integrationResponses?.[record.integrationId] ?? []
  switch (record.integrationType) {
    case 'MOCK':
      return {type: 'MOCK', ...mappedMessage(record, replies)}
    case 'HTTP':
      return {type: 'HTTP', ...httpTarget(record), ...mappedMessage(record, replies)}
    case 'HTTP_PROXY':
      return {
        type: 'HTTP_PROXY',
        ...httpTarget(record),
        mapping: parseRequestMapping(record.requestParameters, 'route.request'),
        contentHandling: contentHandling(record),
      }
    case 'AWS_PROXY':
      return isFunction(uri)
        ? {type: 'AWS_PROXY', uri: parseUriTemplate(uri, false), timeoutMs}
        : {type: 'refused', reason: `The local gateway proxies no AWS service but Lambda; this integration is ${uri}.`}
    case 'AWS':
      return {type: 'AWS', ...awsTarget(record, uri), ...mappedMessage(record, replies)}
    default:
      return {type: 'refused', reason: `WebSocket APIs have no integrations of type ${record.integrationType}.`}
  }
}

function isFunction(uri: string): boolean {
  return /^arn:[^:]+:(?:apigateway:[^:]*:)?lambda:/.test(uri)
}

function awsTarget(
  {timeoutInMillis: timeoutMs, credentialsArn = '', integrationMethod}: HttpIntegrationRecord,
  uri: string,
): (LambdaTarget & {calls: 'function'}) | (ServiceTarget & {calls: 'service'}) {
  if (isFunction(uri)) return {calls: 'function', uri: parseUriTemplate(uri, false), timeoutMs}
  const credentials = parseUriTemplate(credentialsArn, false)
  return {calls: 'service', uri: parseUriTemplate(uri), timeoutMs, credentials, httpMethod: verbOf(integrationMethod)}
}

/** A message has no verb of its own to pass on. */
function verbOf(integrationMethod: string | undefined): string {
  return integrationMethod === undefined || integrationMethod === 'ANY' ? 'POST' : integrationMethod
}

function httpTarget(record: HttpIntegrationRecord): HttpTarget {
  const {integrationMethod, integrationUri = '', timeoutInMillis, connectionType, connectionId = ''} = record
  return {
    httpMethod: verbOf(integrationMethod),
    uri: parseUriTemplate(integrationUri),
    origins: new Map(),
    timeoutMs: timeoutInMillis,
    insecureSkipVerification: false,
    vpcLink:
      connectionType === 'VPC_LINK'
        ? {connectionId: parseUriTemplate(connectionId, false), targetArn: undefined}
        : undefined,
  }
}

function mappedMessage(record: HttpIntegrationRecord, replies: readonly V2IntegrationResponseRecord[]): MappedMessage {
  const {passthroughBehavior: passthrough} = record
  return {
    ...selectedTemplates(record.requestTemplates, record.templateSelectionExpression),
    mapping: parseRequestMapping(record.requestParameters, 'route.request'),
    passthrough: passthrough === 'NEVER' || passthrough === 'WHEN_NO_TEMPLATES' ? passthrough : 'WHEN_NO_MATCH',
    contentHandling: contentHandling(record),
    replies: replies.map(compileReply),
  }
}

function compileReply(record: V2IntegrationResponseRecord): CompiledReply {
  const source = /^\/(.*)\/$/s.exec(record.integrationResponseKey)?.[1]
  return {
    ...selectedTemplates(record.responseTemplates, record.templateSelectionExpression),
    pattern:
      source === undefined
        ? undefined
        : once(() => compileGatewayPattern(source, 'API_CONFIGURATION_ERROR', 'integration response key')),
    contentHandling: contentHandling(record),
    headers: parseHeaderMappings(record.responseParameters, 'route.response'),
  }
}

function selectedTemplates(
  sources: Readonly<Record<string, string>> = {},
  expression: string | undefined,
): SelectedTemplates {
  const templates = Object.entries(sources).map(([key, source]) => {
    const template = /[$#]/.test(source) ? {parsed: once(() => parseTemplate(source)), key} : {text: source}
    return [key, template] as const
  })
  return {
    templates: new Map(templates),
    templateSelection: expression === undefined ? undefined : parseSelectionExpression(expression),
  }
}

function contentHandling({contentHandlingStrategy: value}: {contentHandlingStrategy?: string}) {
  const known: ContentHandling | undefined =
    value === 'CONVERT_TO_BINARY' || value === 'CONVERT_TO_TEXT' ? value : undefined
  return known
}
