import type {Scope} from './record-kinds.js'

/** A Lambda function that the gateway runs: from a project's apigw.yaml, or created through the Lambda API. */
export type FunctionRecord = Scope & {
  functionName: string
  functionArn: string
  runtime: string
  /** `src/list-pets.handler`: file without extension, dot, exported name; relative to `directory`. */
  handler: string
  /** Absolute folder that holds the code. */
  directory: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
  lastModified: number
}

export type FunctionPolicyStatement = {
  sid: string
  action: string
  principal: string
  sourceArn?: string
}
