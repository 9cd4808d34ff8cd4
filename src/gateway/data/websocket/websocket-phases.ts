import type {HttpResponse} from '../ports.js'
import type {GatewayError} from '../rest/gateway-error.js'
import type {Answer, Outgoing} from '../rest/outgoing.js'
import type {AuthorizedConnect} from './authorize-connect.js'
import type {MeteredEvent} from './check-connect-key.js'
import type {Reply} from './map-reply.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/** The phases of an event in AWS's order, each with what it works on and what it makes of it (`unknown`: it only lets through). */
export type WebSocketPhases = {
  limitConnections: {input: SocketEvent; output: unknown}
  selectEventRoute: {input: SocketEvent; output: RoutedEvent}
  authorizeConnect: {input: RoutedEvent; output: AuthorizedConnect}
  checkConnectKey: {input: AuthorizedConnect; output: MeteredEvent}
  throttleEvent: {input: MeteredEvent; output: unknown}
  validateEvent: {input: RoutedEvent; output: unknown}
  mapEvent: {input: RoutedEvent; output: Outgoing}
  callEventIntegration: {input: {outgoing: Outgoing; routed: RoutedEvent}; output: Answer}
  mapReply: {input: {answer: Answer; routed: RoutedEvent}; output: Reply}
  toUpgradeRefusal: {input: {refusal: GatewayError; event: SocketEvent}; output: HttpResponse}
  toErrorFrame: {input: {refusal: GatewayError; event: SocketEvent}; output: Buffer}
}
