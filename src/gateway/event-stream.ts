/** Events that a slow reader may have waiting; older ones are dropped first. */
const bufferedEvents = 1000

/**
 * Hands events to everyone who listens at the moment. Costs nothing while nobody does, and never waits for a slow
 * reader.
 */
export class EventStream<Event> {
  readonly #readers = new Set<Reader<Event>>()

  get hasReaders(): boolean {
    return this.#readers.size > 0
  }

  publish(event: Event): void {
    for (const reader of this.#readers) reader.push(event)
  }

  /** Events from now on, as lines of JSON of what `show` makes of them; ends when the signal aborts or the stream closes. */
  async *lines(signal: AbortSignal, show: (event: Event) => unknown = (event) => event): AsyncGenerator<Buffer> {
    const reader = new Reader<Event>()
    const end = (): void => reader.end()
    this.#readers.add(reader)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    try {
      // An empty line at once: the client knows that nothing from here on is missed.
      yield Buffer.from('\n')
      for (let events = await reader.take(); events !== undefined; events = await reader.take()) {
        yield Buffer.from(events.map((event) => `${JSON.stringify(show(event))}\n`).join(''))
      }
    } finally {
      signal.removeEventListener('abort', end)
      this.#readers.delete(reader)
    }
  }

  close(): void {
    for (const reader of this.#readers) reader.end()
  }
}

class Reader<Event> {
  #waiting: Event[] = []
  #ended = false
  #wake: (() => void) | undefined

  push(event: Event): void {
    this.#waiting.push(event)
    if (this.#waiting.length > bufferedEvents) this.#waiting.shift()
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** What has come since the last call, waiting for at least one event; undefined at the end. */
  async take(): Promise<Event[] | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    const events = this.#waiting
    this.#waiting = []
    return events.length === 0 ? undefined : events
  }
}
