import {sparkline} from './sparkline.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

type KeyView = {name: string; keyId: string; used: number; remaining?: number; days: readonly number[]}

export type UsageView = {
  startDate: string
  endDate: string
  plans: readonly {name: string; quota?: {limit: number; period: string}; keys: readonly KeyView[]}[]
}

const chartWidth = 30

/** Requests by plan and key over some days; a chart on a terminal. Pure. */
export function renderUsage({plans, startDate, endDate}: UsageView, screen: Screen): string {
  const rows = plans.flatMap(({name, quota, keys}) =>
    keys.map((key) => [
      name,
      key.name,
      String(key.used),
      ...(screen.isTerminal ? [sparkline(key.days, chartWidth)] : [key.keyId]),
      key.remaining === undefined ? '' : String(key.remaining),
      quota === undefined ? '' : `${quota.limit} a ${quota.period.toLowerCase()}`,
    ]),
  )
  const headings = ['plan', 'key', 'requests', `${startDate} to ${endDate}`, 'left', 'quota']
  const empty = plans.length === 0 ? 'There are no usage plans here.' : 'No usage plan has a key.'
  return renderTable({headings, rows, empty}, screen)
}
