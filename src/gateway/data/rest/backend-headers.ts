import {setMissingHeader} from '../header-list.js'
import type {Matched} from './match-method.js'

/**
 * Adds the headers of every non-proxy call, as recorded by localstack (test_apigateway_http, test_apigateway_integrations,
 * July and August 2024).
 */
export function addDefaults(headers: string[], {request, deployment}: Matched): void {
  const carriesBody = hasBody(request.method) || request.body.length > 0
  const contentType = carriesBody ? request.headers.last('content-type') : undefined
  if (contentType !== undefined) setMissingHeader(headers, 'Content-Type', contentType)
  addOwnHeaders(headers, {apiId: deployment.api.apiId, traceId: request.headers.traceId})
}

/** The headers by which the gateway makes itself known; an event of a WebSocket may have no trace. */
export function addOwnHeaders(headers: string[], {apiId, traceId}: {apiId: string; traceId: string | undefined}): void {
  setMissingHeader(headers, 'Accept', 'application/json')
  setMissingHeader(headers, 'User-Agent', `AmazonAPIGateway_${apiId}`)
  headers.push('X-Amzn-Apigateway-Api-Id', apiId)
  if (traceId !== undefined) headers.push('X-Amzn-Trace-Id', traceId)
}

/** Whether a request of this verb carries its body on. */
export function hasBody(verb: string): boolean {
  return verb !== 'GET' && verb !== 'HEAD' && verb !== 'OPTIONS'
}
