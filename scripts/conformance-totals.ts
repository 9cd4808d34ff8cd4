import {basename, dirname} from 'node:path'
import Table from 'cli-table3'

/** What of vitest's JSON report is read here. */
export type Report = {
  testResults: readonly {
    name: string
    assertionResults: readonly {
      ancestorTitles: readonly string[]
      title: string
      status: string
      failureMessages: readonly string[] | null
    }[]
  }[]
}

type Totals = {passed: number; failed: number; skipped: number}

/** The totals of each area as a table, and one text per failure. A test outside of any group counts for its folder. */
export function conformanceTotals({testResults}: Report): {table: string; failures: string[]} {
  const areas = new Map<string, Totals>()
  const failures: string[] = []
  for (const {name, assertionResults} of testResults) {
    for (const {ancestorTitles, title, status, failureMessages} of assertionResults) {
      const area = ancestorTitles[0] ?? basename(dirname(name))
      const totals = areas.get(area) ?? {passed: 0, failed: 0, skipped: 0}
      areas.set(area, {...totals, [outcomeOf(status)]: totals[outcomeOf(status)] + 1})
      if (outcomeOf(status) === 'failed') failures.push(`${area}: ${title}\n${failureMessages?.[0] ?? ''}`)
    }
  }
  return {table: renderTotals(areas), failures}
}

function outcomeOf(status: string): keyof Totals {
  if (status === 'passed') return 'passed'
  return status === 'failed' ? 'failed' : 'skipped'
}

function renderTotals(areas: ReadonlyMap<string, Totals>): string {
  const rows = [...areas].sort(([one], [other]) => one.localeCompare(other))
  const sum = (key: keyof Totals): number => rows.reduce((total, [, totals]) => total + totals[key], 0)
  const table = new Table({
    head: ['area', 'passed', 'failed', 'skipped'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: {head: [], border: []},
  })
  for (const [area, {passed, failed, skipped}] of rows) table.push([area, passed, failed, skipped])
  table.push(['total', sum('passed'), sum('failed'), sum('skipped')])
  return table.toString()
}
