import {ApigwError} from '../errors/apigw-error.js'
import {canAsk} from '../ui/terminal.js'

/** A value that the command line did not give. `flag` is how to give it, `what` names it in a sentence. */
export type Missing<Value> = {
  flag: string
  what: string
  question: () => Promise<Value>
  /** Taken with --yes, which answers every question. */
  fallback?: Value
}

export type Asking = {yes: boolean; noInput: boolean}

/** Asks on a terminal; anywhere else it is an error that names the flag, never a question nobody can answer. */
export async function askMissing<Value>(missing: Missing<Value>, {yes, noInput}: Asking): Promise<Value> {
  if (yes && missing.fallback !== undefined) return missing.fallback
  if (!noInput && canAsk(process.stdin, process.stderr, process.env)) return missing.question()
  throw new ApigwError({
    code: 'VALUE_MISSING',
    exit: 'usage',
    what: `${missing.what} is missing.`,
    why: noInput ? 'With --no-input nothing is asked.' : 'There is no terminal to ask on.',
    fix: `Add ${missing.flag}.`,
  })
}
