import {readdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {applyPlan} from '../apply/apply-plan.js'
import type {ApplyContext, ApplyResult, Progress} from '../apply/apply-plan.js'
import {Journal, journalFileName} from '../apply/journal.js'
import {stateFileOf} from '../apply/run-state.js'
import type {Clients} from '../aws/clients.js'
import type {LocalGateway} from '../aws/local-gateway.js'
import {present} from '../model/present.js'
import type {Plan} from '../plan/plan.js'
import type {Project} from './project.js'
import {registerFunctions} from './register-functions.js'
import {stageUrl} from './stage-url.js'

/** Where and how a plan is carried out. */
export type CarryOutOptions = {
  project: Project
  clients: Clients
  /** Set when the target is local: it has to know the project's functions. */
  gateway: LocalGateway | undefined
  nowMs: () => number
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** A plan, with what is live when it was read for this plan just now, and what the run wants. */
export type ReadyPlan = {plan: Plan} & Pick<ApplyContext, 'live' | 'goal' | 'before'>

const localJournals = 50

/** What became of a plan. `changes` and `calls` are 0 when there was nothing to do. */
export type Outcome = {
  changes: number
  calls: number
  apiId: string
  contentHash: string
  /** AWS's reservations about an import. */
  warnings: readonly string[]
  /** What will fail on the local gateway, because nothing says where backends are. */
  localWarnings: readonly string[]
  stage?: {stageName: string; url: string; deploymentId?: string}
  /** Where DNS has to lead for each domain that was made, by name. */
  dnsTargets?: Readonly<Record<string, string>>
}

/** Carries a plan out, with a journal under the project's .apigw; an empty plan leaves none. */
export async function carryOut(ready: ReadyPlan, options: CarryOutOptions): Promise<Outcome> {
  const {plan} = ready
  const {project, gateway} = options
  if (gateway !== undefined) await registerFunctions(project, gateway)
  const result = plan.execution.calls.length === 0 ? unchanged(plan) : await applyJournalled(ready, options)
  const stageName = plan.stage?.stageName
  return {
    changes: plan.changes.length,
    calls: result.calls,
    apiId: result.apiId,
    contentHash: plan.contentHash,
    warnings: result.warnings,
    localWarnings: stageName === undefined ? [] : ((await gateway?.warnings(result.apiId, stageName)) ?? []),
    ...(result.dnsTargets !== undefined && {dnsTargets: result.dnsTargets}),
    ...(stageName !== undefined && {stage: servedStage(stageName, result, plan, gateway)}),
  }
}

function unchanged({api}: Plan): ApplyResult {
  return {apiId: api.apiId ?? '', calls: 0, warnings: []}
}

async function applyJournalled({plan, live, goal, before}: ReadyPlan, options: CarryOutOptions): Promise<ApplyResult> {
  const {project, clients, nowMs, signal, onProgress} = options
  const folder = journalFolder(project)
  const journal = Journal.open(join(folder, journalFileName(plan.target.name, nowMs())), nowMs)
  try {
    return await applyPlan(plan, {clients, journal, signal, onProgress, ...present({live, goal, before})})
  } finally {
    journal.close()
    if (project.target.target === 'local') await forgetOldJournals(folder)
  }
}

/** Journals of AWS are kept for ever. Those of the local gateway go with its state: `dev` makes one with every save. */
export function journalFolder({folder, target}: Project): string {
  return target.target === 'local' ? join(folder, '.apigw', 'local', 'journal') : join(folder, '.apigw', 'journal')
}

async function forgetOldJournals(folder: string): Promise<void> {
  // Names begin with the time.
  const journals = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort()
  const old = journals.slice(0, -localJournals).flatMap((file) => [file, stateFileOf(file)])
  await Promise.all(old.map((file) => rm(join(folder, file), {force: true})))
}

function servedStage(
  stageName: string,
  {apiId, stage}: ApplyResult,
  {target, api}: Plan,
  gateway: LocalGateway | undefined,
): NonNullable<Outcome['stage']> {
  const {region} = target
  const url = stageUrl({
    kind: api.kind,
    apiId,
    stageName,
    region,
    ...(gateway !== undefined && {gatewayUrl: gateway.url}),
  })
  return {stageName, url, ...(stage?.deploymentId !== undefined && {deploymentId: stage.deploymentId})}
}
