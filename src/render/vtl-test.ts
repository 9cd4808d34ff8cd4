import {Ansis} from 'ansis'
import type {JunitCase} from './junit.js'
import {diffLines, nearDifferences} from './line-diff.js'

/** One fixture as the report shows it. */
export type VtlCaseView = {
  name: string
  template: string
  status: 'passed' | 'failed' | 'updated'
  expected?: string
  actual: string
  error?: {line: number; column: number; message: string; frame: string}
}

type Report = {passed: number; failed: number; updated: number; cases: readonly VtlCaseView[]}

/** Lines that each difference is shown with. */
const context = 2

/** One line per fixture, and for those that fail the difference or the place in the template. Pure. */
export function renderVtlTest({passed, failed, updated, cases}: Report, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const marks = {passed: paint.green('passed '), failed: paint.red('FAILED '), updated: paint.yellow('updated')}
  const lines = cases.flatMap((result) => [
    `${marks[result.status]} ${result.name}`,
    ...(result.status === 'failed' ? reasonOf(result, paint) : []),
  ])
  const totals = [`${passed} passed`, `${failed} failed`, ...(updated > 0 ? [`${updated} updated`] : [])]
  return [...lines, totals.join(', ')].join('\n')
}

/** The same for a report in JUnit's XML. Pure. */
export function vtlJunitCases(cases: readonly VtlCaseView[]): JunitCase[] {
  return cases.map((result) => ({
    name: result.name,
    className: result.template,
    ...(result.status === 'failed' && {
      failure: {message: `${result.name} differs`, text: reasonOf(result, new Ansis(0)).join('\n')},
    }),
  }))
}

function reasonOf({template, expected, actual, error}: VtlCaseView, paint: Ansis): string[] {
  const place =
    error === undefined
      ? []
      : [`${template}:${error.line}:${error.column} ${error.message}`, ...error.frame.split('\n')]
  if (expected === undefined) {
    const fix = 'There is nothing expected yet: "apigw vtl test --update" writes what follows.'
    return [...place, fix, ...(error === undefined ? actual.split('\n') : [])].map(indented)
  }
  const difference = nearDifferences(diffLines(expected, actual), context).map((line) => {
    if (line === undefined) return '…'
    const text = `${line.mark} ${line.text}`
    if (line.mark === ' ') return text
    return line.mark === '-' ? paint.red(text) : paint.green(text)
  })
  return [...place, paint.dim('- expected  + printed'), ...difference].map(indented)
}

function indented(line: string): string {
  return `        ${line}`
}
