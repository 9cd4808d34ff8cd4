import {omit} from '../../../model/omit.js'
import {headerValues, lastHeader, withoutHeaders} from '../header-list.js'
import type {HttpRequest, HttpResponse, Ports} from '../ports.js'
import {authorizeConnect} from './authorize-connect.js'
import {checkConnectKey} from './check-connect-key.js'
import type {ConnectionFacts} from './connection.js'
import {toRefusal, toUpgradeRefusal} from './error-answer.js'
import {noteAuthorization} from '../rest/note-authorization.js'
import {limitConnections} from './limit-connections.js'
import {callRoute, newJourney, report, type Journey} from './event-journey.js'
import type {Reply} from './map-reply.js'
import {connectEvent, type RoutedEvent, type SocketEvent, type UpgradeTarget} from './socket-event.js'
import {throttleEvent} from './throttle-event.js'
import {validateEvent} from './validate-event.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/** What becomes of an upgrade request: a connection with the subprotocol that the integration chose, or an answer. */
export type ConnectOutcome =
  {kind: 'accepted'; facts: ConnectionFacts; protocol: string | undefined} | {kind: 'refused'; response: HttpResponse}

/** One upgrade request through the `$connect` route. Always answers; an API without that route accepts. */
export async function invokeConnect(
  upgrade: HttpRequest,
  target: UpgradeTarget,
  deployment: WebSocketDeployment,
  ports: Ports,
): Promise<ConnectOutcome> {
  const event = connectEvent(upgrade, target, deployment, ports)
  const journey = newJourney(event, ports)
  const outcome = await connect(event, journey)
  const status = outcome.kind === 'accepted' ? 200 : outcome.response.status
  report(event, status, journey, ports)
  return outcome
}

async function connect(event: SocketEvent, journey: Journey): Promise<ConnectOutcome> {
  const {pass, details} = journey
  try {
    if (hasTwoAuthorizations(event)) return {kind: 'refused', response: badRequestPage}
    pass('limitConnections', event, limitConnections)
    const route = event.deployment.api.routes.get('$connect')
    const reply = route === undefined ? undefined : await admit({event, route}, journey)
    if (route === undefined) details.messages = 1
    if (reply !== undefined && (reply.status < 200 || reply.status > 299)) {
      return {kind: 'refused', response: passedOn(reply)}
    }
    return {kind: 'accepted', facts: factsOf(event), protocol: reply && chosenProtocol(reply)}
  } catch (error) {
    const refusal = toRefusal(error)
    const {type, reason, clientMessage: message, validationErrors} = refusal
    details.invocation.errorType = type
    details.invocation.errorMessage = reason
    details.error = {message, responseType: type, validationErrorString: validationErrors}
    return {kind: 'refused', response: pass('toUpgradeRefusal', {refusal, event}, toUpgradeRefusal)}
  }
}

/** The phases, in AWS's order; each needs the value of an earlier one. */
async function admit(routed: RoutedEvent, journey: Journey): Promise<Reply> {
  const {pass, details} = journey
  const authorized = await authorize(routed, journey)
  const metered = pass('checkConnectKey', authorized, checkConnectKey)
  pass('throttleEvent', metered, throttleEvent)
  await pass('validateEvent', metered.routed, validateEvent)
  details.messages = 1
  return callRoute(metered.routed, journey)
}

/** Logs want to know how an authorization went; without one there is nothing to note. */
function authorize(routed: RoutedEvent, {pass, details, nowMs}: Journey) {
  const ask = () => pass('authorizeConnect', routed, authorizeConnect)
  const {kind} = routed.route.authorization
  if (kind === 'none' || kind === 'refused') return ask()
  const {event} = routed
  const facts = () => ({isSigned: event.context.identity.accessKey !== undefined, call: event.authorizerCall})
  return noteAuthorization(ask, {kind, nowMs, facts}, (outcome) => (details.authorization = outcome))
}

function hasTwoAuthorizations({upgrade, deployment}: SocketEvent): boolean {
  const kind = deployment.api.routes.get('$connect')?.authorization.kind ?? 'none'
  return kind !== 'none' && headerValues(upgrade?.rawHeaders ?? [], 'authorization').length > 1
}

/** What AWS's front answers to two Authorization headers (captured September 2026). */
const badRequestPage: HttpResponse = {
  status: 400,
  headers: ['Content-Type', 'text/html'],
  body: Buffer.from(
    '<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n</body>\r\n</html>\r\n',
  ),
}

function factsOf({context}: SocketEvent): ConnectionFacts {
  const {stage, connectedAt, identity, domainName, connectionId, apiId, authorizer} = context
  const facts = {stage, connectedAt, identity, domainName, connectionId, apiId}
  if (authorizer === undefined) return facts
  return {...facts, authorizer: omit(authorizer, 'integrationLatency')}
}

/** The one header of the answer that reaches the client: it must be one of the subprotocols that the client offered. */
function chosenProtocol({headers}: Reply): string | undefined {
  return lastHeader(headers, 'sec-websocket-protocol')
}

const ofTheConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'sec-websocket-accept',
  'transfer-encoding',
  'upgrade',
])

function passedOn({status, headers, body}: Reply): HttpResponse {
  return {status, headers: withoutHeaders(headers, (name) => ofTheConnection.has(name)), body}
}
