import type {HttpRouteRecord, V2ApiRecord} from '../../store/v2-records.js'
import {badRequest} from '../apigateway/refuse.js'
import type {OperationContext} from '../operation.js'
import {findIntegration} from './find.js'

const verbs = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY'
/** In AWS's own words: the text is part of its refusal. */
const pathPart = String.raw`^(\{[\w.:-]+\+?\}|[a-zA-Z0-9.:_-]+)$`
const authorizerTypes: Readonly<Record<string, string>> = {CUSTOM: 'REQUEST', JWT: 'JWT'}
/**
 * How AWS refuses a route whose authorizer is missing or of another type. Texts:
 * https://github.com/hashicorp/terraform-provider-aws/issues/17497 (2021-02-06) and
 * https://github.com/anomalyco/sst/issues/4097 (2024-09-19).
 */
const authorizationWords: Readonly<Record<string, readonly [types: string, kind: string]>> = {
  CUSTOM: ['CUSTOM or COGNITO_USER_POOLS', 'authorizer'],
  JWT: ['JWT', 'JWT authorizer'],
}

/** `$default` or `VERB /path` for HTTP APIs; any key of at most 128 characters for WebSocket APIs. */
export function checkedRouteKey({protocolType}: V2ApiRecord, routeKey: string): string {
  if (protocolType === 'WEBSOCKET') return checkedMessageKey(routeKey)
  if (routeKey === '$default') return routeKey
  const [, path] = new RegExp(`^(?:${verbs}) (/\\S*)$`).exec(routeKey) ?? []
  if (path === undefined) {
    throw badRequest(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    )
  }
  checkPath(path)
  return routeKey
}

function checkPath(path: string): void {
  const parts = path === '/' ? [] : path.slice(1).split('/')
  if (!parts.every((part) => new RegExp(pathPart).test(part))) {
    throw badRequest(
      `One or more path parts appear to be invalid. Parts are validated against this regular expression: ${pathPart}`,
    )
  }
  const greedy = parts.findIndex((part) => part.endsWith('+}'))
  if (greedy !== -1 && greedy !== parts.length - 1) {
    throw badRequest('A greedy path variable must be the last path part of a route key.')
  }
  const names = parts.filter((part) => part.startsWith('{')).map((part) => part.replace(/^\{|\+?\}$/g, ''))
  if (new Set(names).size !== names.length) throw badRequest('Path variable names must be unique in a route key.')
}

const reservedKeys = new Set(['$connect', '$disconnect', '$default'])

function checkedMessageKey(routeKey: string): string {
  if (routeKey === '' || routeKey.length > 128) throw badRequest('Route keys must have between 1 and 128 characters.')
  if (routeKey.startsWith('$') && !reservedKeys.has(routeKey)) {
    throw badRequest(`Route keys that begin with $ must be one of [${[...reservedKeys].join(', ')}]`)
  }
  return routeKey
}

/** The rules between a route, its API, its authorizer and its integration. */
export function checkRoute(context: OperationContext, api: V2ApiRecord, route: HttpRouteRecord): void {
  checkedRouteKey(api, route.routeKey)
  if (api.protocolType === 'HTTP') checkHttpRoute(route)
  else checkMessageRoute(route)
  checkAuthorizer(context, api, route)
  if (route.target !== undefined) checkTarget(context, api.apiId, route.target)
}

function checkHttpRoute(route: HttpRouteRecord): void {
  if (route.apiKeyRequired) throw badRequest('ApiKeyRequired is not currently supported for HTTP protocol Apis.')
  if (route.requestModels !== undefined) {
    throw badRequest('RequestModels is not currently supported for HTTP protocol Apis.')
  }
  if (route.routeResponseSelectionExpression !== undefined) {
    throw badRequest('RouteResponseSelectionExpression is not supported for HTTP protocol Apis.')
  }
}

function checkMessageRoute(route: HttpRouteRecord): void {
  if (route.routeKey === '$connect') return
  if (route.authorizationType !== 'NONE') {
    throw badRequest('Currently, authorization is restricted to the $connect route only')
  }
  if (route.apiKeyRequired) throw badRequest('Currently, API keys are restricted to the $connect route only')
}

function checkAuthorizer(context: OperationContext, {apiId}: V2ApiRecord, route: HttpRouteRecord): void {
  const wanted = authorizerTypes[route.authorizationType]
  if (wanted === undefined) return
  const authorizer = route.authorizerId && context.store.get('v2Authorizer', [apiId, route.authorizerId])
  if (!authorizer || authorizer.authorizerType !== wanted) {
    const [types, kind] = authorizationWords[route.authorizationType] ?? []
    throw badRequest(
      `Invalid authorizer ID specified. Setting the authorization type to ${types} requires a valid ${kind}.`,
    )
  }
}

function checkTarget(context: OperationContext, apiId: string, target: string): void {
  const [, integrationId] = /^integrations\/([^/]+)$/.exec(target) ?? []
  if (integrationId === undefined)
    throw badRequest('Invalid target. It must have the form integrations/{integrationId}.')
  findIntegration(context, apiId, integrationId)
}
