import {Errors} from '@oclif/core'
import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'

/** Causes outside the program that Node.js reports by code; anything else unknown is our defect. */
const systemCauses: Readonly<Record<string, string>> = {
  EACCES: 'Check who owns the file and its permissions.',
  EDQUOT: 'The disk quota is used up: free some space.',
  EFBIG: 'The file may not become that large: look at "ulimit -f" and the limits of the file system.',
  EIO: 'The disk reports a fault: look at the log of the system.',
  EISDIR: 'Name a file: there is a folder of that name.',
  ELOOP: 'The link leads back to itself: name the file itself.',
  EMFILE: 'Too many files are open: raise the limit with "ulimit -n".',
  ENAMETOOLONG: 'Use a shorter name.',
  ENFILE: 'The machine has too many files open: end other programs.',
  ENOENT: 'Check that the folder exists and how its name is written.',
  ENOSPC: 'The disk is full, or too many files are watched: free some space or raise fs.inotify.max_user_watches.',
  ENOTDIR: 'Name another place: a part of the path is a file.',
  EPERM: 'Check who owns the file and its permissions.',
  EROFS: 'The disk is read-only: use another folder.',
}

/** Any thrown value as what a user is told. `commandId` uses spaces: `local start`. */
export function toApigwError(error: unknown, commandId: string | undefined): ApigwError {
  if (error instanceof ApigwError) return error
  if (isInterruption(error)) return interrupted(error)
  if (error instanceof Errors.CLIError) return usageError(error, commandId)
  return systemError(error) ?? defect(error)
}

/** inquirer throws ExitPromptError on Ctrl-C and end of input; aborted signals throw AbortError. */
function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')
}

function interrupted(cause: unknown): ApigwError {
  return new ApigwError(
    {code: 'INTERRUPTED', exit: 'interrupted', what: 'Interrupted.', why: 'The question was not answered.', fix: ''},
    {cause},
  )
}

/** oclif's parser: unknown flags, missing arguments, values outside the choices. */
function usageError(error: Errors.CLIError, commandId: string | undefined): ApigwError {
  const [what = '', ...details] =
    missingArguments(error) ?? error.message.replace(/\nSee more help with --help$/, '').split('\n')
  const help = `Run "apigw${commandId === undefined ? '' : ` ${commandId}`} --help" for flags and examples.`
  return new ApigwError(
    {
      code: 'USAGE',
      exit: 'usage',
      what: sentence(ofFlag(what)),
      why: details.join('\n').trim(),
      fix: guessFlag(error) ?? help,
    },
    {cause: error},
  )
}

/** oclif's own text lists the arguments between advice about flags. */
function missingArguments(error: object): string[] | undefined {
  if (error.constructor.name !== 'RequiredArgsError' || !('args' in error && Array.isArray(error.args)))
    return undefined
  const missing = error.args as readonly {name: string; description?: string}[]
  const names = missing.map(({name}) => name.toUpperCase())
  const what = names.length === 1 ? `${names.join('')} is missing` : `${names.join(' and ')} are missing`
  return [what, ...missing.map(({name, description}) => `${name.toUpperCase()}: ${description ?? ''}`)]
}

/** oclif says "Parsing --wait " above what is wrong with the value of a flag. */
function ofFlag(text: string): string {
  return text.replace(/^Parsing (--[\w-]+)\s*$/, 'The value of $1 does not fit')
}

function sentence(text: string): string {
  return /[.:?!]$/.test(text) ? text : `${text}.`
}

function guessFlag(error: object): string | undefined {
  if (!('flags' in error && Array.isArray(error.flags)) || !('parse' in error)) return undefined
  const known = knownFlags(error.parse)
  const guesses = error.flags.flatMap((flag) => didYouMean(String(flag), known) ?? [])
  return guesses.length === 0 ? undefined : `Did you mean ${guesses.join(', ')}?`
}

/** oclif hands the whole parser over; only the names of the command's flags matter here. */
function knownFlags(parse: unknown): string[] {
  const {input} = parse as {input?: {flags?: Readonly<Record<string, unknown>>}}
  return Object.keys(input?.flags ?? {}).map((name) => `--${name}`)
}

function systemError(error: unknown): ApigwError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const fix = systemCauses[error.code]
  if (fix === undefined) return undefined
  return new ApigwError(
    {code: `SYSTEM_${error.code}`, exit: 'failure', what: 'The system refused an operation.', why: error.message, fix},
    {cause: error},
  )
}

function defect(error: unknown): ApigwError {
  const message = error instanceof Error ? error.message : String(error)
  return new ApigwError(
    {
      code: 'DEFECT',
      exit: 'failure',
      what: 'apigw failed in a way it should not.',
      why: message,
      fix: 'This is a defect of apigw. Run the command again with --debug and report what it prints.',
    },
    {cause: error},
  )
}
