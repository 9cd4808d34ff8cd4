import type {Exit} from '../exit-codes.js'

/** What a script may conclude from the way a command ended. */
export const exitMeanings: Readonly<Record<Exit, string>> = {
  done: 'Done.',
  failure: 'Failed; the error on stderr says why.',
  changes: 'Changes or drift exist. Only with --detailed-exitcode.',
  refused: 'Refused by a gate: breaking, unsafe, out of date, or a check after the release failed.',
  denied: 'Credentials or a permission are missing.',
  partial: 'Applied in part: --resume does the rest, "apigw rollback" takes back what was done.',
  running: 'Still running.',
  usage: 'Wrong usage, or a file is invalid; nothing was called.',
  interrupted: 'Interrupted, or a question was answered with no.',
}
