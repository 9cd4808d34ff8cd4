import {ApigwError} from '../errors/apigw-error.js'
import {accountLimit, operationLimit, reserveCall} from '../model/control-plane-limit.js'
import type {ControlPlaneBucket, ControlPlaneLimit} from '../model/control-plane-limit.js'
import {failureOf, retryAfterMs} from './errors.js'

/** Where a limiter gets its time and its jitter from. `sleep` rejects when the signal fires. */
export type Time = {
  nowMs: () => number
  /** 0 up to 1, exclusive. */
  random: () => number
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** `aws` keeps to AWS's limits before it is told to; `none` is for endpoints on this machine. Both retry alike. */
export type Pacing = 'aws' | 'none'

export type LimiterOptions = {time: Time; pacing: Pacing; signal?: AbortSignal; onWait?: (wait: Wait) => void}

/** A pause of at least a tenth of a second, so that progress can say what is waited for. */
export type Wait = {operation: string; ms: number; because: 'limit' | 'throttled' | 'fault'}

/**
 * Throttling passes by itself, so it is waited out for a quarter of an hour: a run that other callers of the account
 * hold up goes on. A fault that stays is reported within some seconds.
 */
const attempts = {throttled: 90, uncertain: 5}
const firstDelayMs = 300
const longestDelayMs = 20_000

/**
 * The one place that paces, repeats and counts calls; one limiter per account and region.
 *
 * Calls wait for a token of the account's bucket and of their operation's. A 429 halves the pace, each success brings
 * a tenth of it back. The signal ends waiting, never a call that is under way.
 */
export class RateLimiter {
  readonly #options: LimiterOptions
  readonly #buckets = new Map<string, ControlPlaneBucket>()
  readonly #calls = new Map<string, number>()
  #pace = 1

  constructor(options: LimiterOptions) {
    this.#options = options
  }

  /** Calls made so far, repeated ones included. */
  get calls(): {total: number; byOperation: Readonly<Record<string, number>>} {
    const byOperation = Object.fromEntries([...this.#calls].sort(([one], [other]) => one.localeCompare(other)))
    return {total: [...this.#calls.values()].reduce((sum, count) => sum + count, 0), byOperation}
  }

  /** Rejects with the error of the last attempt, or with AWS_INTERRUPTED when the signal fired before a call began. */
  async run<Result>(operation: string, call: () => Promise<Result>, endpointType?: string): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#takeTurn(operation, endpointType)
      this.#calls.set(operation, (this.#calls.get(operation) ?? 0) + 1)
      try {
        const result = await call()
        this.#pace = Math.min(1, this.#pace + 0.1)
        return result
      } catch (error) {
        const failure = failureOf(error)
        if (failure === 'throttled') this.#pace = Math.max(0.1, this.#pace / 2)
        if (failure === 'final' || attempt >= attempts[failure]) throw error
        if (failure === 'uncertain' && !isRepeatable(operation)) throw error
        const because = failure === 'throttled' ? 'throttled' : 'fault'
        await this.#wait({operation, ms: this.#delayMs(attempt, retryAfterMs(error)), because})
      }
    }
  }

  async #takeTurn(operation: string, endpointType: string | undefined): Promise<void> {
    if (this.#options.signal?.aborted === true) throw interrupted(operation)
    if (this.#options.pacing === 'none') return
    const limit = operationLimit(operation, endpointType)
    const waits = [this.#reserve('account', accountLimit), limit === undefined ? 0 : this.#reserve(operation, limit)]
    await this.#wait({operation, ms: Math.max(...waits), because: 'limit'})
  }

  #reserve(name: string, limit: ControlPlaneLimit): number {
    const slowed = {...limit, ratePerSecond: limit.ratePerSecond * this.#pace}
    const {bucket, waitMs} = reserveCall(this.#buckets.get(name), slowed, this.#options.time.nowMs())
    this.#buckets.set(name, bucket)
    return waitMs
  }

  /** Full jitter: callers that were refused together do not come back together. */
  #delayMs(attempt: number, askedMs: number): number {
    const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt)
    return Math.max(askedMs, Math.round(this.#options.time.random() * ceilingMs))
  }

  async #wait(wait: Wait): Promise<void> {
    const {time, signal, onWait} = this.#options
    if (wait.ms <= 0) return
    if (wait.ms >= 100) onWait?.(wait)
    try {
      await time.sleep(wait.ms, signal)
    } catch (error) {
      if (signal?.aborted === true) throw interrupted(wait.operation)
      throw error
    }
  }
}

/** Creating twice makes two things; PutMethod, AddPermission and a record that is there refuse the second time. */
function isRepeatable(operation: string): boolean {
  return !/^(Create|Import|PutMethod|AddPermission|ChangeResourceRecordSets)/.test(operation)
}

function interrupted(operation: string): ApigwError {
  return new ApigwError({
    code: 'AWS_INTERRUPTED',
    exit: 'interrupted',
    what: `Stopped before ${operation} was called.`,
    why: 'The command was interrupted.',
    fix: 'Run the same command again: it continues from what exists.',
  })
}
