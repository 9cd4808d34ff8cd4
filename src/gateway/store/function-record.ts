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
}

export type FunctionPolicyStatement = {
  sid: string
  action: string
  principal: string
  sourceArn?: string
  /** Account that the calling resource must belong to. */
  sourceAccount?: string
}
