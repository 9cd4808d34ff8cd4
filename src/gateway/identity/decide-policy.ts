import {matchesWildcards} from './matches-wildcards.js'
import {conditionHolds, type ConditionValues} from './policy-condition.js'
import type {Principal} from './principal.js'

export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny'

/** For what a policy is asked. */
export type PolicyQuestion = {
  /** `execute-api:Invoke` */
  action: string
  arn: string
  values: ConditionValues
}

/** Besides whom a resource policy is asked about; without `principal` somebody unknown to IAM. */
export type ResourcePolicyQuestion = PolicyQuestion & {
  principal?: Principal
  /** Account of the resource. */
  ownerAccountId?: string
}

type Statement = Readonly<Record<string, unknown>>

/** What of a statement applies to a question: `false` does not, undefined is not understood. */
export type StatementParts = Readonly<Record<'principal' | 'action' | 'resource' | 'condition', boolean | undefined>>

/** One statement of a policy and what it says about a question. `number` counts from 1. */
export type Verdict = {number: number; sid: string | undefined; effect: 'Allow' | 'Deny'; parts: StatementParts}

/**
 * What a resource policy says: an explicit deny wins over an allow, and without either it stays silent. Undefined when
 * the document is malformed. A statement that uses something not understood never allows and always denies.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function decideResourcePolicy(document: unknown, question: ResourcePolicyQuestion): PolicyDecision | undefined {
  return decide(judge(document, resourceParts(question)))
}

/** What each statement of a resource policy says, in order; undefined when the document is malformed. */
export function judgeResourcePolicy(document: unknown, question: ResourcePolicyQuestion): Verdict[] | undefined {
  const verdicts = [...judge(document, resourceParts(question))]
  return verdicts.includes(undefined) ? undefined : verdicts.filter((verdict) => verdict !== undefined)
}

/** The same for a policy that belongs to an identity: it names no principal. */
export function decideIdentityPolicy(document: unknown, question: PolicyQuestion): PolicyDecision | undefined {
  return decide(
    judge(document, (statement) => {
      const isForeign = statement.Principal !== undefined || statement.NotPrincipal !== undefined
      return {principal: isForeign ? undefined : true, ...applies(statement, question)}
    }),
  )
}

/** Whether a statement decides by itself: what is not understood never allows and always denies. */
export function isDecisive({effect, parts}: Verdict): boolean {
  const all = Object.values(parts)
  return !all.includes(false) && (effect === 'Deny' || !all.includes(undefined))
}

function decide(verdicts: Iterable<Verdict | undefined>): PolicyDecision | undefined {
  let decision: PolicyDecision = 'implicit-deny'
  for (const verdict of verdicts) {
    if (verdict === undefined) return undefined
    if (!isDecisive(verdict)) continue
    if (verdict.effect === 'Deny') return 'explicit-deny'
    decision = 'allow'
  }
  return decision
}

/** One statement after the other, as long as somebody asks; ends with undefined where the document is malformed. */
function* judge(
  document: unknown,
  partsOf: (statement: Statement) => StatementParts,
): Generator<Verdict | undefined, void> {
  if (!isRecord(document) || document.Statement === undefined) {
    yield undefined
    return
  }
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  for (const [index, statement] of statements.entries()) {
    // A null makes the policy one that AWS cannot parse (https://github.com/aws/aws-lambda-dotnet/issues/2022).
    if (!isRecord(statement) || !isEffect(statement.Effect) || statement.Condition === null) {
      yield undefined
      return
    }
    const sid = typeof statement.Sid === 'string' ? statement.Sid : undefined
    yield {number: index + 1, sid, effect: statement.Effect, parts: partsOf(statement)}
  }
}

function isEffect(value: unknown): value is Verdict['effect'] {
  return value === 'Allow' || value === 'Deny'
}

function resourceParts(question: ResourcePolicyQuestion): (statement: Statement) => StatementParts {
  return (statement) => ({principal: namesPrincipal(statement, question), ...applies(statement, question)})
}

function applies(statement: Statement, {action, arn, values}: PolicyQuestion): Omit<StatementParts, 'principal'> {
  return {
    action: namesOne(statement, 'Action', action.toLowerCase(), (text) => text.toLowerCase()),
    resource: namesOne(statement, 'Resource', arn, (text) => withVariables(text, values)),
    condition: statement.Condition === undefined ? true : conditionHolds(statement.Condition, values),
  }
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. A pattern without a value matches nothing. */
function namesOne(
  statement: Statement,
  member: 'Action' | 'Resource',
  value: string,
  read: (text: string) => string | undefined,
): boolean | undefined {
  const negated = statement[`Not${member}`]
  const list = textList(statement[member] ?? negated)
  if (list === undefined) return undefined
  const patterns = list.map(read)
  const isNamed = patterns.some((pattern) => pattern !== undefined && matchesWildcards(pattern, value))
  return statement[member] === undefined ? !isNamed : isNamed
}

/**
 * `${aws:username}` stands for the request's value; undefined when it has none, and the text then matches nothing.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function withVariables(text: string, values: ConditionValues): string | undefined {
  if (!text.includes('${')) return text
  const missing: string[] = []
  const filled = text.replace(/\$\{([^}]*)\}/g, (_variable, name: string) => {
    if (name === '*' || name === '?' || name === '$') return name
    const [key = '', fallback] = name.split(/,\s*/, 2)
    const value = values.get(key.trim().toLowerCase())?.[0] ?? /^'(.*)'$/.exec(fallback ?? '')?.[1]
    if (value === undefined) missing.push(key)
    return value ?? ''
  })
  return missing.length === 0 ? filled : undefined
}

function namesPrincipal(
  {Effect, Principal, NotPrincipal}: Statement,
  {principal, ownerAccountId}: ResourcePolicyQuestion,
): boolean | undefined {
  if (Principal === '*') return true
  const list = principalList(Principal ?? NotPrincipal)
  if (list === undefined) return undefined
  // Naming an account lets that account's own policies decide; inside the API's account this allows nobody by itself.
  const isDelegation = Effect === 'Allow' && principal?.type !== 'root' && principal?.accountId === ownerAccountId
  const isNamed = (countsAccounts: boolean): boolean =>
    list.some((pattern) => namesIdentity(pattern, principal, countsAccounts))
  return Principal === undefined ? !isNamed(true) : isNamed(!isDelegation)
}

function namesIdentity(pattern: string, principal: Principal | undefined, countsAccounts: boolean): boolean {
  if (pattern === '*') return true
  if (principal === undefined) return false
  const {names, accountId, partition} = principal
  if (names.includes(pattern)) return true
  return countsAccounts && (pattern === accountId || pattern === `arn:${partition}:iam::${accountId}:root`)
}

/** Only AWS principals call APIs; services and federated identities never match. */
function principalList(value: unknown): string[] | undefined {
  if (!isRecord(value)) return undefined
  const lists = Object.entries(value).map(([kind, names]) => (kind === 'AWS' ? textList(names) : []))
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? [])
}

function textList(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((entry) => typeof entry === 'string') ? list : undefined
}

function isRecord(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
