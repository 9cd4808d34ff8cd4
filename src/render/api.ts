import type {DeployedStage} from '../model/deployed-stage.js'
import {printable} from './printable.js'
import {routeTable} from './route-table.js'
import type {RouteRow} from './route-table.js'
import {stageTable} from './stage-table.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

/** One API with its parts. */
export type ApiView = {
  apiId: string
  kind: 'rest' | 'http' | 'websocket'
  name: string
  description?: string
  version?: string
  endpointType: string
  tags: Readonly<Record<string, string>>
  authorizers: readonly string[]
  models: readonly string[]
  routes: readonly RouteRow[]
  stages: readonly DeployedStage[]
}

/** Settings line by line, then the routes and the stages as tables. Pure. */
export function renderApi(api: ApiView, screen: Screen): string {
  const facts = [
    ['name', api.name],
    ['id', api.apiId],
    ['kind', api.kind],
    ['endpoint', api.endpointType.toLowerCase()],
    ['version', api.version ?? ''],
    ['description', api.description ?? ''],
    ['authorizers', api.authorizers.join(', ')],
    ['models', api.models.join(', ')],
    [
      'tags',
      Object.entries(api.tags)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ],
  ].filter(([, text]) => text !== '')
  const lines = facts.map(([label = '', text = '']) => {
    return screen.isTerminal ? `${label.padEnd(12)} ${printable(text)}` : `${label}\t${printable(text)}`
  })
  return [lines.join('\n'), renderTable(routeTable(api.routes), screen), renderTable(stageTable(api.stages), screen)]
    .filter((part) => part !== '')
    .join('\n\n')
}
