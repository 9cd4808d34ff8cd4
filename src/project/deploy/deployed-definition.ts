import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'
import type {Deployment} from '../../model/deployment.js'
import type {LiveApi} from '../../model/live-api.js'
import {contentHash} from '../../plan/content-hash.js'
import {definitionFromRuns} from './definition-from-runs.js'
import {exportedApi} from './served-api.js'

/**
 * The definition that a deployment was made from: the live one or that of a run when the label says so, else AWS's
 * export, which AWS makes only of what a stage serves. Undefined when nobody can tell.
 */
export async function deployedDefinition(
  clients: Clients,
  live: LiveApi,
  {deployment, journals}: {deployment: Deployment; journals: string},
): Promise<Api | undefined> {
  const {deploymentId, contentHash: label} = deployment
  const isIt = (api: Api): boolean => label !== undefined && contentHash(api, live.apiId).startsWith(label)
  if (isIt(live.api)) return live.api
  const known = label === undefined ? undefined : await definitionFromRuns(journals, isIt)
  if (known !== undefined) return known
  const serving = live.stages.find((stage) => stage.deploymentId === deploymentId)
  return serving === undefined ? undefined : exportedApi(clients, live, serving.stage.stageName)
}

/** A deployment by its id, or the one that a stage of this name serves. Throws DEPLOYMENT_NOT_FOUND. */
export function findDeployment(live: LiveApi, idOrStage: string): Deployment {
  const stage = live.stages.find((each) => each.stage.stageName === idOrStage)
  const id = stage?.deploymentId ?? idOrStage
  const found = live.deployments?.find(({deploymentId}) => deploymentId === id)
  if (found !== undefined) return found
  throw new ApigwError({
    code: 'DEPLOYMENT_NOT_FOUND',
    exit: 'failure',
    what: `API ${live.apiId} has no deployment ${idOrStage}, and no stage of that name serves one.`,
    why: 'Deployments are named by the ids that AWS gave them; AWS deletes none by itself.',
    fix: 'Pick one of "apigw deployment list".',
  })
}
