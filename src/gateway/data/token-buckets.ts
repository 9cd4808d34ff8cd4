import {takeToken, type Bucket, type Throttle} from './token-bucket.js'

/** Buckets kept at a time; the one unused longest goes first, and comes back full. */
const maxBuckets = 50_000

/** Token buckets by name, made full when they are first used. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>()

  /** Takes one request out of a bucket; false when it is empty. */
  take(name: string, limit: Throttle, nowMs: number): boolean {
    const known = this.#buckets.get(name)
    const {isAllowed, bucket} = takeToken(known, limit, nowMs)
    if (known === undefined) this.#makeRoom()
    this.#buckets.set(name, bucket)
    return isAllowed
  }

  #makeRoom(): void {
    if (this.#buckets.size < maxBuckets) return
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest)
      return
    }
  }
}
