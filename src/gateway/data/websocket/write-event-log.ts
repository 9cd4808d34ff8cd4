import type {PhaseRecord} from '../phase.js'
import type {Ports} from '../ports.js'
import {logEvents} from '../rest/log-entry.js'
import {eventLines} from './event-lines.js'
import type {SocketEvent} from './socket-event.js'
import type {WebSocketPhases} from './websocket-phases.js'

/**
 * Writes the execution log of one event where its route has one; messages that no route takes are in no log.
 * Source: docs/aws-facts.md "Metrics and logs" (captured September 2026).
 */
export function writeEventLog(
  event: SocketEvent,
  records: readonly PhaseRecord<WebSocketPhases>[],
  status: number,
  ports: Ports,
): void {
  const {context, deployment} = event
  const route = context.routeKey === undefined ? undefined : deployment.api.routes.get(context.routeKey)
  if (route === undefined || records.length === 0) return
  const depth = deployment.logDepthOf(route.routeKey)
  if (depth.level === 'OFF') return
  const events = logEvents(eventLines({event, route}, records, status), depth, context)
  const {apiId, accountId, region} = deployment.api
  const groupName = `/aws/apigateway/${apiId}/${deployment.stage.stageName}`
  if (events.length > 0) ports.writeLogs({scope: {accountId, region}, groupName, events})
}
