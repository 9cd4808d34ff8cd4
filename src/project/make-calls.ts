import type {Clients} from '../aws/clients.js'
import {send} from '../aws/send.js'
import type {Call} from '../plan/call.js'

/** What a command did, or would do, beside an API: its calls in AWS's shape. */
export type MadeCalls = {
  outcome: 'planned' | 'done' | 'unchanged'
  /** Names of what is made or deleted. */
  names: readonly string[]
  calls: readonly Pick<Call, 'service' | 'operation' | 'input'>[]
}

/** What is to be done, before it is: `confirm` is asked once the calls are known. */
export type Wanted = {names: readonly string[]; calls: readonly Call[]}

/**
 * Makes calls whose inputs need no ids, one after the other; nothing with `dryRun`. Each is a whole that can be repeated:
 * a run that breaks off is continued by the same command.
 */
export async function makeCalls(
  clients: Clients,
  {names, calls}: Wanted,
  {dryRun, confirm}: {dryRun: boolean; confirm?: () => Promise<void>},
): Promise<MadeCalls> {
  const shown = calls.map(({service, operation, input}) => ({service, operation, input}))
  if (calls.length === 0) return {outcome: 'unchanged', names, calls: shown}
  if (dryRun) return {outcome: 'planned', names, calls: shown}
  await confirm?.()
  for (const call of calls) await send(clients, call)
  return {outcome: 'done', names, calls: shown}
}
