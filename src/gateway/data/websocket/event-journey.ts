import {passPhases, wantsTrace, type Pass, type PhaseRecord} from '../phase.js'
import type {Invocation, Ports} from '../ports.js'
import type {AuthorizationOutcome} from '../rest/authorization-variables.js'
import {GatewayError} from '../rest/gateway-error.js'
import {noteFunction} from '../note-function.js'
import type {Answer} from '../rest/outgoing.js'
import {describePhases, traceHead} from '../trace.js'
import {accessLogLine} from './access-log.js'
import {callEventIntegration} from './call-event-integration.js'
import {webSocketDescribers, webSocketRefusal} from './describe-phases.js'
import {mapEvent} from './map-event.js'
import {mapReply, type Reply} from './map-reply.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'
import type {WebSocketPhases} from './websocket-phases.js'
import {writeEventLog} from './write-event-log.js'

/** What accompanies one event through its phases. */
export type Journey = {
  pass: Pass<WebSocketPhases>
  details: Details
  nowMs: () => number
  /** Undefined when neither a log nor a trace wants to see the phases. */
  records: PhaseRecord<WebSocketPhases>[] | undefined
  isTraced: boolean
}

/** What an event leaves behind for the record of it. */
export type Details = {
  invocation: Partial<Invocation>
  /** Messages it counts for: itself once it is routed, and what was sent back. */
  messages: number
  /** Of `$connect` with an authorization only. */
  authorization?: AuthorizationOutcome
  /** What the client was told went wrong, if anything. */
  error?: {message: string | null; responseType: string; validationErrorString: string | undefined}
}

/** Of a connection, only the upgrade request can ask for its own recording; messages have no headers to ask by. */
export function newJourney({deployment, upgrade}: SocketEvent, ports: Ports): Journey {
  const isTraced = wantsTrace(ports, upgrade ?? unasked)
  const records: PhaseRecord<WebSocketPhases>[] | undefined = isTraced || deployment.areLogged ? [] : undefined
  const pass = passPhases<WebSocketPhases>(ports, records)
  return {pass, details: {invocation: {}, messages: 0}, nowMs: ports.nowMs, records, isTraced}
}

const unasked = {rawHeaders: []}

/** The phases from an admitted event to the reply. Promises are made only where there is something to wait for. */
export function callRoute(routed: RoutedEvent, journey: Journey): Reply | Promise<Reply> {
  const {pass, details, nowMs} = journey
  const outgoing = pass('mapEvent', routed, mapEvent)
  const sentAtMs = nowMs()
  const pending = pass('callEventIntegration', {outgoing, routed}, callEventIntegration)
  if (!(pending instanceof Promise)) return pass('mapReply', {answer: pending, routed}, mapReply)
  const note = (requestId: string | undefined): void => {
    details.invocation.integrationLatencyMs = nowMs() - sentAtMs
    if (outgoing.kind === 'lambda') noteFunction(details.invocation, requestId)
  }
  return pending.then(
    (answer: Answer) => {
      note(answer.requestId)
      return pass('mapReply', {answer, routed}, mapReply)
    },
    (error: unknown) => {
      note(error instanceof GatewayError ? error.endpointRequestId : undefined)
      throw error
    },
  )
}

/** Tells the ports what became of an event. */
export function report(event: SocketEvent, status: number, journey: Journey, ports: Ports): void {
  const {context, deployment} = event
  const {details, records, isTraced} = journey
  const nowMs = ports.nowMs()
  const invocation: Invocation = {
    requestId: context.requestId,
    apiId: context.apiId,
    apiKind: 'websocket',
    stage: context.stage,
    method: context.eventType,
    path: context.routeKey ?? '',
    ...(context.routeKey !== undefined && {routeKey: context.routeKey}),
    status,
    startedAtMs: context.requestTimeEpoch,
    latencyMs: nowMs - context.requestTimeEpoch,
    connectionId: context.connectionId,
    messages: details.messages,
    ...details.invocation,
  }
  if (records !== undefined) writeEventLog(event, records, status, ports)
  if (records !== undefined && isTraced) {
    const phases = describePhases(records, webSocketDescribers, webSocketRefusal)
    ports.recorder?.keep({...traceHead(invocation), phases})
  }
  const {accessLog} = deployment
  if (accessLog === undefined) {
    ports.onInvocation(invocation)
    return
  }
  const {format, destinationArn} = accessLog
  const line = accessLogLine(format, event, {status, details, latencyMs: invocation.latencyMs})
  ports.onInvocation({...invocation, accessLog: {line, ...(destinationArn !== undefined && {destinationArn})}})
}
