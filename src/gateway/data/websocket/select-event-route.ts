import {GatewayError} from '../rest/gateway-error.js'
import {evaluateSelection, memberAt} from './selection-expression.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/**
 * Finds the route of an event. Messages name theirs by the API's expression; what is no JSON, and what names no route,
 * goes to `$default`. Source: docs/aws-facts.md "WebSocket".
 */
export function selectEventRoute(event: SocketEvent): RoutedEvent {
  const {context, deployment} = event
  const {routes} = deployment.api
  const route = routes.get(context.routeKey ?? messageKey(event)) ?? routes.get('$default')
  if (route === undefined) {
    const reason = 'No route of this API is selected by the message, and it has no $default route.'
    throw new GatewayError({type: 'ACCESS_DENIED', message: 'Forbidden', reason})
  }
  context.routeKey = route.routeKey
  return {event, route}
}

/** Messages cannot select `$connect` and `$disconnect`. */
function messageKey({body, deployment}: SocketEvent): string {
  if (body.json === undefined) return '$default'
  const key = evaluateSelection(deployment.api.routeSelection, (steps) => requestValue(body, steps))
  return key === '$connect' || key === '$disconnect' ? '$default' : key
}

/** Value of `request.body.…` (`request.body` alone is the text itself). */
export function requestValue(body: SocketEvent['body'], steps: readonly string[]): unknown {
  if (steps[0] !== 'request' || steps[1] !== 'body') return undefined
  return steps.length === 2 ? body.text : memberAt(body.json?.value, steps, 2)
}
