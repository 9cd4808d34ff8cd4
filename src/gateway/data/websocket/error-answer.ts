import type {HttpResponse} from '../ports.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {SocketEvent} from './socket-event.js'

type Refused = {refusal: GatewayError; event: SocketEvent}

/**
 * The frame that tells a connected client of a refused or failed message; the connection stays open. Spacing as in
 * public transcripts. Source: docs/aws-facts.md "WebSocket".
 */
export function toErrorFrame({refusal, event}: Refused): Buffer {
  const {connectionId, requestId} = event.context
  const message = JSON.stringify(clientMessage(refusal))
  return Buffer.from(`{"message": ${message}, "connectionId":"${connectionId}", "requestId":"${requestId}"}`)
}

/** The HTTP answer to an upgrade request that becomes no connection. Source: docs/aws-facts.md "WebSocket" (captured September 2026). */
export function toUpgradeRefusal({refusal, event}: Refused): HttpResponse {
  const {connectionId, requestId} = event.context
  const {authorization} = event.deployment.api.routes.get('$connect') ?? {}
  const isAboutSigner = refusal.type === 'ACCESS_DENIED' || refusal.type === 'MISSING_AUTHENTICATION_TOKEN'
  const hint = refusal.hint === undefined ? [] : ['x-apigw-local-hint', refusal.hint]
  if (authorization?.kind === 'iam' && isAboutSigner) {
    const headers = ['Content-Type', 'application/json', 'x-amzn-RequestId', requestId, ...hint]
    const body = Buffer.from(JSON.stringify({message: clientMessage(refusal)}))
    return {status: refusal.status, headers: [...headers, 'x-amzn-ErrorType', refusal.errorType], body}
  }
  return {
    status: refusal.status,
    headers: ['Content-Type', 'application/json; charset=UTF-8', 'x-amz-apigw-id', requestId],
    body: Buffer.from(JSON.stringify({message: clientMessage(refusal), connectionId, requestId})),
  }
}

/** How a phase refused; what no phase foresaw is our defect, and still an answer. */
export function toRefusal(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new GatewayError(
    {type: 'DEFAULT_5XX', reason: `Internal error of the local gateway: ${detail}`},
    {cause: error},
  )
}

/** Clients are not told how a backend could not be reached. */
function clientMessage({type, clientMessage: message}: GatewayError): string | null {
  return type === 'INTEGRATION_FAILURE' ? 'Internal server error' : message
}
