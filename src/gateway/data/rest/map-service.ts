import {setMissingHeader} from '../header-list.js'
import {setServiceHeaders} from '../services/service-headers.js'
import {parseServiceUri} from '../services/service-uri.js'
import type {ServiceUri} from '../services/service-uri.js'
import {servicePath, serviceTarget} from '../services/service-target.js'
import {addDefaults, hasBody} from './backend-headers.js'
import type {CompiledIntegration} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {mapBody} from './map-body.js'
import {mapParameters, type MappedParameters} from './map-parameters.js'
import type {Matched} from './match-method.js'
import type {Outgoing} from './outgoing.js'
import {renderUri} from './uri-template.js'

type ServiceIntegration = Extract<CompiledIntegration, {calls: 'service'}>

/** Integration request of type AWS to a service other than Lambda, by path or by action. Source: docs/aws-facts.md "Integrations". */
export function mapService(matched: Matched, integration: ServiceIntegration): Outgoing {
  const {request, deployment} = matched
  const {body, override} = mapBody(matched, integration)
  const mapped = mapParameters(matched, integration, override)
  const uri = serviceUri(matched, integration, mapped.path)
  const method = integration.httpMethod ?? request.method
  const {service, subdomain, region, partition} = uri
  return {
    kind: 'service',
    request: {
      service,
      subdomain,
      region,
      partition,
      method,
      target: serviceTarget(uri, mapped.query),
      headers: headersOf(matched, mapped, uri),
      // A body on GET would be signed and then not read.
      body: hasBody(method) ? Buffer.from(body) : Buffer.alloc(0),
      credentials: renderUri(integration.credentials, deployment.variables, () => undefined),
      caller: request.context.identity.accessKey ?? undefined,
      accountId: deployment.api.accountId,
      timeoutMs: integration.timeoutMs,
      client: request.incoming,
    },
  }
}

function serviceUri(matched: Matched, {uri}: ServiceIntegration, path: MappedParameters['path']): ServiceUri {
  const rendered = renderUri(uri, matched.deployment.variables, (name, place) => {
    const found = path(name)
    return found === undefined ? undefined : servicePath(found, place)
  })
  const parsed = parseServiceUri(rendered)
  if (parsed !== undefined) return parsed
  throw new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `Execution failed due to configuration error: ${rendered} names no action or path of a service.`,
  })
}

/** What is mapped, what the service needs, and the gateway's own headers. */
function headersOf(matched: Matched, mapped: MappedParameters, uri: ServiceUri): string[] {
  const headers = mapped.headers.flat()
  setServiceHeaders(headers, uri)
  addDefaults(headers, matched)
  setMissingHeader(headers, 'Content-Type', 'application/json')
  return headers
}
