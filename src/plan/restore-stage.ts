import {ApigwError} from '../errors/apigw-error.js'
import type {DeployedStage} from '../model/deployed-stage.js'
import type {Deployment} from '../model/deployment.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import type {Stage} from '../model/stage.js'
import type {Address, Change} from './change.js'
import {movedCanary, namedCanary} from './canary.js'
import {diffExactStage} from './diff/exact-stage.js'
import {deploymentChange, newDeployment, servedName, serves} from './plan-stage.js'
import type {StagePlan} from './plan-stage.js'

/** The state that comes back. `stageName` is absent when the stages are left alone. */
export type Restored = {
  before: LiveApi
  stageName?: string
  /** Hash of the definition that is taken back: deployments of it that were not there before go too. */
  madeFor?: string
}

type RestoreInput = Restored & {api: Address; live: LiveApi | undefined; contentHash: string}

/**
 * What brings one stage back to a stored state. It is pointed at its deployment before anything else happens, so that
 * callers get the old answers after one call; settings follow the definition, because they may be of routes that have
 * to come back first. Throws DEPLOYMENT_GONE.
 */
export function restoreStage(input: RestoreInput): StagePlan {
  const {api, live, before, stageName} = input
  const obsolete =
    live === undefined ? [] : obsoleteDeployments(input, live).map((each) => deploymentRemoval(api, live.kind, each))
  if (stageName === undefined) return {first: [], changes: obsolete, deployment: undefined, stage: undefined}
  const current = stageNamed(live, stageName)
  const wanted = stageNamed(before, stageName)
  if (wanted === undefined) {
    const first = current === undefined ? [] : [stageDeletion(api, current)]
    return {first, changes: obsolete, deployment: undefined, stage: undefined}
  }
  const restored = current === undefined ? recreated(input, wanted) : movedBack(input, current, wanted)
  return {...restored, changes: [...restored.changes, ...obsolete]}
}

/** The deployment is the very one of before; only when it is gone, the same definition is deployed again. */
function movedBack({api, live, contentHash}: RestoreInput, current: DeployedStage, wanted: DeployedStage): StagePlan {
  const {deploymentId} = wanted
  const {stage, isNew} = namedCanary(wanted.stage, {live, contentHash})
  const {stageName} = stage
  const settings = diffExactStage(api, current.stage, stage)
  if (isNew) return canaryOnly({api, contentHash, stage, deploymentId, settings})
  const promotion = movedCanary(api, current, wanted)
  if (promotion !== undefined && deploymentId !== undefined) {
    const served = {deployment: {deploymentId}, stage: {stageName, deployment: deploymentId}}
    return {first: [], changes: [promotion], ...served}
  }
  if (deploysItself(wanted) || deploymentId === undefined) {
    return {first: [], changes: settings, deployment: undefined, stage: {stageName}}
  }
  const moves = current.deploymentId === deploymentId ? [] : [move(api, current, wanted)]
  if (isThere(live, deploymentId)) {
    return {first: moves, changes: settings, deployment: {deploymentId}, stage: {stageName, deployment: deploymentId}}
  }
  requireSameContent(wanted, contentHash)
  const changes = [newDeployment(api, stage.kind, contentHash), ...moves, ...settings]
  return {first: [], changes, deployment: {contentHash}, stage: {stageName, deployment: contentHash}}
}

/** The stage goes on serving what it does: the new deployment is its canary's. */
function canaryOnly({api, contentHash, stage, deploymentId, settings}: StartedCanary): StagePlan {
  const {stageName, kind} = stage
  return {
    first: [],
    changes: [newDeployment(api, kind, contentHash), ...settings],
    deployment: {contentHash},
    stage: present({stageName, deployment: deploymentId}),
  }
}

type StartedCanary = {
  api: Address
  contentHash: string
  stage: Stage
  deploymentId: string | undefined
  settings: Change[]
}

function recreated({api, live, contentHash}: RestoreInput, wanted: DeployedStage): StagePlan {
  const {stage, deploymentId} = wanted
  const {stageName} = stage
  const thing = {kind: stage.kind, address: `${api}/stage/${stageName}`, name: stageName}
  if (deploysItself(wanted) || deploymentId === undefined) {
    const created: Change = {...thing, action: 'create', after: stage}
    return {first: [], changes: [created], deployment: undefined, stage: {stageName}}
  }
  const created: Change = {...thing, action: 'create', after: {...stage, serves: servedName(wanted)}}
  if (isThere(live, deploymentId)) {
    return {first: [], changes: [created], deployment: {deploymentId}, stage: {stageName, deployment: deploymentId}}
  }
  requireSameContent(wanted, contentHash)
  const changes = [newDeployment(api, stage.kind, contentHash), created]
  return {first: [], changes, deployment: {contentHash}, stage: {stageName, deployment: contentHash}}
}

function stageNamed(live: LiveApi | undefined, stageName: string): DeployedStage | undefined {
  return live?.stages.find(({stage}) => stage.stageName === stageName)
}

function deploysItself({stage}: DeployedStage): boolean {
  return stage.kind !== 'restStage' && stage.autoDeploy === true
}

function isThere(live: LiveApi | undefined, deploymentId: string): boolean {
  return live?.deployments?.some((deployment) => deployment.deploymentId === deploymentId) === true
}

function move(api: Address, current: DeployedStage, wanted: DeployedStage): Change {
  const {stageName, kind} = wanted.stage
  const [before, after] = [servedName(current), servedName(wanted)]
  return {
    action: 'update',
    kind,
    address: `${api}/stage/${stageName}`,
    name: stageName,
    before: {kind, stageName, serves: before},
    after: {kind, stageName, serves: after},
    fields: [{path: 'serves', before, after}],
  }
}

function stageDeletion(api: Address, {stage}: DeployedStage): Change {
  const {stageName, kind} = stage
  return {action: 'delete', kind, address: `${api}/stage/${stageName}`, name: stageName, before: stage}
}

/** Made for the definition that is taken back, not there before, and served by no other stage. */
function obsoleteDeployments({before, madeFor, stageName}: RestoreInput, live: LiveApi): Deployment[] {
  if (madeFor === undefined) return []
  const kept = new Set([
    ...(before.deployments ?? []).map(({deploymentId}) => deploymentId),
    ...live.stages.filter(({stage}) => stage.stageName !== stageName).flatMap(servedBy),
  ])
  return (live.deployments ?? []).filter(
    ({deploymentId, contentHash}) =>
      contentHash !== undefined && madeFor.startsWith(contentHash) && !kept.has(deploymentId),
  )
}

/** By the stage, and by its canary. */
function servedBy({stage, deploymentId}: DeployedStage): (string | undefined)[] {
  return [deploymentId, stage.kind === 'restStage' ? stage.canarySettings?.deploymentId : undefined]
}

/** The change that deletes one deployment. */
export function deploymentRemoval(
  api: Address,
  kind: LiveApi['kind'],
  {deploymentId, description = ''}: Deployment,
): Change {
  return {action: 'delete', ...deploymentChange(api, stageKinds[kind], deploymentId), before: {description}}
}

const stageKinds = {rest: 'restStage', http: 'httpStage', websocket: 'webSocketStage'} as const

function requireSameContent(wanted: DeployedStage, contentHash: string): void {
  if (serves(wanted, contentHash)) return
  const {deploymentId = '', stage} = wanted
  throw new ApigwError({
    code: 'DEPLOYMENT_GONE',
    exit: 'failure',
    what: `Stage "${stage.stageName}" cannot be brought back to deployment ${deploymentId}; nothing was changed.`,
    why: 'Somebody has deleted that deployment, and it was not of the definition that the API had then.',
    fix: 'Pick another with "apigw deployment list" and "apigw rollback --to DEPLOYMENT".',
  })
}
