import type {RuleCode} from './rules.js'

/** What a rule found: `on` is the thing as people name it (`GET /pets`, `stage prod`), `what` one sentence about it. */
export type Finding = {
  rule: RuleCode
  on: string
  what: string
  /** Why it is acceptable, when somebody allowed it. */
  allowed?: string
}

/** An exception: of one rule everywhere, or on one thing. Dates are `2026-12-31`; it ends after that day. */
export type Allowance = {rule: string; on?: string; reason: string; until?: string}

/** The findings with the exceptions that hold on `today`, written as a date. Pure. */
export function allow(findings: readonly Finding[], allowances: readonly Allowance[], today: string): Finding[] {
  return findings.map((finding) => {
    const found = allowances.find(
      ({rule, on, until}) =>
        rule === finding.rule && (on === undefined || on === finding.on) && (until === undefined || today <= until),
    )
    return found === undefined ? finding : {...finding, allowed: found.reason}
  })
}

/** Those that nobody allowed. */
export function refused(findings: readonly Finding[]): Finding[] {
  return findings.filter(({allowed}) => allowed === undefined)
}
