import type {ApplyResult, Progress} from '../../apply/apply-plan.js'
import type {Clients} from '../../aws/clients.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {present} from '../../model/present.js'
import type {Plan} from '../../plan/plan.js'
import {applyJournalled} from './apply-journalled.js'
import type {ReadyPlan} from './apply-journalled.js'
import type {Surroundings} from '../desired-api.js'
import {locateFailure, locateWarnings} from './locate-failure.js'
import type {Project} from '../project.js'
import {registerFunctions} from '../local/register-functions.js'
import {stageUrl} from '../stage-url.js'

/** Where and how a plan is carried out. */
export type CarryOutOptions = {
  project: Project
  clients: Clients
  /** Set when the target is local: it has to know the project's functions. */
  gateway: LocalGateway | undefined
  nowMs: () => number
  signal: AbortSignal
  onProgress: (progress: Progress) => void
  /** Where the files are read again, to say which place of them AWS refused. */
  surroundings: Surroundings
}

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
  /** `canaryPercent` of its requests get what was deployed; without it, all. */
  stage?: {stageName: string; url: string; deploymentId?: string; canaryPercent?: number}
  /** Where DNS has to lead for each domain that was made, by name. */
  dnsTargets?: Readonly<Record<string, string>>
}

/** Carries a plan out, with a journal under the project's .apigw; an empty plan leaves none. */
export async function carryOut(ready: ReadyPlan, options: CarryOutOptions): Promise<Outcome> {
  const {plan} = ready
  const {project, gateway} = options
  if (gateway !== undefined) await registerFunctions(project, gateway)
  const result = await applied(ready, options)
  const stageName = plan.stage?.stageName
  return {
    changes: plan.changes.length,
    calls: result.calls,
    apiId: result.apiId,
    contentHash: plan.contentHash,
    warnings: await locateWarnings(result.warnings, options),
    localWarnings: stageName === undefined ? [] : ((await gateway?.warnings(result.apiId, stageName)) ?? []),
    ...(result.dnsTargets !== undefined && {dnsTargets: result.dnsTargets}),
    ...(stageName !== undefined && {stage: servedStage(stageName, result, plan, gateway)}),
  }
}

async function applied(ready: ReadyPlan, options: CarryOutOptions): Promise<ApplyResult> {
  try {
    return await applyJournalled(ready, {...options, place: options.project})
  } catch (error) {
    // What a rollback or a removal sends stands in no file.
    throw ready.goal?.kind === 'restored' || ready.goal?.kind === 'gone'
      ? error
      : await locateFailure(error, ready.plan, options)
  }
}

function servedStage(
  stageName: string,
  {apiId, stage}: ApplyResult,
  {target, api, stage: planned}: Plan,
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
  return present({stageName, url, deploymentId: stage?.deploymentId, canaryPercent: planned?.canaryPercent})
}
