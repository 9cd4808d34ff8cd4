import type {SandboxOutput} from './sandbox.js'

/** One line that a function printed, or that its runtime said about it. */
export type FunctionLine = {functionName: string; requestId: string; line: string}

/** Longer lines are cut into several: the largest CloudWatch Logs event. */
const maxLineCharacters = 262_144

/** Cuts what one sandbox prints into lines and attributes them to the invocation that runs in it. */
export class FunctionLog implements SandboxOutput {
  readonly #functionName: string
  readonly #onLog: (line: FunctionLine) => void
  #requestId = ''
  #rest = ''

  constructor(functionName: string, onLog: (line: FunctionLine) => void) {
    this.#functionName = functionName
    this.#onLog = onLog
  }

  begin(requestId: string): void {
    this.#requestId = requestId
  }

  write(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#emit(line.endsWith('\r') ? line.slice(0, -1) : line)
    if (this.#rest.length > maxLineCharacters) this.flush()
  }

  flush(): void {
    if (this.#rest === '') return
    this.#emit(this.#rest)
    this.#rest = ''
  }

  #emit(line: string): void {
    for (let from = 0; from === 0 || from < line.length; from += maxLineCharacters) {
      const part = line.slice(from, from + maxLineCharacters)
      this.#onLog({functionName: this.#functionName, requestId: this.#requestId, line: part})
    }
  }
}
