import type {HttpRequest, HttpResponse} from '../data/ports.js'
import {authenticateCall} from './authenticate-call.js'
import type {ControlPlane, ControlPlaneOptions} from './control-plane.js'
import {answer, readInput, withRequestId} from './control-plane.js'
import {createMatcher} from './match-call.js'
import type {AwaitedOperation, AwaitedOperations, ControlPorts, Members} from './operation.js'
import {headerOf} from './request-header.js'
import {ServiceError} from './service-error.js'
import {validateInput} from './validate.js'
import type {ServiceName} from './wire-model.js'

/** A control plane with operations that wait; all others are answered at once. */
export type WaitingPlane = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>

export type AwaitedServiceOperations = Readonly<Partial<Record<ServiceName, AwaitedOperations>>>

export type WaitingPlaneOptions = Omit<ControlPlaneOptions, 'operations'> & {
  /** Answers what does not wait. */
  control: ControlPlane
  awaited: AwaitedServiceOperations
  ports: ControlPorts
  /** Brings what waits in memory for the store into it, before the service that reads it is asked. */
  settle: (service: ServiceName) => void
}

/** Puts the operations that wait for files or functions beside the synchronous control plane. */
export function createWaitingPlane(options: WaitingPlaneOptions): WaitingPlane {
  const match = createMatcher()
  return (request) => {
    const call = match(request)
    const behaviour = call.route && options.awaited[call.route.operation.service]?.[call.route.operation.name]
    if (call.route !== undefined) options.settle(call.route.operation.service)
    if (behaviour === undefined) return options.control(request)
    const requestId = options.newRequestId()
    return run(request, {call, behaviour, requestId}, options).then(
      (output) => answer(call, output, requestId),
      (error: unknown) => {
        if (!(error instanceof ServiceError)) options.onDefect(error, call.route?.operation.name ?? request.target)
        return withRequestId(call.protocol.encodeError(error, requestId), requestId)
      },
    )
  }
}

type Waiting = {call: ReturnType<ReturnType<typeof createMatcher>>; behaviour: AwaitedOperation; requestId: string}

async function run(
  request: HttpRequest,
  {call, behaviour, requestId}: Waiting,
  {store, clock, newId, auth, limits, ports}: WaitingPlaneOptions,
): Promise<Members> {
  if (call.route === undefined) throw call.unknown
  const caller = authenticateCall(request, call, {store, clock, auth})
  const input = readInput(request, call)
  const nowMs = clock.nowMs()
  limits?.admit(caller.scope, call.route.operation, input, nowMs)
  validateInput(call.route.operation, input)
  const {signal} = request
  const header = (lowerName: string) => headerOf(request, lowerName)
  return behaviour(input, {store, ...caller, nowMs, newId, requestId, signal, ports, header})
}
