import type {Ansis} from 'ansis'
import {paintOf} from './paint-of.js'
import {printable} from './printable.js'

type Severity = 'high' | 'medium' | 'low'

export type AuditView = {
  apiName: string
  apiId: string
  findings: readonly {rule: string; severity: Severity; on: string; what: string; title: string; fix: string}[]
  counts: Readonly<Record<Severity, number>>
  /** For SARIF, which wants a file: the one that describes the API. */
  file: string
}

/** Findings under their rules, the worst first, each rule with its way out. Pure. */
export function renderAudit({apiName, findings, counts}: AuditView, {colour}: {colour: boolean}): string {
  const paint = paintOf(colour)
  const rules = [...new Set(findings.map(({rule}) => rule))]
  const sections = rules.map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule)
    const [{severity, title, fix} = {severity: 'low' as const, title: '', fix: ''}] = own
    return [
      `${painted(severity, paint)}  ${paint.bold(rule)}  ${title}`,
      ...own.map(({on, what}) => `        ${printable(on)}  ${paint.dim(printable(what))}`),
      `        fix: ${fix}`,
    ].join('\n')
  })
  const {high, medium, low} = counts
  const sum =
    findings.length === 0
      ? `${printable(apiName)}: nothing was found.`
      : `${printable(apiName)}: ${high} high, ${medium} medium, ${low} low.`
  return [...sections, sum].join('\n\n')
}

function painted(severity: Severity, paint: Ansis): string {
  const colours = {high: paint.red, medium: paint.yellow, low: paint.cyan}
  return colours[severity](severity.padEnd(6))
}

const levels = {high: 'error', medium: 'warning', low: 'note'} as const

/**
 * The same as SARIF 2.1.0, which code hosts show. Findings are about things on AWS: they stand in the file that describes
 * the API, and name the thing as a logical location. Pure.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderAuditSarif({apiId, findings, file}: AuditView, version: string): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()]
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'apigw audit',
            version,
            rules: rules.map(({rule, title, fix, severity}) => ({
              id: rule,
              shortDescription: {text: title},
              help: {text: fix},
              defaultConfiguration: {level: levels[severity]},
            })),
          },
        },
        results: findings.map(({rule, severity, on, what}) => ({
          ruleId: rule,
          level: levels[severity],
          message: {text: `${on}: ${what}`},
          locations: [
            {
              physicalLocation: {artifactLocation: {uri: file}, region: {startLine: 1}},
              logicalLocations: [{fullyQualifiedName: `${apiId}/${on}`}],
            },
          ],
          partialFingerprints: {finding: `${apiId}/${rule}/${on}`},
        })),
      },
    ],
  }
  return JSON.stringify(log, undefined, 2)
}
