import type {GatewayEvent} from '../model/gateway-admin.js'

/** Events that a slow reader may have waiting; older ones are dropped first. */
const bufferedEvents = 1000

/**
 * Hands events to everyone who listens at the moment. Costs nothing while nobody does, and never waits for a slow
 * reader.
 */
export class EventStream {
  readonly #readers = new Set<Reader>()

  publish(event: GatewayEvent): void {
    for (const reader of this.#readers) reader.push(event)
  }

  /** Events from now on, as lines of JSON; ends when the signal aborts or the stream is closed. */
  async *lines(signal: AbortSignal): AsyncGenerator<Buffer> {
    const reader = new Reader()
    const end = (): void => reader.end()
    this.#readers.add(reader)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    try {
      // An empty line at once: the client knows that nothing from here on is missed.
      yield Buffer.from('\n')
      for (let events = await reader.take(); events !== undefined; events = await reader.take()) {
        yield Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
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

class Reader {
  #waiting: GatewayEvent[] = []
  #ended = false
  #wake: (() => void) | undefined

  push(event: GatewayEvent): void {
    this.#waiting.push(event)
    if (this.#waiting.length > bufferedEvents) this.#waiting.shift()
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** What has come since the last call, waiting for at least one event; undefined at the end. */
  async take(): Promise<GatewayEvent[] | undefined> {
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
