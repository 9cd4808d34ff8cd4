import {setMissingHeader} from '../header-list.js'
import {addOwnHeaders, hasBody} from '../rest/backend-headers.js'
import type {ServiceTarget} from '../rest/compiled-api.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Outgoing} from '../rest/outgoing.js'
import type {RequestMapping} from '../rest/parameter-source.js'
import {renderUri} from '../rest/uri-template.js'
import {setServiceHeaders} from '../services/service-headers.js'
import {servicePath, serviceTarget} from '../services/service-target.js'
import {parseServiceUri} from '../services/service-uri.js'
import {eventParameters} from './event-parameters.js'
import {neverLeaves} from './never-leaves.js'
import type {SocketEvent} from './socket-event.js'

/** A call to an AWS service other than Lambda, by path or by action. */
export function mapServiceEvent(
  event: SocketEvent,
  integration: ServiceTarget & {mapping: RequestMapping},
  body: Buffer,
): Outgoing {
  const {variables, api} = event.deployment
  const {mapping, httpMethod: method = 'POST', timeoutMs, credentials} = integration
  const parameters = eventParameters(event, mapping)
  const rendered = renderUri(integration.uri, variables, (name, place) => {
    const value = parameters.path(name)
    return value === undefined ? undefined : servicePath({value, isRaw: false}, place)
  })
  const uri = parseServiceUri(rendered)
  if (uri === undefined) {
    const reason = `Execution failed due to configuration error: ${rendered} names no action or path of a service.`
    throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason})
  }
  const headers = parameters.headers.flat()
  setServiceHeaders(headers, uri)
  setMissingHeader(headers, 'Content-Type', 'application/json')
  addOwnHeaders(headers, {apiId: api.apiId, traceId: event.traceId})
  const {service, subdomain, region, partition} = uri
  return {
    kind: 'service',
    request: {
      ...{service, subdomain, region, partition, method, headers},
      target: serviceTarget(uri, parameters.query),
      body: hasBody(method) ? body : Buffer.alloc(0),
      credentials: renderUri(credentials, variables, () => undefined),
      caller: undefined,
      accountId: api.accountId,
      timeoutMs,
      client: neverLeaves,
    },
  }
}
