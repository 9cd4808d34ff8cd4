import type {Ports} from '../ports.js'
import type {Connection} from './connection.js'
import {toRefusal} from './error-answer.js'
import {callRoute, newJourney, report} from './event-journey.js'
import {disconnectEvent} from './socket-event.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/** Tells the `$disconnect` route, if there is one, that a connection has ended. Never rejects: nobody is left to tell. */
export async function invokeDisconnect(
  connection: Connection,
  closing: {code: number; reason: string},
  deployment: WebSocketDeployment,
  ports: Ports,
): Promise<void> {
  const event = disconnectEvent(connection, closing, deployment, ports)
  const journey = newJourney(event, ports)
  const {details} = journey
  details.messages = 1
  const route = deployment.api.routes.get('$disconnect')
  let status = 200
  try {
    if (route !== undefined) ({status} = await callRoute({event, route}, journey))
  } catch (error) {
    const refusal = toRefusal(error)
    details.invocation.errorType = refusal.type
    details.invocation.errorMessage = refusal.reason
    details.error = {message: refusal.clientMessage, responseType: refusal.type, validationErrorString: undefined}
    status = refusal.status
  }
  report(event, status, journey, ports)
}
