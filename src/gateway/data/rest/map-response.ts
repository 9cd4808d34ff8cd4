import type {HttpResponse} from '../ports.js'
import {eachHeader, headerText, isHeaderName, lastHeader, mediaType, withoutHeaders} from '../header-list.js'
import {binaryTemplate, convertResponse, isBinaryType} from './binary.js'
import type {CompiledIntegration, CompiledIntegrationResponse} from './compiled-api.js'
import type {Overrides} from './context-variables.js'
import {GatewayError} from './gateway-error.js'
import {isDroppedFromResponse, remappedName} from './header-rules.js'
import {JsonBody} from './json-body.js'
import {textOf} from './map-body.js'
import {renderMapping, type MappingTemplate, type MappingTemplates} from './mapping-template.js'
import type {Matched} from './match-method.js'
import type {Answer} from './outgoing.js'
import {parameterValues, type MessageParts} from './parameter-value.js'

type IntegrationType = Exclude<CompiledIntegration['type'], 'refused'>

/** Makes the client's response out of the integration's answer; `warning` becomes a header. Source: docs/aws-facts.md "Integrations". */
export function mapResponse({
  answer,
  matched,
  warning,
}: {
  answer: Answer
  matched: Matched
  warning: string | undefined
}): HttpResponse {
  const response = mapAnswer(answer, matched)
  return warning === undefined ? response : {...response, headers: [...response.headers, 'Warning', warning]}
}

function mapAnswer(answer: Answer, matched: Matched): HttpResponse {
  const integration = matched.method.integration()
  switch (integration.type) {
    case 'AWS_PROXY':
    case 'HTTP_PROXY':
      if (answer.stream !== undefined) return streamedResponse(answer, matched, integration.type, answer.stream)
  }
  switch (integration.type) {
    case 'AWS_PROXY':
      return proxyResponse(answer, matched, 'AWS_PROXY', proxyBody(answer, matched))
    case 'HTTP_PROXY':
      return proxyResponse(answer, matched, 'HTTP_PROXY', convertedBody(answer, matched, undefined))
    case 'refused':
      throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: integration.reason})
    default:
      return mappedResponse(answer, matched, integration.type, selectResponse(answer.selectBy, integration.responses))
  }
}

/** A stream is passed on as it comes: nothing is converted, whatever its type. */
function streamedResponse(
  answer: Answer,
  matched: Matched,
  type: IntegrationType,
  body: AsyncIterable<Uint8Array>,
): HttpResponse {
  return {status: answer.status, headers: clientHeaders(answer.headers, matched, type), body}
}

function proxyResponse(answer: Answer, matched: Matched, type: IntegrationType, body: Buffer): HttpResponse {
  return {status: answer.status, headers: clientHeaders(answer.headers, matched, type), body}
}

/** Base64 text of a function is decoded only for a client whose first Accept type is binary (recorded). */
function proxyBody(answer: Answer, matched: Matched): Buffer {
  return answer.isBase64Encoded && wantsBinary(matched)
    ? Buffer.from(answer.body.toString('latin1'), 'base64')
    : answer.body
}

function mappedResponse(
  answer: Answer,
  matched: Matched,
  type: IntegrationType,
  selected: CompiledIntegrationResponse | undefined,
): HttpResponse {
  if (selected === undefined) throw noResponse(answer.selectBy)
  if (!selected.declared) throw undeclared(selected.status)
  const {bytes, override} = renderedBody(answer, matched, selected)
  const headers = withOverrides(mappedHeaders(answer, matched, selected), override)
  return {
    status: override.status ?? selected.status,
    headers: clientHeaders(headers, matched, type),
    body: bytes,
  }
}

/** The answer's body through the response template, if there is one, and what templates overrode up to here. */
function renderedBody(
  answer: Answer,
  matched: Matched,
  selected: CompiledIntegrationResponse,
): {bytes: Buffer; override: Overrides['response']} {
  const earlier = matched.request.context.responseOverride ?? {header: {}}
  const payload = convertedPayload(answer, matched, selected.contentHandling)
  const template = responseTemplate(selected.templates, matched)
  if (template === undefined || 'passthrough' in template) return {bytes: payload.bytes, override: earlier}
  if (payload.isBinary) throw binaryTemplate('response')
  const {
    text,
    bytes = Buffer.from(text),
    overrides,
  } = renderMapping(template, textOf(payload.bytes), matched, 'response')
  const {status = earlier.status, header} = overrides.response
  const override = {...(status === undefined ? {} : {status}), header: {...earlier.header, ...header}}
  return {bytes, override}
}

/** The first response whose pattern covers the text; without one, the first that has no pattern. */
export function selectResponse(
  selectBy: string,
  responses: readonly CompiledIntegrationResponse[],
): CompiledIntegrationResponse | undefined {
  return (
    responses.find(({selection}) => selection?.().matches(selectBy) === true) ??
    responses.find(({selection}) => selection === undefined)
  )
}

function noResponse(selectBy: string): GatewayError {
  return new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `Execution failed due to configuration error: No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${selectBy}`,
  })
}

function undeclared(status: number): GatewayError {
  return new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `Execution failed due to configuration error: Output mapping refers to an invalid method response: ${status}`,
  })
}

/** By the client's Accept, else application/json, else the first one there is. */
export function responseTemplate(templates: MappingTemplates, {request}: Matched): MappingTemplate | undefined {
  if (templates.byType.size === 0) return undefined
  const accepted = mediaType(request.headers.last('accept'))
  const exact = accepted === undefined ? undefined : templates.byType.get(accepted)
  return exact ?? templates.byType.get('application/json') ?? templates.first
}

function wantsBinary({request, deployment}: Matched): boolean {
  const {binaryMediaTypes} = deployment.api
  const accept = request.headers.last('accept')
  return accept !== undefined && isBinaryType(binaryMediaTypes, accept)
}

function convertedPayload(answer: Answer, matched: Matched, handling: CompiledIntegrationResponse['contentHandling']) {
  const contentType = lastHeader(answer.headers, 'content-type')
  const isBinary = isBinaryType(matched.deployment.api.binaryMediaTypes, contentType)
  return convertResponse(answer.body, isBinary, wantsBinary(matched), handling)
}

function convertedBody(answer: Answer, matched: Matched, handling: undefined): Buffer {
  return convertedPayload(answer, matched, handling).bytes
}

function mappedHeaders(answer: Answer, matched: Matched, {headers}: CompiledIntegrationResponse): string[] {
  if (headers.length === 0) return []
  const message = answerParts(answer)
  const list: string[] = []
  for (const {name, source} of headers) {
    const values = parameterValues(source, message, matched.request.context, matched.deployment.variables)
    for (const value of values) list.push(name, headerText(value))
  }
  return list
}

function answerParts(answer: Answer): MessageParts {
  return {
    headers: answer.headers,
    query: () => [],
    path: () => undefined,
    body: new JsonBody(answer.body, (cause) => {
      return new GatewayError(
        {
          type: 'DEFAULT_5XX',
          reason: 'Execution failed due to configuration error: Unable to transform response: the body is no JSON.',
          logged: ['Execution failed due to configuration error: Unable to transform response'],
        },
        {cause},
      )
    }),
  }
}

function withOverrides(mapped: string[], {header}: Overrides['response']): string[] {
  const forced = Object.entries(header).filter(([name]) => isHeaderName(name))
  if (forced.length === 0) return mapped
  const taken = new Set(forced.map(([name]) => name.toLowerCase()))
  const list = withoutHeaders(mapped, (lowerName) => taken.has(lowerName))
  for (const [name, values] of forced) for (const value of [values].flat()) list.push(name, headerText(value))
  return list
}

/** Drops and renames what the gateway keeps for itself, and adds what every answer carries. */
function clientHeaders(headers: readonly string[], {request}: Matched, type: IntegrationType): string[] {
  const list: string[] = []
  eachHeader(headers, (name, lowerName, value) => {
    if (!isDroppedFromResponse(lowerName, type)) list.push(remappedName(lowerName, type) ?? name, value)
  })
  if (lastHeader(list, 'content-type') === undefined) list.push('Content-Type', 'application/json')
  list.push('x-amzn-RequestId', request.context.requestId, 'x-amz-apigw-id', request.context.extendedRequestId)
  if (type !== 'MOCK' && type !== 'HTTP_PROXY') list.push('X-Amzn-Trace-Id', request.headers.traceId)
  return list
}
