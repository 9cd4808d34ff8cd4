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
