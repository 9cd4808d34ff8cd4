/** What has to be over at a moment, in milliseconds of the clock that the deadlines go by. */
export type Due = {readonly deadlineMs: number}

/**
 * Tells of everything that is still open at its deadline. One timer serves all: a timer for each request costs it as
 * much as a look-up of its route, and almost none of them ever goes off.
 */
export class Deadlines<Item extends Due> {
  readonly #open = new Set<Item>()
  readonly #tickMs: () => number
  readonly #onLate: (item: Item) => void
  #timer: NodeJS.Timeout | undefined
  #timerEndsMs = Infinity

  /** `onLate` is called once for each late item, which is not open any more then. */
  constructor(tickMs: () => number, onLate: (item: Item) => void) {
    this.#tickMs = tickMs
    this.#onLate = onLate
  }

  add(item: Item): void {
    this.#open.add(item)
    if (item.deadlineMs < this.#timerEndsMs) this.#arm(item.deadlineMs)
  }

  delete(item: Item): void {
    this.#open.delete(item)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#open.clear()
  }

  #arm(deadlineMs: number): void {
    clearTimeout(this.#timer)
    this.#timerEndsMs = deadlineMs
    this.#timer = setTimeout(() => this.#look(), Math.max(0, deadlineMs - this.#tickMs())).unref()
  }

  #look(): void {
    const nowMs = this.#tickMs()
    this.#timerEndsMs = Infinity
    let nextMs = Infinity
    for (const item of this.#open) {
      if (item.deadlineMs > nowMs) nextMs = Math.min(nextMs, item.deadlineMs)
      else if (this.#open.delete(item)) this.#onLate(item)
    }
    if (nextMs < this.#timerEndsMs) this.#arm(nextMs)
  }
}
