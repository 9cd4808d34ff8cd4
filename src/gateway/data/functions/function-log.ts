import type {FunctionRecord} from '../../store/function-record.js'
import type {SandboxOutput} from './sandbox.js'

/** One line that a function printed, or that its runtime said about it. */
export type FunctionLine = {
  functionName: string
  requestId: string
  line: string
  /** `platform`: START, END and REPORT, which Lambda writes about every invocation. */
  source: 'function' | 'platform'
  place: FunctionLogPlace
}

/** Where Lambda writes the lines of one sandbox. */
export type FunctionLogPlace = {
  scope: {accountId: string; region: string}
  groupName: string
  streamName: string
}

export type FunctionLogOptions = {
  fn: FunctionRecord
  place: FunctionLogPlace
  /** Called for each line; must not throw. */
  onLog: (line: FunctionLine) => void
}

/** Longer lines are cut into several: the largest CloudWatch Logs event. */
const maxLineCharacters = 262_144
const bytesPerMb = 1024 * 1024

/** Cuts what one sandbox prints into lines, attributes them to the invocation that runs in it, and reports on that. */
export class FunctionLog implements SandboxOutput {
  readonly #options: FunctionLogOptions
  #requestId = ''
  #rest = ''
  /** When the running invocation began; undefined between two. */
  #beganMs: number | undefined
  #initMs: number | undefined

  constructor(options: FunctionLogOptions) {
    this.#options = options
  }

  initialized(tookMs: number): void {
    this.#initMs = tookMs
  }

  begin(requestId: string): void {
    this.#requestId = requestId
    this.#beganMs = performance.now()
    this.#emit(`START RequestId: ${requestId} Version: ${this.#options.fn.version ?? '$LATEST'}`, 'platform')
  }

  write(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#emit(line.endsWith('\r') ? line.slice(0, -1) : line)
    if (this.#rest.length > maxLineCharacters) this.#flushRest()
  }

  flush(): void {
    this.#flushRest()
    if (this.#beganMs === undefined) return
    this.#emit(`END RequestId: ${this.#requestId}`, 'platform')
    this.#emit(this.#report(performance.now() - this.#beganMs), 'platform')
    this.#beganMs = undefined
    this.#initMs = undefined
  }

  #flushRest(): void {
    if (this.#rest === '') return
    this.#emit(this.#rest)
    this.#rest = ''
  }

  /** The first invocation of a sandbox also pays for its start. Threads share memory: the process's stands for it. */
  #report(durationMs: number): string {
    const {memoryMb} = this.#options.fn
    const initMs = this.#initMs
    const billedMs = Math.ceil(durationMs + (initMs ?? 0))
    const usedMb = Math.min(memoryMb, Math.round(process.memoryUsage.rss() / bytesPerMb))
    const parts = [
      `REPORT RequestId: ${this.#requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billedMs} ms`,
      `Memory Size: ${memoryMb} MB`,
      `Max Memory Used: ${usedMb} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ]
    return parts.map((part) => `${part}\t`).join('')
  }

  #emit(line: string, source: FunctionLine['source'] = 'function'): void {
    const {fn, place, onLog} = this.#options
    for (let from = 0; from === 0 || from < line.length; from += maxLineCharacters) {
      const part = line.slice(from, from + maxLineCharacters)
      onLog({functionName: fn.functionName, requestId: this.#requestId, line: part, source, place})
    }
  }
}
