import {lastHeader, mediaType} from '../header-list.js'
import {convertRequest, isBinaryType, type Payload} from './binary.js'
import type {MappedIntegration} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'
import {renderMapping, type RequestOverride} from './mapping-template.js'
import type {Matched} from './match-method.js'

export type MappedBody = {payload: Payload; override: RequestOverride | undefined}

/** Renders the template of the request's type; without one the body passes through where passthroughBehavior allows it. */
export function mapBody(matched: Matched, integration: MappedIntegration): MappedBody {
  const {templates, passthrough} = integration
  const type = mediaType(lastHeader(matched.request.headers, 'content-type')) ?? 'application/json'
  const template = templates.byType.get(type) ?? templates.byType.get('$default')
  const isRefused = passthrough === 'NEVER' || (passthrough === 'WHEN_NO_TEMPLATES' && templates.byType.size > 0)
  if (template === undefined && isRefused) throw unsupportedMediaType(type, passthrough)
  const payload = convertBody(matched, integration.contentHandling)
  if (template === undefined) return {payload, override: undefined}
  if (payload.isBinary) throw binaryTemplate()
  const {text, overrides} = renderMapping(template, payload.bytes.toString(), matched, 'request')
  return {payload: {bytes: Buffer.from(text), isBinary: false}, override: overrides.request}
}

/** The body by the rules of binaryMediaTypes and contentHandling. */
export function convertBody({request, deployment}: Matched, handling: MappedIntegration['contentHandling']): Payload {
  const isBinary = isBinaryType(deployment.api.binaryMediaTypes, lastHeader(request.headers, 'content-type'))
  return convertRequest(request.body, isBinary, handling)
}

function unsupportedMediaType(type: string, passthrough: string): GatewayError {
  return new GatewayError({
    type: 'UNSUPPORTED_MEDIA_TYPE',
    reason: `No request template for ${type}, and passthroughBehavior is ${passthrough}.`,
  })
}

function binaryTemplate(): GatewayError {
  return new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason:
      'Execution failed due to configuration error: a template cannot read a binary body; set contentHandling to CONVERT_TO_TEXT.',
  })
}
