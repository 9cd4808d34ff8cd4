import type {Deployment} from '../model/deployment.js'
import type {Change} from '../plan/change.js'
import {renderMoment} from './moment.js'
import {renderChanges} from './plan.js'
import type {PlanScreen} from './plan.js'
import {printable} from './printable.js'
import {routeTable} from './route-table.js'
import type {RouteRow} from './route-table.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

export type DeploymentView = Deployment & {stages: readonly string[]; routes?: readonly RouteRow[]}
export type DifferenceView = {from: string; to: string; changes: readonly Change[]}

/** Facts line by line, then the routes as a table. Pure. */
export function renderDeployment(view: DeploymentView, screen: Screen): string {
  const facts = [
    ['id', view.deploymentId],
    ['created', renderMoment(view.createdAtMs)],
    ['content', view.contentHash ?? ''],
    ['description', view.contentHash === undefined ? (view.description ?? '') : ''],
    ['served by', view.stages.join(', ')],
  ].filter(([, text]) => text !== '')
  const lines = facts.map(([label = '', text = '']) => {
    return screen.isTerminal ? `${label.padEnd(12)} ${printable(text)}` : `${label}\t${printable(text)}`
  })
  const routes = view.routes === undefined ? '' : renderTable(routeTable(view.routes), screen)
  return [lines.join('\n'), routes].filter((part) => part !== '').join('\n\n')
}

/** What differs between two deployments, as a plan shows it. Pure. */
export function renderDifference({from, to, changes}: DifferenceView, screen: PlanScreen): string {
  if (changes.length === 0) return `Deployments ${from} and ${to} answer alike.`
  return [`From deployment ${from} to ${to}:`, ...renderChanges(changes, screen)].join('\n')
}
