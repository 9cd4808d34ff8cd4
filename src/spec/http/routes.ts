import type {HttpAuthorizer, Route, RouteKey} from '../../model/http-api.js'
import type {Verb} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {readBoolean, readText, readWord, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import {operationsOf} from '../rest/methods.js'
import {readSecurity} from '../security.js'
import type {Schemes} from '../security.js'
import {readHttpIntegration} from './integration.js'
import {noteMissingModels} from './missing-models.js'

/** A path item with the path its routes get, base path included. */
export type HttpPath = {path: string; item: Cursor}

export type RouteContext = {schemes: Schemes; authorizers: Readonly<Record<string, HttpAuthorizer>>}

/** The routes of all paths, sorted by key. Routes without integration are one warning for the whole document. */
export function readRoutes(reader: Reader, paths: readonly HttpPath[], context: RouteContext): Record<RouteKey, Route> {
  const routes = new Map<RouteKey, Route>()
  const open: Cursor[] = []
  for (const {path, item} of paths) {
    for (const {verb, operation} of operationsOf(reader, item)) {
      const key = routeKey(reader, path, verb, operation)
      if (routes.has(key)) reader.findings.error(operation.path, twice(key))
      const route = readRoute(reader, context, operation)
      noteMissingModels(reader, operation)
      routes.set(key, route)
      if (route.integration === undefined && child(operation, 'x-amazon-apigateway-integration').value === undefined) {
        open.push(operation)
      }
    }
  }
  const [first] = open
  if (first !== undefined) reader.findings.warning(first.path, noIntegration(open.length, routes.size))
  return sortedRecord(routes)
}

/** AWS writes the default route under the path `/$default`. */
function routeKey(reader: Reader, path: string, verb: Verb, operation: Cursor): RouteKey {
  const isDefault = readBoolean(reader, child(operation, 'isDefaultRoute')) === true || path.endsWith('/$default')
  return verb === 'ANY' && isDefault ? '$default' : `${verb} ${path}`
}

function readRoute(reader: Reader, context: RouteContext, operation: Cursor): Route {
  return {
    ...readAuthorization(reader, context, operation),
    ...present({
      operationName: readText(reader, child(operation, 'operationId')),
      integration: readHttpIntegration(reader, operation),
    }),
  }
}

function readAuthorization(
  reader: Reader,
  context: RouteContext,
  operation: Cursor,
): Pick<Route, 'authorizationType' | 'authorizer' | 'authorizationScopes'> {
  const security = readSecurity(reader, context.schemes, operation)
  const auth = readWord(reader, child(child(operation, 'x-amazon-apigateway-auth'), 'type'), [
    'NONE',
    'AWS_IAM',
  ] as const)
  const own = child(operation, 'security').value !== undefined
  if (security.apiKeyRequired && security.at !== undefined) reader.findings.warning(security.at.path, noKeys)
  const authorizer = auth !== undefined && !own ? undefined : security.authorizer
  if (authorizer === undefined) {
    const iam = auth === 'AWS_IAM' || (security.iam && (auth === undefined || own))
    return {authorizationType: iam ? 'AWS_IAM' : 'NONE', authorizationScopes: []}
  }
  const {name, scopes} = authorizer
  const type = Object.hasOwn(context.authorizers, name) ? context.authorizers[name]?.authorizerType : undefined
  const jwt = type === 'JWT'
  return {
    authorizationType: jwt ? 'JWT' : 'CUSTOM',
    authorizer: name,
    authorizationScopes: jwt ? [...scopes].sort() : [],
  }
}

const noKeys = {
  code: 'SPEC_NOT_IN_HTTP_API',
  what: 'HTTP APIs do not check API keys.',
  why: 'The requirement is ignored, so it protects nothing.',
  fix: 'Use a JWT or Lambda authorizer, or a REST API ("type: rest" in apigw.yaml).',
}

function twice(key: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_DUPLICATE_METHOD',
    part: 'key',
    what: `The route ${key} is there twice.`,
    why: 'Two keys of "paths" mean the same route.',
    fix: 'Keep one of them.',
  }
}

function noIntegration(open: number, all: number): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_NO_INTEGRATION',
    part: 'key',
    what: `${open} of ${all} routes have no integration; this is the first.`,
    why: 'API Gateway can keep such a route, but it answers nothing.',
    fix: 'Add x-amazon-apigateway-integration to the operation.',
  }
}
