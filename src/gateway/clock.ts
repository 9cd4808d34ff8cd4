/**
 * The gateway's only source of time, epoch milliseconds. `offsetMs` moves TTLs, quotas and token buckets without
 * waiting (`apigw local clock advance`).
 */
export class Clock {
  #offsetMs: number

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs
  }

  nowMs = (): number => Date.now() + this.#offsetMs

  get offsetMs(): number {
    return this.#offsetMs
  }

  advance(byMs: number): void {
    this.#offsetMs += byMs
  }

  reset(): void {
    this.#offsetMs = 0
  }
}
