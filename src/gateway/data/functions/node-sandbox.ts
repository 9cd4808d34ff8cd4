import {newTicketMemory, Tickets, type Ticket} from './invocation-ticket.js'
import {startProcess, startThread, type HandlerHost, type HandlerHostOptions} from './handler-host.js'
import {exitPayload, thrownPayload} from './lambda-error.js'
import type {Assignment, Sandbox, SandboxOptions, SandboxOutput, SandboxResult} from './sandbox.js'
import type {ChunkTaken, WorkerMessage, WorkerRequest} from './worker-protocol.js'

export type NodeSandboxOptions = SandboxOptions &
  HandlerHostOptions & {
    /** What is known of the function's code by all its sandboxes. */
    code: {needsProcess: boolean}
  }

/** An invocation that a thread was given in advance. */
type Ahead = {assignment: Assignment; ticket: Ticket}

/** A Node.js handler in a worker thread, or in a process where its native code cannot be loaded into a thread. */
export class NodeSandbox implements Sandbox {
  readonly #options: NodeSandboxOptions
  readonly #ticketMemory = newTicketMemory()
  readonly #tickets = new Tickets(this.#ticketMemory)
  #host: HandlerHost | undefined
  #started: ((failure: string | undefined) => void) | undefined
  #current: Assignment | undefined
  #isStopping = false
  /** In the order in which the thread begins them. */
  #ahead: Ahead[] = []
  /** What the thread gets at the end of this turn of the event loop. */
  #outbox: (WorkerRequest | ChunkTaken)[] = []

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

  /** A process shares no memory in which an invocation could be taken back. */
  get takesAhead(): boolean {
    return !this.#options.code.needsProcess
  }

  run(assignment: Assignment): void {
    if (this.#current !== undefined) {
      this.#ahead.push({assignment, ticket: this.#send(assignment)})
      return
    }
    this.#send(assignment)
    this.#begin(assignment)
  }

  takeBack(): void {
    const [left, back] = [[] as Ahead[], [] as Ahead[]]
    for (const ahead of this.#ahead) (this.#tickets.take(ahead.ticket) ? back : left).push(ahead)
    this.#ahead = left
    for (const {assignment} of back) assignment.giveBack()
  }

  get output(): SandboxOutput {
    return this.#options.output
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#host?.stop()
  }

  #begin(assignment: Assignment): void {
    this.#current = assignment
    this.#options.output.begin(assignment.request.requestId)
    assignment.begin()
  }

  #send({request}: Assignment): Ticket {
    const {requestId, functionArn, payload, onChunk} = request
    const {timeoutMs} = this.#options
    const ticket = this.#tickets.issue()
    this.#post({requestId, functionArn, payload, timeoutMs, streams: onChunk !== undefined, ticket})
    return ticket
  }

  #post(message: WorkerRequest | ChunkTaken): void {
    if (this.#outbox.push(message) > 1) return
    setImmediate(() => {
      const messages = this.#outbox
      this.#outbox = []
      this.#host?.send(messages)
    })
  }

  #open(): void {
    const isCurrent = (): boolean => this.#host === host
    const {code, ...options} = this.#options
    const start = code.needsProcess ? options.start : {...options.start, tickets: this.#ticketMemory}
    const host: HandlerHost = (code.needsProcess ? startProcess : startThread)(
      {...options, start},
      {
        onMessage: (message) => isCurrent() && this.#receive(message),
        onText: (text) => this.#options.output.write(text),
        onError: (error) => isCurrent() && this.#started?.(thrownPayload(error)),
        onExit: (reason) => isCurrent() && this.#end(reason),
      },
    )
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
    await this.#current?.request.onChunk?.(bytes)
    this.#post({taken: true})
  }

  #fail({payload, tookMs, fatal}: Extract<WorkerMessage, {kind: 'failed'}>): void {
    const isRunning = this.#current !== undefined
    this.#settle({outcome: 'functionError', payload, tookMs, reusable: !fatal})
    if (!fatal || isRunning) return
    // Between two invocations nobody waits for the result; the sandbox must not get another one all the same.
    this.#options.onEnd(this)
    void this.stop()
  }

  /** The thread goes on by itself with what it was given in advance, unless it is being stopped. */
  #settle(result: SandboxResult): void {
    const assignment = this.#current
    this.#current = undefined
    this.#options.output.flush(result.tookMs)
    const next = result.reusable && !this.#isStopping ? this.#ahead.shift() : undefined
    assignment?.end(result)
    if (next !== undefined) this.#begin(next.assignment)
  }

  /** What the thread had begun before it ended is over with it. */
  #end(reason: string | undefined): void {
    this.takeBack()
    do {
      const payload = exitPayload(this.#current?.request.requestId ?? '', reason)
      this.#started?.(payload)
      this.#settle({outcome: 'functionError', payload, reusable: false})
      const next = this.#ahead.shift()
      if (next !== undefined) this.#begin(next.assignment)
    } while (this.#current !== undefined)
    this.#options.onEnd(this)
  }
}
