import type {Ports} from '../ports.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Connection} from './connection.js'
import {toErrorFrame, toRefusal} from './error-answer.js'
import {callRoute, newJourney, report, type Journey} from './event-journey.js'
import type {Reply} from './map-reply.js'
import {selectEventRoute} from './select-event-route.js'
import {messageEvent, type RoutedEvent, type SocketEvent} from './socket-event.js'
import {throttleEvent} from './throttle-event.js'
import {validateEvent} from './validate-event.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/** The largest message in either direction, bytes. Source: docs/aws-facts.md "Limits". */
export const maxMessageBytes = 128 * 1024

/**
 * One message of a client through its route: a two-way route's answer, and every error frame, goes back over the
 * connection. Never rejects.
 */
export async function invokeMessage(
  connection: Connection,
  text: string,
  deployment: WebSocketDeployment,
  ports: Ports,
): Promise<void> {
  const event = messageEvent(connection, text, deployment, ports)
  const journey = newJourney(event, ports)
  const status = await answer(connection, event, journey)
  report(event, status, journey, ports)
}

/** Status of the event, as logs and metrics have it. */
async function answer(connection: Connection, event: SocketEvent, journey: Journey): Promise<number> {
  const {pass, details} = journey
  try {
    const routed = pass('selectEventRoute', event, selectEventRoute)
    details.messages = 1
    const admitted = admit(routed, journey)
    if (admitted !== undefined) await admitted
    const pending = callRoute(routed, journey)
    const reply = pending instanceof Promise ? await pending : pending
    if (routed.route.isTwoWay) sendReply(connection, reply, details)
    return reply.status
  } catch (error) {
    const refusal = toRefusal(error)
    const {type, reason, status, clientMessage: message, validationErrors} = refusal
    details.invocation.errorType = type
    details.invocation.errorMessage = reason
    details.error = {message, responseType: type, validationErrorString: validationErrors}
    connection.send(pass('toErrorFrame', {refusal, event}, toErrorFrame))
    // The frame counts as a message too, but for one that no route took (captured September 2026).
    if (details.messages > 0) details.messages += 1
    return status
  }
}

function admit(routed: RoutedEvent, {pass}: Journey): Promise<unknown> | undefined {
  pass('throttleEvent', {routed, plan: undefined}, throttleEvent)
  return pass('validateEvent', routed, validateEvent)
}

/** An empty answer sends nothing; one that is too large ends the connection, as on AWS. */
function sendReply(connection: Connection, {body}: Reply, details: Journey['details']): void {
  if (body.length === 0) return
  if (body.length > maxMessageBytes) {
    connection.close(1009, 'Message too big')
    const reason = `The reply of ${body.length} bytes is larger than ${maxMessageBytes} bytes.`
    throw new GatewayError({type: 'REQUEST_TOO_LARGE', reason})
  }
  connection.send(body)
  details.messages += 1
}
