import {matchesWildcards, type PolicyDecision} from './invoke-policy.js'
import {conditionHolds, type ConditionValues} from './policy-condition.js'

/** Whom a resource policy is asked about, and for what. */
export type PolicyQuestion = {
  /** `execute-api:Invoke` */
  action: string
  arn: string
  /** ARN of an IAM identity; undefined for everyone else. */
  principalArn?: string
  values: ConditionValues
}

type Statement = Readonly<Record<string, unknown>>

/**
 * What a resource policy says: an explicit deny wins over an allow, and without either it stays silent. Undefined when
 * the document is malformed. A statement that uses something not understood never allows and always denies.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function decideResourcePolicy(document: unknown, question: PolicyQuestion): PolicyDecision | undefined {
  if (!isRecord(document) || document.Statement === undefined) return undefined
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  let decision: PolicyDecision = 'implicit-deny'
  for (const statement of statements) {
    if (!isRecord(statement) || (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')) return undefined
    const applies = appliesTo(statement, question)
    if (statement.Effect === 'Deny' && applies !== false) return 'explicit-deny'
    if (statement.Effect === 'Allow' && applies === true) decision = 'allow'
  }
  return decision
}

/** Undefined when a part of the statement is not understood and no other part rules it out. */
function appliesTo(statement: Statement, question: PolicyQuestion): boolean | undefined {
  const parts = [
    namesPrincipal(statement, question.principalArn),
    namesOne(statement, 'Action', question.action.toLowerCase(), (text) => text.toLowerCase()),
    namesOne(statement, 'Resource', question.arn, (text) => text),
    statement.Condition === undefined ? true : conditionHolds(statement.Condition, question.values),
  ]
  if (parts.includes(false)) return false
  return parts.includes(undefined) ? undefined : true
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
function namesOne(
  statement: Statement,
  member: 'Action' | 'Resource',
  value: string,
  fold: (text: string) => string,
): boolean | undefined {
  const negated = statement[`Not${member}`]
  const list = textList(statement[member] ?? negated)
  if (list === undefined) return undefined
  const isNamed = list.some((pattern) => matchesWildcards(fold(pattern), value))
  return statement[member] === undefined ? !isNamed : isNamed
}

function namesPrincipal({Principal, NotPrincipal}: Statement, principalArn: string | undefined): boolean | undefined {
  if (Principal === '*') return true
  const list = principalList(Principal ?? NotPrincipal)
  if (list === undefined) return undefined
  if (Principal === undefined) return !list.some((pattern) => namesIdentity(pattern, principalArn))
  return list.some((pattern) => namesIdentity(pattern, principalArn))
}

function namesIdentity(pattern: string, principalArn: string | undefined): boolean {
  if (pattern === '*') return true
  if (principalArn === undefined) return false
  const [, , , , accountId = ''] = principalArn.split(':')
  return pattern === principalArn || pattern === accountId || pattern === `arn:aws:iam::${accountId}:root`
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
