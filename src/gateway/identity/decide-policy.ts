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

/**
 * What a resource policy says: an explicit deny wins over an allow, and without either it stays silent. Undefined when
 * the document is malformed. A statement that uses something not understood never allows and always denies.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function decideResourcePolicy(document: unknown, question: ResourcePolicyQuestion): PolicyDecision | undefined {
  return decide(document, (statement) => [namesPrincipal(statement, question), ...applies(statement, question)])
}

/** The same for a policy that belongs to an identity: it names no principal. */
export function decideIdentityPolicy(document: unknown, question: PolicyQuestion): PolicyDecision | undefined {
  return decide(document, (statement) => {
    const isForeign = statement.Principal !== undefined || statement.NotPrincipal !== undefined
    return [isForeign ? undefined : true, ...applies(statement, question)]
  })
}

/** Whether each part of a statement applies; undefined for a part that is not understood. */
type Parts = readonly (boolean | undefined)[]

function decide(document: unknown, partsOf: (statement: Statement) => Parts): PolicyDecision | undefined {
  if (!isRecord(document) || document.Statement === undefined) return undefined
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  let decision: PolicyDecision = 'implicit-deny'
  for (const statement of statements) {
    if (!isRecord(statement) || (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')) return undefined
    // A null makes the policy one that AWS cannot parse (https://github.com/aws/aws-lambda-dotnet/issues/2022).
    if (statement.Condition === null) return undefined
    const parts = partsOf(statement)
    if (parts.includes(false)) continue
    if (statement.Effect === 'Deny') return 'explicit-deny'
    if (!parts.includes(undefined)) decision = 'allow'
  }
  return decision
}

function applies(statement: Statement, {action, arn, values}: PolicyQuestion): Parts {
  return [
    namesOne(statement, 'Action', action.toLowerCase(), (text) => text.toLowerCase()),
    namesOne(statement, 'Resource', arn, (text) => withVariables(text, values)),
    statement.Condition === undefined ? true : conditionHolds(statement.Condition, values),
  ]
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
