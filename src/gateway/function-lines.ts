import type {FunctionOutput} from './data/functions/function-log.js'

const requestLimit = 200
/** Lambda's log tail is 4 KB; a line is never shorter than its end. */
const lineLimit = 4096

/** The last lines that recent invocations printed, for the log tail of Lambda's Invoke. Bounded. */
export class FunctionLines {
  /** By request id, in the order of their first line. */
  readonly #lines = new Map<string, string[]>()

  add({requestId, lines}: FunctionOutput): void {
    const known = this.#lines.get(requestId)
    const kept = known ?? []
    for (const {text} of lines) kept.push(text.slice(0, lineLimit))
    if (kept.length > 100) kept.splice(0, kept.length - 100)
    if (known !== undefined) return
    this.#lines.set(requestId, kept)
    const [oldest] = this.#lines.keys()
    if (oldest !== undefined && this.#lines.size > requestLimit) this.#lines.delete(oldest)
  }

  of = (requestId: string): readonly string[] => this.#lines.get(requestId) ?? []
}
