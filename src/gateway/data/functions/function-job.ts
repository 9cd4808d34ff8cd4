import {BackendError} from '../ports.js'
import type {InvokeRequest, InvokeResult} from '../ports.js'
import type {Due} from './deadlines.js'
import type {Assignment, Sandbox, SandboxResult} from './sandbox.js'

/** A sandbox of a pool, and what it is doing; times are milliseconds of the pool's clock. */
export type Lane = {
  readonly sandbox: Sandbox
  /** What it was given and has not ended, with what it was given in advance. */
  held: number
  current: Job | undefined
  /** When the current one began. */
  beganMs: number
  /** Since when it has been free. */
  freeSinceMs: number
  /** Goes off when the current invocation may be over its time. */
  timer: NodeJS.Timeout | undefined
  /** The invocation that was over its time: the sandbox is being stopped. */
  late: Job | undefined
}

export function newLane(sandbox: Sandbox): Lane {
  return {
    ...{sandbox, held: 0, current: undefined, beganMs: 0, freeSinceMs: 0},
    ...{timer: undefined, late: undefined},
  }
}

/** Who is told how jobs go. */
export type JobOwner = {
  began: (job: Job, lane: Lane) => void
  ended: (job: Job, lane: Lane, result: SandboxResult) => void
  givenBack: (job: Job, lane: Lane) => void
  /** The job was answered, or given up by its caller. */
  settled: (job: Job) => void
}

type Ends = {resolve: (result: InvokeResult) => void; reject: (error: unknown) => void}

/** One request of a pool, from its arrival to its answer. */
export class Job implements Assignment, Due {
  readonly request: InvokeRequest
  readonly waitingSinceMs: number
  readonly deadlineMs: number
  readonly #owner: JobOwner
  readonly #ends: Ends
  #lane: Lane | undefined
  #isSettled = false

  constructor(request: InvokeRequest, nowMs: number, owner: JobOwner, ends: Ends) {
    this.request = request
    this.waitingSinceMs = nowMs
    this.deadlineMs = nowMs + request.timeoutMs
    this.#owner = owner
    this.#ends = ends
  }

  get isSettled(): boolean {
    return this.#isSettled
  }

  runIn(lane: Lane): void {
    this.#lane = lane
    lane.held += 1
    lane.sandbox.run(this)
  }

  begin(): void {
    if (this.#lane !== undefined) this.#owner.began(this, this.#lane)
  }

  end(result: SandboxResult): void {
    const lane = this.#leave()
    if (lane !== undefined) this.#owner.ended(this, lane, result)
  }

  giveBack(): void {
    const lane = this.#leave()
    if (lane !== undefined) this.#owner.givenBack(this, lane)
  }

  settle(result: InvokeResult): void {
    if (this.#finish()) this.#ends.resolve(result)
  }

  reject(error: unknown): void {
    if (this.#finish()) this.#ends.reject(error)
  }

  /** The caller's own time is over. */
  expire(): void {
    this.reject(new BackendError('timeout', `No answer within ${this.request.timeoutMs} ms.`))
  }

  #leave(): Lane | undefined {
    const lane = this.#lane
    this.#lane = undefined
    if (lane !== undefined) lane.held -= 1
    return lane
  }

  #finish(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    this.#owner.settled(this)
    return true
  }
}
