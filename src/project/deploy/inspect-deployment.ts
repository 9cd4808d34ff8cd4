import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'
import type {Deployment} from '../../model/deployment.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import type {Change} from '../../plan/change.js'
import {planRestore} from '../../plan/plan-restore.js'
import {deployedDefinition, findDeployment} from './deployed-definition.js'
import {journalFolder} from './apply-journalled.js'
import {chooseApi} from '../find-project-api.js'
import type {ApiChoice} from '../find-project-api.js'
import {listRoutes} from '../list-routes.js'
import type {RouteSummary} from '../list-routes.js'
import {renderImport} from './plan-project.js'
import {readApi} from '../read-api.js'

/** A deployment, the stages that serve it, and its routes; those are absent when nobody can tell its definition. */
export type DeploymentDescription = Deployment & {stages: readonly string[]; routes?: readonly RouteSummary[]}

/** What turns the definition of one deployment into that of another, by their ids. */
export type DeploymentDifference = {from: string; to: string; changes: readonly Change[]}

/** One deployment, by its id or a stage that serves it. Throws DEPLOYMENT_NOT_FOUND. */
export async function describeDeployment(
  choice: ApiChoice,
  {api, deployment}: {api: string | undefined; deployment: string},
): Promise<DeploymentDescription> {
  const live = await readApi(choice.clients, await chooseApi(api, choice))
  const found = findDeployment(live, deployment)
  const serving = live.stages.filter(({deploymentId}) => deploymentId === found.deploymentId)
  const definition = await definitionOf(choice, live, found)
  const stages = serving.map(({stage}) => stage.stageName)
  return {...found, stages, ...present({routes: definition && listRoutes(definition)})}
}

/** Compares two deployments of an API. Throws DEPLOYMENT_NOT_FOUND and DEFINITION_UNKNOWN. */
export async function compareDeployments(
  choice: ApiChoice,
  {api, from, to}: {api: string | undefined; from: string; to: string},
): Promise<DeploymentDifference> {
  const live = await readApi(choice.clients, await chooseApi(api, choice))
  const [older, newer] = [findDeployment(live, from), findDeployment(live, to)]
  const before = await knownDefinition(choice, live, older)
  const after = await knownDefinition(choice, live, newer)
  const {changes} = planRestore({
    target: {name: to, region: await choice.clients.region()},
    project: live.api.name,
    kind: live.kind,
    live: {...live, api: before} as LiveApi,
    before: {...live, api: after} as LiveApi,
    renderImport,
  })
  return {from: older.deploymentId, to: newer.deploymentId, changes}
}

function definitionOf({clients, project}: ApiChoice, live: LiveApi, deployment: Deployment): Promise<Api | undefined> {
  // Outside a project there are no runs to look through.
  return deployedDefinition(clients, live, {deployment, journals: project === undefined ? '' : journalFolder(project)})
}

async function knownDefinition(choice: ApiChoice, live: LiveApi, deployment: Deployment): Promise<Api> {
  const definition = await definitionOf(choice, live, deployment)
  if (definition !== undefined) return definition
  throw new ApigwError({
    code: 'DEFINITION_UNKNOWN',
    exit: 'failure',
    what: `The definition of deployment ${deployment.deploymentId} is not known.`,
    why: 'AWS exports only what a stage serves, and no run of this project has made it or found it.',
    fix: 'Let a stage serve it: "apigw rollback --stage NAME --to DEPLOYMENT" moves one there.',
  })
}
