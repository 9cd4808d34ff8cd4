import type {BackendRequest} from '../ports.js'
import type {Query} from '../query-string.js'
import {addDefaults, hasBody} from './backend-headers.js'
import type {CompiledIntegration, HttpTarget} from './compiled-api.js'
import {isDroppedBeforeHttp} from './header-rules.js'
import {encodeForUri, integrationUrl} from './integration-url.js'
import {convertBody, mapBody} from './map-body.js'
import {mapParameters, type MappedParameters} from './map-parameters.js'
import type {Matched} from './match-method.js'
import type {Outgoing} from './outgoing.js'
import {renderUri} from './uri-template.js'
import {vpcLinkOf} from './vpc-link-of.js'

/** Integration request of type HTTP: only what mapping sets, plus the gateway's own headers. */
export function mapHttp(matched: Matched, integration: Extract<CompiledIntegration, {type: 'HTTP'}>): Outgoing {
  const {body, override} = mapBody(matched, integration)
  const mapped = mapParameters(matched, integration, override)
  const verb = integration.httpMethod ?? matched.request.method
  const headers: string[] = []
  for (const [name, value] of mapped.headers) headers.push(name, value)
  addDefaults(headers, matched)
  return httpOutgoing(matched, integration, {verb, headers, query: mapped.query, path: mapped.path, body})
}

/** Integration request of type HTTP_PROXY: the client's request, with mapped parameters on top. */
export function mapHttpProxy(
  matched: Matched,
  integration: Extract<CompiledIntegration, {type: 'HTTP_PROXY'}>,
): Outgoing {
  const {request, deployment} = matched
  const mapped = mapParameters(matched, integration, undefined)
  const replaced = new Set(mapped.headers.map(([name]) => name.toLowerCase()))
  const headers = request.headers.allBut((name) => isDroppedBeforeHttp(name) || replaced.has(name))
  for (const [name, value] of mapped.headers) headers.push(name, value)
  headers.push('X-Amzn-Apigateway-Api-Id', deployment.api.apiId)
  const verb = integration.httpMethod ?? request.method
  const {bytes: body} = convertBody(matched, integration.contentHandling)
  // The request's own parameters come before mapped ones (recorded: testVar=foobar,bar).
  const query = [...request.query, ...mapped.query]
  return httpOutgoing(matched, integration, {verb, headers, query, path: mapped.path, body})
}

type HttpParts = {verb: string; headers: string[]; query: Query; path: MappedParameters['path']; body: string | Buffer}

function httpOutgoing(matched: Matched, target: HttpTarget, parts: HttpParts): Outgoing {
  const uri = renderUri(target.uri, matched.deployment.variables, (name, place) => {
    const found = parts.path(name)
    if (found === undefined) return undefined
    return found.isRaw && place === 'path' ? found.value : encodeForUri(found.value, place)
  })
  const {clientCertificateId} = matched.deployment.stage
  const request: BackendRequest = {
    method: parts.verb,
    ...integrationUrl(uri, parts.query, target.origins),
    headers: parts.headers,
    body: hasBody(parts.verb) ? bytesOf(parts.body) : noBody,
    timeoutMs: target.timeoutMs,
    insecureSkipVerification: target.insecureSkipVerification,
    ...(clientCertificateId !== undefined && {clientCertificateId}),
    ...(target.limits !== undefined && {streams: true}),
    ...vpcLinkOf(target, matched.deployment.variables),
    client: matched.request.incoming,
  }
  return target.limits === undefined ? {kind: 'http', request} : {kind: 'http', request, limits: target.limits}
}

const noBody = Buffer.alloc(0)

function bytesOf(body: string | Buffer): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : body
}
