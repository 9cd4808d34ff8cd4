import type {Clients} from '../aws/clients.js'
import type {LocalGateway} from '../aws/local-gateway.js'
import {ApigwError} from '../errors/apigw-error.js'
import {findProjectApi} from './find-project-api.js'
import type {Project} from './project.js'
import {parseCall, sendCall} from './route-call.js'
import type {CallWords, RouteAnswer} from './route-call.js'
import {stageUrl} from './stage-url.js'

type Means = {
  project: Project
  clients: Clients
  gateway: LocalGateway | undefined
  signal: AbortSignal
  nowMs: () => number
}

/** Sends a request to the stage of a project that the command works on. */
export async function callProject(
  {project, clients, gateway, signal, nowMs}: Means,
  {timeoutMs, stdin, ...words}: CallWords & {timeoutMs: number; stdin: AsyncIterable<Uint8Array>},
): Promise<RouteAnswer> {
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
  return sendCall(call, {nowMs, timeoutMs, signal})
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
