import type {LogEvent} from '../aws/read/log-events.js'

/** Later than this no line is waited for: CloudWatch delivers out of order, mostly within seconds. */
const overlapMs = 15_000

/** Of a log that writes more than this in the overlap, only the newest millisecond is looked at again. */
const mostSeen = 50_000

/**
 * How far a log has been followed. Each look goes back a little, because lines come late; the ids of what was shown there
 * are remembered, so that no line is shown twice and none of the same millisecond is lost.
 */
export class LogCursor {
  #fromMs: number
  #newestMs: number
  #seen = new Map<string, number>()

  constructor(fromMs: number) {
    this.#fromMs = fromMs
    this.#newestMs = fromMs
  }

  /** Where the next look starts, epoch milliseconds. */
  get fromMs(): number {
    return this.#fromMs
  }

  /** True when the event was not shown before; from now on it was. */
  take({id, timeMs}: Pick<LogEvent, 'id' | 'timeMs'>): boolean {
    if (this.#seen.has(id)) return false
    this.#seen.set(id, timeMs)
    this.#newestMs = Math.max(this.#newestMs, timeMs)
    return true
  }

  /** After a look that went through to its end: one that broke off is repeated from where it began. */
  endLook(): void {
    const back = this.#seen.size > mostSeen ? 0 : overlapMs
    this.#fromMs = Math.max(this.#fromMs, this.#newestMs - back)
    for (const [id, timeMs] of this.#seen) if (timeMs < this.#fromMs) this.#seen.delete(id)
  }
}
