import {renderTable} from './table.js'
import type {Screen} from './table.js'

export type CacheView = {stageName: string; status: string; sizeGb?: string; cachedMethods: readonly string[]}

/** One row about the cache of a stage. Pure. */
export function renderCache({stageName, status, sizeGb = '', cachedMethods}: CacheView, screen: Screen): string {
  const headings = ['stage', 'status', 'gigabytes', 'cached methods']
  return renderTable({headings, rows: [[stageName, status, sizeGb, cachedMethods.join(', ')]], empty: ''}, screen)
}
