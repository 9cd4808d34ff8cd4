import {basename, dirname} from 'node:path'
import Table from 'cli-table3'

/** What of vitest's JSON report is read here. */
export type Report = {
  testResults: readonly {
    name: string
    /** Why the file could not be loaded; empty when it could. */
    message: string
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
  const count = (area: string, outcome: keyof Totals): void => {
    const totals = areas.get(area) ?? {passed: 0, failed: 0, skipped: 0}
    areas.set(area, {...totals, [outcome]: totals[outcome] + 1})
  }
  for (const {name, message, assertionResults} of testResults) {
    if (assertionResults.length === 0) {
      count(basename(name), 'failed')
      failures.push(`${name}: ${message}`)
    }
    for (const {ancestorTitles, title, status, failureMessages} of assertionResults) {
      const area = ancestorTitles[0] ?? basename(dirname(name))
      count(area, outcomeOf(status))
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
