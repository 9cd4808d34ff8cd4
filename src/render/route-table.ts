import type {Table} from './table.js'

/** What a list shows of a route: `GET /pets`, what answers it and who may call it. */
export type RouteRow = {
  route: string
  integration: string
  target: string
  authorization: string
  apiKeyRequired: boolean
}

export function routeTable(routes: readonly RouteRow[]): Table {
  return {
    headings: ['route', 'integration', 'target', 'authorization'],
    rows: routes.map(({route, integration, target, authorization, apiKeyRequired}) => [
      route,
      integration,
      target,
      apiKeyRequired ? `${authorization} + API key` : authorization,
    ]),
    empty: 'This API has no routes.',
  }
}
