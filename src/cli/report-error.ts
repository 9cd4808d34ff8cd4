import type {ApigwError} from '../errors/apigw-error.js'
import {exitCodes} from '../errors/exit-codes.js'
import type {Problem} from '../errors/problem.js'
import {errorText} from '../ui/error-text.js'
import {terminalOf} from '../ui/terminal.js'

export type ReportOptions = {json: boolean; debug: boolean}

/** Says once what went wrong, as text on stderr or as JSON on stdout, and sets the exit code that belongs to it. */
export function reportError(error: ApigwError, {json, debug}: ReportOptions): void {
  process.exitCode = exitCodes[error.exit]
  if (json) process.stdout.write(`${JSON.stringify(errorJson(error), undefined, 2)}\n`)
  else process.stderr.write(errorText(error, terminalOf(process.stderr, process.env)))
  if (debug) process.stderr.write(`${stackOf(error)}\n`)
}

/** What a command prints with `--json` when it fails: the fields of the text, as scripts read them. */
export type Failure = {
  error: {code: string; what: string; why: string; fix: string; problems?: readonly Problem[]}
}

export function errorJson(error: ApigwError): Failure {
  const {code, what, why, fix, problems} = error
  return {error: {code, what, why, fix, ...(problems.length > 0 && {problems})}}
}

/** The innermost cause says most; each one is shown. */
export function stackOf(error: Error): string {
  const stack = error.stack ?? error.message
  return error.cause instanceof Error ? `${stack}\ncaused by: ${stackOf(error.cause)}` : stack
}
