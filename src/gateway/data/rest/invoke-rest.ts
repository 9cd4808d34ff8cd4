import type {HttpRequest, HttpResponse, Invocation, Ports} from '../ports.js'
import {accessLogLine, type Outcome} from './access-log.js'
import {authorize} from './authorize.js'
import {callIntegration} from './call-integration.js'
import {checkApiKey} from './check-api-key.js'
import {checkResourcePolicy} from './check-resource-policy.js'
import {checkThrottle} from './check-throttle.js'
import {compressResponse} from './compress-response.js'
import {keepAnswer, lookUpCache} from './look-up-cache.js'
import {mapRequest} from './map-request.js'
import {mapResponse} from './map-response.js'
import {matchMethod, type Matched} from './match-method.js'
import type {Answer} from './outgoing.js'
import {parseRequest, type RestRequest, type StageTarget} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'
import {toGatewayResponse, toRefusal} from './to-gateway-response.js'
import {unpackBody} from './unpack-body.js'
import {validateRequest} from './validate-request.js'

/** One request through a REST API. Always answers: refusals and failures become gateway responses. */
export async function invokeRest(
  incoming: HttpRequest,
  target: StageTarget,
  deployment: RestDeployment,
  ports: Ports,
): Promise<HttpResponse> {
  const request = parseRequest(incoming, target, deployment, ports)
  const details: Details = {invocation: {}}
  const response = withUnsupported(await serve(request, deployment, ports, details), details)
  ports.onInvocation(invocationOf(request, deployment, response, details, ports.nowMs()))
  return response
}

/** What a request leaves behind for the record of it, whether it is answered or refused. */
type Details = {
  invocation: Partial<Invocation>
  integration?: NonNullable<Outcome['integration']>
  unsupported?: string
}

/** Names, on success and refusal alike, what the gateway does not do as AWS does for this method. */
function withUnsupported(response: HttpResponse, {unsupported}: Details): HttpResponse {
  if (unsupported === undefined) return response
  return {...response, headers: [...response.headers, 'x-apigw-local-unsupported', unsupported]}
}

/** The phases, in AWS's order; each needs the value of an earlier one. Promises are awaited only where there are any. */
async function serve(
  request: RestRequest,
  deployment: RestDeployment,
  ports: Ports,
  details: Details,
): Promise<HttpResponse> {
  try {
    const arrived = matchMethod(request, deployment)
    details.invocation.routeKey = arrived.method.routeKey
    if (arrived.method.unsupported !== undefined) details.unsupported = arrived.method.unsupported
    const policy = checkResourcePolicy(arrived)
    const authorized = authorize(arrived, policy, ports)
    const caller = checkApiKey(authorized instanceof Promise ? await authorized : authorized)
    checkThrottle(caller)
    const unpacked = unpackBody(caller.matched)
    const matched = unpacked instanceof Promise ? await unpacked : unpacked
    const validation = validateRequest(matched)
    if (validation !== undefined) await validation
    const response = respond(matched, ports, details)
    return response instanceof Promise ? await response : response
  } catch (error) {
    const refusal = toRefusal(error)
    details.invocation.errorType = refusal.type
    details.invocation.errorMessage = refusal.reason
    return toGatewayResponse(refusal, request, deployment)
  }
}

/** From the cache or the integration to the client's response. */
function respond(matched: Matched, ports: Ports, details: Details): HttpResponse | Promise<HttpResponse> {
  const lookup = lookUpCache(matched)
  if (lookup.kind !== 'off') details.invocation.cache = lookup.kind
  const finish = (answer: Answer) => compressResponse(mapResponse(answer, matched, lookup.warning), matched)
  if (lookup.kind === 'hit') return finish(lookup.answer)
  const outgoing = mapRequest(matched)
  const sentAtMs = ports.nowMs()
  const pending = callIntegration(outgoing, matched, ports)
  if (!(pending instanceof Promise)) return finish(pending)
  const settle = () => {
    details.invocation.integrationLatencyMs = ports.nowMs() - sentAtMs
  }
  return finishLater(pending, settle, (answer) => {
    details.integration = {status: answer.status, serviceStatus: outgoing.kind === 'lambda' ? 200 : answer.status}
    keepAnswer(lookup, answer, matched)
    return finish(answer)
  })
}

/** One promise for all that waits: `settle` is called when the integration has answered or failed. */
async function finishLater(
  pending: Promise<Answer>,
  settle: () => void,
  finish: (answer: Answer) => HttpResponse | Promise<HttpResponse>,
): Promise<HttpResponse> {
  let answer: Answer
  try {
    answer = await pending
  } finally {
    settle()
  }
  return finish(answer)
}

function invocationOf(
  request: RestRequest,
  deployment: RestDeployment,
  {status, body}: HttpResponse,
  details: Details,
  nowMs: number,
): Invocation {
  const {context} = request
  const invocation: Invocation = {
    requestId: context.requestId,
    apiId: context.apiId,
    apiKind: 'rest',
    stage: context.stage,
    method: context.httpMethod,
    path: context.path,
    status,
    startedAtMs: context.requestTimeEpoch,
    latencyMs: nowMs - context.requestTimeEpoch,
    ...details.invocation,
  }
  const {accessLogFormat, stage} = deployment
  if (accessLogFormat === undefined) return invocation
  const responseLengthBytes = Buffer.isBuffer(body) ? body.length : 0
  const line = accessLogLine(accessLogFormat, request, deployment, {
    status,
    responseLengthBytes,
    invocation,
    integration: details.integration,
  })
  const destinationArn = stage.accessLogSettings?.destinationArn
  return {...invocation, accessLog: {...(destinationArn === undefined ? {} : {destinationArn}), line}}
}
