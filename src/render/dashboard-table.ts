import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** Dashboards by name, with when they were last changed. */
export function dashboardTable(dashboards: readonly {name: string; sizeBytes: number; changedAtMs?: number}[]): Table {
  return {
    headings: ['dashboard', 'changed', 'bytes'],
    rows: dashboards.map(({name, changedAtMs, sizeBytes}) => [name, renderMoment(changedAtMs), String(sizeBytes)]),
    empty: 'There are no dashboards. "apigw dashboard create" makes one for a stage.',
  }
}
