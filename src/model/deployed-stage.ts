import type {Stage} from './stage.js'

/** A live stage and what it serves. `contentHash` is read from the deployment's description; absent when someone else deployed. */
export type DeployedStage = {
  stage: Stage
  deploymentId?: string
  contentHash?: string
  /** Epoch milliseconds of the deployment. */
  deployedAtMs?: number
}
