import {basename, dirname} from 'node:path'
import Table from 'cli-table3'
import type {AreaTotals} from './docs/conformance-page.js'

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

type Totals = Omit<AreaTotals, 'area'>

/** The totals of each area, by name, and one text per failure. A test outside of any group counts for its folder. */
export function conformanceTotals({testResults}: Report): {areas: AreaTotals[]; failures: string[]} {
  const counted = new Map<string, Totals>()
  const failures: string[] = []
  const count = (area: string, outcome: keyof Totals): void => {
    const totals = counted.get(area) ?? {passed: 0, failed: 0, skipped: 0}
    counted.set(area, {...totals, [outcome]: totals[outcome] + 1})
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
  const areas = [...counted].map(([area, totals]) => ({area, ...totals}))
  return {areas: areas.sort((one, other) => one.area.localeCompare(other.area)), failures}
}

function outcomeOf(status: string): keyof Totals {
  if (status === 'passed') return 'passed'
  return status === 'failed' ? 'failed' : 'skipped'
}

/** The totals as a table for a terminal. */
export function renderTotals(areas: readonly AreaTotals[]): string {
  const sum = (key: keyof Totals): number => areas.reduce((total, area) => total + area[key], 0)
  const table = new Table({
    head: ['area', 'passed', 'failed', 'skipped'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: {head: [], border: []},
  })
  for (const {area, passed, failed, skipped} of areas) table.push([area, passed, failed, skipped])
  table.push(['total', sum('passed'), sum('failed'), sum('skipped')])
  return table.toString()
}
