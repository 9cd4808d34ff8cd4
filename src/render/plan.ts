import {Ansis} from 'ansis'
import {someOf} from '../errors/some-of.js'
import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'
import type {Change, Field, Kind} from '../plan/change.js'
import {diffFields} from '../plan/diff/fields.js'
import type {Budget, Plan} from '../plan/plan.js'
import {renderField} from './field.js'
import type {FieldLine} from './field.js'
import {renderFindings} from './findings.js'
import {describeRoute, isRoute, viewPlan} from './plan-view.js'
import type {AnyRoute, ViewEntry} from './plan-view.js'
import {printable} from './printable.js'

/** What the output can show; `width` in columns. */
export type PlanScreen = {
  colour: boolean
  width: number
  /** Whether everything that is made shows what it gets, not only what no definition shows. */
  inFull?: boolean
}

const kinds = {rest: 'REST', http: 'HTTP', websocket: 'WebSocket'} as const

const marks = {create: '+', update: '~', replace: '±', delete: '-'} as const

/** A plan as text: changes under headings, field by field, and one line that sums up. Pure. */
export function renderPlan(plan: Plan, screen: PlanScreen): string {
  const paint = new Ansis(screen.colour ? 1 : 0)
  const title = `${paint.bold(printable(placeOf(plan)))} on ${targetOf(plan)}`
  if (plan.changes.length === 0) return [`${title}: no changes.`, ...leftLine(plan)].join('\n')
  const sections = renderChanges(plan.changes, screen)
  const gates = renderFindings(plan.findings, paint)
  const attention = attentionLine(plan).map((line) => paint.yellow.bold(line))
  return [title, ...sections, ...gates, '', ...attention, ...leftLine(plan), summaryLine(plan)].join('\n')
}

/** A stage that serves part of the files must not look as if it served them all. */
function leftLine({left}: Plan): string[] {
  if (left === undefined) return []
  const names = left.map((address) => printable(address))
  const said = left.length === 0 ? 'nothing of the definition' : someOf(names, 5)
  return [`Only part of the files; left out: ${said}. What stands beside the API is left as it is.`]
}

/** Changes under headings, each heading after an empty line. Pure. */
export function renderChanges(changes: readonly Change[], screen: PlanScreen): string[] {
  const paint = new Ansis(screen.colour ? 1 : 0)
  return viewPlan({changes}).flatMap(({heading, entries}) => [
    '',
    paint.bold(heading),
    ...entries.flatMap((entry) => renderEntry(entry, screen, paint)),
  ])
}

/** `REST API pets on prod (eu-west-1)` */
export function planTitle(plan: Plan): string {
  return `${printable(placeOf(plan))} on ${targetOf(plan)}`
}

function placeOf({api}: Plan): string {
  return `${kinds[api.kind]} API ${api.name}`
}

function targetOf({target}: Plan): string {
  return `${printable(target.name)} (${printable(target.region)})`
}

/** What must not be overlooked in a long plan: routes that callers lose, and routes that lose their guard. */
function attentionLine(plan: Plan): string[] {
  const entries = viewPlan(plan).flatMap((section) => section.entries)
  const opened = entries.filter(({notice}) => notice !== undefined).length
  const deleted = entries.filter(({change}) => change.action === 'delete' && isRoute(change)).length
  const words = [
    ...(opened === 0 ? [] : [`${opened} ${opened === 1 ? 'route becomes' : 'routes become'} open`]),
    ...(deleted === 0 ? [] : [`${deleted} ${deleted === 1 ? 'route is' : 'routes are'} deleted`]),
  ]
  return words.length === 0 ? [] : [`! ${words.join(', ')}.`]
}

/** `Plan: 3 to create, 1 to change, 0 to delete; 9 calls, about 3 s (granular); 1 call, about 1 s (import, chosen).` */
export function summaryLine(plan: Plan): string {
  const count = (...actions: readonly Change['action'][]) =>
    viewPlan(plan)
      .flatMap(({entries}) => entries)
      .filter(({change}) => actions.includes(change.action)).length
  const replaced = count('replace')
  const counts = [
    `${count('create')} to create`,
    `${count('update')} to change`,
    ...(replaced === 0 ? [] : [`${replaced} to replace`]),
    `${count('delete')} to delete`,
  ]
  const {way} = plan.execution
  const ways = (['granular', 'import'] as const).map((name) => renderBudget(name, plan.budget[name], name === way))
  return `Plan: ${counts.join(', ')}; ${ways.join('; ')}.`
}

function renderBudget(name: string, budget: Budget | {impossible: string}, isChosen: boolean): string {
  if ('impossible' in budget) return `no ${name} (${budget.impossible})`
  const {calls, seconds} = budget
  const chosen = isChosen ? ', chosen' : ''
  return `${calls} ${calls === 1 ? 'call' : 'calls'}, about ${renderSeconds(seconds)} (${name}${chosen})`
}

function renderSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  return `${Math.round(seconds / 60)} min`
}

function renderEntry({title, change, notice}: ViewEntry, screen: PlanScreen, paint: Ansis): string[] {
  const mark = marks[change.action]
  const head = `  ${mark} ${[printable(title), ...detail(change)].join('  ')}`
  const fields = fieldsOf(change, screen).flatMap((field) =>
    renderField(field).map((line, index) => ({
      mark: line.mark,
      text: index === 0 ? `      ${line.mark} ${line.text}` : `          ${line.text}`,
    })),
  )
  const lines: FieldLine[] = [{mark: mark === '±' ? '~' : mark, text: head}, ...fields]
  const warning = notice === undefined ? [] : [paint.yellow.bold(`      ! ${notice}`)]
  return [...lines.map((line) => painted(line, screen, paint)), ...warning]
}

/** What a created or deleted thing is, where one line can say it. */
function detail(change: Change): string[] {
  if (change.action === 'replace') return [change.because.join(', ')]
  if (change.action === 'update') return []
  const state = change.action === 'create' ? change.after : change.before
  return isRoute(change) ? [printable(describeRoute(state as AnyRoute))] : []
}

/** Kinds of which a new one shows what it gets: it stands in apigw.yaml by few words, with defaults added. */
const shownInFull: ReadonlySet<Kind> = new Set([
  'restStage',
  'httpStage',
  'webSocketStage',
  'usagePlan',
  'apiKey',
  'domainName',
  'alarm',
  'logGroup',
])

/** Kinds of which the name says all there is. */
const saidByName: ReadonlySet<Kind> = new Set(['resource', 'invokePermission', 'usagePlanKey'])

/** Updates show what differs, new stages and things beside the API what they get; all else is read in the definition. */
function fieldsOf(change: Change, {inFull = false}: PlanScreen): readonly Field[] {
  if (change.action === 'update') return change.fields
  if (change.action !== 'create' || !(shownInFull.has(change.kind) || (inFull && !saidByName.has(change.kind))))
    return []
  const fields = isJsonObject(change.after) ? diffFields({}, change.after) : []
  return fields.filter(({path, after}) => path !== 'kind' && path !== 'stageName' && !(inFull && isEmpty(after)))
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function painted({mark, text}: FieldLine, {width}: PlanScreen, paint: Ansis): string {
  const line = shortened(text.trimEnd(), width)
  if (mark === '+') return paint.green(line)
  if (mark === '-') return paint.red(line)
  return mark === '~' ? paint.yellow(line) : line
}

function shortened(line: string, width: number): string {
  const characters = Array.from(line)
  return characters.length <= width ? line : `${characters.slice(0, Math.max(1, width - 1)).join('')}…`
}
