import {ApigwError} from '../errors/apigw-error.js'
import type {DeployedStage} from '../model/deployed-stage.js'
import type {LiveApi} from '../model/live-api.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {CanarySettings, RestStage} from '../model/stage.js'
import {namedCanary} from './canary.js'
import type {Address} from './change.js'
import {diffStage} from './diff/stage.js'
import {newDeployment, serves} from './plan-stage.js'
import type {StagePlan} from './plan-stage.js'

type CanaryInput = {
  api: Address
  live: LiveApi | undefined
  stage: RestStage
  contentHash: string
  /** Hash of the definition that the stage was seen to serve, for a deployment that carries no label of ours. */
  servedHash?: string
  percent: number
}

/**
 * What gives a share of the requests of a stage to a deployment of this definition, and leaves the stage where it is.
 * Variables that differ are the canary's alone, so that the promotion makes them the stage's; those that the files no
 * longer have stay until the stage itself moves. All other settings are of both sides: AWS has them once.
 *
 * A canary of this very definition gets the new share. Nothing is tried when the stage serves all of it already.
 * Pure. Throws CANARY_NO_BASE, and CANARY_RUNNING for a canary of another definition.
 */
export function deployCanary({api, live, stage, contentHash, servedHash, percent}: CanaryInput): StagePlan {
  const {base, current} = baseOf(live, stage)
  const {stageName, kind} = stage
  const goesOn = {deployment: undefined, stage: present({stageName, deployment: base.deploymentId})}
  const {variables} = stage
  const overrides = differing(variables, current.variables)
  const {canarySettings: running} = current
  const isServed = serves(base, contentHash) || servedHash === contentHash
  if (isServed && overrides === undefined && running === undefined) {
    return {first: [], changes: diffStage(api, current, stage, {}), ...goesOn}
  }
  const same = running && servedBy(live, running, contentHash)
  if (running !== undefined && same === undefined) throw otherRunning(current, running)
  const canarySettings = present({
    deploymentId: same,
    percentTraffic: percent,
    useStageCache: running?.useStageCache ?? false,
    stageVariableOverrides: variables === undefined ? running?.stageVariableOverrides : overrides,
  })
  const wanted = {...omit(stage, 'variables'), canarySettings}
  const {stage: named, isNew} = namedCanary(wanted, {live, contentHash})
  const changes = diffStage(api, current, named, {})
  return {
    first: [],
    changes: isNew ? [newDeployment(api, kind, contentHash), ...changes] : changes,
    deployment: isNew ? {contentHash} : undefined,
    stage: {...goesOn.stage, canaryPercent: percent},
  }
}

/** The deployment of the canary, when it was made from the definition with this hash. */
function servedBy(live: LiveApi | undefined, {deploymentId}: CanarySettings, contentHash: string): string | undefined {
  const made = live?.deployments?.find((each) => each.deploymentId === deploymentId)
  return made !== undefined && serves(made, contentHash) ? deploymentId : undefined
}

/** Variables whose values the stage does not have; undefined for none, because AWS takes no empty map. */
function differing(wanted: RestStage['variables'] = {}, have: RestStage['variables'] = {}): RestStage['variables'] {
  const other = Object.entries(wanted).filter(([name, text]) => !Object.hasOwn(have, name) || have[name] !== text)
  return other.length === 0 ? undefined : sortedRecord(other)
}

function baseOf(live: LiveApi | undefined, {stageName}: RestStage): {base: DeployedStage; current: RestStage} {
  const base = live?.stages.find((each) => each.stage.stageName === stageName)
  if (base?.stage.kind === 'restStage' && base.deploymentId !== undefined) return {base, current: base.stage}
  throw new ApigwError({
    code: 'CANARY_NO_BASE',
    exit: 'refused',
    what: `Stage ${stageName} serves nothing yet that a canary could be compared with; nothing was changed.`,
    why: 'A canary gets some of the requests of a stage; the others get what the stage served before.',
    fix: `Run "apigw deploy --stage ${stageName}" without --canary this once.`,
  })
}

function otherRunning({stageName}: RestStage, {percentTraffic, deploymentId = ''}: CanarySettings): ApigwError {
  return new ApigwError({
    code: 'CANARY_RUNNING',
    exit: 'refused',
    what: `Stage ${stageName} has a canary of another definition; nothing was changed.`,
    why: `Deployment ${deploymentId} gets ${percentTraffic} % of its requests: another one would take its place untried.`,
    fix: 'End it with "apigw canary promote" or "apigw canary abort", then deploy again.',
  })
}
