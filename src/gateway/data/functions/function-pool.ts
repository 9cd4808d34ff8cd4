import {BackendError} from '../ports.js'
import type {InvokeRequest, InvokeResult} from '../ports.js'
import {errorPayload} from './lambda-error.js'
import type {Sandbox, SandboxResult} from './sandbox.js'

/** Requests that wait for a free sandbox beyond this are refused as throttled. */
const maxWaiting = 1000
/** Requests wait for the sandboxes there are while one becomes free at least this often: quick handlers need few. */
const growAfterMs = 5
/** A request that has waited this long gets another sandbox, if that is what it waits for. */
const patienceMs = 100
/** Nobody gives up sooner. */
const stayMs = 25
/** Sandboxes are wanted for requests to wait about this long: more threads than that only take turns on the cores. */
const shortWaitMs = 5
/** How much the last invocation counts in the mean. */
const recentWeight = 0.1
/** Lambda's limit for loading a function. */
const initTimeoutMs = 10_000
/** Sandboxes that nobody needed for this long are ended. */
const idleMs = 300_000

export type PoolOptions = {
  functionName: string
  timeoutSeconds: number
  /** Most sandboxes at a time. */
  concurrency: number
  /** A new, not yet started sandbox, or Lambda's error payload when the function cannot be prepared. */
  newSandbox: (onEnd: (sandbox: Sandbox) => void) => Promise<{sandbox: Sandbox} | {failure: string}>
  nowMs: () => number
  /** Milliseconds with fractions, from any start. */
  tickMs: () => number
}

type Job = {
  request: InvokeRequest
  waitingSince: number
  settle: (result: InvokeResult) => void
  reject: (error: unknown) => void
  /** Answered, or given up by its caller. */
  isSettled: boolean
}

/**
 * The sandboxes of one version of one function. Each runs one invocation at a time; a request that finds none free waits,
 * and makes the pool grow up to the concurrency limit when the function is slow. (AWS starts a sandbox for every request
 * that finds none free.)
 */
export class FunctionPool {
  readonly #options: PoolOptions
  /** Free sandboxes; the last is the one used last. */
  readonly #idle: {sandbox: Sandbox; since: number}[] = []
  /** All that exist: starting, free and running. */
  readonly #sandboxes = new Set<Sandbox>()
  readonly #waiting: Job[] = []
  readonly #sweep: NodeJS.Timeout
  /** Sandboxes on their way, and those of them that do not exist yet. */
  #starting = 0
  #preparing = 0
  #everStarted = false
  #running = 0
  /** What invocations took lately. */
  #meanMs = 0
  /** When the last invocation ended. */
  #freedAtMs = 0
  #growTimer: NodeJS.Timeout | undefined
  #retired: (() => void) | undefined
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#sweep = setInterval(() => this.#endUnused(), idleMs / 5).unref()
  }

  /** Rejects with a BackendError when `timeoutMs` passes (what runs goes on), or when the caller left while it waited. */
  invoke(request: InvokeRequest): Promise<InvokeResult> {
    if (this.#waiting.length >= maxWaiting) {
      return Promise.resolve({outcome: 'refused', reason: 'throttled', message: 'Rate Exceeded.'})
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push(newJob(request, {resolve, reject, waitingSince: this.#options.tickMs()}))
      this.#serve()
    })
  }

  /** Lets what has been accepted finish, then ends all sandboxes. */
  retire(): Promise<void> {
    return new Promise((resolve) => {
      this.#retired = resolve
      this.#endIfRetired()
    })
  }

  /** Ends everything now; whoever still waits gets a BackendError. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#sweep)
    clearTimeout(this.#growTimer)
    const stopped = new BackendError('network', `The gateway stopped before ${this.#options.functionName} answered.`)
    for (const job of this.#waiting.splice(0)) job.reject(stopped)
    await Promise.all([...this.#sandboxes].map((sandbox) => sandbox.stop()))
  }

  /** Gives free sandboxes to waiting requests: no more than are wanted, unless the others are stuck. */
  #serve(): void {
    while (this.#idle.length > 0 && this.#running < this.#wanted()) if (!this.#runNext()) return
    if (this.#waiting.length > 0) this.#grow()
  }

  #wanted(): number {
    return Math.max(1, Math.ceil(((this.#waiting.length + this.#running) * this.#meanMs) / shortWaitMs))
  }

  /** Puts the next request into the sandbox that was used last, which is the warmest. */
  #runNext(): boolean {
    const job = this.#nextJob()
    const free = job && this.#idle.pop()
    if (job === undefined || free === undefined) return false
    void this.#run(free.sandbox, job)
    return true
  }

  #grow(): void {
    const first = this.#waiting[0]
    if (first === undefined) return
    const total = this.#sandboxes.size + this.#preparing
    const nowMs = this.#options.tickMs()
    const waitedMs = nowMs - first.waitingSince
    const isStuck = waitedMs >= growAfterMs && nowMs - this.#freedAtMs >= growAfterMs
    const isLate = waitedMs >= patienceMs && this.#running < this.#wanted()
    // Until the first sandbox has started, nobody knows how quick the function is or whether it loads at all.
    if (total === 0) void this.#start()
    else if (this.#everStarted && (isStuck || isLate)) this.#add(total)
    // After a pause of the gateway itself the answers that have arrived meanwhile come first.
    this.#growTimer ??= setTimeout(() => setImmediate(() => this.#growAgain()), growAfterMs)
  }

  #growAgain(): void {
    this.#growTimer = undefined
    if (!this.#isClosed) this.#grow()
  }

  /** One more sandbox for those who wait: a free one, or a new one. */
  #add(total: number): void {
    if (this.#idle.length > 0) this.#runNext()
    else if (total < this.#options.concurrency && this.#starting < this.#waiting.length) void this.#start()
  }

  async #start(): Promise<void> {
    this.#starting += 1
    this.#preparing += 1
    const prepared = await this.#prepare()
    this.#preparing -= 1
    const failure = 'failure' in prepared ? prepared.failure : await this.#startSandbox(prepared.sandbox)
    this.#starting -= 1
    if (failure === undefined) {
      if ('sandbox' in prepared) this.#release(prepared.sandbox)
      return
    }
    for (const job of this.#waiting.splice(0)) job.settle({outcome: 'functionError', payload: failure})
    if ('sandbox' in prepared) await this.#end(prepared.sandbox)
    this.#endIfRetired()
  }

  /** What goes wrong on our side (and not in the function) rises to those who wait. */
  async #prepare(): Promise<{sandbox: Sandbox} | {failure: string}> {
    try {
      const prepared = await this.#options.newSandbox((ended) => this.#forget(ended))
      return this.#isClosed ? {failure: ''} : prepared
    } catch (error) {
      for (const job of this.#waiting.splice(0)) job.reject(error)
      return {failure: ''}
    }
  }

  async #startSandbox(sandbox: Sandbox): Promise<string | undefined> {
    this.#sandboxes.add(sandbox)
    const beganMs = this.#options.tickMs()
    const failure = await withinInitTimeout(sandbox)
    this.#everStarted ||= failure === undefined
    sandbox.output.initialized(this.#options.tickMs() - beganMs)
    return failure
  }

  async #run(sandbox: Sandbox, job: Job): Promise<void> {
    const {timeoutSeconds} = this.#options
    const time = {isOver: false}
    const timer = setTimeout(() => {
      time.isOver = true
      void sandbox.stop()
    }, timeoutSeconds * 1000)
    this.#running += 1
    const beganMs = this.#options.tickMs()
    const result = await sandbox.run(job.request)
    this.#running -= 1
    clearTimeout(timer)
    this.#freedAtMs = this.#options.tickMs()
    const {tookMs = this.#freedAtMs - beganMs} = result
    this.#meanMs += recentWeight * (tookMs - this.#meanMs)
    job.settle(time.isOver ? this.#timeout(job.request.requestId, sandbox) : toInvokeResult(result))
    if (result.reusable && !time.isOver) this.#release(sandbox)
    else await this.#end(sandbox)
  }

  #timeout(requestId: string, sandbox: Sandbox): InvokeResult {
    const {timeoutSeconds, nowMs} = this.#options
    const text = `${new Date(nowMs()).toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`
    sandbox.output.write(`${text}\n`)
    return {
      outcome: 'functionError',
      payload: errorPayload({errorType: 'Sandbox.Timedout', errorMessage: text}),
    }
  }

  #release(sandbox: Sandbox): void {
    this.#idle.push({sandbox, since: this.#options.tickMs()})
    this.#serve()
    this.#endIfRetired()
  }

  /**
   * Requests whose caller has given up or gone away are not run at all. Who has hardly waited is not asked, and nobody
   * listens to the signal: making one costs every request as much as its dispatch.
   */
  #nextJob(): Job | undefined {
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      const mayHaveLeft = this.#options.tickMs() - job.waitingSince >= stayMs
      if (mayHaveLeft && job.request.signal.aborted) job.reject(new BackendError('network', 'The client went away.'))
      if (!job.isSettled) return job
    }
    return undefined
  }

  async #end(sandbox: Sandbox): Promise<void> {
    await sandbox.stop()
    this.#forget(sandbox)
    this.#serve()
    this.#endIfRetired()
  }

  #forget(sandbox: Sandbox): void {
    this.#sandboxes.delete(sandbox)
    const index = this.#idle.findIndex((idle) => idle.sandbox === sandbox)
    if (index !== -1) this.#idle.splice(index, 1)
  }

  #endUnused(): void {
    const before = this.#options.tickMs() - idleMs
    for (const {sandbox} of this.#idle.filter((idle) => idle.since < before)) {
      this.#forget(sandbox)
      void sandbox.stop()
    }
  }

  #endIfRetired(): void {
    if (this.#retired === undefined) return
    for (const {sandbox} of this.#idle.splice(0)) {
      void sandbox.stop()
      this.#sandboxes.delete(sandbox)
    }
    if (this.#sandboxes.size + this.#preparing + this.#waiting.length > 0) return
    clearInterval(this.#sweep)
    clearTimeout(this.#growTimer)
    this.#retired()
  }
}

type JobEnds = {resolve: (result: InvokeResult) => void; reject: (error: unknown) => void; waitingSince: number}

function newJob(request: InvokeRequest, {resolve, reject, waitingSince}: JobEnds): Job {
  const job = {isSettled: false}
  const finish = (end: () => void): void => {
    if (job.isSettled) return
    job.isSettled = true
    clearTimeout(timer)
    end()
  }
  const timer = setTimeout(
    () => finish(() => reject(new BackendError('timeout', `No answer within ${request.timeoutMs} ms.`))),
    request.timeoutMs,
  )
  return Object.assign(job, {
    request,
    waitingSince,
    settle: (result: InvokeResult) => finish(() => resolve(result)),
    reject: (error: unknown) => finish(() => reject(error)),
  })
}

async function withinInitTimeout(sandbox: Sandbox): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(initTimeoutPayload()), initTimeoutMs)
  })
  const failure = await Promise.race([sandbox.start(), late])
  clearTimeout(timer)
  return failure
}

function initTimeoutPayload(): string {
  const seconds = (initTimeoutMs / 1000).toFixed(2)
  return errorPayload({errorType: 'Sandbox.Timedout', errorMessage: `Init timed out after ${seconds} seconds`})
}

function toInvokeResult({outcome, payload}: SandboxResult): InvokeResult {
  return {outcome, payload}
}
