import type {Call} from '../plan/call.js'
import {printable} from './printable.js'

/** `Calls` and each with its operation and input, as a dry run shows them. Pure. */
export function renderCalls(calls: readonly Call[]): string {
  if (calls.length === 0) return ''
  const lines = calls.map(({operation, input}, index) => {
    return `  ${String(index + 1).padStart(2)} ${operation} ${shortened(printable(JSON.stringify(input)))}`
  })
  return ['', 'Calls (ids are filled in when they are made)', ...lines].join('\n')
}

export type EditView = {
  outcome: 'planned' | 'done' | 'unchanged'
  /** `authorizer partners of pets` */
  what: string
  calls: number
  apiId: string
  /** Stages that do not serve the edit, because it is not deployed. */
  behind: readonly string[]
}

/** The last lines of a command that edits an API. Pure. */
export function renderEdit({outcome, what, calls, apiId, behind}: EditView): string {
  if (outcome === 'unchanged') return `Nothing to do: ${printable(what)} is so already.`
  if (outcome === 'planned') return 'Nothing was changed: this was a dry run.'
  const done = `Done: ${printable(what)}, with ${calls} ${calls === 1 ? 'call' : 'calls'}.`
  if (behind.length === 0) return done
  const [stage = ''] = behind
  return `${done}\nStages serve what they served before: "apigw deployment create ${apiId} --to ${stage}" publishes it.`
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
