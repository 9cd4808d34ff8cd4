import {readOldTlsDomains, readWebAcls} from '../../aws/read/audit-facts.js'
import {readUsage} from '../../aws/read/usage.js'
import type {Clients} from '../../aws/clients.js'
import {audit, isAsBad} from '../../audit/audit.js'
import type {AuditFinding} from '../../audit/audit.js'
import type {Severity} from '../../audit/audit-rules.js'
import type {AuditedApi} from '../../audit/audited-api.js'
import {chooseApi} from '../find-project-api.js'
import {readApi} from '../read-api.js'
import type {Watching} from './observed-stage.js'

/** What an audit of one API found. `refused` when something is as bad as `--fail-on` says. */
export type AuditReport = {
  apiId: string
  apiName: string
  kind: 'rest' | 'http' | 'websocket'
  findings: readonly AuditFinding[]
  counts: Readonly<Record<Severity, number>>
  refused: boolean
  /** Files of the project, for reports that want a place: the definition, else apigw.yaml. */
  file: string
}

export type AuditRequest = {api?: string | undefined; 'fail-on'?: Severity | undefined}

const dayMs = 86_400_000

/** How long AWS tells the use of keys. */
const idleDays = 90

/** Checks the effective live API: what is on AWS or the local gateway now, whatever the files say. Changes nothing. */
export async function auditApi(watching: Watching, request: AuditRequest): Promise<AuditReport> {
  const {clients} = watching
  const found = await chooseApi(request.api, watching)
  const live = await readApi(clients, found)
  const {apiId, kind} = live
  const nowMs = await watching.nowMs()
  const [webAcls, domains, idleKeys] = await Promise.all([
    kind === 'rest' ? readWebAcls(clients, apiId) : {},
    readOldTlsDomains(clients, apiId),
    kind === 'http' ? [] : readIdleKeys(clients, apiId, nowMs),
  ])
  const findings = audit({live, webAcls, domains, idleKeys})
  const count = (wanted: Severity) => findings.filter(({severity}) => severity === wanted).length
  const limit = request['fail-on']
  const own = request.api === undefined ? watching.project?.settings : undefined
  return {
    apiId,
    apiName: live.api.name,
    kind,
    findings,
    counts: {high: count('high'), medium: count('medium'), low: count('low')},
    refused: limit !== undefined && isAsBad(findings, limit),
    file: own?.definition ?? 'apigw.yaml',
  }
}

async function readIdleKeys(clients: Clients, apiId: string, nowMs: number): Promise<AuditedApi['idleKeys']> {
  const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const span = {startDate: dateOf(nowMs - (idleDays - 1) * dayMs), endDate: dateOf(nowMs)}
  const plans = await readUsage(clients, ({apiIds}) => apiIds.includes(apiId), span)
  return plans.flatMap(({name: usagePlan, keys}) =>
    keys.filter(({used}) => used === 0).map(({name}) => ({name, usagePlan})),
  )
}
