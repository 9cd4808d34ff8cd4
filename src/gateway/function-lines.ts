import type {FunctionLine} from './data/functions/function-log.js'

const requestLimit = 200
/** Lambda's log tail is 4 KB; a line is never shorter than its end. */
const lineLimit = 4096

/** The last lines that recent invocations printed, for the log tail of Lambda's Invoke. Bounded. */
export class FunctionLines {
  /** By request id, in the order of their first line. */
  readonly #lines = new Map<string, string[]>()

  add({requestId, line}: FunctionLine): void {
    const known = this.#lines.get(requestId)
    const lines = known ?? []
    lines.push(line.slice(0, lineLimit))
    if (lines.length > 100) lines.shift()
    if (known !== undefined) return
    this.#lines.set(requestId, lines)
    const [oldest] = this.#lines.keys()
    if (oldest !== undefined && this.#lines.size > requestLimit) this.#lines.delete(oldest)
  }

  of = (requestId: string): readonly string[] => this.#lines.get(requestId) ?? []
}
