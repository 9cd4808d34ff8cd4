import {Worker} from 'node:worker_threads'
import type {InvokeRequest} from '../ports.js'
import {exitPayload, thrownPayload} from './lambda-error.js'
import type {Sandbox, SandboxOptions, SandboxOutput, SandboxResult} from './sandbox.js'
import type {ChunkTaken, WorkerMessage, WorkerRequest, WorkerStart} from './worker-protocol.js'

export type NodeSandboxOptions = SandboxOptions & {
  entryFile: string
  start: WorkerStart
  environment: Record<string, string>
  memoryMb: number
}

/** A Node.js handler in a worker thread. */
export class NodeSandbox implements Sandbox {
  readonly #options: NodeSandboxOptions
  #worker: Worker | undefined
  #started: ((failure: string | undefined) => void) | undefined
  #run:
    | {requestId: string; settle: (result: SandboxResult) => void; onChunk: InvokeRequest['onChunk'] | undefined}
    | undefined
  /** Why the thread died, as Node reported it just before. */
  #death: string | undefined

  constructor(options: NodeSandboxOptions) {
    this.#options = options
  }

  start(): Promise<string | undefined> {
    const {entryFile, start, environment, memoryMb} = this.#options
    const worker = new Worker(entryFile, {
      workerData: start,
      env: environment,
      // The module graph is the function's own: flags of the gateway (such as --import tsx) are not for it.
      execArgv: [],
      argv: [],
      stdin: false,
      resourceLimits: {maxOldGenerationSizeMb: memoryMb},
    })
    this.#worker = worker
    worker.on('message', (message: WorkerMessage) => this.#receive(message))
    worker.on('error', (error) => {
      this.#death = isOutOfMemory(error) ? 'signal: killed' : undefined
      this.#started?.(thrownPayload(error))
    })
    worker.on('exit', (code) => this.#end(code))
    return new Promise((resolve) => {
      this.#started = (failure) => {
        this.#started = undefined
        resolve(failure)
      }
    })
  }

  run({requestId, functionArn, payload, onChunk}: InvokeRequest): Promise<SandboxResult> {
    this.#options.output.begin(requestId)
    const {timeoutMs} = this.#options
    const request: WorkerRequest = {requestId, functionArn, payload, timeoutMs, streams: onChunk !== undefined}
    return new Promise((settle) => {
      this.#run = {requestId, settle, onChunk}
      this.#worker?.postMessage(request)
    })
  }

  get output(): SandboxOutput {
    return this.#options.output
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#started?.(undefined)
        break
      case 'notReady':
        this.#started?.(message.payload)
        break
      case 'output':
        this.#options.output.write(message.text)
        break
      case 'chunk':
        void this.#pass(message.bytes)
        break
      case 'done':
        this.#settle({outcome: 'success', payload: message.payload, reusable: true})
        break
      case 'failed':
        this.#fail(message.payload, message.fatal)
        break
    }
  }

  async #pass(bytes: Uint8Array): Promise<void> {
    await this.#run?.onChunk?.(bytes)
    this.#worker?.postMessage({taken: true} satisfies ChunkTaken)
  }

  #fail(payload: string, fatal: boolean): void {
    const isRunning = this.#run !== undefined
    this.#settle({outcome: 'functionError', payload, reusable: !fatal})
    if (!fatal || isRunning) return
    // Between two invocations nobody waits for the result; the thread must not get another one all the same.
    this.#options.onEnd(this)
    void this.stop()
  }

  #settle(result: SandboxResult): void {
    const run = this.#run
    this.#run = undefined
    this.#options.output.flush()
    run?.settle(result)
  }

  #end(code: number): void {
    const requestId = this.#run?.requestId ?? ''
    const reason = this.#death ?? (code === 0 ? undefined : `exit status ${code}`)
    const payload = exitPayload(requestId, reason)
    this.#started?.(payload)
    this.#settle({outcome: 'functionError', payload, reusable: false})
    this.#options.onEnd(this)
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
