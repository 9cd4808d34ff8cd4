import type {LogEvent} from '../../aws/read/log-events.js'
import type {Clients} from '../../aws/clients.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {toLogEntry} from '../../metrics/log-entry.js'
import type {LogEntry} from '../../metrics/log-entry.js'
import {accessLogOf, executionSources, functionSource} from '../../metrics/log-source.js'
import type {LogSource} from '../../metrics/log-source.js'
import {linksOf, traceFromLogs} from '../../metrics/trace-from-logs.js'
import type {RequestLinks} from '../../metrics/trace-from-logs.js'
import type {GatewayTrace} from '../../model/gateway-trace.js'
import {lookUpTrace} from '../local/find-trace.js'
import type {TraceSource} from '../local/find-trace.js'
import {observedStage} from './observed-stage.js'
import type {ObservedStage, Watching} from './observed-stage.js'
import {parseSpan} from './time-span.js'

/** One request as all that watched it tell. */
export type TracedRequest = {
  trace: GatewayTrace
  /** The flight recorder of the local gateway knows more than logs do. */
  seenBy: 'recorder' | 'logs'
  /** What the function printed for this request. */
  functionLog: readonly LogEntry[]
  xrayTraceId?: string
  /** What is not known, and how it could be. */
  notes: readonly string[]
}

export type TraceRequest = {id: string; api?: string | undefined; since: string; unmask: boolean}

export type Tracing = Watching & {source: TraceSource; gateway: LocalGateway | undefined}

/** Events that belong to one request at most; a request that logs more shows its begin. */
const mostEvents = 5_000

/**
 * What the flight recorder has of a request, else what its logs tell, with the lines of its function. Throws
 * REQUEST_ID_INVALID, and REQUEST_NOT_FOUND when nobody has seen it.
 */
export async function traceRequest(tracing: Tracing, request: TraceRequest): Promise<TracedRequest> {
  const {id, unmask} = request
  if (!/^[\w=+/-]{1,128}$/.test(id)) throw invalidId(id)
  const recorded = tracing.gateway && (await lookUpTrace(tracing.gateway, id, {...tracing.source, unmask}))
  const observed = await observedStage(tracing, recorded?.apiId ?? request.api)
  const {fromMs} = parseSpan(request, await tracing.nowMs())
  const entries = await stageEntries(observed, {id, fromMs, unmask})
  const {apiId, kind: apiKind} = observed.api
  const trace =
    recorded ?? traceFromLogs(entries.id, entries.found, {apiId, apiKind, stage: observed.stage.stage.stageName})
  if (trace === undefined) throw notFound(observed, request)
  const links = linksOf(entries.found)
  const functionLog = await functionEntries(observed.clients, links, {fromMs, unmask})
  return {
    trace,
    seenBy: recorded === undefined ? 'logs' : 'recorder',
    functionLog,
    ...(links.xrayTraceId !== undefined && {xrayTraceId: links.xrayTraceId}),
    notes: notesOf(observed, {links, recorded: recorded !== undefined, isLocal: tracing.isLocal}),
  }
}

type Search = {id: string; fromMs: number; unmask: boolean}

/** Lines of the stage's own logs, and the request id by which execution logs know what an extended id was given for. */
async function stageEntries(observed: ObservedStage, search: Search): Promise<{id: string; found: LogEntry[]}> {
  const found = await searchLogs(observed, search)
  const [own] = found.flatMap(({requestId}) => requestId ?? [])
  if (own === undefined || own === search.id) return {id: search.id, found}
  return {id: own, found: await searchLogs(observed, {...search, id: own})}
}

async function searchLogs({clients, api, stage}: ObservedStage, {id, fromMs, unmask}: Search): Promise<LogEntry[]> {
  const access = accessLogOf(stage.stage)
  const sources = [...(access.kind === 'group' ? [access.source] : []), ...executionSources(api.apiId, stage.stage)]
  const read = sources.map(async (source) =>
    toEntries(source, await eventsOf(clients, source, {fromMs, text: id}), unmask),
  )
  return (await Promise.all(read)).flat()
}

/** Lambda works on one request of a stream at a time: what stands between its first and its last line belongs to it. */
async function functionEntries(
  clients: Clients,
  {lambdaRequestId, functionName}: RequestLinks,
  {fromMs, unmask}: Omit<Search, 'id'>,
): Promise<LogEntry[]> {
  if (lambdaRequestId === undefined || functionName === undefined) return []
  const source = functionSource(functionName)
  const own = await eventsOf(clients, source, {fromMs, text: lambdaRequestId})
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined) return []
  const all = await eventsOf(clients, source, {fromMs: first.timeMs, toMs: last.timeMs, streamName: first.streamName})
  const start = all.findIndex(({id}) => id === first.id)
  const end = all.findIndex(({id}) => id === last.id)
  return toEntries(source, all.slice(start, end + 1), unmask)
}

async function eventsOf(
  clients: Clients,
  {groupName}: LogSource,
  query: {fromMs: number; toMs?: number; text?: string; streamName?: string},
): Promise<LogEvent[]> {
  const {readLogEvents} = await import('../../aws/read/log-events.js')
  const events: LogEvent[] = []
  for await (const page of readLogEvents(clients, {groupName, ...query})) {
    events.push(...page)
    if (events.length >= mostEvents) break
  }
  return events.slice(0, mostEvents)
}

function toEntries(source: LogSource, events: readonly LogEvent[], unmask: boolean): LogEntry[] {
  return events.map((event) => toLogEntry(source, event, {unmask}))
}

function notesOf(
  {api, stage: {stage}}: ObservedStage,
  {links, recorded, isLocal}: {links: RequestLinks; recorded: boolean; isLocal: boolean},
): string[] {
  const {xrayTraceId, lambdaRequestId, functionName} = links
  const hasExecutionLog = executionSources(api.apiId, stage).length > 0
  const unlogged =
    api.kind === 'http'
      ? 'HTTP APIs have no execution log: all that is known is the line of the access log.'
      : `Stage ${stage.stageName} has no execution log, so that its phases are not known: "executionLog: info" in apigw.yaml.`
  return [
    ...(recorded || hasExecutionLog ? [] : [unlogged]),
    ...(lambdaRequestId !== undefined && functionName === undefined
      ? [
          `The backend knows it as ${lambdaRequestId}: "apigw logs --function NAME --text ${lambdaRequestId}" shows its lines.`,
        ]
      : []),
    ...(xrayTraceId === undefined ? [] : [xrayNote(xrayTraceId, isLocal)]),
  ]
}

function xrayNote(traceId: string, isLocal: boolean): string {
  if (isLocal) return `Its X-Ray trace would be ${traceId}: there is no X-Ray on this machine.`
  return `Its X-Ray trace is ${traceId}: "aws xray batch-get-traces --trace-ids ${traceId}" shows it, if it was sampled.`
}

function invalidId(id: string): ApigwError {
  return new ApigwError({
    code: 'REQUEST_ID_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(id.slice(0, 140))} is no request id.`,
    why: 'Request ids are letters, digits and the signs - _ = + /.',
    fix: 'Take it from the answer: x-amzn-requestid or x-amz-apigw-id (REST), apigw-requestid (HTTP).',
  })
}

function notFound({api, stage: {stage}}: ObservedStage, {id, since}: TraceRequest): ApigwError {
  const isLogged = accessLogOf(stage).kind === 'group' || executionSources(api.apiId, stage).length > 0
  return new ApigwError({
    code: 'REQUEST_NOT_FOUND',
    exit: 'failure',
    what: `Nothing is known of request ${id} at stage ${stage.stageName} of ${api.name}.`,
    why: isLogged
      ? `Its logs have no line about it (--since ${since}); lines come some seconds late.`
      : 'The stage writes no log to CloudWatch.',
    fix: isLogged
      ? 'Look further back with --since, or at another --stage.'
      : 'Write "accessLog:" or "executionLog:" into the stage in apigw.yaml and deploy it.',
  })
}
