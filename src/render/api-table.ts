import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** What a list shows of an API. `createdAtMs` is epoch milliseconds. */
export type ApiRow = {
  apiId: string
  kind: string
  name: string
  endpointType?: string
  project?: string
  createdAtMs?: number
}

export function apiTable(apis: readonly ApiRow[]): Table {
  return {
    headings: ['name', 'id', 'kind', 'endpoint', 'project', 'created'],
    rows: apis.map((api) => [
      api.name,
      api.apiId,
      api.kind,
      api.endpointType?.toLowerCase() ?? '',
      api.project ?? '',
      renderMoment(api.createdAtMs),
    ]),
    empty: 'There are no APIs here. "apigw deploy" makes one from a project.',
  }
}
