import type {InvokeRequest} from '../ports.js'
import {startProcess, startThread, type HandlerHost, type HandlerHostOptions} from './handler-host.js'
import {exitPayload, thrownPayload} from './lambda-error.js'
import type {Sandbox, SandboxOptions, SandboxOutput, SandboxResult} from './sandbox.js'
import type {WorkerMessage, WorkerRequest} from './worker-protocol.js'

export type NodeSandboxOptions = SandboxOptions &
  HandlerHostOptions & {
    /** What is known of the function's code by all its sandboxes. */
    code: {needsProcess: boolean}
  }

/** A Node.js handler in a worker thread, or in a process where its native code cannot be loaded into a thread. */
export class NodeSandbox implements Sandbox {
  readonly #options: NodeSandboxOptions
  #host: HandlerHost | undefined
  #started: ((failure: string | undefined) => void) | undefined
  #run:
    | {requestId: string; settle: (result: SandboxResult) => void; onChunk: InvokeRequest['onChunk'] | undefined}
    | undefined

  constructor(options: NodeSandboxOptions) {
    this.#options = options
  }

  start(): Promise<string | undefined> {
    this.#open()
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
      this.#host?.send(request)
    })
  }

  get output(): SandboxOutput {
    return this.#options.output
  }

  async stop(): Promise<void> {
    await this.#host?.stop()
  }

  #open(): void {
    const isCurrent = (): boolean => this.#host === host
    const host: HandlerHost = (this.#options.code.needsProcess ? startProcess : startThread)(this.#options, {
      onMessage: (message) => isCurrent() && this.#receive(message),
      onText: (text) => this.#options.output.write(text),
      onError: (error) => isCurrent() && this.#started?.(thrownPayload(error)),
      onExit: (reason) => isCurrent() && this.#end(reason),
    })
    this.#host = host
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#started?.(undefined)
        break
      case 'notReady':
        if (message.hasNativeCode && !this.#options.code.needsProcess) this.#moveToProcess()
        else this.#started?.(message.payload)
        break
      case 'output':
        this.#options.output.write(message.text)
        break
      case 'chunk':
        void this.#pass(message.bytes)
        break
      case 'done':
        this.#settle({outcome: 'success', payload: message.payload, tookMs: message.tookMs, reusable: true})
        break
      case 'failed':
        this.#fail(message)
        break
    }
  }

  /** Node.js refuses some add-ons outside the main thread of a process. */
  #moveToProcess(): void {
    const thread = this.#host
    this.#options.code.needsProcess = true
    this.#open()
    void thread?.stop()
  }

  async #pass(bytes: Uint8Array): Promise<void> {
    await this.#run?.onChunk?.(bytes)
    this.#host?.send({taken: true})
  }

  #fail({payload, tookMs, fatal}: Extract<WorkerMessage, {kind: 'failed'}>): void {
    const isRunning = this.#run !== undefined
    this.#settle({outcome: 'functionError', payload, tookMs, reusable: !fatal})
    if (!fatal || isRunning) return
    // Between two invocations nobody waits for the result; the sandbox must not get another one all the same.
    this.#options.onEnd(this)
    void this.stop()
  }

  #settle(result: SandboxResult): void {
    const run = this.#run
    this.#run = undefined
    this.#options.output.flush()
    run?.settle(result)
  }

  #end(reason: string | undefined): void {
    const payload = exitPayload(this.#run?.requestId ?? '', reason)
    this.#started?.(payload)
    this.#settle({outcome: 'functionError', payload, reusable: false})
    this.#options.onEnd(this)
  }
}
