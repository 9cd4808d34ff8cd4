import type {HttpRequest, HttpResponse, Invocation, Ports} from '../ports.js'
import {authorize} from './authorize.js'
import {callIntegration} from './call-integration.js'
import {checkApiKey} from './check-api-key.js'
import {checkResourcePolicy} from './check-resource-policy.js'
import {checkThrottle} from './check-throttle.js'
import {mapRequest} from './map-request.js'
import {mapResponse} from './map-response.js'
import {matchMethod} from './match-method.js'
import {parseRequest, type RestRequest, type StageTarget} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'
import {toGatewayResponse, toRefusal} from './to-gateway-response.js'
import {validateRequest} from './validate-request.js'

/** One request through a REST API. Always answers: refusals and failures become gateway responses. */
export async function invokeRest(
  incoming: HttpRequest,
  target: StageTarget,
  deployment: RestDeployment,
  ports: Ports,
): Promise<HttpResponse> {
  const request = parseRequest(incoming, target, deployment, ports)
  const served = await serve(request, deployment, ports)
  ports.onInvocation(invocationOf(request, served, ports.nowMs()))
  return served.response
}

type Served = {response: HttpResponse; details: Partial<Invocation>}

async function serve(request: RestRequest, deployment: RestDeployment, ports: Ports): Promise<Served> {
  const details: Partial<Invocation> = {}
  try {
    const matched = matchMethod(request, deployment)
    details.routeKey = matched.method.routeKey
    const policy = checkResourcePolicy(matched)
    const authorized = authorize(matched, policy, ports)
    const caller = checkApiKey(authorized instanceof Promise ? await authorized : authorized)
    checkThrottle(caller)
    const validation = validateRequest(matched)
    if (validation !== undefined) await validation
    const outgoing = mapRequest(matched)
    const sentAtMs = ports.nowMs()
    const pending = callIntegration(outgoing, matched, ports)
    const answer = pending instanceof Promise ? await pending : pending
    if (outgoing.kind !== 'mock') details.integrationLatencyMs = ports.nowMs() - sentAtMs
    return {response: mapResponse(answer, matched), details}
  } catch (error) {
    const refusal = toRefusal(error)
    details.errorType = refusal.type
    details.errorMessage = refusal.reason
    return {response: toGatewayResponse(refusal, request, deployment), details}
  }
}

function invocationOf({context}: RestRequest, {response, details}: Served, nowMs: number): Invocation {
  return {
    requestId: context.requestId,
    apiId: context.apiId,
    apiKind: 'rest',
    stage: context.stage,
    method: context.httpMethod,
    path: context.path,
    status: response.status,
    startedAtMs: context.requestTimeEpoch,
    latencyMs: nowMs - context.requestTimeEpoch,
    ...details,
  }
}
