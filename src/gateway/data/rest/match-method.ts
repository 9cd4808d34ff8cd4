import type {Signer} from '../../identity/authenticate.js'
import {parseSignature} from '../../identity/parse-signature.js'
import {SignatureError} from '../../identity/signature-error.js'
import {findRoute} from '../route-tree.js'
import type {CompiledMethod, CompiledResource} from './compiled-api.js'
import {signedPart} from '../read-signer.js'
import {GatewayError} from './gateway-error.js'
import type {RestRequest} from './parse-request.js'
import {refusedSignature} from './refused-signature.js'
import type {RestDeployment} from './rest-deployment.js'

/** A request and the method that serves it. */
export type Matched = {
  request: RestRequest
  deployment: RestDeployment
  method: CompiledMethod
  /** As sent, not decoded; without a prototype, so any name is safe. */
  pathParameters: Readonly<Record<string, string>>
  /** Who signed, on methods with AWS_IAM. */
  signer?: Signer
}

/** All headers together; developer guide, quotas of REST APIs. */
const maxHeaderBytes = 10_240

const verbs: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])

/**
 * Finds the method of the most specific resource that has the verb or ANY; a resource without it is passed over
 * (recorded, localstack test_proxy_routing_with_hardcoded_resource_sibling).
 */
export function matchMethod({request, deployment}: {request: RestRequest; deployment: RestDeployment}): Matched {
  if (request.incoming.bodyTooLarge === true) throw bodyTooLarge()
  if (request.headers.sizeBytes > maxHeaderBytes) throw headersTooLarge(request.headers.sizeBytes)
  const found = verbs.has(request.method)
    ? findRoute(deployment.api.routes, request.segments, (resources) => methodOf(resources, request.method))
    : undefined
  if (found === undefined) throw noMethod(request)
  const method = found.choice
  request.context.resourceId = method.resourceId
  request.context.resourcePath = method.resourcePath
  request.context.operationName = method.operationName
  if (method.unenforced !== undefined) throw unenforced(method)
  return {request, deployment, method, pathParameters: nameParameters(method.parameterNames, found.captured)}
}

function methodOf(resources: readonly CompiledResource[], verb: string): CompiledMethod | undefined {
  for (const {methods} of resources) {
    const method = methods.get(verb) ?? methods.get('ANY')
    if (method !== undefined) return method
  }
  return undefined
}

export function nameParameters(names: readonly string[], values: readonly string[]): Record<string, string> {
  const parameters = Object.create(null) as Record<string, string>
  for (const [index, name] of names.entries()) parameters[name] = values[index] ?? ''
  return parameters
}

/** AWS reads a signature before it says that there is no such method, and complains of other tokens. */
function noMethod(request: RestRequest): GatewayError {
  try {
    parseSignature(signedPart(request.incoming))
  } catch (error) {
    if (error instanceof SignatureError) return refusedSignature(error)
    throw error
  }
  return new GatewayError({
    type: 'MISSING_AUTHENTICATION_TOKEN',
    reason: `No resource of this API has a method for ${request.method} ${request.path}.`,
  })
}

function unenforced(method: CompiledMethod): GatewayError {
  return new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `${method.routeKey} is not served by the local gateway: ${method.unenforced ?? ''}`,
  })
}

function bodyTooLarge(): GatewayError {
  return new GatewayError({type: 'REQUEST_TOO_LARGE', reason: 'The body is larger than 10 MB.'})
}

function headersTooLarge(bytes: number): GatewayError {
  return new GatewayError({
    type: 'DEFAULT_4XX',
    status: 431,
    message: 'Request Header Fields Too Large',
    reason: `The headers have ${bytes} bytes; API Gateway takes ${maxHeaderBytes}.`,
  })
}
