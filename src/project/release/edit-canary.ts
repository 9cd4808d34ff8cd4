import {ApigwError} from '../../errors/apigw-error.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import type {LiveApi} from '../../model/live-api.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {CanarySettings, RestStage} from '../../model/stage.js'

/** What is said of a canary; absent means not said. An empty text takes a variable away. */
export type CanaryValues = {
  percent?: number
  variables?: Readonly<Record<string, string>>
  useStageCache?: boolean
  deployment?: string
}

/** A stage of a REST API that has a canary, and the canary. */
export type CanaryStage = {served: DeployedStage; stage: RestStage; canary: CanarySettings}

/** Requests that a canary gets when nobody says how many, in percent. */
const usualPercent = 10

/**
 * The API with a canary on the stage: of a deployment that is named, or of a new one of the definition as it is.
 * Throws CANARY_RUNNING and CANARY_REST_ONLY.
 */
export function startCanary(live: LiveApi, stageName: string, values: CanaryValues): LiveApi {
  const {stage, served} = restStageOf(live, stageName)
  const {canarySettings: running} = stage
  if (running !== undefined) throw alreadyRunning(stage, running)
  const {percent = usualPercent, variables, useStageCache = false, deployment} = values
  const canarySettings = present({
    deploymentId: deployment,
    percentTraffic: percent,
    stageVariableOverrides: overridesOf({}, variables),
    useStageCache,
  })
  return withStage(live, {...served, stage: {...stage, canarySettings}})
}

/** The API with another share, other variables or another use of the cache; what is not said stays. */
export function updateCanary(live: LiveApi, stageName: string, values: CanaryValues): LiveApi {
  const {served, stage, canary} = canaryOf(live, stageName)
  const {percent = canary.percentTraffic, variables, useStageCache = canary.useStageCache} = values
  const canarySettings = present({
    ...omit(canary, 'stageVariableOverrides'),
    percentTraffic: percent,
    stageVariableOverrides: overridesOf(canary.stageVariableOverrides ?? {}, variables),
    useStageCache,
  })
  return withStage(live, {...served, stage: {...stage, canarySettings}})
}

/** The API whose stage serves what its canary served, with the canary's variables on top of its own. */
export function promoteCanary(live: LiveApi, stageName: string): LiveApi {
  const {served, stage, canary} = canaryOf(live, stageName)
  const {deploymentId, contentHash, createdAtMs} = deploymentOf(live, canary)
  const variables = {...stage.variables, ...canary.stageVariableOverrides}
  const settled = {
    ...omit(stage, 'canarySettings'),
    ...(Object.keys(variables).length > 0 && {variables: sortedRecord(Object.entries(variables))}),
  }
  return withStage(live, present({...omit(served, 'contentHash', 'deployedAtMs'), stage: settled, deploymentId, contentHash, deployedAtMs: createdAtMs})) // prettier-ignore
}

/** The API whose stage answers all requests itself again. */
export function abortCanary(live: LiveApi, stageName: string): LiveApi {
  const {served, stage} = canaryOf(live, stageName)
  return withStage(live, {...served, stage: omit(stage, 'canarySettings')})
}

/** The canary of a stage. Throws CANARY_NONE, CANARY_REST_ONLY. */
export function canaryOf(live: LiveApi, stageName: string): CanaryStage {
  const {served, stage} = restStageOf(live, stageName)
  const {canarySettings: canary} = stage
  if (canary !== undefined) return {served, stage, canary}
  throw new ApigwError({
    code: 'CANARY_NONE',
    exit: 'failure',
    what: `Stage ${stageName} of ${live.api.name} (${live.apiId}) has no canary.`,
    why: 'None was started, or it was promoted or aborted since.',
    fix: `Start one with: apigw canary start ${live.apiId} --stage ${stageName} --percent ${usualPercent}`,
  })
}

/** What is known of the deployment that a canary serves. */
export function deploymentOf({deployments = []}: LiveApi, {deploymentId = ''}: CanarySettings) {
  return deployments.find((each) => each.deploymentId === deploymentId) ?? {deploymentId}
}

/** Throws CANARY_REST_ONLY for the kinds of API that AWS has no canaries for. */
export function requireCanaries({
  kind,
  name,
  apiId,
}: {
  kind: LiveApi['kind']
  name: string
  apiId?: string | undefined
}): void {
  if (kind === 'rest') return
  throw new ApigwError({
    code: 'CANARY_REST_ONLY',
    exit: 'usage',
    what: `${apiId === undefined ? name : `${name} (${apiId})`} cannot have a canary; nothing was changed.`,
    why: `It is ${kind === 'http' ? 'an HTTP API' : 'a WebSocket API'}: AWS splits the requests of a stage only for REST APIs.`,
    fix: 'Deploy to a second stage and move its share of the clients there by weighted DNS records of a custom domain, or give the Lambda alias that the routes call a second version with a weight.',
  })
}

function restStageOf(live: LiveApi, stageName: string): {served: DeployedStage; stage: RestStage} {
  requireCanaries({...live, name: live.api.name})
  const served = live.stages.find(({stage}) => stage.stageName === stageName)
  if (served?.stage.kind === 'restStage') return {served, stage: served.stage}
  throw new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: `${live.api.name} (${live.apiId}) has no stage "${stageName}".`,
    why: 'A canary gets some of the requests of a stage that is there.',
    fix: `Run "apigw stage list ${live.apiId}" to see the stages.`,
  })
}

function withStage(live: LiveApi, stage: DeployedStage): LiveApi {
  const stages = live.stages.map((each) => (each.stage.stageName === stage.stage.stageName ? stage : each))
  return {...live, stages}
}

/** AWS takes no empty map. */
function overridesOf(
  before: Readonly<Record<string, string>>,
  given: CanaryValues['variables'],
): Readonly<Record<string, string>> | undefined {
  const variables = Object.entries({...before, ...given}).filter(([, text]) => text !== '')
  return variables.length === 0 ? undefined : sortedRecord(variables)
}

function alreadyRunning({stageName}: RestStage, {percentTraffic, deploymentId = ''}: CanarySettings): ApigwError {
  return new ApigwError({
    code: 'CANARY_RUNNING',
    exit: 'refused',
    what: `Stage ${stageName} has a canary already; nothing was changed.`,
    why: `Deployment ${deploymentId} gets ${percentTraffic} % of its requests: another one would take its place untried.`,
    fix: 'End it with "apigw canary promote" or "apigw canary abort", or change its share with "apigw canary update".',
  })
}
