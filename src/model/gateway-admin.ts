/**
 * Shapes of the local gateway's own API (`/_apigw/…`), spoken between `aws/local-gateway.ts` and the gateway, and of
 * the file by which a gateway is found.
 */

/** `gateway.json` in the state directory while a gateway runs; readable by its owner only. */
export type GatewayFile = {
  pid: number
  port: number
  /** `http://127.0.0.1:4600` */
  url: string
  /** `https://localhost:4600`, of a gateway that answers HTTPS too. */
  httpsUrl?: string
  /** PEM file of the authority behind its certificates; absent while the state lives in memory only. */
  authorityFile?: string
  /** Goes into the `x-apigw-token` header of calls that change something. */
  token: string
  version: string
  /** Epoch milliseconds. */
  startedAt: number
}

export type GatewayStatus = Omit<GatewayFile, 'token'> & {
  /** Absent while the state lives in memory only. */
  stateDirectory?: string
  /** Whether control-plane calls need a signature, whether AWS's rates and quotas hold. */
  auth: 'signed' | 'none'
  limits: 'aws' | 'none'
  /** How far the gateway's clock is ahead of the machine's. */
  clockOffsetMs: number
  restApis: number
  httpApis: number
  functions: number
}

/** A function of a project; `directory` is absolute, `handler` relative to it: `src/list-pets.handler`. */
export type GatewayFunction = {
  name: string
  runtime: string
  handler: string
  directory: string
  timeoutSeconds: number
  memoryMb: number
  environment: Readonly<Record<string, string>>
  accountId: string
  region: string
}

/** A registered function; values of its environment are not told. */
export type GatewayFunctionSummary = Omit<GatewayFunction, 'environment'> & {
  functionArn: string
  environmentNames: readonly string[]
}

/** A key to register: the gateway verifies what it signs, and applies its principal's policy. */
export type GatewayAccessKey = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  /** Epoch milliseconds, for temporary credentials. */
  expiresAtMs?: number
  /** `arn:aws:iam::123456789012:user/ann`, a role, a session, a federated user or an account's root. */
  principalArn: string
  principalOrgId?: string
  /** Identity policy: a document, or the name of an AWS managed policy. */
  policy?: object | string
}

/** A registered key as it is told: without its secrets. `policy` is a managed policy's name or `inline`. */
export type GatewayAccessKeySummary = Pick<GatewayAccessKey, 'accessKeyId' | 'principalArn' | 'principalOrgId'> & {
  accountId: string
  policy?: string
  expiresAtMs?: number
  createdAtMs: number
}

/** What a project says about AWS's network: URLs of VPC links, files in place of truststores on S3. */
export type GatewayBackends = {
  vpcLinks: Readonly<Record<string, string>>
  truststores: Readonly<Record<string, string>>
}

export type GatewayClock = {nowMs: number; offsetMs: number}

/** A token of the gateway's test issuer. Without `issuer` it is the gateway's own; `trust` maps another to it first. */
export type TestTokenRequest = {
  issuer?: string
  claims: Readonly<Record<string, unknown>>
  /** Negative for a token that has expired. */
  expiresInMs: number
  trust: boolean
}

export type TestToken = {token: string; issuer: string; claims: Readonly<Record<string, unknown>>}

/** Moves the gateway's clock on, by an amount or to a moment, or back to the machine's time. */
export type ClockChange = {advanceMs: number} | {setMs: number} | {reset: true}

/**
 * What the gateway does with an operation: `implemented` as AWS, `stored` and returned without further effect, or
 * `notImplemented` (501).
 */
export type OperationCoverage = {
  service: string
  operation: string
  state: 'implemented' | 'stored' | 'notImplemented'
}

/** A feature of deployed APIs: `enforced` as by AWS, `warned` about, or `refused` when an API is deployed. */
export type FeatureCoverage = {feature: string; state: 'enforced' | 'refused' | 'warned'; why: string}

export type GatewayCoverage = {operations: readonly OperationCoverage[]; features: readonly FeatureCoverage[]}

/** One callable route of a deployed stage. */
export type GatewayRoute = {
  kind: 'rest' | 'http' | 'websocket'
  apiId: string
  apiName: string
  stage: string
  method: string
  path: string
  url: string
}

/** What was measured in the last minutes; `fromMs` is the start of the first of them. */
export type GatewayMetrics = {fromMs: number; minutes: number; stages: readonly GatewayStageMetrics[]}

/** One number per minute, the current one last; latencies are milliseconds, absent without requests. */
export type GatewayStageMetrics = {
  kind: 'rest' | 'http' | 'websocket'
  apiId: string
  apiName: string
  stage: string
  /** Messages of a WebSocket API. */
  requests: readonly number[]
  clientErrors: readonly number[]
  serverErrors: readonly number[]
  latencyMs?: {p50: number; p90: number; p99: number}
}

/** What one request was and became. */
export type GatewayInvocation = {
  requestId: string
  apiId: string
  apiKind: 'rest' | 'http' | 'websocket'
  stage: string
  method: string
  path: string
  /** `GET /pets/{id}`; absent when no route matched. */
  routeKey?: string
  status: number
  startedAtMs: number
  latencyMs: number
  integrationLatencyMs?: number
  /** Id of the Lambda invocation behind the route, by which the function's own log lines are known. */
  functionRequestId?: string
  /** Of WebSocket APIs, whose `method` is the kind of event (`CONNECT`, `MESSAGE`, …) and whose `path` is the route key. */
  connectionId?: string
  /** Of WebSocket APIs: messages that the event counts for, in both directions. */
  messages?: number
  /** Gateway response type of a refusal, such as `MISSING_AUTHENTICATION_TOKEN`. */
  errorType?: string
  /** Why it was refused or failed, in one sentence for the developer (execution log wording). */
  errorMessage?: string
}

/** One line of the event stream. */
export type GatewayEvent =
  | {kind: 'invocation'; invocation: GatewayInvocation}
  | {kind: 'functionLog'; functionName: string; requestId: string; line: string}
