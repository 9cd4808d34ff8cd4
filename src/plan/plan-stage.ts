import type {DeployedStage} from '../model/deployed-stage.js'
import type {Deployment} from '../model/deployment.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import type {Stage} from '../model/stage.js'
import type {CallFacts} from './calls/call-facts.js'
import {deploymentDescription} from './calls/deployment.js'
import type {Address, Change, Kind} from './change.js'
import {diffStage} from './diff/stage.js'
import type {Plan} from './plan.js'

/** What a plan knows when it comes to the stage. */
export type StageInput = {
  api: Address
  live: LiveApi | undefined
  stage: Stage | undefined
  contentHash: string
  /** Hash of the definition that the stage was seen to serve, for a deployment that carries no label of ours. */
  servedHash?: string
  /** A deployment there is, which the stage is to serve whatever the definition. */
  serve?: {deploymentId: string; contentHash?: string}
}

/** `first` is carried out before the definition changes, `changes` after it. */
export type StagePlan = {
  first: Change[]
  changes: Change[]
  deployment: CallFacts['deployment']
  stage: Plan['stage']
}

/**
 * What the stage needs: its settings, and a deployment of this definition unless it serves one already. A deployment
 * that another stage serves is used again, so that two stages can be seen to serve the same.
 */
export function planStage({api, live, stage, contentHash, servedHash, serve}: StageInput): StagePlan {
  if (stage === undefined) return {first: [], changes: [], deployment: undefined, stage: undefined}
  const {stageName, kind} = stage
  const found = live?.stages.find((candidate) => candidate.stage.stageName === stageName)
  const current =
    found &&
    present({...found, contentHash: found.contentHash ?? (servedHash === contentHash ? servedHash : undefined)})
  if (serve !== undefined) {
    const {deploymentId} = serve
    const moves = {before: current && servedName(current), after: servedName(serve)}
    const changes = diffStage(api, current?.stage, stage, present(moves))
    return {first: [], changes, deployment: {deploymentId}, stage: {stageName, deployment: deploymentId}}
  }
  if (deploysItself(stage, current)) {
    const changes = diffStage(api, current?.stage, stage, {})
    return {first: [], changes, deployment: undefined, stage: {stageName}}
  }
  const stages = [...(current === undefined ? [] : [current]), ...(live?.stages ?? [])]
  const deploymentId = [...stages, ...newestDeployments(live)].find((each) => serves(each, contentHash))?.deploymentId
  const changes = diffStage(api, current?.stage, stage, {
    ...(current === undefined ? {} : {before: servedNow(current, contentHash)}),
    after: shortHash(contentHash),
  })
  return {
    first: [],
    changes: deploymentId === undefined ? [newDeployment(api, kind, contentHash), ...changes] : changes,
    deployment: deploymentId === undefined ? {contentHash} : {deploymentId},
    stage: {stageName, deployment: deploymentId ?? contentHash},
  }
}

/**
 * Deployments that no stage may serve yet: made by a run that ended there, or whose answer was lost. AWS tells whole
 * seconds, so several can be the newest.
 */
export function newestDeployments(live: LiveApi | undefined): readonly Deployment[] {
  const deployments = live?.deployments ?? []
  return deployments.filter(({createdAtMs}) => createdAtMs === deployments[0]?.createdAtMs)
}

/** Undeclared means as it is; a new stage deploys by itself only when the files say so. */
function deploysItself(stage: Stage, current: DeployedStage | undefined): boolean {
  if (stage.kind === 'restStage') return false
  if (stage.autoDeploy !== undefined) return stage.autoDeploy
  return current !== undefined && current.stage.kind !== 'restStage' && current.stage.autoDeploy === true
}

/** Whether a stage serves the definition with this hash, as the label of its deployment tells. */
export function serves(candidate: Pick<DeployedStage, 'contentHash'>, contentHash: string): boolean {
  return candidate.contentHash !== undefined && contentHash.startsWith(candidate.contentHash)
}

function servedNow(current: DeployedStage, contentHash: string): string {
  if (serves(current, contentHash)) return shortHash(contentHash)
  if (current.contentHash !== undefined) return shortHash(current.contentHash)
  return current.deploymentId === undefined ? 'nothing' : `deployment:${current.deploymentId}`
}

/** `deployment:a1b2c3 sha256:0123456789ab`: a deployment, and the definition that its label tells. */
export function servedName({deploymentId, contentHash}: Pick<DeployedStage, 'deploymentId' | 'contentHash'>): string {
  if (deploymentId === undefined) return 'nothing'
  return `deployment:${deploymentId}${contentHash === undefined ? '' : ` ${shortHash(contentHash)}`}`
}

/** Enough of the hash to tell definitions apart at a glance. */
export function shortHash(contentHash: string): string {
  return `sha256:${contentHash.slice(0, 12)}`
}

/** The change that makes a deployment of the definition with this hash. */
export function newDeployment(api: Address, stageKind: Stage['kind'], contentHash: string): Change {
  const thing = deploymentChange(api, stageKind, contentHash.slice(0, 12))
  return {action: 'create', ...thing, after: {description: deploymentDescription(contentHash)}}
}

/** What a change of a deployment is about; `name` is its id, or the hash that it will be made from. */
export function deploymentChange(
  api: Address,
  stageKind: Stage['kind'],
  name: string,
): Pick<Change, 'kind' | 'address' | 'name'> {
  return {kind: deploymentKinds[stageKind], address: `${api}/deployment/${name}`, name}
}

const deploymentKinds: Readonly<Record<Stage['kind'], Kind>> = {
  restStage: 'restDeployment',
  httpStage: 'httpDeployment',
  webSocketStage: 'webSocketDeployment',
}
