import {auditRules} from './audit-rules.js'
import type {AuditCode, AuditRule, Found, Severity} from './audit-rules.js'
import type {AuditedApi} from './audited-api.js'

/** What an audit found, with the rule's own words. */
export type AuditFinding = Found & {rule: AuditCode; severity: Severity; title: string; fix: string}

const order: readonly Severity[] = ['high', 'medium', 'low']

/** All findings of all rules: the worst first, then by rule and thing. Pure. */
export function audit(audited: AuditedApi): AuditFinding[] {
  const rules = Object.entries(auditRules) as [AuditCode, AuditRule][]
  const findings = rules.flatMap(([rule, {severity, title, fix, find}]) =>
    find(audited).map((found) => ({rule, severity, ...found, title, fix})),
  )
  return findings.sort(
    (one, other) =>
      order.indexOf(one.severity) - order.indexOf(other.severity) ||
      one.rule.localeCompare(other.rule) ||
      one.on.localeCompare(other.on),
  )
}

/** Whether one of the findings is as bad as the limit, or worse. */
export function isAsBad(findings: readonly AuditFinding[], limit: Severity): boolean {
  return findings.some(({severity}) => order.indexOf(severity) <= order.indexOf(limit))
}
