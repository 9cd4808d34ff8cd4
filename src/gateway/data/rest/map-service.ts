import {lastHeader, setMissingHeader} from '../header-list.js'
import type {Query} from '../query-string.js'
import {serviceFacts} from '../services/service-facts.js'
import {parseServiceUri} from '../services/service-uri.js'
import type {ServiceUri} from '../services/service-uri.js'
import {formatServiceQuery, servicePath} from '../services/service-target.js'
import {addDefaults, hasBody} from './backend-headers.js'
import type {CompiledIntegration} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {mapBody} from './map-body.js'
import {mapParameters, type MappedParameters} from './map-parameters.js'
import type {Matched} from './match-method.js'
import type {Outgoing} from './outgoing.js'
import {renderUri} from './uri-template.js'

type ServiceIntegration = Extract<CompiledIntegration, {calls: 'service'}>

/** Integration request of type AWS to a service other than Lambda, by path or by action. Source: integrations.md §2, §3. */
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
      target: targetOf(uri, mapped.query),
      headers: headersOf(matched, mapped, uri),
      // A body on GET would be signed and then not read.
      body: hasBody(method) ? Buffer.from(body) : Buffer.alloc(0),
      credentials: renderUri(integration.credentials, deployment.variables, () => undefined),
      caller: request.context.identity.accessKey ?? undefined,
      accountId: deployment.api.accountId,
      timeoutMs: integration.timeoutMs,
      get signal() {
        return request.incoming.signal
      },
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

/** An action goes into the query, whatever protocol its service speaks, as the service's first parameter. */
function targetOf(uri: ServiceUri, query: Query): string {
  if (uri.kind === 'path') {
    const [path = '/', own = ''] = uri.path.split('?', 2)
    return withQuery(path, [own, formatServiceQuery(query)])
  }
  return withQuery('/', [formatServiceQuery([['Action', uri.action]]), uri.query, formatServiceQuery(query)])
}

function withQuery(path: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&')
  return query === '' ? path : `${path}?${query}`
}

/**
 * What is mapped, the gateway's own headers, and for an action of a JSON service its target and content type: DynamoDB,
 * Kinesis and Step Functions take actions whose integration sets neither (recorded by localstack, July 2024).
 */
function headersOf(matched: Matched, mapped: MappedParameters, uri: ServiceUri): string[] {
  const headers = mapped.headers.flat()
  const json = uri.kind === 'action' ? serviceFacts(uri.service, uri.subdomain).json : undefined
  if (json !== undefined && uri.kind === 'action') {
    setMissingHeader(headers, 'X-Amz-Target', `${json.target}.${uri.action}`)
    setMissingHeader(headers, 'Content-Type', json.contentType)
  }
  addDefaults(headers, matched)
  return lastHeader(headers, 'content-type') === undefined ? [...headers, 'Content-Type', 'application/json'] : headers
}
