import type {FunctionRecord} from '../../store/function-record.js'
import type {SandboxOutput} from './sandbox.js'

/** What one invocation printed at a time, or what its runtime said about it. */
export type FunctionOutput = {
  functionName: string
  requestId: string
  place: FunctionLogPlace
  lines: readonly FunctionLine[]
}

export type FunctionLine = {
  text: string
  /** Epoch milliseconds. */
  timestampMs: number
  /** `platform`: START, END and REPORT, which Lambda writes about every invocation. */
  source: 'function' | 'platform'
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
  nowMs: () => number
  /** Called with what was printed; must not throw. */
  onLog: (output: FunctionOutput) => void
}

/** Longer lines are cut into several: the largest CloudWatch Logs event. */
const maxLineCharacters = 262_144
const bytesPerMb = 1024 * 1024
/** To ask the system costs as much as a quick invocation, so a report may be this old about memory. */
const memoryAgeMs = 1000

/** Cuts what one sandbox prints into lines, attributes them to the invocation that runs in it, and reports on that. */
export class FunctionLog implements SandboxOutput {
  readonly #options: FunctionLogOptions
  #requestId = ''
  #rest = ''
  /** The START line, until there is another to go with it: most invocations print nothing. */
  #held: FunctionLine | undefined
  /** When the running invocation began; undefined between two. */
  #beganMs: number | undefined
  #initMs: number | undefined
  #memory = {usedMb: 0, measuredMs: -Infinity}

  constructor(options: FunctionLogOptions) {
    this.#options = options
  }

  initialized(tookMs: number): void {
    this.#initMs = tookMs
  }

  begin(requestId: string): void {
    this.#requestId = requestId
    this.#beganMs = performance.now()
    this.#held = this.#platform(`START RequestId: ${requestId} Version: ${this.#options.fn.version ?? '$LATEST'}`)
  }

  write(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    if (this.#rest.length > maxLineCharacters) {
      lines.push(this.#rest)
      this.#rest = ''
    }
    this.#emit(lines.flatMap((line) => this.#printed(line.endsWith('\r') ? line.slice(0, -1) : line)))
  }

  flush(tookMs?: number): void {
    const rest = this.#rest === '' ? [] : this.#printed(this.#rest)
    this.#rest = ''
    this.#emit(this.#beganMs === undefined ? rest : [...rest, ...this.#ending(this.#beganMs, tookMs)])
    this.#beganMs = undefined
  }

  #ending(beganMs: number, tookMs: number | undefined): FunctionLine[] {
    const nowMs = performance.now()
    const report = this.#report(tookMs ?? nowMs - beganMs, nowMs)
    this.#initMs = undefined
    return [this.#platform(`END RequestId: ${this.#requestId}`), this.#platform(report)]
  }

  /** The first invocation of a sandbox also pays for its start. */
  #report(durationMs: number, nowMs: number): string {
    const {memoryMb} = this.#options.fn
    const initMs = this.#initMs
    const billedMs = Math.ceil(durationMs + (initMs ?? 0))
    const init = initMs === undefined ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`
    const usedMb = Math.min(memoryMb, this.#usedMb(nowMs))
    const duration = `Duration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs} ms`
    return `REPORT RequestId: ${this.#requestId}\t${duration}\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${usedMb} MB\t${init}`
  }

  /** Threads share memory: the process's stands for it. */
  #usedMb(nowMs: number): number {
    if (nowMs - this.#memory.measuredMs > memoryAgeMs) {
      this.#memory = {usedMb: Math.round(process.memoryUsage.rss() / bytesPerMb), measuredMs: nowMs}
    }
    return this.#memory.usedMb
  }

  #platform(text: string): FunctionLine {
    return {text, timestampMs: this.#options.nowMs(), source: 'platform'}
  }

  #printed(line: string): FunctionLine[] {
    const timestampMs = this.#options.nowMs()
    const count = Math.max(1, Math.ceil(line.length / maxLineCharacters))
    return Array.from({length: count}, (_, index) => {
      const from = index * maxLineCharacters
      return {text: line.slice(from, from + maxLineCharacters), timestampMs, source: 'function'}
    })
  }

  #emit(lines: readonly FunctionLine[]): void {
    if (lines.length === 0) return
    const {fn, place, onLog} = this.#options
    const held = this.#held
    this.#held = undefined
    const {functionName} = fn
    onLog({functionName, requestId: this.#requestId, place, lines: held === undefined ? lines : [held, ...lines]})
  }
}
