/** A snapshot of an API that stages can point at. */
export type Deployment = {
  deploymentId: string
  description?: string
  /** Epoch milliseconds. */
  createdAtMs?: number
  /** Hash of the definition, when apigw made the deployment. */
  contentHash?: string
  /** HTTP APIs: made by AWS because a stage deploys by itself. */
  autoDeployed?: boolean
}

/** A row of a list: `name` is the id, as deployments are called. */
export type ListedDeployment = Deployment & {name: string}
