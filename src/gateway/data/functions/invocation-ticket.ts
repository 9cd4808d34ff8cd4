/** What has to stand in the memory that a gateway and one of its worker threads share; its last bits are the place. */
export type Ticket = number

/**
 * So many that a place is free again when its turn comes: of those that a thread may still take it is given about thirty
 * at a time, and those that were taken back meanwhile have used up a few times as many numbers.
 */
const places = 1024
const taken = 0

/** The shared memory itself; a thread gets it with its start. */
export type TicketMemory = SharedArrayBuffer

export function newTicketMemory(): TicketMemory {
  return new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT)
}

/**
 * Decides who has an invocation that was handed to a thread in advance: the thread takes it when it begins, the gateway
 * when it wants it back. Both look at the same word, so only one of them gets it. Numbers are never used twice in a
 * place while an older message may still wait in the thread.
 */
export class Tickets {
  readonly #words: Int32Array
  #last = 0

  constructor(memory: TicketMemory) {
    this.#words = new Int32Array(memory)
  }

  issue(): Ticket {
    this.#last = (this.#last + 1) | 0 || 1
    Atomics.store(this.#words, placeOf(this.#last), this.#last)
    return this.#last
  }

  /** Whether the invocation was still to be had; at most one side gets true. */
  take(ticket: Ticket): boolean {
    return Atomics.compareExchange(this.#words, placeOf(ticket), ticket, taken) === ticket
  }
}

function placeOf(ticket: Ticket): number {
  return ticket & (places - 1)
}
