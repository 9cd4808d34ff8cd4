import type {KeyObject} from 'node:crypto'
import type {GatewayInvocation} from '../../model/gateway-admin.js'
import type {FindAccessKey} from '../identity/authenticate.js'
import type {ClientCertificate} from '../identity/client-certificate.js'
import type {Principal} from '../identity/principal.js'
import type {RestSnapshot} from '../store/rest-records.js'
import type {AccountBuckets} from './account-buckets.js'
import type {Trace} from './trace.js'

/**
 * One request as it arrived. Header names keep their spelling and order; duplicates stay apart. The body is complete
 * and at most 10 MB.
 */
export type HttpRequest = {
  method: string
  /** Request target exactly as sent, `/prod/pets?limit=1`; for path-style calls without the /execute-api/{apiId} prefix. */
  target: string
  /** The whole target as the client sent and signed it, where `target` lost a prefix. */
  sentTarget?: string
  /** Alternating names and values, as Node's rawHeaders. */
  rawHeaders: readonly string[]
  body: Buffer
  /** The body was larger and is empty here: the request is to be answered with 413. */
  bodyTooLarge?: boolean
  sourceIp: string
  /** `HTTP/1.1` */
  protocol: string
  /** Absent for plain HTTP. */
  tls?: TlsFacts | undefined
  /** Verified for the custom domain name that was called; absent on those without mutual TLS. */
  clientCertificate?: ClientCertificate | undefined
  /** Aborts when the client goes away. */
  signal: AbortSignal
}

/**
 * Whoever waits for an answer; its signal aborts when it goes away, and is made when it is first read. Calls pass this on
 * and not a signal, nor a getter of their own: V8 makes a hidden class for every object literal that has an accessor.
 */
export type Client = {readonly signal: AbortSignal}

/** What client and gateway agreed on: `TLSv1.3`, and a cipher by its name in the RFCs. */
export type TlsFacts = {version: string; cipherSuite: string}

/** An answer; `headers` alternates names and values like `rawHeaders`. */
export type HttpResponse = {
  status: number
  headers: readonly string[]
  body: Buffer | AsyncIterable<Uint8Array>
}

/** A call to an HTTP backend. Never throws for an HTTP status; throws BackendError when there is no answer. */
export type BackendRequest = {
  method: string
  url: URL
  /** Path and query exactly as they go on the wire, where `url` would change them (it resolves dot segments). */
  target?: string
  /** Alternating names and values. */
  headers: readonly string[]
  body: Buffer
  timeoutMs: number
  insecureSkipVerification: boolean
  /** The stage's certificate, by which backends over TLS know the gateway. */
  clientCertificateId?: string
  /** Answer as soon as the headers have come, with the body as a stream. */
  streams?: boolean
  /** The backend lies behind this link: `url` says what it is called, not where it is. */
  vpcLink?: VpcLinkReference
  client: Client
}

/** A VPC link by its id, and the ARN of the listener or service it leads to where the integration names one. */
export type VpcLinkReference = {connectionId: string; targetArn?: string}

/** `stream` takes the place of the body where the request asked for one; it fails with a BackendError. */
export type BackendResponse = {
  status: number
  headers: readonly string[]
  body: Buffer
  stream?: AsyncIterable<Uint8Array>
}

/** Why a backend gave no usable answer. */
export class BackendError extends Error {
  /** `not-allowed`: the call was not made, because nothing says where it may go; the message says what to set. */
  readonly reason: 'timeout' | 'network' | 'too-large' | 'bad-url' | 'not-allowed'

  constructor(reason: BackendError['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackendError'
    this.reason = reason
  }
}

/** A call to an AWS service, before it has an address and a signature. */
export type ServiceRequest = {
  /** As integration URIs name it: `sqs`, `events`. */
  service: string
  /** What stands before the service's name: `runtime` of `runtime.sagemaker`. */
  subdomain: string | undefined
  region: string
  partition: string
  method: string
  /** Path and query, percent-encoded. */
  target: string
  /** Alternating names and values, without Host and without those of the signature. */
  headers: readonly string[]
  body: Buffer
  /** Role ARN, or `arn:aws:iam::*:user/*` for the caller's own keys. */
  credentials: string
  /** Access key of a caller who has signed the request. */
  caller: string | undefined
  /** Account of the API. */
  accountId: string
  timeoutMs: number
  client: Client
}

/** Outcome of a Lambda invocation, as Lambda's Invoke API answers. */
export type InvokeResult =
  /** `payload` is what the handler returned, as JSON text. */
  | {outcome: 'success'; payload: string}
  /** The function threw, timed out or exited: `payload` is `{errorMessage, errorType, trace}` as JSON text. */
  | {outcome: 'functionError'; payload: string}
  /** No such function, no permission, too many concurrent runs, payload above Lambda's 6 MB. */
  | {outcome: 'refused'; reason: 'not-found' | 'no-permission' | 'throttled' | 'too-large'; message: string}

export type InvokeRequest = {
  /** Function ARN, with or without alias or version. */
  functionArn: string
  payload: string
  requestId: string
  /** The integration's own limit; the function's timeout applies besides. Passing it gives `timeout`. */
  timeoutMs: number
  /**
   * Execution ARN of the caller, checked against the function's resource policy when it has one; absent for a caller
   * with a right of its own, as through Lambda's API.
   */
  sourceArn?: string
  /**
   * Takes what a streaming handler writes; resolves when more may come. A function that does not stream calls it never,
   * and its result has the whole payload.
   */
  onChunk?: (chunk: Uint8Array) => Promise<void>
  client: Client
}

/** Everything an invocation reaches beyond its snapshot. */
export type Ports = {
  nowMs: () => number
  /** New request id (UUID) and extended id. */
  newRequestId: () => string
  /** In [0, 1): canary split. */
  random: () => number
  /** Key whose signatures can be verified; undefined for any that nobody registered. */
  findAccessKey: FindAccessKey
  /** Public key of the gateway's test issuer, for an issuer that the user has mapped to it; undefined for every other. */
  testIssuerKey?: (issuer: string, keyId: string) => KeyObject | undefined
  callBackend: (request: BackendRequest) => Promise<BackendResponse>
  /** Signs the request and sends it. Throws BackendError as `callBackend` does, or because it may not be made. */
  callService: (request: ServiceRequest) => Promise<BackendResponse>
  /** Throws BackendError with reason `timeout` when `timeoutMs` passes. */
  invokeFunction: (request: InvokeRequest) => Promise<InvokeResult>
  /** One line of what happened, after the answer; must not throw. */
  onInvocation: (invocation: Invocation) => void
  /**
   * Leaves lines for CloudWatch Logs, as execution logs; they are written off the request's path. Group and stream are
   * made when they do not exist. Must not throw.
   */
  writeLogs: (delivery: LogDelivery) => void
  /** Absent: no request is ever recorded. */
  recorder?: Recorder
  /** The limits of accounts on all their APIs. Absent: they do not hold. */
  accountBuckets?: Pick<AccountBuckets, 'take'>
  /** The limits of accounts on new WebSocket connections. Absent: they do not hold. */
  connectionBuckets?: Pick<AccountBuckets, 'take'>
}

/** Where the phases of requests are kept for whoever looks at them. */
export type Recorder = {
  /** Whether somebody wants to see every request. */
  isWatched: () => boolean
  /** Milliseconds with fractions, from any start. */
  tickMs: () => number
  /** Takes what a request went through; must not throw. */
  keep: (trace: Trace) => void
}

/** Lines of one log stream, in order; without a name API Gateway's own stream of the day takes them. */
export type LogDelivery = {
  scope: {accountId: string; region: string}
  /** Such as `API-Gateway-Execution-Logs_{apiId}/{stage}`. */
  groupName: string
  streamName?: string
  /** `message` is one event without a line end; times are epoch milliseconds. */
  events: readonly {timestampMs: number; message: string}[]
}

/** A request that TestInvokeMethod or TestInvokeAuthorizer makes up for a REST API as it is now, deployed or not. */
export type TestCall = {
  snapshot: RestSnapshot
  /** With query: `/pets/7?x=1`. */
  pathWithQueryString: string
  /** Alternating names and values. */
  headers: readonly string[]
  body: string
  stageVariables: Readonly<Record<string, string>>
  /** Who makes the test; members are null when they are not known. */
  caller: {principal: Principal; accessKey: string | null; userAgent: string | null}
  /** The certificate by which backends over TLS know the gateway: a test has no stage to take it from. */
  clientCertificateId?: string
  /** Members of `$context` that the test sets. */
  additionalContext: Readonly<Record<string, string>>
  signal: AbortSignal
}

/** `headers` alternates names and values. */
export type MethodTest = {status: number; body: string; headers: readonly string[]; log: string; latencyMs: number}

export type AuthorizerTest = {
  clientStatus: number
  log: string
  latencyMs: number
  principalId?: string
  /** JSON text. */
  policy?: string
  claims?: Readonly<Record<string, string>>
}

/** Runs single methods and authorizers of REST APIs; undefined for what the API does not have. Never rejects for what the API does. */
export type RestTester = {
  /** `resourcePath` and `verb` are of the method; a method of ANY is called with the verb. */
  method: (call: TestCall, target: {resourcePath: string; verb: string}) => Promise<MethodTest | undefined>
  authorizer: (call: TestCall, authorizerId: string) => Promise<AuthorizerTest | undefined>
}

/** What one request was and became: feeds the log line of `dev`, access logs and metrics. */
export type Invocation = GatewayInvocation & {
  /** HTTP APIs: bytes of the bodies of request and response. */
  dataProcessedBytes?: number
  /** Whether a stage's cache answered; absent where nothing is cached. */
  cache?: 'hit' | 'miss'
  /** The stage's access log line, when the stage has an access log; `destinationArn` is where AWS would write it. */
  accessLog?: {destinationArn?: string; line: string; isCanary?: true}
}

/** The open connections of WebSocket APIs, as the @connections API reaches them. */
export type ConnectionPort = {
  /** Undefined for a connection that does not exist, is not open yet or is being closed. */
  find: (connectionId: string) => OpenConnection | undefined
}

export type OpenConnection = {
  readonly facts: {
    readonly apiId: string
    readonly stage: string
    /** Epoch milliseconds. */
    readonly connectedAt: number
    readonly identity: {readonly sourceIp: string; readonly userAgent?: string}
  }
  readonly lastActiveAtMs: number
  /** Sends a text message; `full` when the client does not take what waits for it already. */
  post: (text: Buffer) => 'sent' | 'full'
  close: (code: number, reason: string) => void
}

/** What one call of the @connections API was. */
export type ConnectionCall = {
  requestId: string
  connection: OpenConnection | undefined
  /** Undefined at the gateway's own address. */
  place: {apiId: string; stageName: string} | undefined
  /** `POST`, `GET` or `DELETE`. */
  method: string
  connectionId: string
  sourceIp: string
  status: number
  startedAtMs: number
}
