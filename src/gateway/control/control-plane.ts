import type {HttpRequest, HttpResponse} from '../data/ports.js'
import type {Store} from '../store/store.js'
import {authenticateCall} from './authenticate-call.js'
import type {AuthenticatedCaller} from './authenticate-call.js'
import type {CallLimits} from './call-limits.js'
import {decodeInput} from './codec.js'
import {createMatcher, notImplemented} from './match-call.js'
import type {MatchedCall} from './match-call.js'
import type {Members, Operations} from './operation.js'
import {headerOf} from './request-header.js'
import {LateRefusal, ServiceError} from './service-error.js'
import {withinQuotas} from './service-quotas.js'
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
  /** Applies AWS's call rates (429) and service quotas; undefined applies none. */
  limits: CallLimits | undefined
  /** Told about every error that is not an answer of AWS: our own defects. */
  onDefect: (error: unknown, operation: string) => void
}

/**
 * The AWS wire protocols in front of the store. Each call runs in one store transaction and is answered after its
 * commit, so an acknowledged write is durable and a refused one leaves nothing behind.
 */
export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  const match = createMatcher()
  return (request) => {
    const requestId = options.newRequestId()
    const call = match(request)
    try {
      const caller = authenticateCall(request, call, options)
      return answer(call, run({request, call, caller}, options), requestId)
    } catch (error) {
      if (!(error instanceof ServiceError)) options.onDefect(error, call.route?.operation.name ?? request.target)
      return withRequestId(call.protocol.encodeError(error, requestId), requestId)
    }
  }
}

type Call = {request: HttpRequest; call: MatchedCall; caller: AuthenticatedCaller}

function run({request, call, caller}: Call, options: ControlPlaneOptions): Members {
  const {store, clock, newId, limits} = options
  if (call.route === undefined) throw call.unknown
  const {operation} = call.route
  const behaviour = options.operations[operation.service]?.[operation.name]
  if (behaviour === undefined) throw notImplemented(operation.name)
  const input = readInput(request, call)
  const nowMs = clock.nowMs()
  limits?.admit(caller.scope, operation, input, nowMs)
  validateInput(operation, input)
  const carryOut = (): Members => behaviour(input, {store, ...caller, nowMs, newId})
  const done = store.transaction(() =>
    orLateRefusal(() =>
      limits === undefined
        ? carryOut()
        : withinQuotas({store, scope: caller.scope, service: operation.service}, input, carryOut),
    ),
  )
  if (done instanceof LateRefusal) throw done
  return done
}

/** A late refusal is an answer inside the transaction, which a throw would take back. */
function orLateRefusal(work: () => Members): Members | LateRefusal {
  try {
    return work()
  } catch (error) {
    if (error instanceof LateRefusal) return error
    throw error
  }
}

/** The input of a matched call as its protocol carries it; the values are not validated yet. */
export function readInput(request: HttpRequest, {route, protocol, query, unknown}: MatchedCall): Members {
  if (route === undefined) throw unknown
  const header = (name: string): string | undefined => headerOf(request, name)
  const body = protocol.readBody(request, route.operation)
  return decodeInput(route.operation, {labels: route.labels, query, header, body})
}

/** A success as the caller's protocol has it. The few operations with several statuses answer theirs as a member. */
export function answer({route, protocol, unknown}: MatchedCall, output: Members, requestId: string): HttpResponse {
  if (route === undefined) throw unknown
  const {operation} = route
  const status = [...(operation.output?.members().values() ?? [])].find(({place}) => place === 'status')
  const own = status && output[status.name]
  const encoded = protocol.encodeOutput(operation, output, requestId)
  return withRequestId({status: typeof own === 'number' ? own : operation.status, ...encoded}, requestId)
}

/** The answer with the header that every AWS answer has. */
export function withRequestId(response: HttpResponse, requestId: string): HttpResponse {
  return {...response, headers: ['x-amzn-RequestId', requestId, ...response.headers]}
}
