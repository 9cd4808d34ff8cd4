import type {Stage} from '../../model/stage.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveApi} from '../../model/live-api.js'
import {planApi, addressKinds} from '../../plan/plan-api.js'
import {planChanges} from '../../plan/plan-changes.js'
import {deploymentRemoval} from '../../plan/restore-stage.js'
import {journalFolder} from '../deploy/apply-journalled.js'
import type {JournalPlace} from '../deploy/apply-journalled.js'
import {findDeployment} from '../deploy/deployed-definition.js'
import {placeOf} from './edit-api.js'
import type {EditPlace, PlannedEdit} from './edit-api.js'
import {readServedApi} from '../deploy/served-api.js'

/**
 * The plan that publishes the live API on a stage, which is made when there is none: a deployment, unless one of this
 * very definition is there, and the stage that serves it. Gates compare with what the stage serves now.
 */
export async function planDeployment(
  live: LiveApi,
  stageName: string,
  place: EditPlace & JournalPlace,
): Promise<PlannedEdit> {
  const {name, target} = await placeOf(live, place)
  const served = await readServedApi(place.clients, live, {
    stageName,
    desired: live.api,
    journals: journalFolder(place),
  })
  const stage: Stage = {kind: stageKinds[live.kind], stageName}
  const plan = planApi({
    ...{target, project: name, live, desired: live.api, stage},
    ...(served !== undefined && {served}),
    renderImport: () => ({impossible: 'a deployment changes no definition'}),
  })
  return {plan, live: {api: live}, goal: {kind: 'desired', api: live.api, stage}, notices: []}
}

const stageKinds = {rest: 'restStage', http: 'httpStage', websocket: 'webSocketStage'} as const

/** The plan that deletes one deployment, by its id. Throws DEPLOYMENT_NOT_FOUND, and RESOURCE_IN_USE when a stage serves it. */
export async function planDeploymentRemoval(live: LiveApi, word: string, place: EditPlace): Promise<PlannedEdit> {
  const deployment = findDeployment(live, word)
  const {deploymentId} = deployment
  const users = live.stages.filter((stage) => stage.deploymentId === deploymentId)
  if (users.length > 0) throw inUse(deploymentId, users.map(({stage}) => stage.stageName)) // prettier-ignore
  const {name, target} = await placeOf(live, place)
  const address = `${addressKinds[live.kind]}/${name}`
  const change = deploymentRemoval(address, live.kind, deployment)
  return {plan: planChanges([change], {live, target, project: name, kind: live.kind}), live: {api: live}, notices: []}
}

function inUse(deploymentId: string, stages: readonly string[]): ApigwError {
  return new ApigwError({
    code: 'RESOURCE_IN_USE',
    exit: 'refused',
    what: `Deployment ${deploymentId} is in use; nothing was changed.`,
    why: `These stages serve it: ${stages.join(', ')}.`,
    fix: `Let them serve another one first: apigw stage update ${stages[0] ?? ''} --deployment ID`,
  })
}
