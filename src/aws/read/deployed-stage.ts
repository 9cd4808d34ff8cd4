import type {DeployedStage} from '../../model/deployed-stage.js'
import type {Deployment} from '../../model/deployment.js'
import {present} from '../../model/present.js'
import type {Stage} from '../../model/stage.js'

/** The stages of an API by name, and its deployments, newest first. */
export type ReadStages = {stages: DeployedStage[]; deployments: Deployment[]}

/** A stage joined with the deployment it points at. */
export function deployedStage(
  stage: Stage,
  deploymentId: string | undefined,
  deployments: readonly Deployment[],
): DeployedStage {
  const deployment = deployments.find((candidate) => candidate.deploymentId === deploymentId)
  return present({
    stage,
    deploymentId: deploymentId === '' ? undefined : deploymentId,
    contentHash: deployment?.contentHash,
    deployedAtMs: deployment?.createdAtMs,
  })
}
