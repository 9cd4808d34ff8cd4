import {withoutHeaders} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import {lambdaFunctionArn} from '../lambda-uri.js'
import {originUrl} from '../origin-url.js'
import type {BackendRequest, ServiceRequest} from '../ports.js'
import {renderUri} from '../rest/uri-template.js'
import type {CompiledHttpIntegration, PayloadVersion} from './compiled-http-api.js'
import {eventV1} from './event-v1.js'
import {eventV2} from './event-v2.js'
import type {Caller} from './http-context.js'
import type {RouteCall} from './http-phases.js'
import {HttpRefusal} from './http-refusal.js'
import type {MappedRequest} from './map-http-request.js'
import {subtypeRequest} from './map-subtype.js'
import type {Selected} from './select-route.js'

/** What goes to the integration, completely mapped. */
export type HttpOutgoing =
  | {kind: 'lambda'; functionArn: string; payload: string; payloadVersion: PayloadVersion; timeoutMs: number}
  | {kind: 'http'; request: BackendRequest}
  | {kind: 'service'; request: ServiceRequest}

/** Integrations that the gateway carries out. */
export type Carried = Exclude<CompiledHttpIntegration, {type: 'refused'}>

/** Makes the integration request out of the mapped parameters. */
export function toOutgoing({selected, integration, caller, mapped}: RouteCall & {mapped: MappedRequest}): HttpOutgoing {
  switch (integration.type) {
    case 'lambda':
      return lambdaOutgoing(selected, integration, caller, mapped)
    case 'http':
      return {kind: 'http', request: backendRequest(selected, integration, mapped)}
    case 'private':
      return {kind: 'http', request: privateRequest(selected, integration, mapped)}
    case 'service':
      return {kind: 'service', request: subtypeRequest(selected, integration, caller)}
  }
}

function lambdaOutgoing(
  selected: Selected,
  {uri, payloadVersion, timeoutMs}: Extract<Carried, {type: 'lambda'}>,
  caller: Caller,
  mapped: MappedRequest,
): HttpOutgoing {
  const rendered = renderUri(uri, selected.deployment.variables, () => undefined)
  const functionArn = lambdaFunctionArn(rendered)
  if (functionArn === undefined)
    throw new HttpRefusal('API_CONFIGURATION_ERROR', `${rendered} names no Lambda function.`)
  const event = payloadVersion === '2.0' ? eventV2(selected, caller, mapped) : eventV1(selected, caller, mapped)
  return {kind: 'lambda', functionArn, payload: JSON.stringify(event), payloadVersion, timeoutMs}
}

function backendRequest(
  {request, deployment, pathParameters}: Selected,
  {uri, method, timeoutMs, appendsPath, origins}: Extract<Carried, {type: 'http'}>,
  mapped: MappedRequest,
): BackendRequest {
  const rendered = renderUri(uri, deployment.variables, (name) => {
    const value = pathParameters[name]
    return value === undefined ? undefined : encodePath(value)
  })
  const [, origin, ownPath = '', ownQuery = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(rendered) ?? []
  const url = origin === undefined ? undefined : originUrl(origins, origin)
  if (url === undefined) {
    throw new HttpRefusal('API_CONFIGURATION_ERROR', `The integration has the invalid address ${rendered}.`)
  }
  const added = appendsPath ? encodePath(request.path ?? '/') : ''
  const path =
    mapped.newPath === undefined
      ? `${ownPath.replace(/\/$/, added === '' ? '/' : '')}${added}`
      : withSlash(encodePath(mapped.newPath))
  const query = [ownQuery, mapped.rawQuery].filter((part) => part !== '').join('&')
  return {
    method: method ?? request.method,
    url,
    target: `${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`,
    headers: backendHeaders(mapped.headers, request.context),
    body: request.body,
    timeoutMs,
    insecureSkipVerification: false,
    client: request.incoming,
  }
}

/**
 * A request through a VPC link: the path is the client's with its stage, unless a mapping overwrites it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
function privateRequest(
  {request}: Selected,
  {link, method, serverName, timeoutMs}: Extract<Carried, {type: 'private'}>,
  {newPath, rawQuery, headers}: MappedRequest,
): BackendRequest {
  const path = withSlash(encodePath(newPath ?? request.context.path))
  return {
    method: method ?? request.method,
    url: new URL(serverName === undefined ? 'http://private.invalid' : `https://${serverName}`),
    target: `${path}${rawQuery === '' ? '' : `?${rawQuery}`}`,
    headers: ['Host', serverName ?? request.context.domainName, ...backendHeaders(headers, request.context)],
    body: request.body,
    timeoutMs,
    insecureSkipVerification: false,
    vpcLink: link,
    client: request.incoming,
  }
}

const replaced = new Set(['content-length', 'forwarded', 'host', 'via'])

/**
 * The client's headers with `Forwarded` in place of `X-Forwarded-*`, as a backend behind an HTTP API sees them
 * (`forwarded=for=…;host=…;proto=https`, `via=HTTP/1.1 AmazonAPIGateway`: public log of such a backend, April 2024).
 */
function backendHeaders(headers: HeaderList, context: Selected['request']['context']): string[] {
  const {domainName, identity} = context
  const kept = withoutHeaders(headers, (name) => replaced.has(name) || name.startsWith('x-forwarded-'))
  const address = identity.sourceIp.includes(':') ? `"[${identity.sourceIp}]"` : identity.sourceIp
  return [...kept, 'Forwarded', `for=${address};host=${domainName};proto=http`, 'Via', 'HTTP/1.1 AmazonAPIGateway']
}

/** Characters that a path may hold stay; everything else is percent-encoded, so that no value can end the path. */
function encodePath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/]+/gu, (text) => encodeURIComponent(Buffer.from(text).toString()))
}

function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}
