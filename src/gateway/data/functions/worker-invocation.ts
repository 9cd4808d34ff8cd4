import {errorPayload, maxResponseBytes, runtimeErrorPayload, thrownPayload, tooLargePayload} from './lambda-error.js'
import {Tickets} from './invocation-ticket.js'
import type {Handler} from './worker-handler.js'
import type {Output} from './worker-output.js'
import type {WorkerPort} from './worker-port.js'
import type {GatewayMessages, WorkerMessage, WorkerRequest, WorkerResult, WorkerStart} from './worker-protocol.js'
import {isStreaming, ResponseStream} from './worker-streaming.js'

type Parts = {port: WorkerPort; handler: Handler; start: WorkerStart; output: Output}

/** The invocation in progress. `pending` is a callback's result that waits for an empty event loop. */
type Open = {settle: (result: WorkerResult) => void; pending: WorkerResult | undefined}

/**
 * Runs invocations one after the other and answers each exactly once, by the rules of Lambda's Node.js runtime:
 * a promise answers at once, a callback when the event loop is empty unless `callbackWaitsForEmptyEventLoop` is false,
 * and an event loop that empties without either answers null.
 */
export class InvocationLoop {
  readonly #parts: Parts
  readonly #tickets: Tickets | undefined
  /** Handed over and not begun. */
  readonly #queue: WorkerRequest[] = []
  #open: Open | undefined
  #isBroken = false
  /** What waits for the gateway to take the last chunk. */
  #taken: (() => void) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const {tickets} = parts.start
    this.#tickets = tickets && new Tickets(tickets)
  }

  listen(): void {
    const {port} = this.#parts
    port.on('message', (messages: GatewayMessages) => {
      for (const message of messages) {
        if ('taken' in message) this.#chunkTaken()
        else this.#enqueue(message)
      }
    })
    process.on('beforeExit', () => this.#open?.settle(this.#open.pending ?? {kind: 'done', payload: 'null'}))
    process.on('uncaughtException', (error) => this.#crash(thrownPayload(error)))
    process.on('unhandledRejection', (reason) => this.#crash(rejectionPayload(reason)))
    port.postMessage({kind: 'ready'} satisfies WorkerMessage)
  }

  #enqueue(request: WorkerRequest): void {
    this.#queue.push(request)
    if (this.#open === undefined) this.#next()
  }

  /** The gateway may have taken back what it had handed over early. */
  #next(): void {
    while (this.#open === undefined && !this.#isBroken) {
      const request = this.#queue.shift()
      if (request === undefined) return
      if (this.#tickets?.take(request.ticket) !== false) this.#begin(request)
    }
  }

  #begin(request: WorkerRequest): void {
    const {port, output} = this.#parts
    const beganMs = performance.now()
    const open: Open = {
      pending: undefined,
      settle: (result) => {
        if (this.#open !== open) return
        this.#open = undefined
        port.ref()
        port.postMessage({...result, tookMs: performance.now() - beganMs} satisfies WorkerMessage)
        // In a turn of its own: what the handler has left behind does not hold the next one's answer up.
        if (this.#queue.length > 0) setImmediate(() => this.#next())
      },
    }
    this.#open = open
    output.reset()
    // Only the handler's own work keeps the event loop alive now: beforeExit tells when it has none left.
    port.unref()
    this.#run(request, open)
  }

  #run(request: WorkerRequest, open: Open): void {
    const fail = (error: unknown): void => open.settle({kind: 'failed', payload: thrownPayload(error), fatal: false})
    const succeed = (result: unknown): void => open.settle(toResult(result))
    const {handler, start} = this.#parts
    try {
      const event: unknown = JSON.parse(request.payload)
      const context = newContext(request, start, {succeed, fail})
      if (isStreaming(handler)) {
        const stream = new ResponseStream(request.streams ? this.#senderOf(open) : undefined)
        runStreaming(handler, {event, stream, context}, open, fail)
        return
      }
      const returned = handler(event, context, newCallback(context, open, fail))
      if (isThenable(returned)) returned.then(succeed, fail)
    } catch (error) {
      fail(error)
    }
  }

  /** What an invocation that has failed goes on writing is dropped: the response that is open now is another's. */
  #senderOf(open: Open): (chunk: Buffer, taken: () => void) => void {
    return (chunk, taken) => (this.#open === open ? this.#send(chunk, taken) : taken())
  }

  /** The gateway's answer keeps the event loop alive: a handler may have nothing else to wait for. */
  #send(chunk: Buffer, taken: () => void): void {
    const {port} = this.#parts
    this.#taken = taken
    port.ref()
    port.postMessage({kind: 'chunk', bytes: new Uint8Array(chunk)} satisfies WorkerMessage)
  }

  #chunkTaken(): void {
    const taken = this.#taken
    this.#taken = undefined
    if (this.#open !== undefined) this.#parts.port.unref()
    taken?.()
  }

  #crash(payload: string): void {
    const result: WorkerResult = {kind: 'failed', payload, fatal: true}
    this.#isBroken = true
    if (this.#open === undefined) this.#parts.port.postMessage({...result, tookMs: 0} satisfies WorkerMessage)
    else this.#open.settle(result)
  }
}

type Context = {callbackWaitsForEmptyEventLoop: boolean; [member: string]: unknown}
type Ends = {succeed: (result: unknown) => void; fail: (error: unknown) => void}

function newContext(request: WorkerRequest, start: WorkerStart, {succeed, fail}: Ends): Context {
  const endsAt = performance.now() + request.timeoutMs
  return {
    callbackWaitsForEmptyEventLoop: true,
    ...start.context,
    awsRequestId: request.requestId,
    invokedFunctionArn: request.functionArn,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
    succeed,
    fail,
    done: (error: unknown, result: unknown) => (error === null || error === undefined ? succeed(result) : fail(error)),
  }
}

function newCallback(context: Context, open: Open, fail: Ends['fail']): (error: unknown, result?: unknown) => void {
  return (error, result) => {
    if (error !== null && error !== undefined) {
      fail(error)
      return
    }
    const outcome = toResult(result)
    if (context.callbackWaitsForEmptyEventLoop) open.pending ??= outcome
    else open.settle(outcome)
  }
}

type StreamingCall = {event: unknown; stream: ResponseStream; context: Context}

function runStreaming(handler: Handler, {event, stream, context}: StreamingCall, open: Open, fail: Ends['fail']): void {
  stream.on('finish', () => open.settle(sized(stream.text)))
  stream.on('error', fail)
  const returned = handler(event, stream, context)
  if (isThenable(returned)) returned.then(() => undefined, fail)
}

/** JSON.stringify answers undefined for functions and symbols; Lambda answers null for those. */
function toResult(result: unknown): WorkerResult {
  try {
    const text: unknown = JSON.stringify(result)
    return sized(typeof text === 'string' ? text : 'null')
  } catch (error) {
    const payload = errorPayload({
      errorType: 'Error',
      errorMessage: 'Unable to stringify response body',
      trace: [String(error)],
    })
    return {kind: 'failed', payload, fatal: false}
  }
}

function sized(payload: string): WorkerResult {
  // A UTF-16 unit takes at most three bytes in UTF-8, so short texts need no counting.
  const fits = payload.length * 3 <= maxResponseBytes || Buffer.byteLength(payload) <= maxResponseBytes
  return fits ? {kind: 'done', payload} : {kind: 'failed', payload: tooLargePayload(), fatal: false}
}

function rejectionPayload(reason: unknown): string {
  const text = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)
  return runtimeErrorPayload(
    'Runtime.UnhandledPromiseRejection',
    text,
    reason instanceof Error ? reason.stack : undefined,
  )
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
