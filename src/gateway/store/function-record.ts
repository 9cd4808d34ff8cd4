import type {Scope} from './record-kinds.js'

/** A Lambda function that the gateway runs: from a project's apigw.yaml, or created through the Lambda API. */
export type FunctionRecord = Scope & {
  functionName: string
  functionArn: string
  /** Number of a published version; absent: $LATEST. */
  version?: string
  runtime: string
  /** `src/list-pets.handler`: file without extension, dot, exported name; relative to `directory`. */
  handler: string
  /** Absolute folder that holds the code. */
  directory: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
  lastModified: number
  /** SHA-256 of the uploaded zip in base64; absent for functions of a project, whose folder is their code. */
  codeSha256?: string
  codeSizeBytes?: number
  role?: string
  description?: string
  architectures?: readonly string[]
  revisionId?: string
  /** Number of versions that were ever published of $LATEST. */
  publishedCount?: number
  /** Of a version: revision of $LATEST that it was made from. */
  publishedFrom?: string
}

/** A name for a version, or for two versions that share its invocations. */
export type FunctionAliasRecord = {
  name: string
  functionVersion: string
  description: string
  /** Share in [0, 1] of a second version; the first one has the rest. */
  additionalVersionWeights?: Readonly<Record<string, number>>
  revisionId: string
}

export type FunctionPolicyStatement = {
  sid: string
  action: string
  principal: string
  sourceArn?: string
  /** Account that the calling resource must belong to. */
  sourceAccount?: string
  /** Further conditions, by key (`aws:PrincipalOrgID`): API Gateway's calls fulfil none of them. */
  conditions?: Readonly<Record<string, string>>
}
