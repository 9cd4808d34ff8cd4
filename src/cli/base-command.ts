import {Command} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {ApigwError} from '../errors/apigw-error.js'
import {exitCodes} from '../errors/exit-codes.js'
import type {Exit} from '../errors/exit-codes.js'
import {formatProblem} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {showProgress} from '../ui/progress.js'
import type {Progress} from '../ui/progress.js'
import {redraw} from '../ui/redraw.js'
import type {Terminal} from '../ui/terminal.js'
import {errorText} from '../ui/error-text.js'
import {terminalOf} from '../ui/terminal.js'
import {Context} from './context.js'
import type {ContextFlags} from './context.js'
import {globalFlags} from './flags.js'
import {compileQuery} from './json-query.js'
import type {JsonQuery} from './json-query.js'
import {jsonWanted} from './json-wanted.js'
import {writeOutputEvent} from './output-file.js'
import type {OutputEvent} from './output-file.js'
import {errorJson, reportError, stackOf} from './report-error.js'
import {toApigwError} from './to-apigw-error.js'

type NamedValues = {[name: string]: unknown}

/**
 * What every command shares: `--json`, `--query`, one way to report errors, one exit code.
 *
 * What `run` returns is what `--json` prints. The context (settings, clients) is built when a command first uses it.
 */
export abstract class BaseCommand<Result extends object> extends Command {
  static override enableJsonFlag = true
  static override baseFlags: Interfaces.FlagInput = globalFlags

  #flags: ContextFlags = {}
  #context: Context | undefined
  #progress: Progress | undefined
  #query: JsonQuery | undefined

  abstract override run(): Promise<Result>

  override jsonEnabled(): boolean {
    return super.jsonEnabled() || jsonWanted(this.argv)
  }

  protected get context(): Context {
    this.#context ??= new Context(
      {...this.#flags, json: this.jsonEnabled()},
      {onWait: (wait) => this.progress.show(waiting(wait))},
    )
    return this.#context
  }

  /** The command line as it was typed, and the names of the arguments that the command takes, in their order. */
  protected get typed(): {id: string; argv: readonly string[]; argNames: readonly string[]} {
    return {id: this.id ?? '', argv: this.argv, argNames: Object.keys(this.ctor.args)}
  }

  /** Findings that stop nothing: on stderr for people, in the result for scripts. */
  protected printWarnings(problems: readonly Problem[]): void {
    for (const problem of problems) this.logToStderr(`warning ${formatProblem(problem)}`)
  }

  /** A failure that does not end the command: `dev` waits for the next change of the files. */
  protected printFailure(error: unknown): void {
    const reported = toApigwError(error, this.id?.replaceAll(':', ' '))
    const {stderr} = process
    if (!this.jsonEnabled()) stderr.write(errorText(reported, terminalOf(stderr, process.env)))
    if (this.argv.includes('--debug')) stderr.write(`${stackOf(reported)}\n`)
  }

  /** One line about the work under way, on a terminal and for people only. */
  protected get progress(): Progress {
    this.#progress ??= showProgress(this.jsonEnabled() ? {} : process.stderr)
    return this.#progress
  }

  /** The exit code of a command that has done its work and found something: changes, problems, a refused request. */
  protected endWith(exit: Exit): void {
    process.exitCode = exitCodes[exit]
  }

  /** A result that is bytes, such as the body of a response: nothing is added to it. */
  protected writeBytes(bytes: Uint8Array): void {
    if (!this.jsonEnabled()) process.stdout.write(bytes)
  }

  /** What the command does, for scripts that follow it in the file of APIGW_OUTPUT_FILE. */
  protected tell(event: OutputEvent): void {
    writeOutputEvent(process.env.APIGW_OUTPUT_FILE, {command: this.id?.replaceAll(':', ' '), ...event}, Date.now())
  }

  /** A listener to steps of long work: a line on the terminal, an event in the file of APIGW_OUTPUT_FILE. */
  protected follow<Step extends object>(render: (step: Step) => string): (step: Step) => void {
    return (step) => {
      this.tell({event: 'progress', ...step})
      this.progress.show(render(step))
    }
  }

  /** One of many results, for those that come while the command still runs: a line of JSON under --json only. */
  protected writeJsonLine(value: unknown): void {
    if (this.jsonEnabled()) process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** A text in place of the one before, on a terminal; elsewhere one after the other. */
  protected redraw(text: string): void {
    if (!this.jsonEnabled()) redraw(process.stdout, text)
  }

  /** An empty text prints nothing, not an empty line: a list without entries is empty in a pipe too. */
  override log(message = ''): void {
    if (message !== '') super.log(message)
  }

  /** What stdout can show: tables on a terminal, tab-separated lines in a pipe. */
  protected get terminal(): Terminal {
    return terminalOf(process.stdout, process.env)
  }

  protected override async parse<Flags extends NamedValues, BaseFlags extends NamedValues, Args extends NamedValues>(
    options?: Interfaces.Input<Flags, BaseFlags, Args>,
    argv?: string[],
  ): Promise<Interfaces.ParserOutput<Flags, BaseFlags, Args>> {
    const parsed = await super.parse(options, argv)
    // Shared flags have the types of src/cli/flags.ts wherever a command takes them.
    this.#flags = parsed.flags as ContextFlags
    const expression: unknown = parsed.flags.query
    if (typeof expression === 'string') this.#query = await compileQuery(expression)
    return parsed
  }

  protected override catch(error: Error): Promise<void> {
    this.#progress?.clear()
    const reported = toApigwError(error, this.id?.replaceAll(':', ' '))
    reportError(reported, {json: this.jsonEnabled(), debug: this.argv.includes('--debug')})
    this.#tellFailure(reported)
    return Promise.resolve()
  }

  /** A file that cannot be written does not hide what went wrong first, nor change how the command ends. */
  #tellFailure({code, exit, what, why, fix}: ApigwError): void {
    try {
      this.tell({event: 'error', code, exitCode: exitCodes[exit], what, why, fix})
    } catch (unwritable) {
      process.stderr.write(errorText(toApigwError(unwritable, this.id), terminalOf(process.stderr, process.env)))
    }
  }

  protected override async finally(): Promise<void> {
    if (!this.argv.includes('--debug')) return
    const calls = Object.entries((await this.#context?.calls()) ?? {})
    const total = calls.reduce((sum, [, count]) => sum + count, 0)
    const listed = calls.map(([operation, count]) => `${operation} ${count}`).join(', ')
    process.stderr.write(`${total} calls to API Gateway${total === 0 ? '' : `: ${listed}`}\n`)
  }

  /** oclif would read a string that --query has picked as JSON once more. */
  protected override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json ?? null, undefined, 2)}\n`)
  }

  /** Results go through --query; errors never do, so that a script can always tell them apart. */
  protected override toSuccessJson(result: unknown): unknown {
    return this.#query === undefined ? result : this.#query(result)
  }

  protected override toErrorJson(error: unknown): unknown {
    return errorJson(toApigwError(error, this.id))
  }
}

function waiting({operation, ms, because}: {operation: string; ms: number; because: string}): string {
  const reason = because === 'fault' ? 'after a fault of AWS' : "for AWS's limit"
  return `waiting ${(ms / 1000).toFixed(1)} s ${reason}, then ${operation}`
}
