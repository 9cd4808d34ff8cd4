import type {Call} from '../plan/call.js'
import {printable} from './printable.js'

export type MadeCallsView = {
  outcome: 'planned' | 'done' | 'unchanged'
  names: readonly string[]
  calls: readonly Pick<Call, 'operation' | 'input'>[]
}

/** What a command did beside an API: each name, and in a dry run the whole calls. Pure. */
export function renderMadeCalls({outcome, names, calls}: MadeCallsView): string {
  const all = names.map(printable).join(', ')
  if (outcome === 'unchanged') return all === '' ? 'Nothing to do.' : `Nothing to do: ${all} is so already.`
  if (outcome === 'done') return `Done: ${all}, with ${calls.length} ${calls.length === 1 ? 'call' : 'calls'}.`
  const lines = calls.map(({operation, input}) => `${operation} ${printable(JSON.stringify(input))}`)
  return [...lines, '', 'Nothing was changed: this was a dry run.'].join('\n')
}
