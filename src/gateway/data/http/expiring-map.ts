import {isAlive} from '../life.js'
import type {Life} from '../life.js'

/** Values that are forgotten after their time, and the oldest ones when there are more than `capacity`. */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, {value: Value; life: Life}>()
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string, nowMs: number): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || isAlive(entry.life, nowMs)) return entry?.value
    this.#entries.delete(key)
    return undefined
  }

  set(key: string, value: Value, life: Life): void {
    this.#entries.delete(key)
    this.#entries.set(key, {value, life})
    if (this.#entries.size <= this.#capacity) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }

  /** Forgets everything whose key starts with the prefix. */
  deleteAll(prefix: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) this.#entries.delete(key)
  }
}
