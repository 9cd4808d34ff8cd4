import type {Ansis} from 'ansis'
import {formatProblem} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import type {GatewayEvent, GatewayRoute} from '../model/gateway-admin.js'
import type {Plan} from '../plan/plan.js'
import {renderFunctionLine} from './function-line.js'
import {renderInvocation} from './invocation-line.js'
import {paintOf} from './paint-of.js'
import {viewPlan} from './plan-view.js'
import {printable} from './printable.js'

/** What `apigw dev` tells. */
export type DevEventView =
  | {
      kind: 'serving'
      project: string
      stage: string
      url: string
      secureUrl?: string
      routes: readonly GatewayRoute[]
    }
  | {kind: 'deployed'; plan: Plan; ms: number}
  | {kind: 'reloaded'; paths: readonly string[]; ms: number}
  | {kind: 'warnings'; problems: readonly Problem[]}
  | {kind: 'unreachable'; warnings: readonly string[]}
  | GatewayEvent

/** One event as the lines of the log; `cwd` is where files are named from. Pure. */
export function renderDevEvent(event: DevEventView, {colour, cwd}: {colour: boolean; cwd: string}): string {
  const paint = paintOf(colour)
  switch (event.kind) {
    case 'invocation':
      return renderInvocation(event.invocation, {colour})
    case 'functionLog':
      return renderFunctionLine(event.functionName, event.line, {colour})
    case 'serving':
      return serving(event, paint)
    case 'deployed':
      return paint.cyan(`${deployed(event.plan)} in ${event.ms} ms`)
    case 'reloaded':
      return paint.cyan(`reloaded functions in ${event.ms} ms (${named(event.paths, cwd)})`)
    case 'unreachable':
      return event.warnings.map((warning) => paint.yellow(`warning: ${printable(warning)}`)).join('\n')
    case 'warnings':
      return event.problems.map((problem) => paint.yellow(`warning ${formatProblem(problem)}`)).join('\n')
  }
}

/** The few things that the user has touched; that a deployment is made and the stage moved goes without saying. */
function deployed(plan: Plan): string {
  if (plan.changes.length === 0) return 'nothing to deploy, checked'
  const touched = viewPlan(plan).filter(({heading}) => heading !== 'Stage')
  const titles = touched.flatMap(({entries}) => entries.map(({title}) => printable(title)))
  const [first = 'the stage', second, ...others] = titles
  if (second === undefined) return `deployed ${first}`
  return `deployed ${first}, ${second}${others.length === 0 ? '' : ` and ${others.length} more`}`
}

function serving(event: Extract<DevEventView, {kind: 'serving'}>, paint: Ansis): string {
  const {project, stage, url, secureUrl, routes} = event
  const width = Math.max(0, ...routes.map(({method}) => method.length))
  const secure = secureUrl === undefined ? '' : ` and ${paint.underline(secureUrl)}`
  return [
    `${paint.bold(project)}, stage ${paint.bold(stage)}: ${paint.underline(url)}${secure}`,
    ...routes.map(({kind, method, path}) =>
      kind === 'websocket' ? `  ${printable(path)}` : `  ${printable(method).padEnd(width)}  ${printable(path)}`,
    ),
  ].join('\n')
}

function named(paths: readonly string[], cwd: string): string {
  const [first = '', ...others] = paths.map((path) => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path))
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
