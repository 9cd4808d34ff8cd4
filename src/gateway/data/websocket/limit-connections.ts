import type {Ports} from '../ports.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Throttle} from '../token-bucket.js'
import type {SocketEvent} from './socket-event.js'

/**
 * New connections of an account in one region, over all its WebSocket APIs. AWS names the rate; how many may come at once
 * it does not say, and a second's worth is taken.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const newConnectionThrottle: Throttle = {rateLimit: 500, burstLimit: 500}

/** Takes an upgrade request out of what its account may open, before anything else hears of it. */
export function limitConnections(
  {context, deployment}: SocketEvent,
  {connectionBuckets}: Pick<Ports, 'connectionBuckets'>,
): void {
  const {api} = deployment
  const limit = connectionBuckets?.take(api, context.requestTimeEpoch)
  if (limit === undefined) return
  const {rateLimit, burstLimit} = limit
  const reason = `The connection is over the limit of account ${api.accountId} in ${api.region}: ${rateLimit} new connections per second, ${burstLimit} at once.`
  throw new GatewayError({type: 'THROTTLED', reason})
}
