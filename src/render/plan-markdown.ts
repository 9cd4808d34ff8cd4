import type {Change} from '../plan/change.js'
import {rules} from '../plan/gates/rules.js'
import type {Finding} from '../plan/gates/finding.js'
import type {Plan} from '../plan/plan.js'
import {renderField} from './field.js'
import {planTitle, summaryLine} from './plan.js'
import {viewPlan} from './plan-view.js'
import type {ViewEntry} from './plan-view.js'
import {printable} from './printable.js'

/** The size of a step summary or a comment on a pull request is limited; what is too much is counted. */
const mostEntries = 200

const marks = {create: '➕', update: '✏️', replace: '♻️', delete: '➖'} as const satisfies Record<
  Change['action'],
  string
>

/** A plan as Markdown for a comment on a pull request or a step summary. Names from files and AWS cannot add markup. Pure. */
export function renderPlanMarkdown(plan: Plan): string {
  const title = `### ${escaped(planTitle(plan))}`
  if (plan.changes.length === 0) return `${title}\n\nNo changes.\n`
  const sections = viewPlan(plan)
  const entries = sections.flatMap(({heading, entries: found}) => found.map((entry) => ({heading, entry})))
  const rows = entries.slice(0, mostEntries).map(({heading, entry}) => rowOf(heading, entry))
  const hidden = entries.length - rows.length
  return [
    title,
    '',
    '| | where | what | fields |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(hidden > 0 ? [`| | | … and ${hidden} more | |`] : []),
    ...findingLines(
      'Refused unless allowed',
      plan.findings.filter(({allowed}) => allowed === undefined),
    ),
    ...findingLines(
      'Allowed',
      plan.findings.filter(({allowed}) => allowed !== undefined),
    ),
    '',
    escaped(summaryLine(plan)),
    '',
  ].join('\n')
}

function rowOf(heading: string, {title, change}: ViewEntry): string {
  const fields = change.action === 'update' ? change.fields.map((field) => renderField(field)[0]?.text ?? '') : []
  const shown = fields.map((text) => code(text)).join('<br>')
  return `| ${marks[change.action]} | ${escaped(heading)} | ${code(title)} | ${shown} |`
}

function findingLines(heading: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  const lines = findings.map(({rule, on, what, allowed}) => {
    const reason = allowed === undefined ? '' : ` (${escaped(allowed)})`
    return `- **${rule}** (${rules[rule].impact}) ${code(on)}: ${escaped(what)}${reason}`
  })
  return ['', `#### ${heading}`, '', ...lines]
}

/** Text that stays text: Markdown and HTML have nothing to read in it. */
function escaped(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|&~-]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A code span of a table; a backtick inside would end it. */
function code(text: string): string {
  const plain = printable(text).replaceAll('`', "'").replaceAll('|', '\\|')
  return plain === '' ? '' : `\`${plain}\``
}
