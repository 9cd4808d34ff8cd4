type Waiting = {chunk: Uint8Array; taken: () => void}

/**
 * Bytes on their way from whoever makes them to one reader, who may be slower: `write` resolves when its chunk has been
 * taken. A reader that leaves early makes every later write resolve at once, and drops it.
 */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #waiting: Waiting[] = []
  readonly #onLeave: () => void
  #wake: (() => void) | undefined
  #end: {error: unknown} | 'ended' | undefined
  #hasLeft = false

  /** `onLeave` is called once when the reader stops before the end. */
  constructor(onLeave: () => void = () => undefined) {
    this.#onLeave = onLeave
  }

  write(chunk: Uint8Array): Promise<void> {
    if (this.#hasLeft || this.#end !== undefined || chunk.length === 0) return Promise.resolve()
    return new Promise((taken) => {
      this.#waiting.push({chunk, taken})
      this.#wake?.()
    })
  }

  end(): void {
    this.#end ??= 'ended'
    this.#wake?.()
  }

  /** The reader gets this error after what has been written. */
  fail(error: unknown): void {
    this.#end ??= {error}
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const next = this.#waiting.shift()
        if (next !== undefined) {
          next.taken()
          yield next.chunk
        } else if (this.#end === undefined) {
          await new Promise<void>((wake) => {
            this.#wake = wake
          })
          this.#wake = undefined
        } else {
          if (this.#end !== 'ended') throw this.#end.error
          return
        }
      }
    } finally {
      this.#leave()
    }
  }

  #leave(): void {
    const isEarly = this.#end === undefined || this.#waiting.length > 0
    this.#hasLeft = true
    for (const {taken} of this.#waiting.splice(0)) taken()
    if (isEarly) this.#onLeave()
  }
}
