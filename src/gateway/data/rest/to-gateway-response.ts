import {lastHeader, headerText, isHeaderName, mediaType} from '../header-list.js'
import {renderContextTemplate} from '../context-template.js'
import type {HttpResponse} from '../ports.js'
import type {CompiledGatewayResponse} from './compiled-api.js'
import {contextValue} from './context-variables.js'
import {GatewayError} from './gateway-error.js'
import {gatewayResponseTypes} from './gateway-response-type.js'
import type {RestRequest} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'

/** Any failure as a refusal: what no phase foresaw is our defect, and still an answer. */
export function toRefusal(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new GatewayError(
    {type: 'DEFAULT_5XX', reason: `Execution failed due to an internal error of the local gateway: ${message}`},
    {cause: error},
  )
}

/**
 * The HTTP answer to a refusal, by the gateway responses of the API: the type's own, else DEFAULT_4XX or DEFAULT_5XX,
 * else AWS's built-in one. Source: docs/aws-facts.md "Gateway responses".
 */
export function toGatewayResponse({
  refusal,
  request,
  deployment,
}: {
  refusal: GatewayError
  request: RestRequest
  deployment: RestDeployment
}): HttpResponse {
  const {context} = request
  context.error = {
    message: refusal.clientMessage,
    messageString: JSON.stringify(refusal.clientMessage),
    responseType: refusal.type,
    ...(refusal.validationErrors === undefined ? {} : {validationErrorString: refusal.validationErrors}),
  }
  const configured = deployment.api.gatewayResponses[refusal.type]
  const {contentType, text} = bodyOf(refusal, request, deployment, configured)
  const headers = ['Content-Type', contentType, 'x-amzn-RequestId', context.requestId]
  headers.push('x-amz-apigw-id', context.extendedRequestId, 'x-amzn-ErrorType', refusal.errorType)
  if (refusal.hint !== undefined) headers.push('x-apigw-local-hint', headerText(refusal.hint))
  return {
    status: configured.status ?? refusal.status,
    headers: withConfigured(headers, request, deployment, configured),
    body: Buffer.from(text),
  }
}

function bodyOf(
  error: GatewayError,
  request: RestRequest,
  deployment: RestDeployment,
  {templates}: CompiledGatewayResponse,
): {contentType: string; text: string} {
  if (templates === undefined) return {contentType: 'application/json', text: builtInBody(error)}
  const accepted = mediaType(request.headers.last('accept')) ?? 'application/json'
  const chosen =
    templates.find(({mediaType: type}) => type === accepted) ??
    templates.find(({mediaType: type}) => type === 'application/json') ??
    templates[0]
  if (chosen === undefined) return {contentType: 'application/json', text: ''}
  const text = renderContextTemplate(chosen.template, (steps) => valueOf(steps, request, deployment), '')
  return {contentType: chosen.mediaType, text}
}

/** `Message` with a capital is what AWS writes for denied access, and the blank after the colon differs by type. */
function builtInBody(error: GatewayError): string {
  const member = error.errorType === 'AccessDeniedException' ? 'Message' : 'message'
  const separator = gatewayResponseTypes[error.type].spaced ? ': ' : ':'
  return `{"${member}"${separator}${JSON.stringify(error.clientMessage)}}`
}

function withConfigured(
  headers: string[],
  request: RestRequest,
  deployment: RestDeployment,
  configured: CompiledGatewayResponse,
): string[] {
  for (const {name, steps, text} of configured.headers) {
    const value = steps === undefined ? text : valueOf(steps, request, deployment)
    if (typeof value !== 'string' || value === '' || !isHeaderName(name)) continue
    const at = headers.findIndex((entry, index) => index % 2 === 0 && entry.toLowerCase() === name.toLowerCase())
    if (at === -1) headers.push(name, headerText(value))
    else headers[at + 1] = headerText(value)
  }
  return headers
}

/** What templates and header expressions of gateway responses can name. */
function valueOf([root, ...steps]: readonly string[], request: RestRequest, deployment: RestDeployment): unknown {
  if (root === 'context') return contextValue(request.context, steps)
  if (root === 'stageVariables') return deployment.variables.get(steps.join('.'))
  return root === 'method' && steps[0] === 'request'
    ? requestValue(request, steps[1], steps.slice(2).join('.'))
    : undefined
}

function requestValue(request: RestRequest, place: string | undefined, name: string): string | undefined {
  switch (place) {
    case 'header':
    case 'multivalueheader':
      return lastHeader(request.headers.all, name.toLowerCase())
    case 'querystring':
    case 'multivaluequerystring':
      return request.query.findLast(([key]) => key === name)?.[1]
    default:
      return undefined
  }
}
