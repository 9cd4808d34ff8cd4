import type {HttpRequest, HttpResponse} from '../data/ports.js'
import type {Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'
import {defaultScope, readCaller} from './caller.js'
import {decodeInput, encodeOutput} from './codec.js'
import {encodeError} from './error-response.js'
import type {Operations} from './operation.js'
import {createRouter} from './router.js'
import type {Route} from './router.js'
import {ServiceError} from './service-error.js'
import {operationsOf} from './shape.js'
import {validateInput} from './validate.js'
import type {ServiceName} from './wire-model.js'

/** One request of an AWS client -> its answer. Synchronous: calls never interleave. */
export type ControlPlane = (request: HttpRequest) => HttpResponse

/** Behaviour per service; what is missing answers NotImplementedException. */
export type ServiceOperations = Readonly<Partial<Record<ServiceName, Operations>>>

export type ControlPlaneOptions = {
  store: Store
  clock: {nowMs: () => number}
  /** New id of `length` lower-case letters and digits (default 10). */
  newId: (length?: number) => string
  /** New UUID for the x-amzn-RequestId header. */
  newRequestId: () => string
  operations: ServiceOperations
  /** `none` also answers requests without a signature, as the default account in us-east-1. */
  auth: 'signed' | 'none'
  /** Told about every error that is not an answer of AWS: our own defects. */
  onDefect: (error: unknown, operation: string) => void
}

/** AWS allows 6 MB for a definition; everything else is far smaller. */
const bodyLimitBytes = 10 * 1024 * 1024

const services: readonly ServiceName[] = ['apigateway', 'apigatewayv2', 'apigatewaymanagementapi']

/**
 * The AWS wire protocols in front of the store. Each call runs in one store transaction and is answered after its
 * commit, so an acknowledged write is durable and a refused one leaves nothing behind.
 */
export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  const route = createRouter(services.flatMap(operationsOf))
  return (request) => {
    const requestId = options.newRequestId()
    const target = new URL(request.target, 'http://control-plane')
    const matched = route(request.method, target.pathname, target.searchParams)
    try {
      const scope = readScope(request, target.searchParams, options.auth)
      if (matched === undefined)
        throw new ServiceError('UnknownOperationException', unknownOperation(request.method, target))
      return withRequestId(run({request, matched, query: target.searchParams, scope}, options), requestId)
    } catch (error) {
      if (!(error instanceof ServiceError)) options.onDefect(error, matched?.operation.name ?? target.pathname)
      return withRequestId(encodeError(error), requestId)
    }
  }
}

type Call = {request: HttpRequest; matched: Route; query: URLSearchParams; scope: Scope}

function run({request, matched, query, scope}: Call, options: ControlPlaneOptions): HttpResponse {
  const {operation, labels} = matched
  if (request.body.length > bodyLimitBytes) throw new ServiceError('BadRequestException', 'Request body is too large.')
  const behaviour = options.operations[operation.service]?.[operation.name]
  if (behaviour === undefined) throw notImplemented(operation.name)
  const header = (name: string): string | undefined => headerOf(request, name)
  const input = decodeInput(operation, {labels, query, header, body: request.body})
  validateInput(operation, input)
  const {store, clock, newId} = options
  const output = store.transaction(() => behaviour(input, {store, scope, nowMs: clock.nowMs(), newId}))
  return {status: operation.status, ...encodeOutput(operation, output)}
}

function readScope(request: HttpRequest, query: URLSearchParams, auth: 'signed' | 'none'): Scope {
  const caller = readCaller(headerOf(request, 'authorization'), query)
  if (caller !== undefined) return caller.scope
  if (auth === 'none') return defaultScope
  throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token')
}

function notImplemented(operation: string): ServiceError {
  return new ServiceError(
    'NotImplementedException',
    `The local gateway does not implement ${operation}. Run "apigw local coverage" for the operations it has.`,
  )
}

function unknownOperation(method: string, target: URL): string {
  return `No operation of the API Gateway services is called with ${method} ${target.pathname}.`
}

function headerOf(request: HttpRequest, name: string): string | undefined {
  const index = request.rawHeaders.findIndex((entry, position) => position % 2 === 0 && entry.toLowerCase() === name)
  return index === -1 ? undefined : request.rawHeaders[index + 1]
}

function withRequestId(response: HttpResponse, requestId: string): HttpResponse {
  return {...response, headers: ['x-amzn-RequestId', requestId, ...response.headers]}
}
