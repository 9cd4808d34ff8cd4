import {setMissingHeader} from '../header-list.js'
import {addOwnHeaders, hasBody} from '../rest/backend-headers.js'
import type {HttpTarget} from '../rest/compiled-api.js'
import {encodeForUri, integrationUrl} from '../rest/integration-url.js'
import type {Outgoing} from '../rest/outgoing.js'
import type {RequestMapping} from '../rest/parameter-source.js'
import {renderUri} from '../rest/uri-template.js'
import {vpcLinkOf} from '../rest/vpc-link-of.js'
import {eventParameters} from './event-parameters.js'
import {neverLeaves} from './never-leaves.js'
import type {SocketEvent} from './socket-event.js'

const noBody = Buffer.alloc(0)

/** A call to an HTTP backend: mapped parameters and the gateway's own headers; a message brings none of a client's. */
export function mapHttpEvent(
  event: SocketEvent,
  integration: HttpTarget & {mapping: RequestMapping},
  body: Buffer,
): Outgoing {
  const {mapping, httpMethod: method = 'POST', timeoutMs, insecureSkipVerification, origins} = integration
  const {clientCertificateId} = event.deployment.stage
  const parameters = eventParameters(event, mapping)
  const uri = renderUri(integration.uri, event.deployment.variables, (name, place) => {
    const value = parameters.path(name)
    return value === undefined ? undefined : encodeForUri(value, place)
  })
  const headers = parameters.headers.flat()
  if (hasBody(method)) setMissingHeader(headers, 'Content-Type', 'application/json')
  addOwnHeaders(headers, {apiId: event.context.apiId, traceId: event.traceId})
  return {
    kind: 'http',
    request: {
      method,
      ...integrationUrl(uri, parameters.query, origins),
      headers,
      body: hasBody(method) ? body : noBody,
      timeoutMs,
      insecureSkipVerification,
      ...(clientCertificateId !== undefined && {clientCertificateId}),
      ...vpcLinkOf(integration, event.deployment.variables),
      client: neverLeaves,
    },
  }
}
