import {mediaType} from '../header-list.js'
import {binaryTemplate, convertRequest, isBinaryType, type Payload} from './binary.js'
import type {MappedIntegration} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {renderMapping, type MappingTemplate, type MappingTemplates} from './mapping-template.js'
import type {Overrides} from './context-variables.js'
import type {Matched} from './match-method.js'

/** What goes to the integration: rendered text, or the request's own bytes; and what the template overrode. */
export type MappedBody = {body: string | Buffer; override: Overrides['request'] | undefined}

/** Renders the template of the request's type; without one the body passes through where passthroughBehavior allows it. */
export function mapBody(matched: Matched, integration: MappedIntegration): MappedBody {
  const {templates, passthrough} = integration
  const template = requestTemplate(matched, templates)
  const isRefused = passthrough === 'NEVER' || (passthrough === 'WHEN_NO_TEMPLATES' && templates.byType.size > 0)
  if (template === undefined && isRefused) throw unsupportedMediaType(contentType(matched), passthrough)
  const payload = convertBody(matched, integration.contentHandling)
  if (template === undefined || 'passthrough' in template) return {body: payload.bytes, override: undefined}
  if (payload.isBinary) throw binaryTemplate('request')
  const {text, overrides} = renderMapping(template, textOf(payload.bytes), matched, 'request')
  rememberOverrides(matched, overrides)
  return {body: text, override: overrides.request}
}

/** The template of the request's own type, else the one for `$default`. */
export function requestTemplate(matched: Matched, templates: MappingTemplates): MappingTemplate | undefined {
  return templates.byType.get(contentType(matched)) ?? templates.byType.get('$default')
}

function contentType({request}: Matched): string {
  return mediaType(request.headers.last('content-type')) ?? 'application/json'
}

/** UTF-8 text of a body. */
export function textOf(body: string | Buffer): string {
  if (typeof body === 'string') return body
  return body.length === 0 ? '' : body.toString()
}

/** Later templates see what was overridden, and the response obeys it. */
function rememberOverrides({request}: Matched, {request: ofRequest, response}: Overrides): void {
  const {header, path, querystring} = ofRequest
  if (hasMembers(header) || hasMembers(path) || hasMembers(querystring)) request.context.requestOverride = ofRequest
  if (response.status !== undefined || hasMembers(response.header)) request.context.responseOverride = response
}

function hasMembers(map: Readonly<Record<string, unknown>>): boolean {
  for (const _name in map) return true
  return false
}

/** The body by the rules of binaryMediaTypes and contentHandling. */
export function convertBody({request, deployment}: Matched, handling: MappedIntegration['contentHandling']): Payload {
  const isBinary = isBinaryType(deployment.api.binaryMediaTypes, request.headers.last('content-type'))
  return convertRequest(request.body, isBinary, handling)
}

function unsupportedMediaType(type: string, passthrough: string): GatewayError {
  return new GatewayError({
    type: 'UNSUPPORTED_MEDIA_TYPE',
    reason: `No request template for ${type}, and passthroughBehavior is ${passthrough}.`,
  })
}
