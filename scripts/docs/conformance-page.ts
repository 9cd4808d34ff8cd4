import {format} from 'prettier'
import {gatewayCoverage} from '../../src/project/local/gateway-coverage.js'

/** How many cases of an area passed, failed and were skipped. */
export type AreaTotals = {area: string; passed: number; failed: number; skipped: number}

const casesHead = '| area | passed | failed | skipped |'
const note = '<!-- Made by "npm run gen:conformance" from the registry of the gateway and a run of the cases. -->'

/** `docs/conformance.md`: what the gateway does like AWS by its own registry, and by the cases of `test/conformance`. */
export async function conformancePage(areas: readonly AreaTotals[]): Promise<string> {
  const {features} = gatewayCoverage()
  const cases = [...areas, totalOf(areas)].map((row) => `| ${Object.values(row).join(' | ')} |`)
  const text = [
    note,
    '# Conformance',
    'What the local gateway does like AWS. `apigw local coverage` prints the first two tables, operation by operation with `--operations`.',
    '## Operations',
    'Of a stored operation the values are kept and given back, and nothing else follows from them here.',
    ['| service | as AWS does | stored | not there |', '| --- | --: | --: | --- |', ...operationRows()].join('\n'),
    '## Features of deployed APIs',
    'A feature that is `warned` about is named at deploy and in the header `x-apigw-local-unsupported`; one that is `refused` keeps an API from being deployed, because a request could pass that AWS stops.',
    [
      '| feature | state | |',
      '| --- | --- | --- |',
      ...features.map(({feature, state, why}) => `| ${feature} | ${state} | ${why} |`),
    ].join('\n'),
    '## Cases',
    'Each case of `npm run conformance` is a fact about AWS with its source and day: a public recording, or a page of the documentation. Totals of the run that made this page:',
    [casesHead, '| --- | --: | --: | --: |', ...cases].join('\n'),
  ].join('\n\n')
  return format(`${text}\n`, {parser: 'markdown', printWidth: 120})
}

/** The totals that a page tells, without the last row. */
export function totalsIn(page: string): AreaTotals[] {
  const rows = [...page.matchAll(/^\| (\w[\w -]*\w) +\| +(\d+) \| +(\d+) \| +(\d+) \|$/gm)]
  const areas = rows.map(([, area = '', ...counts]) => {
    const [passed = 0, failed = 0, skipped = 0] = counts.map(Number)
    return {area, passed, failed, skipped}
  })
  return areas.filter(({area}) => area !== 'total')
}

function operationRows(): string[] {
  const {operations} = gatewayCoverage()
  return [...new Set(operations.map(({service}) => service))].map((service) => {
    const of = (wanted: string) => operations.filter((each) => each.service === service && each.state === wanted)
    const missing = of('notImplemented').map(({operation}) => operation)
    return `| ${service} | ${of('implemented').length} | ${of('stored').length} | ${missing.join(', ')} |`
  })
}

function totalOf(areas: readonly AreaTotals[]): AreaTotals {
  const sum = (key: 'passed' | 'failed' | 'skipped') => areas.reduce((total, area) => total + area[key], 0)
  return {area: 'total', passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped')}
}
