import {accountThrottle} from '../store/account-throttle.js'
import type {Scope} from '../store/record-kinds.js'
import type {Throttle} from './token-bucket.js'
import {TokenBuckets} from './token-buckets.js'

/** The limits of accounts on all of their APIs together: one bucket per account and region. */
export class AccountBuckets {
  readonly #buckets = new TokenBuckets()
  readonly #limitOf: (region: string) => Throttle

  constructor(limitOf: (region: string) => Throttle = accountThrottle) {
    this.#limitOf = limitOf
  }

  /** Takes one request; the limit that stops it, undefined when it may pass. */
  take({accountId, region}: Scope, nowMs: number): Throttle | undefined {
    const limit = this.#limitOf(region)
    return this.#buckets.take(`${accountId}/${region}`, limit, nowMs) ? undefined : limit
  }
}
