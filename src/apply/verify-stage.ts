import type {Clients} from '../aws/clients.js'
import {readStagePointer} from '../aws/read/stage-pointer.js'
import {ApigwError} from '../errors/apigw-error.js'
import {present} from '../model/present.js'
import type {Plan} from '../plan/plan.js'
import {idKey} from './fill-ids.js'
import type {Ids} from './fill-ids.js'

/** What the stage of a plan serves once the plan is carried out. */
export type VerifiedStage = {stageName: string; deploymentId?: string; contentHash?: string}

/**
 * Reads back where the stage of a plan points; undefined for a plan without one.
 *
 * Throws STAGE_NOT_MOVED when it points elsewhere: someone else deployed at the same moment. A stage that deploys by
 * itself is only asked whether its last deployment worked.
 */
export async function verifyStage(plan: Plan, ids: Ids, clients: Clients): Promise<VerifiedStage | undefined> {
  const {stage, contentHash, api} = plan
  if (stage === undefined) return undefined
  const {stageName, deployment} = stage
  const apiId = ids.get(idKey('api', '')) ?? ''
  const {deploymentId, deploymentMessage} = await readStagePointer(clients, api.kind, {apiId, stageName})
  if (deployment === undefined) {
    if (deploymentMessage !== undefined && /fail|unable/i.test(deploymentMessage)) {
      throw deploymentFailed(stageName, deploymentMessage)
    }
    return present({stageName, deploymentId})
  }
  const expected = ids.get(idKey('deployment', deployment))
  if (expected !== deploymentId) throw notMoved(stageName, expected, deploymentId)
  return present({stageName, deploymentId, contentHash})
}

function notMoved(stageName: string, expected: string | undefined, found: string | undefined): ApigwError {
  return new ApigwError({
    code: 'STAGE_NOT_MOVED',
    exit: 'partial',
    what: `Stage "${stageName}" does not serve deployment ${expected ?? 'of this plan'}.`,
    why: `It points at ${found === undefined ? 'no deployment' : `deployment ${found}`}: someone else deployed at the same time.`,
    fix: 'Look at "apigw deployment list", then run the same command again.',
  })
}

function deploymentFailed(stageName: string, message: string): ApigwError {
  return new ApigwError({
    code: 'DEPLOYMENT_FAILED',
    exit: 'partial',
    what: `The API is changed, but stage "${stageName}", which deploys by itself, still serves the last good deployment.`,
    why: message,
    fix: 'Correct what AWS names in the definition and run the same command again.',
  })
}
