import {relative} from 'node:path'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {localIdentity} from '../../config/resolve-target.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {GatewayTrace} from '../../model/gateway-trace.js'
import type {SpecDocument} from '../../spec/document.js'
import {loadDefinition} from '../desired-api.js'
import type {Surroundings} from '../desired-api.js'
import type {Project} from '../project.js'
import {sourceOfAddress} from '../source-of-address.js'

/** A project whose definition says where things are; undefined outside of one. */
export type TraceSource = {project: Project | undefined; surroundings: Surroundings}

/** The trace of one request, or of the last one (`requestId` undefined). Throws TRACE_NOT_FOUND. */
export async function findTrace(
  gateway: LocalGateway,
  requestId: string | undefined,
  options: TraceSource & {unmask: boolean},
): Promise<GatewayTrace> {
  const trace = await lookUpTrace(gateway, requestId, options)
  if (trace === undefined) throw await notRecorded(gateway, requestId)
  return trace
}

/** The same; undefined when it is not recorded. */
export async function lookUpTrace(
  gateway: LocalGateway,
  requestId: string | undefined,
  {unmask, ...source}: TraceSource & {unmask: boolean},
): Promise<GatewayTrace | undefined> {
  const trace = await gateway.trace(requestId, {unmask})
  return trace && (await traceLocator(gateway, source))(trace)
}

/** Adds to traces of the project's API where its definition, as it is now, says what decided. Reads the files once. */
export async function traceLocator(
  gateway: LocalGateway,
  {project, surroundings}: TraceSource,
): Promise<(trace: GatewayTrace) => GatewayTrace> {
  if (project === undefined || project.settings.type === 'websocket') return (trace) => trace
  const {region = localIdentity.region, accountId = localIdentity.accountId} = project.target
  const {document, api} = await loadDefinition(project, surroundings, {region, accountId})
  if (document === undefined || api === undefined) return (trace) => trace
  const routes = await gateway.routes()
  const ownIds = new Set(routes.filter(({apiName}) => apiName === api.name).map(({apiId}) => apiId))
  return (trace) => (ownIds.has(trace.apiId) ? withPlaces(trace, document, surroundings.cwd) : trace)
}

/** The same trace with `definedAt` at each phase whose deciding address is in the definition. Pure. */
export function withPlaces(trace: GatewayTrace, document: SpecDocument, cwd: string): GatewayTrace {
  const phases = trace.phases.map((phase) => {
    const place = phase.decidedBy === undefined ? undefined : sourceOfAddress(document, phase.decidedBy)
    return place === undefined ? phase : {...phase, definedAt: `${relative(cwd, place.file)}:${place.line}`}
  })
  return {...trace, phases}
}

async function notRecorded(gateway: LocalGateway, requestId: string | undefined): Promise<ApigwError> {
  const recorded = await gateway.traces()
  const why = 'Requests are recorded while "apigw dev" or "apigw local trace --follow" runs, and when they ask for it.'
  const record = 'Send one with "apigw call METHOD PATH --trace".'
  if (requestId === undefined || recorded.length === 0) {
    return new ApigwError({code: 'TRACE_NOT_FOUND', exit: 'failure', what: 'No request is recorded.', why, fix: record})
  }
  const near = didYouMean(
    requestId,
    recorded.map((head) => head.requestId),
  )
  const fix = near === undefined ? `"apigw local trace" lists what is recorded. ${record}` : `Did you mean ${near}?`
  return new ApigwError({
    code: 'TRACE_NOT_FOUND',
    exit: 'failure',
    what: `Request ${requestId} is not recorded.`,
    why: `${why} Only the last ones are kept.`,
    fix,
  })
}
