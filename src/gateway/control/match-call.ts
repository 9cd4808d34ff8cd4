import type {HttpRequest} from '../data/ports.js'
import {cloudwatchCbor} from './cbor-protocol.js'
import {cloudwatchJson, cloudwatchQuery, lambdaRestJson, logsJson, restJson, stsQuery} from './protocol.js'
import type {Protocol} from './protocol.js'
import {headerOf} from './request-header.js'
import {createRouter} from './router.js'
import type {Route, Router} from './router.js'
import {ServiceError} from './service-error.js'
import {operationsOf} from './shape.js'
import type {ServiceName} from './wire-model.js'

/** What a request asks for and how it speaks; without a route, `unknown` is the refusal. */
export type MatchedCall = {protocol: Protocol; query: URLSearchParams} & Found

type Found = {route: Route; unknown?: never} | {route?: never; unknown: ServiceError}

export type Matcher = (request: HttpRequest) => MatchedCall

const restServices: readonly ServiceName[] = ['apigateway', 'apigatewayv2', 'apigatewaymanagementapi', 'lambda']

/** Services named by the first part of `x-amz-target`. Source: the SDK clients' `serviceTarget`. */
const targets: Readonly<Record<string, {service: ServiceName; protocol: Protocol}>> = {
  GraniteServiceVersion20100801: {service: 'cloudwatch', protocol: cloudwatchJson},
  Logs_20140328: {service: 'logs', protocol: logsJson},
}

/** How Smithy RPC v2 names an operation of CloudWatch. */
const cborCall = /^\/service\/GraniteServiceVersion20100801\/operation\/(\w+)$/

/** Services of the query protocol, named by its Version. */
const versions: Readonly<Record<string, {service: ServiceName; protocol: Protocol}>> = {
  '2010-08-01': {service: 'cloudwatch', protocol: cloudwatchQuery},
  '2011-06-15': {service: 'sts', protocol: stsQuery},
}

/** Tells services apart by what their clients send: a target header, Smithy's path, a form with an Action, else path and verb. */
export function createMatcher(): Matcher {
  const route = createRouter(restServices.flatMap(operationsOf))
  const operations = new Map(
    (['cloudwatch', 'logs', 'sts'] as const)
      .flatMap(operationsOf)
      .map((entry) => [`${entry.service}.${entry.name}`, entry]),
  )
  const findRpc = (service: ServiceName, name: string): Found => {
    const operation = operations.get(`${service}.${name}`)
    return operation === undefined ? {unknown: notImplemented(name)} : {route: {operation, labels: new Map()}}
  }
  return (request) => {
    const [path = '', text = ''] = splitOnce(request.target, '?')
    const query = new URLSearchParams(text)
    const [prefix = '', name = ''] = headerOf(request, 'x-amz-target')?.split('.') ?? []
    const rpc = Object.hasOwn(targets, prefix) ? targets[prefix] : undefined
    if (rpc !== undefined) return {protocol: rpc.protocol, query, ...findRpc(rpc.service, name)}
    const [, operation] = cborCall.exec(path) ?? []
    if (operation !== undefined) return {protocol: cloudwatchCbor, query, ...findRpc('cloudwatch', operation)}
    const called = actionOf(request, path)
    if (called !== undefined) return {protocol: called.protocol, query, ...findRpc(called.service, called.action)}
    const found = findRest(route, request.method, {path, query})
    return {protocol: protocolOf(path), query, ...found}
  }
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** The answer for an operation that AWS has and the gateway has not. */
export function notImplemented(operation: string): ServiceError {
  return new ServiceError(
    'NotImplementedException',
    `The local gateway does not implement ${operation}. Run "apigw local coverage" for the operations it has.`,
  )
}

function findRest(route: Router, method: string, {path, query}: {path: string; query: URLSearchParams}): Found {
  // Older clients end Lambda's collection with a slash.
  const found = route(method, path === '/2015-03-31/functions/' ? path.slice(0, -1) : path, query)
  if (found !== undefined) return {route: found}
  const services = isLambda(path) ? 'Lambda' : 'the API Gateway services'
  const message = `No operation of ${services} is called with ${method} ${path}.`
  return {unknown: new ServiceError('UnknownOperationException', message)}
}

function protocolOf(path: string): Protocol {
  return isLambda(path) ? lambdaRestJson : restJson
}

function isLambda(path: string): boolean {
  return /^\/20\d\d-\d\d-\d\d\//.test(path)
}

type QueryCall = {service: ServiceName; protocol: Protocol; action: string}

/** A call of the query protocol; forms of services that the gateway does not have are none. */
function actionOf(request: HttpRequest, path: string): QueryCall | undefined {
  const isForm = headerOf(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true
  if (request.method !== 'POST' || path !== '/' || !isForm) return undefined
  const form = new URLSearchParams(request.body.toString('utf8'))
  const version = form.get('Version') ?? ''
  const action = form.get('Action')
  const called = Object.hasOwn(versions, version) ? versions[version] : undefined
  return called === undefined || action === null ? undefined : {...called, action}
}
