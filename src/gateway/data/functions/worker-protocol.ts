import type {Ticket, TicketMemory} from './invocation-ticket.js'

/** What a worker needs to load its function; passed to a thread as `workerData`, to a process as its first argument. */
export type WorkerStart = {
  /** Absolute path of the JavaScript to import. */
  moduleFile: string
  /** The module is a bundle with a source map beside it. */
  sourceMaps: boolean
  /** Name of the module as the function's handler has it, for messages: `list-pets`. */
  moduleName: string
  /** `handler`, or `api.handler` for a nested export. */
  exportName: string
  context: StaticContext
  /** Where a thread takes the invocations that it begins; a process has none. */
  tickets?: TicketMemory
}

/** Members of the context object that are equal for every invocation. */
export type StaticContext = {
  functionName: string
  functionVersion: string
  memoryLimitInMB: string
  logGroupName: string
  logStreamName: string
}

/** One invocation, gateway to worker. `timeoutMs` counts from the moment it begins. */
export type WorkerRequest = {
  requestId: string
  functionArn: string
  payload: string
  timeoutMs: number
  /** What a streaming handler writes is sent on piece by piece; otherwise it is the payload of the result. */
  streams: boolean
  /** Where the thread has tickets, an invocation is its own only when it gets this one. */
  ticket: Ticket
}

/** Gateway to worker, after each `chunk`: the next one may come. */
export type ChunkTaken = {taken: true}

/** Gateway to worker: what one turn of the gateway's event loop had for it, because each message wakes a thread anew. */
export type GatewayMessages = readonly (WorkerRequest | ChunkTaken)[]

/** Worker to gateway. `payload` is JSON text in Lambda's shapes. `tookMs` is the time of an invocation. */
export type WorkerMessage =
  | {kind: 'ready'}
  /** `hasNativeCode`: an add-on could not be loaded here; another kind of host may take it. */
  | {kind: 'notReady'; payload: string; hasNativeCode: boolean}
  | {kind: 'output'; text: string}
  | {kind: 'chunk'; bytes: Uint8Array}
  | (WorkerResult & {tookMs: number})

/** How an invocation ended. After `failed` with `fatal` the worker is of no more use. */
export type WorkerResult = {kind: 'done'; payload: string} | {kind: 'failed'; payload: string; fatal: boolean}
