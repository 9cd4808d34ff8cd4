import {ApigwError} from '../../errors/apigw-error.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {allow, refused} from '../../plan/gates/finding.js'
import type {Allowance} from '../../plan/gates/finding.js'
import {ruleCodes, rules} from '../../plan/gates/rules.js'
import type {Plan} from '../../plan/plan.js'

/**
 * The plan with what `--allow` allows: a rule everywhere (`route-removed`) or on one thing (`route-removed=GET /pets`).
 * Throws GATE_REFUSED, exit 3, when something of it is allowed by nobody, and RULE_UNKNOWN.
 */
export function passGates(plan: Plan, words: readonly string[]): Plan {
  const findings = allow(plan.findings, words.map(toAllowance), '')
  const left = refused(findings)
  if (left.length === 0) return {...plan, findings}
  const codes = [...new Set(left.map(({rule}) => rule))]
  throw new ApigwError({
    code: 'GATE_REFUSED',
    exit: 'refused',
    what: `This plan needs to be allowed; nothing was changed.`,
    why: left.map(({rule, on, what}) => `${rule} on ${on}: ${what}`).join('\n'),
    fix: `${codes.map((code) => `${code}: ${rules[code].fix}`).join('\n')}
Or allow it: ${codes.map((code) => `--allow ${code}`).join(' ')}, or with a reason under "allow:" in apigw.yaml.`,
  })
}

/** Throws RULE_UNKNOWN, exit 64, for a rule that there is not: a misspelt exception would only be noticed too late. */
export function requireKnownRules(allowances: readonly Allowance[], where: string): void {
  for (const {rule} of allowances) {
    if (Object.hasOwn(rules, rule)) continue
    const meant = didYouMean(rule, ruleCodes)
    throw new ApigwError({
      code: 'RULE_UNKNOWN',
      exit: 'usage',
      what: `${where} names the rule ${rule}, which there is not.`,
      why: `The rules are ${ruleCodes.join(', ')}.`,
      fix: meant === undefined ? 'Name one of them.' : `Did you mean ${meant}?`,
    })
  }
}

function toAllowance(word: string): Allowance {
  const at = word.indexOf('=')
  const allowance = {
    rule: at === -1 ? word : word.slice(0, at),
    ...(at !== -1 && {on: word.slice(at + 1)}),
    reason: 'allowed by --allow',
  }
  requireKnownRules([allowance], '--allow')
  return allowance
}
