import type {PhaseRecord} from '../phase.js'
import type {Ports} from '../ports.js'
import {endpointLine, executionLines} from './execution-log.js'
import {logDepth, logEvents} from './log-entry.js'
import type {RestRequest} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'
import type {RestPhases} from './rest-phases.js'

/** A request that has been answered. */
export type Served = {request: RestRequest; deployment: RestDeployment; status: number}

/**
 * Writes the execution log of one request where its method has one. Requests to unknown resources are not logged, as on
 * AWS. Source: docs/aws-facts.md "Metrics and logs".
 */
export function writeExecutionLog(records: readonly PhaseRecord<RestPhases>[], served: Served, ports: Ports): void {
  const {request, deployment, status} = served
  const [arrival] = records
  if (arrival?.name !== 'matchMethod' || arrival.outcome.kind === 'refused') return
  const depth = logDepth(deployment.settings.of(arrival.outcome.output.method))
  if (depth.level === 'OFF') return
  const lines = executionLines(records, status)
  const {atMs: endMs = 0} = lines.at(-1) ?? {}
  const endpoint = endpointLine(records)
  const traceLine = deployment.stage.tracingEnabled ? `X-ray Tracing ID : ${request.headers.traceRoot}` : undefined
  for (const text of [endpoint, traceLine]) if (text !== undefined) lines.push({atMs: endMs, kind: 'info', text})
  const events = logEvents(lines, depth, request.context)
  const {apiId, accountId, region} = deployment.api
  const side = deployment.canary === 'canary' ? '/Canary' : ''
  const groupName = `API-Gateway-Execution-Logs_${apiId}/${deployment.stage.stageName}${side}`
  if (events.length > 0) ports.writeLogs({scope: {accountId, region}, groupName, events})
}
