import type {Context} from '../cli/context.js'
import {commandLine} from './command-line.js'
import type {CommandLine} from './command-line.js'

type Typed = Pick<CommandLine, 'id' | 'argv' | 'argNames'>

/** `question` is asked before anything is changed. */
type How = Pick<CommandLine, 'secrets' | 'confirms'> & {question?: string}

/** After questions, the command that needs none, and one last question; nothing when nothing was asked. */
export function answered(
  typed: Typed,
  context: Context,
  {question = 'Carry this out?', ...how}: How = {},
): {command?: string; confirm?: () => Promise<void>} {
  const command = commandLine({...typed, said: context.said, ...how})
  return command === undefined ? {} : {command, confirm: () => context.confirm(question)}
}
