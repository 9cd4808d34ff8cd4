import type {Clients} from '../../aws/clients.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {traceHeader} from '../../model/gateway-trace.js'
import type {GatewayTrace} from '../../model/gateway-trace.js'
import type {Surroundings} from '../desired-api.js'
import {findProjectApi} from '../find-project-api.js'
import {lookUpTrace} from '../local/find-trace.js'
import type {Project} from '../project.js'
import {parseCall, sendCall} from './route-call.js'
import type {CallWords, RouteAnswer} from './route-call.js'
import {stageUrl} from '../stage-url.js'

type Means = {
  project: Project
  clients: Clients
  gateway: LocalGateway | undefined
  surroundings: Surroundings
  signal: AbortSignal
  nowMs: () => number
}

export type CallOptions = CallWords & {
  timeoutMs: number
  stdin: AsyncIterable<Uint8Array>
  /** Whether the local gateway tells what it did with the call, and shows keys, tokens and bodies. Default `none`. */
  trace?: 'none' | 'masked' | 'unmasked'
}

/**
 * Sends a request to the stage of a project that the command works on. The trace is absent for a request that reached no
 * deployed stage. Throws TRACE_LOCAL_ONLY.
 */
export async function callProject(
  {project, clients, gateway, surroundings, signal, nowMs}: Means,
  {timeoutMs, stdin, trace = 'none', ...words}: CallOptions,
): Promise<RouteAnswer & {trace?: GatewayTrace}> {
  if (trace !== 'none' && gateway === undefined) throw onlyLocal(project)
  const {target, stageName} = project
  const {apiId, kind} = await findProjectApi(project, clients)
  if (kind === 'websocket') throw notByHttp(project)
  const base = stageUrl({
    kind,
    apiId,
    stageName,
    region: target.region ?? (await clients.region()),
    ...(gateway !== undefined && {gatewayUrl: gateway.url}),
  })
  const call = await parseCall(words, base, stdin)
  if (trace === 'none' || gateway === undefined) return sendCall(call, {nowMs, timeoutMs, signal})
  const answer = await sendCall({...call, headers: [...call.headers, [traceHeader, '1']]}, {nowMs, timeoutMs, signal})
  const options = {unmask: trace === 'unmasked', project, surroundings}
  const recorded = await lookUpTrace(gateway, requestIdOf(answer), options)
  return recorded === undefined ? answer : {...answer, trace: recorded}
}

/** REST APIs name their requests in one header, HTTP APIs in another. */
function requestIdOf({headers}: RouteAnswer): string {
  const found = headers.find(([name]) => /^(?:x-amzn-requestid|apigw-requestid)$/i.test(name))
  return found?.[1] ?? ''
}

function onlyLocal({stageName}: Project): ApigwError {
  return new ApigwError({
    code: 'TRACE_LOCAL_ONLY',
    exit: 'usage',
    what: `Stage ${stageName} is on AWS: its gateway tells no trace of a single call.`,
    why: '--trace shows what the gateway on this machine did.',
    fix: 'Add --target local.',
  })
}

function notByHttp({settings}: Project): ApigwError {
  return new ApigwError({
    code: 'KIND_NOT_SUPPORTED',
    exit: 'usage',
    what: `${settings.name} is a WebSocket API.`,
    why: 'Its clients connect and send messages; a single request has no route.',
    fix: 'Run "apigw ws" to connect to it.',
  })
}
