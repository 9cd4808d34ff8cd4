import {isAlive} from '../life.js'
import type {Life} from '../life.js'
import type {Answer} from './outgoing.js'

type Entry = {answer: Answer; life: Life; sizeBytes: number}

/** An answer larger than this is not kept. Source: developer guide, "Cache settings for REST APIs". */
const maxAnswerBytes = 1_048_576

/** Integration answers by key, at most `capacityBytes` of them together; the one unused longest goes first. */
export class ResponseCache {
  readonly #entries = new Map<string, Entry>()
  readonly #capacityBytes: number
  #sizeBytes = 0

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes
  }

  get(key: string, nowMs: number): Answer | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#remove(key, entry)
    if (!isAlive(entry.life, nowMs)) return undefined
    this.#add(key, entry)
    return entry.answer
  }

  set(key: string, answer: Answer, life: Life): void {
    const known = this.#entries.get(key)
    if (known !== undefined) this.#remove(key, known)
    if (answer.body.length > maxAnswerBytes) return
    this.#add(key, {answer, life, sizeBytes: sizeOf(key, answer)})
    for (const [oldest, entry] of this.#entries) {
      if (this.#sizeBytes <= this.#capacityBytes) return
      this.#remove(oldest, entry)
    }
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry)
    this.#sizeBytes += entry.sizeBytes
  }

  #remove(key: string, entry: Entry): void {
    this.#entries.delete(key)
    this.#sizeBytes -= entry.sizeBytes
  }
}

/** Text counts two bytes a character, and every entry some for itself. */
function sizeOf(key: string, {headers, body}: Answer): number {
  return 200 + 2 * (key.length + headers.reduce((length, text) => length + text.length, 0)) + body.length
}
