import type {Clients} from '../../aws/clients.js'
import {readLiveApi} from '../../aws/read/live-api.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {journalFolder} from './apply-journalled.js'
import {deployedDefinition, findDeployment} from './deployed-definition.js'
import {findProjectApi} from '../find-project-api.js'
import {locatorOf} from '../locator-of.js'
import {neverRefused, planGoal} from './plan-run.js'
import type {PlannedRun} from './plan-run.js'
import type {Project} from '../project.js'

/** `isComplete` is false when only the stage goes back, because AWS exports nothing that no stage serves. */
export type PlannedRollbackTo = Omit<PlannedRun, 'run'> & {to: {deploymentId: string; isComplete: boolean}}

/**
 * The way back to a deployment: the stage is pointed at it, and the definition becomes what it was made from. Settings
 * of the stage stay. Throws DEPLOYMENT_NOT_FOUND and STAGE_NOT_FOUND.
 */
export async function planRollbackTo(
  {project, clients}: {project: Project; clients: Clients},
  deploymentId: string,
): Promise<PlannedRollbackTo> {
  const {kind} = await findProjectApi(project, clients)
  const live = await readLiveApi(clients, kind, locatorOf(project))
  const current = live?.stages.find(({stage}) => stage.stageName === project.stageName)
  if (live === undefined || current === undefined) throw noStage(project)
  const deployment = findDeployment(live, deploymentId)
  const definition = await deployedDefinition(clients, live, {deployment, journals: journalFolder(project)})
  const served: DeployedStage = present({
    stage: current.stage,
    deploymentId: deployment.deploymentId,
    contentHash: deployment.contentHash,
    deployedAtMs: deployment.createdAtMs,
  })
  const stages = live.stages.map((each) => (each === current ? served : each))
  const before = {...live, api: definition ?? live.api, stages} as LiveApi
  const goal = {kind: 'restored' as const, before, stageName: project.stageName}
  const target = {name: project.stageName, region: project.target.region ?? (await clients.region())}
  const place = {formatVersion: 1 as const, api: {kind, name: project.settings.name}, target, before: live}
  const plan = neverRefused(planGoal(goal, place, {api: live}))
  const to = {deploymentId: deployment.deploymentId, isComplete: definition !== undefined}
  return {plan, live: {api: live}, goal, warnings: [], to}
}

function noStage({stageName, settings}: Project): ApigwError {
  return new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: `API ${settings.name} has no stage "${stageName}".`,
    why: 'Only a stage that exists can be moved to a deployment.',
    fix: 'Pick one of "apigw stage list" with --stage.',
  })
}
