/** Why a command ended, in words; the process exit code follows from it. Source: the table in the README. */
export type Exit =
  'done' | 'failure' | 'changes' | 'refused' | 'denied' | 'partial' | 'running' | 'usage' | 'interrupted'

/** The only place where exit codes are numbers. `changes` is used only with --detailed-exitcode. */
export const exitCodes: Record<Exit, number> = {
  done: 0,
  failure: 1,
  changes: 2,
  refused: 3,
  denied: 4,
  partial: 5,
  running: 8,
  usage: 64,
  interrupted: 130,
}
