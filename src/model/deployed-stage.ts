import type {Stage} from './stage.js'

/** A live stage and what it serves. `contentHash` is read from the deployment's description; absent when someone else deployed. */
export type DeployedStage = {
  stage: Stage
  deploymentId?: string
  contentHash?: string
  /** Epoch milliseconds of the deployment. */
  deployedAtMs?: number
}

/** A row of a list: `name` is that of the stage, as all lists have it. */
export type ListedStage = DeployedStage & {name: string}
