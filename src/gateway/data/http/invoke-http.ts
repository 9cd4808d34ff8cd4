import type {HttpRequest, HttpResponse, Invocation, Ports} from '../ports.js'
import {authorizeRequest} from './authorize-request.js'
import {callHttpIntegration} from './call-http-integration.js'
import {isPreflightRequest, preflightAnswer, withCors} from './cors.js'
import type {Caller} from './http-context.js'
import type {HttpDeployment} from './http-deployment.js'
import {HttpRefusal} from './http-refusal.js'
import {mapHttpRequest} from './map-http-request.js'
import {mapHttpResponse} from './map-http-response.js'
import {parseHttpRequest} from './parse-http-request.js'
import type {HttpTarget, ParsedRequest} from './parse-http-request.js'
import {selectRoute} from './select-route.js'
import type {Selected} from './select-route.js'
import {throttleRoute} from './throttle-route.js'
import {toOutgoing} from './to-outgoing.js'

/** One request through an HTTP API. Always answers: refusals and failures become AWS's error answers. */
export async function invokeHttp(
  incoming: HttpRequest,
  target: HttpTarget,
  deployment: HttpDeployment,
  ports: Ports,
): Promise<HttpResponse> {
  const request = parseHttpRequest(incoming, target, deployment, ports)
  const details: Partial<Invocation> = {}
  const {status, headers, body} = await respond(request, deployment, ports, details)
  const response = {status, headers: [...headers, 'apigw-requestid', request.context.requestId], body}
  ports.onInvocation(invocationOf(request, response, details, ports.nowMs()))
  return response
}

async function respond(
  request: ParsedRequest,
  deployment: HttpDeployment,
  ports: Ports,
  details: Partial<Invocation>,
): Promise<HttpResponse> {
  const {cors} = deployment.api
  const isPreflight = cors !== undefined && isPreflightRequest(request.method, request.headers)
  let response: HttpResponse
  try {
    const selected = selectRoute(request, deployment)
    if (selected !== undefined) details.routeKey = selected.route.routeKey
    // A preflight that a route catches (ANY, $default) is authorized like any request: browsers then get a 401, as on AWS.
    const caller = selected === undefined ? undefined : await admit(selected, ports)
    if (isPreflight) return preflightAnswer(cors, request.headers)
    if (selected === undefined || caller === undefined) throw noRoute(request)
    response = await callRoute(selected, caller, ports, details)
  } catch (error) {
    response = refuse(error, details)
  }
  return cors === undefined ? response : withCors(response, cors, request.headers)
}

function admit(selected: Selected, ports: Ports): Caller | Promise<Caller> {
  throttleRoute(selected, selected.request.context.requestTimeEpoch)
  return authorizeRequest(selected, ports)
}

function noRoute({method, path}: ParsedRequest): HttpRefusal {
  return new HttpRefusal('NOT_FOUND', `No route of this API matches ${method} ${path ?? ''}.`)
}

async function callRoute(
  selected: Selected,
  caller: Caller,
  ports: Ports,
  details: Partial<Invocation>,
): Promise<HttpResponse> {
  const {integration} = selected.route
  if (integration.type === 'refused') throw new HttpRefusal('API_CONFIGURATION_ERROR', integration.reason)
  const mapped = mapHttpRequest(selected, integration.requestMapping, caller)
  const outgoing = toOutgoing(selected, integration, caller, mapped)
  const sentAtMs = ports.nowMs()
  const answer = await callHttpIntegration(outgoing, selected, ports)
  details.integrationLatencyMs = ports.nowMs() - sentAtMs
  return mapHttpResponse(answer, selected, integration.responseMappings.get(answer.status), caller)
}

/** What no phase foresaw is our defect, and still an answer. */
function refuse(error: unknown, details: Partial<Invocation>): HttpResponse {
  const refusal = error instanceof HttpRefusal ? error : internalError(error)
  details.errorType = refusal.type
  details.errorMessage = refusal.message
  return {
    status: refusal.status,
    headers: ['content-type', 'application/json', ...refusal.headers],
    body: Buffer.from(refusal.body),
  }
}

function internalError(error: unknown): HttpRefusal {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new HttpRefusal('INTERNAL_ERROR', `Internal error of the local gateway: ${message}`, {cause: error})
}

function invocationOf(
  {context}: ParsedRequest,
  {status}: HttpResponse,
  details: Partial<Invocation>,
  nowMs: number,
): Invocation {
  return {
    requestId: context.requestId,
    apiId: context.apiId,
    apiKind: 'http',
    stage: context.stage,
    method: context.httpMethod,
    path: context.path,
    status,
    startedAtMs: context.requestTimeEpoch,
    latencyMs: nowMs - context.requestTimeEpoch,
    ...details,
  }
}
