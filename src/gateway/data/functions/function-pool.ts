import {BackendError} from '../ports.js'
import type {InvokeRequest, InvokeResult} from '../ports.js'
import {Deadlines} from './deadlines.js'
import {Job, newLane, type JobOwner, type Lane} from './function-job.js'
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
/** A sandbox is given requests in advance for about this time, and so many at most: only quick functions get any. */
const aheadMs = 2
const maxAhead = 32
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

/**
 * The sandboxes of one version of one function. Each runs one invocation at a time; a request that finds none free waits,
 * and makes the pool grow up to the concurrency limit when the function is slow. (AWS starts a sandbox for every request
 * that finds none free.) Of a quick function a busy sandbox gets its next requests in advance, because to wake its thread
 * for each of them costs more than to run it; those that it has not begun after some milliseconds are taken back.
 */
export class FunctionPool {
  readonly #options: PoolOptions
  /** Free ones; the last is the one used last. */
  readonly #idle: Lane[] = []
  /** Of all sandboxes that exist: starting, free and running. */
  readonly #lanes = new Map<Sandbox, Lane>()
  readonly #waiting: Job[] = []
  /** Given to a sandbox in advance, oldest first; older than all that wait. */
  readonly #ahead = new Set<Job>()
  readonly #deadlines: Deadlines<Job>
  readonly #owner: JobOwner
  readonly #sweep: NodeJS.Timeout
  /** Sandboxes on their way, and those of them that do not exist yet. */
  #starting = 0
  #preparing = 0
  #everStarted = false
  #running = 0
  /** What invocations took lately; 0 before the first. */
  #meanMs = 0
  /** When the last invocation ended. */
  #freedAtMs = 0
  #growTimer: NodeJS.Timeout | undefined
  #retired: (() => void) | undefined
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#deadlines = new Deadlines(options.tickMs, (job) => job.expire())
    this.#owner = {
      began: (job, lane) => this.#began(job, lane),
      ended: (job, lane, result) => this.#ended(job, lane, result),
      givenBack: (job) => this.#regain(job),
      settled: (job) => this.#deadlines.delete(job),
    }
    this.#sweep = setInterval(() => this.#endUnused(), idleMs / 5).unref()
  }

  /** Rejects with a BackendError when `timeoutMs` passes (what runs goes on), or when the caller left while it waited. */
  invoke(request: InvokeRequest): Promise<InvokeResult> {
    if (this.#waiting.length >= maxWaiting) {
      return Promise.resolve({outcome: 'refused', reason: 'throttled', message: 'Rate Exceeded.'})
    }
    return new Promise((resolve, reject) => {
      const job = new Job(request, this.#options.tickMs(), this.#owner, {resolve, reject})
      this.#deadlines.add(job)
      this.#waiting.push(job)
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
    this.#stopTimers()
    for (const lane of this.#lanes.values()) lane.sandbox.takeBack()
    for (const job of this.#waiting.splice(0)) job.reject(this.#stopped())
    await Promise.all([...this.#lanes.keys()].map((sandbox) => sandbox.stop()))
  }

  /** Gives free sandboxes to waiting requests: no more than are wanted, unless the others are stuck. */
  #serve(): void {
    while (this.#idle.length > 0 && this.#running < this.#wanted()) if (!this.#runNext()) break
    if (this.#waiting.length > 0) this.#handAhead()
    if (this.#waiting.length + this.#ahead.size === 0) return
    const isWatched = this.#growTimer !== undefined && this.#lanes.size > 0
    if (!isWatched) this.#grow()
  }

  #wanted(): number {
    const asked = this.#waiting.length + this.#ahead.size + this.#running
    return Math.max(1, Math.ceil((asked * this.#meanMs) / shortWaitMs))
  }

  /** Puts the next request into the sandbox that was used last, which is the warmest. */
  #runNext(): boolean {
    const job = this.#nextJob()
    const free = job && this.#idle.pop()
    if (job === undefined || free === undefined) return false
    job.runIn(free)
    return true
  }

  /** Not to a sandbox whose invocation turns out to be a long one. */
  #handAhead(): void {
    const most = this.#meanMs === 0 ? 0 : Math.min(maxAhead, Math.floor(aheadMs / this.#meanMs))
    const nowMs = this.#options.tickMs()
    for (const lane of most === 0 ? [] : this.#lanes.values()) {
      if (isQuick(lane, nowMs) && lane.sandbox.takesAhead && !this.#fill(lane, most)) return
    }
  }

  /** They would wait for the long invocation while others overtake them in the sandboxes that are quick. */
  #takeBackFromSlow(nowMs: number): void {
    for (const lane of this.#lanes.values()) if (!isQuick(lane, nowMs)) lane.sandbox.takeBack()
    if (this.#waiting.length > 0) this.#handAhead()
  }

  /** Answers whether more are waiting. */
  #fill(lane: Lane, most: number): boolean {
    while (lane.held <= most) {
      const job = this.#nextJob()
      if (job === undefined) return false
      this.#ahead.add(job)
      job.runIn(lane)
    }
    return this.#waiting.length > 0
  }

  #grow(): void {
    const [first = this.#waiting[0]] = this.#ahead
    if (first === undefined) return
    const total = this.#lanes.size + this.#preparing
    const nowMs = this.#options.tickMs()
    if (this.#ahead.size > 0) this.#takeBackFromSlow(nowMs)
    const waitedMs = nowMs - first.waitingSinceMs
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
    for (const lane of this.#lanes.values()) lane.sandbox.takeBack()
    if (this.#idle.length > 0) this.#runNext()
    else if (total < this.#options.concurrency && this.#starting < this.#waiting.length) void this.#start()
  }

  async #start(): Promise<void> {
    this.#starting += 1
    this.#preparing += 1
    const prepared = await this.#prepare()
    this.#preparing -= 1
    const lane = 'sandbox' in prepared ? newLane(prepared.sandbox) : undefined
    const failure = 'failure' in prepared ? prepared.failure : lane && (await this.#startSandbox(lane))
    this.#starting -= 1
    if (failure === undefined) {
      if (lane !== undefined) this.#release(lane)
      return
    }
    for (const job of this.#failedBy(lane)) job.settle({outcome: 'functionError', payload: failure})
    if (lane !== undefined) await this.#end(lane)
    this.#endIfRetired()
  }

  /** The request that a sandbox was started for; where there is no other sandbox, all that wait for one. */
  #failedBy(lane: Lane | undefined): Job[] {
    const others = this.#lanes.size - (lane === undefined ? 0 : 1)
    if (others === 0) return this.#waiting.splice(0)
    const first = this.#nextJob()
    return first === undefined ? [] : [first]
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

  async #startSandbox(lane: Lane): Promise<string | undefined> {
    const {sandbox} = lane
    this.#lanes.set(sandbox, lane)
    const beganMs = this.#options.tickMs()
    const failure = await withinInitTimeout(sandbox)
    this.#everStarted ||= failure === undefined
    sandbox.output.initialized(this.#options.tickMs() - beganMs)
    return failure
  }

  #began(job: Job, lane: Lane): void {
    const wasAhead = this.#ahead.delete(job)
    this.#running += 1
    lane.current = job
    lane.beganMs = this.#options.tickMs()
    lane.timer ??= this.#watchTime(lane, this.#options.timeoutSeconds * 1000)
    if (wasAhead) this.#serve()
  }

  /** One timer per sandbox and not per invocation: it looks whether the one that runs now is over its time. */
  #watchTime(lane: Lane, leftMs: number): NodeJS.Timeout {
    const look = (): void => {
      lane.timer = undefined
      if (lane.current === undefined) return
      const stillMs = lane.beganMs + this.#options.timeoutSeconds * 1000 - this.#options.tickMs()
      if (stillMs > 0) {
        lane.timer = this.#watchTime(lane, stillMs)
      } else {
        lane.late = lane.current
        void lane.sandbox.stop()
      }
    }
    // After a pause of the gateway itself the answers that have arrived meanwhile come first.
    return setTimeout(() => setImmediate(look), leftMs).unref()
  }

  #ended(job: Job, lane: Lane, result: SandboxResult): void {
    this.#running -= 1
    lane.current = undefined
    this.#freedAtMs = this.#options.tickMs()
    const {tookMs = this.#freedAtMs - lane.beganMs, outcome, payload} = result
    this.#meanMs += recentWeight * (tookMs - this.#meanMs)
    job.settle(job === lane.late ? this.#timeout(job.request.requestId, lane.sandbox) : {outcome, payload})
    if (!result.reusable || lane.late !== undefined) void this.#end(lane)
    else if (lane.held === 0) this.#release(lane)
  }

  /** Back among those who wait, in its place. */
  #regain(job: Job): void {
    this.#ahead.delete(job)
    if (this.#isClosed) {
      job.reject(this.#stopped())
      return
    }
    const index = this.#waiting.findIndex(({waitingSinceMs}) => waitingSinceMs > job.waitingSinceMs)
    this.#waiting.splice(index === -1 ? this.#waiting.length : index, 0, job)
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

  #release(lane: Lane): void {
    lane.freeSinceMs = this.#options.tickMs()
    this.#idle.push(lane)
    this.#serve()
    this.#endIfRetired()
  }

  /**
   * Requests whose caller has given up or gone away are not run at all. Who has hardly waited is not asked, and nobody
   * listens to the signal: making one costs every request as much as its dispatch.
   */
  #nextJob(): Job | undefined {
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      const mayHaveLeft = this.#options.tickMs() - job.waitingSinceMs >= stayMs
      if (mayHaveLeft && job.request.client.signal.aborted)
        job.reject(new BackendError('network', 'The client went away.'))
      if (!job.isSettled) return job
    }
    return undefined
  }

  async #end(lane: Lane): Promise<void> {
    lane.sandbox.takeBack()
    await lane.sandbox.stop()
    this.#forget(lane.sandbox)
    this.#serve()
    this.#endIfRetired()
  }

  #forget(sandbox: Sandbox): void {
    const lane = this.#lanes.get(sandbox)
    if (lane === undefined) return
    clearTimeout(lane.timer)
    this.#lanes.delete(sandbox)
    const index = this.#idle.indexOf(lane)
    if (index !== -1) this.#idle.splice(index, 1)
  }

  #endUnused(): void {
    const beforeMs = this.#options.tickMs() - idleMs
    for (const {sandbox} of this.#idle.filter(({freeSinceMs}) => freeSinceMs < beforeMs)) {
      this.#forget(sandbox)
      void sandbox.stop()
    }
  }

  #endIfRetired(): void {
    if (this.#retired === undefined) return
    for (const {sandbox} of [...this.#idle]) {
      this.#forget(sandbox)
      void sandbox.stop()
    }
    if (this.#lanes.size + this.#preparing + this.#waiting.length > 0) return
    this.#stopTimers()
    this.#retired()
  }

  #stopTimers(): void {
    clearInterval(this.#sweep)
    clearTimeout(this.#growTimer)
    this.#deadlines.close()
  }

  #stopped(): BackendError {
    return new BackendError('network', `The gateway stopped before ${this.#options.functionName} answered.`)
  }
}

/** Whether the invocation that it runs may still turn out to be a short one. */
function isQuick({current, beganMs}: Lane, nowMs: number): boolean {
  return current !== undefined && nowMs - beganMs < growAfterMs
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
