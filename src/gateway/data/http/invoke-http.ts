import {passPhases, wantsTrace} from '../phase.js'
import {lastHeader, type HeaderList} from '../header-list.js'
import {noteFunction} from '../note-function.js'
import type {Pass, PhaseRecord} from '../phase.js'
import type {HttpRequest, HttpResponse, Invocation, Ports} from '../ports.js'
import {describePhases, traceHead} from '../trace.js'
import {httpAccessLog} from './access-log.js'
import type {Outcome, Trail} from './access-log.js'
import {authorizeRequest} from './authorize-request.js'
import {callHttpIntegration} from './call-http-integration.js'
import {isPreflightRequest, preflightAnswer, withCors} from './cors.js'
import type {Caller} from './http-context.js'
import {httpDescribers, httpRefusal} from './describe-phases.js'
import type {HttpDeployment} from './http-deployment.js'
import type {HttpPhases} from './http-phases.js'
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
  const details: Partial<Invocation> = {dataProcessedBytes: incoming.body.length}
  const records: PhaseRecord<HttpPhases>[] | undefined = wantsTrace(ports, incoming) ? [] : undefined
  const pass = passPhases<HttpPhases>(ports, records)
  const trail: Trail = {}
  const {status, headers, body} = await respond(request, {deployment, pass, details, trail, nowMs: ports.nowMs})
  const response = {status, headers: [...headers, 'apigw-requestid', request.context.requestId], body}
  const invocation = withAccessLog(request, deployment, {
    trail,
    invocation: invocationOf(request, response, details, ports.nowMs()),
    responseLengthBytes: lengthOf(body),
  })
  ports.onInvocation(invocation)
  if (records !== undefined) {
    const phases = describePhases(records, httpDescribers, httpRefusal)
    ports.recorder?.keep({...traceHead(invocation), phases})
  }
  return response
}

/** What accompanies one request through its phases. */
type Journey = {
  deployment: HttpDeployment
  pass: Pass<HttpPhases>
  /** What the request leaves behind for the record of it. */
  details: Partial<Invocation>
  trail: Trail
  nowMs: () => number
}

/** The phases, in AWS's order; each needs the value of an earlier one. */
async function respond(request: ParsedRequest, journey: Journey): Promise<HttpResponse> {
  const {deployment, pass, details, trail} = journey
  const {cors} = deployment.api
  const isPreflight = isPreflightRequest(request.method, request.headers)
  let response: HttpResponse
  try {
    const selected = pass('selectRoute', {request, deployment}, selectRoute)
    if (selected !== undefined) details.routeKey = selected.route.routeKey
    // A preflight that a route catches (ANY, $default) is authorized like any request: browsers then get a 401, as on AWS.
    const caller = selected === undefined ? undefined : await admit(selected, journey)
    if (caller !== undefined) trail.caller = caller
    if (cors !== undefined && isPreflight) return pass('answerPreflight', {cors, request}, preflightAnswer)
    if (selected === undefined || caller === undefined) throw noRoute(request)
    response = await callRoute(selected, caller, journey)
  } catch (error) {
    const refusal = error instanceof HttpRefusal ? error : internalError(error)
    trail.refusal = refusal
    noteFunction(details, refusal.functionRequestId)
    details.errorType = refusal.type
    details.errorMessage = refusal.message
    response = pass('toErrorAnswer', refusal, toErrorAnswer)
  }
  return cors === undefined ? response : pass('addCors', {cors, request, response}, withCors)
}

function admit(selected: Selected, journey: Journey): Caller | Promise<Caller> {
  const {pass} = journey
  pass('throttleRoute', selected, throttleRoute)
  const ask = () => pass('authorizeRequest', selected, authorizeRequest)
  return selected.route.authorization.kind === 'none' ? ask() : noteAuthorizer(ask, journey)
}

/** Notes for the access log how the authorization went, and how long it took. */
async function noteAuthorizer(ask: () => Caller | Promise<Caller>, {trail, nowMs}: Journey): Promise<Caller> {
  const askedAtMs = nowMs()
  try {
    const caller = await ask()
    trail.authorizer = {latencyMs: nowMs() - askedAtMs, refusal: undefined}
    return caller
  } catch (error) {
    const refusal = error instanceof HttpRefusal ? error : internalError(error)
    trail.authorizer = {latencyMs: nowMs() - askedAtMs, refusal}
    throw refusal
  }
}

function noRoute({method, path}: ParsedRequest): HttpRefusal {
  return new HttpRefusal('NOT_FOUND', `No route of this API matches ${method} ${path ?? ''}.`)
}

async function callRoute(selected: Selected, caller: Caller, journey: Journey): Promise<HttpResponse> {
  const {pass, details, trail, nowMs} = journey
  const {integration} = selected.route
  if (integration.type === 'refused') throw new HttpRefusal('API_CONFIGURATION_ERROR', integration.reason)
  const call = {selected, caller, integration}
  const mapped = pass('mapHttpRequest', call, mapHttpRequest)
  const outgoing = pass('toOutgoing', {...call, mapped}, toOutgoing)
  const sentAtMs = nowMs()
  const answer = await pass('callHttpIntegration', {outgoing, selected}, callHttpIntegration)
  details.integrationLatencyMs = nowMs() - sentAtMs
  if (outgoing.kind === 'lambda') noteFunction(details, answer.requestId)
  trail.integration = {
    status: answer.status,
    serviceStatus: outgoing.kind === 'lambda' ? 200 : answer.status,
    headers: answer.headers,
    requestId: answer.requestId ?? endpointRequestId(answer.headers),
  }
  return pass('mapHttpResponse', {...call, answer}, mapHttpResponse)
}

function toErrorAnswer(refusal: HttpRefusal): HttpResponse {
  return {
    status: refusal.status,
    headers: ['content-type', 'application/json', ...refusal.headers],
    body: Buffer.from(refusal.body),
  }
}

/** How an AWS service or another gateway knows the call. */
function endpointRequestId(headers: HeaderList): string | undefined {
  return lastHeader(headers, 'x-amzn-requestid') ?? lastHeader(headers, 'x-amz-request-id')
}

/** What no phase foresaw is our defect, and still an answer. */
function internalError(error: unknown): HttpRefusal {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new HttpRefusal('INTERNAL_ERROR', `Internal error of the local gateway: ${message}`, {cause: error})
}

function invocationOf(
  {context}: ParsedRequest,
  {status, body}: HttpResponse,
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
    dataProcessedBytes: (details.dataProcessedBytes ?? 0) + lengthOf(body),
  }
}

function withAccessLog(request: ParsedRequest, deployment: HttpDeployment, outcome: Outcome): Invocation {
  const accessLog = httpAccessLog(request, deployment, outcome)
  return accessLog === undefined ? outcome.invocation : {...outcome.invocation, accessLog}
}

function lengthOf(body: HttpResponse['body']): number {
  return Buffer.isBuffer(body) ? body.length : 0
}
