import type {Ansis} from 'ansis'
import type {Finding} from '../plan/gates/finding.js'
import {rules} from '../plan/gates/rules.js'
import {printable} from './printable.js'

/** What of a plan somebody has to allow, under headings, each with its rule; what is allowed says why. Pure. */
export function renderFindings(findings: readonly Finding[], paint: Ansis): string[] {
  const left = findings.filter(({allowed}) => allowed === undefined)
  const allowed = findings.filter((finding) => finding.allowed !== undefined)
  return [
    ...section('Refused unless allowed', left, (finding) => paint.yellow.bold(`  ! ${lineOf(finding)}`), paint),
    ...section('Allowed', allowed, (finding) => `    ${lineOf(finding)} (${printable(finding.allowed ?? '')})`, paint),
  ]
}

function section(heading: string, findings: readonly Finding[], line: (finding: Finding) => string, paint: Ansis) {
  return findings.length === 0 ? [] : ['', paint.bold(heading), ...findings.map(line)]
}

/** `route-removed (breaking)  GET /pets: The route goes.` */
function lineOf({rule, on, what}: Finding): string {
  return `${rule} (${rules[rule].impact})  ${printable(on)}: ${printable(what)}`
}
