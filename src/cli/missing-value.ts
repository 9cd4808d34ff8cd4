import {ApigwError} from '../errors/apigw-error.js'
import {canAsk} from '../ui/terminal.js'

/** An answer as it is said on a command line: an argument by its name, or flags with their values. */
export type Said = {arg: string; word: string} | {flags: readonly string[]}

/** A value that the command line did not give. `flag` is how to give it, `what` names it in a sentence. */
export type Missing<Value> = {
  flag: string
  what: string
  question: () => Promise<Value>
  /** Taken with --yes, which answers every question. */
  fallback?: Value
  /** How the answer is said without being asked; absent for questions that only full command lines lead to. */
  said?: (answer: Value) => Said
  /** Thrown where nobody can be asked, when there is more to say than that the flag is missing. */
  refusal?: ApigwError
}

/** What the command line says about questions: --yes, --no-input, and --json, which is for programs. */
export type Asking = {yes: boolean; noInput: boolean; json: boolean}

/** Asks on a terminal; anywhere else it is an error that names the flag, never a question nobody can answer. */
export async function askMissing<Value>(missing: Missing<Value>, {yes, noInput, json}: Asking): Promise<Value> {
  if (yes && missing.fallback !== undefined) return missing.fallback
  const silent = silence({noInput, json})
  if (silent === undefined) return missing.question()
  throw (
    missing.refusal ??
    new ApigwError({
      code: 'VALUE_MISSING',
      exit: 'usage',
      what: `${missing.what} is missing.`,
      why: silent,
      fix: `Add ${missing.flag}.`,
    })
  )
}

/** Why nobody is asked, as a sentence; undefined when somebody can be. */
export function silence({noInput, json}: Pick<Asking, 'noInput' | 'json'>): string | undefined {
  if (noInput) return 'With --no-input nothing is asked.'
  if (json) return 'With --json nothing is asked.'
  return canAsk(process.stdin, process.stderr, process.env) ? undefined : 'There is no terminal to ask on.'
}
