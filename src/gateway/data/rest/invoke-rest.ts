import {follow, passPhases, wantsTrace, type PhaseRecord} from '../phase.js'
import type {HttpRequest, HttpResponse, Invocation, Ports} from '../ports.js'
import {describePhases, traceHead} from '../trace.js'
import {accessLogLine} from './access-log.js'
import {authorize, type Authorized} from './authorize.js'
import {carryOut, type Details, type Journey} from './carry-out.js'
import {checkApiKey} from './check-api-key.js'
import {checkResourcePolicy, type PolicyVoice} from './check-resource-policy.js'
import {checkThrottle} from './check-throttle.js'
import {restDescribers, restRefusal} from './describe-phases.js'
import {writeExecutionLog} from './write-execution-log.js'
import {matchMethod, type Matched} from './match-method.js'
import {noteAuthorization} from './note-authorization.js'
import {parseRequest, type RestRequest, type StageTarget} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'
import type {RestPhases} from './rest-phases.js'
import {toGatewayResponse, toRefusal} from './to-gateway-response.js'

/** One request through a REST API. Always answers: refusals and failures become gateway responses. */
export function invokeRest(
  incoming: HttpRequest,
  target: StageTarget,
  deployment: RestDeployment,
  ports: Ports,
): HttpResponse | Promise<HttpResponse> {
  const request = parseRequest(incoming, target, deployment, ports)
  const details: Details = {invocation: {}}
  const isTraced = wantsTrace(ports, incoming)
  const records: PhaseRecord<RestPhases>[] | undefined = isTraced || deployment.settings.areLogged ? [] : undefined
  const pass = passPhases<RestPhases>(ports, records)
  const noteFirst = (): void => {
    if (details.stream !== undefined) details.stream.firstContentAtMs = ports.nowMs()
  }
  const tell = (status: number, lengthBytes: number): void => {
    const invocation = invocationOf(request, deployment, {status, lengthBytes}, details, ports.nowMs())
    ports.onInvocation(invocation)
    if (records !== undefined) writeExecutionLog(records, {request, deployment, status}, ports)
    if (records === undefined || !isTraced) return
    const phases = describePhases(records, restDescribers, restRefusal)
    ports.recorder?.keep({...traceHead(invocation), phases})
  }
  return follow(serve(request, {deployment, pass, details, nowMs: ports.nowMs}), (served) => {
    const response = withUnsupported(served, details)
    const {status, body} = response
    if (!Buffer.isBuffer(body)) return {...response, body: counted(body, (bytes) => tell(status, bytes), noteFirst)}
    tell(status, body.length)
    return response
  })
}

/** A stream is told about when it has ended, with the bytes that went to the client. */
async function* counted(
  stream: AsyncIterable<Uint8Array>,
  tell: (lengthBytes: number) => void,
  noteFirst: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let lengthBytes = 0
  try {
    for await (const chunk of stream) {
      if (lengthBytes === 0) noteFirst()
      lengthBytes += chunk.length
      yield chunk
    }
  } finally {
    tell(lengthBytes)
  }
}

/** Names, on success and refusal alike, what the gateway does not do as AWS does for this method. */
function withUnsupported(response: HttpResponse, {unsupported}: Details): HttpResponse {
  if (unsupported === undefined) return response
  return {...response, headers: [...response.headers, 'x-apigw-local-unsupported', unsupported]}
}

/** All phases, or a gateway response in the place of the first that refuses. */
function serve(request: RestRequest, journey: Journey): HttpResponse | Promise<HttpResponse> {
  const refuse = (error: unknown): HttpResponse => refused(error, request, journey)
  try {
    const served = serveAdmitted(request, journey)
    return served instanceof Promise ? served.catch(refuse) : served
  } catch (error) {
    return refuse(error)
  }
}

/** The phases up to the admitted request, in AWS's order; each needs the value of an earlier one. */
function serveAdmitted(request: RestRequest, journey: Journey): HttpResponse | Promise<HttpResponse> {
  const {deployment, pass, details} = journey
  const arrived = pass('matchMethod', {request, deployment}, matchMethod)
  details.invocation.routeKey = arrived.method.routeKey
  if (arrived.method.unsupported !== undefined) details.unsupported = arrived.method.unsupported
  const policy = pass('checkResourcePolicy', arrived, checkResourcePolicy)
  return follow(admit(arrived, policy, journey), (settled) => {
    const caller = pass('checkApiKey', settled, checkApiKey)
    pass('checkThrottle', caller, checkThrottle)
    return carryOut(caller.matched, journey)
  })
}

function refused(error: unknown, request: RestRequest, {deployment, pass, details}: Journey): HttpResponse {
  const refusal = toRefusal(error)
  details.invocation.errorType = refusal.type
  details.invocation.errorMessage = refusal.reason
  details.loggedError = refusal.logged[0]
  return pass('toGatewayResponse', {refusal, request, deployment}, toGatewayResponse)
}

/** Logs want to know how an authorization went; without one there is nothing to note. */
function admit(matched: Matched, policy: PolicyVoice, journey: Journey): Authorized | Promise<Authorized> {
  const ask = () => journey.pass('authorize', {matched, policy}, authorize)
  const {kind} = matched.method.authorization
  if (kind === 'none') return ask()
  const {details, nowMs} = journey
  const {request} = matched
  const facts = () => ({isSigned: request.context.identity.accessKey !== null, call: request.authorizerCall})
  return noteAuthorization(ask, {kind, nowMs, facts}, (outcome) => (details.authorization = outcome))
}

function invocationOf(
  request: RestRequest,
  deployment: RestDeployment,
  {status, lengthBytes}: {status: number; lengthBytes: number},
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
  const line = accessLogLine(accessLogFormat, request, deployment, {
    status,
    responseLengthBytes: lengthBytes,
    invocation,
    integration: details.integration,
    loggedError: details.loggedError,
    authorization: details.authorization,
    ...(details.stream !== undefined && {stream: details.stream}),
  })
  const destinationArn = stage.accessLogSettings?.destinationArn
  return {
    ...invocation,
    accessLog: {
      ...(destinationArn === undefined ? {} : {destinationArn}),
      line,
      ...(deployment.canary === 'canary' && {isCanary: true as const}),
    },
  }
}
