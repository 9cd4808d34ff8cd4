/** What a worker thread needs to load its function; passed as `workerData`. */
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
}

/** Members of the context object that are equal for every invocation. */
export type StaticContext = {
  functionName: string
  functionVersion: string
  memoryLimitInMB: string
  logGroupName: string
  logStreamName: string
}

/** One invocation, gateway to worker. `timeoutMs` counts from the moment it is sent. */
export type WorkerRequest = {
  requestId: string
  functionArn: string
  payload: string
  timeoutMs: number
}

/** Worker to gateway. `payload` is JSON text in Lambda's shapes. After `failed` with `fatal` the worker is of no more use. */
export type WorkerMessage =
  | {kind: 'ready'}
  | {kind: 'notReady'; payload: string}
  | {kind: 'output'; text: string}
  | {kind: 'done'; payload: string}
  | {kind: 'failed'; payload: string; fatal: boolean}
