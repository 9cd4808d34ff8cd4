import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

type ShownStatement = {
  number: number
  sid?: string
  effect: string
  applies: string
  because: readonly string[]
}

/** What became of a request that was not made, as `src/project/simulate` says it. */
export type SimulationView = {
  decision: 'ALLOW' | 'DENY'
  route: string
  resource: string
  caller: string
  authorization: string
  decidedBy?: ShownStatement
  why: string
  assumes: readonly string[]
  statements: readonly ShownStatement[]
}

/** The decision with its reason, what was taken for granted, and what each statement of the policy says. Pure. */
export function renderSimulation(view: SimulationView, screen: Screen): string {
  const {decision, route, resource, caller, authorization, decidedBy, why, assumes, statements} = view
  const paint = paintOf(screen.colour)
  const said = decision === 'ALLOW' ? paint.green(decision) : paint.red(decision)
  const by = decidedBy === undefined ? '' : ` (statement ${nameOf(decidedBy)})`
  const rows = statements.map((statement) => [
    nameOf(statement),
    statement.effect,
    statement.applies,
    statement.because.join(', '),
  ])
  const table = renderTable({headings: ['statement', 'effect', 'applies', 'because of'], rows, empty: ''}, screen)
  return [
    `${said}  ${printable(`${route} (${authorization}) for ${caller}`)}`,
    `${printable(why)}${printable(by)}`,
    ...assumes.map((each) => `Taken for granted: ${printable(each)}`),
    `Asked about ${printable(resource)}`,
    ...(statements.length === 0 ? [] : ['', table]),
  ].join('\n')
}

/** `2 deny-others` */
function nameOf({number, sid}: ShownStatement): string {
  return sid === undefined ? String(number) : `${number} ${sid}`
}
