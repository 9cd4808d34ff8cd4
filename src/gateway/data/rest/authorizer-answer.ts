import {decidePolicy} from '../invoke-policy.js'

/** What a Lambda authorizer answered; kept for its TTL, the policy is asked again for every method. */
export type AuthorizerAnswer = {
  principalId: string
  policyDocument: unknown
  /** Values as text, as backends see them. */
  context: Readonly<Record<string, string>>
  usageIdentifierKey: string | undefined
}

/** Why an answer cannot be used, for the developer and as AWS's execution log says it. */
export type UnusableAnswer = {why: string; logged: string}

/**
 * Reads an authorizer's answer. Rules captured from AWS in September 2026: a non-empty principalId, a policy, and a flat
 * context of text, numbers and booleans (docs/aws-facts.md "Authorization", "Captured details"). REST APIs take no member
 * beside those documented (public log of 8 June 2023).
 */
export function parseAuthorizerAnswer(
  payload: string,
  kind: 'rest' | 'websocket' = 'rest',
): AuthorizerAnswer | UnusableAnswer {
  const answer = parseObject(payload)
  const unknown = kind === 'rest' ? Object.keys(answer ?? {}).find((name) => !members.has(name)) : undefined
  if (unknown !== undefined) {
    const logged = `Invalid JSON in response: Unrecognized field "${unknown}" , not marked as ignorable`
    return {why: `it has the member ${unknown}, which REST APIs do not know`, logged}
  }
  const read = readAnswer(answer, kind)
  // Public log of 14 September 2016.
  return typeof read === 'string' ? {why: read, logged: 'Could not parse policy'} : read
}

const members: ReadonlySet<string> = new Set([
  'context',
  'errorMessage',
  'policyDocument',
  'principalId',
  'usageIdentifierKey',
])

/** The answer, or why it is none. */
function readAnswer(
  answer: Readonly<Record<string, unknown>> | undefined,
  kind: 'rest' | 'websocket',
): AuthorizerAnswer | string {
  if (answer === undefined) return 'it is no JSON object'
  const {policyDocument, context = {}, usageIdentifierKey} = answer
  const principalId = kind === 'websocket' ? looseText(answer.principalId) : answer.principalId
  if (typeof principalId !== 'string' || (principalId === '' && kind === 'rest')) return 'it has no principalId'
  if ('isAuthorized' in answer) return 'it has isAuthorized, which only HTTP APIs know'
  if (decidePolicy(policyDocument, '') === undefined) return 'its policyDocument is missing or malformed'
  const values = parseContext(kind === 'websocket' ? withoutNulls(context) : context)
  if (values === undefined) return 'its context may hold only text, numbers and booleans'
  return {
    principalId,
    policyDocument,
    context: values,
    usageIdentifierKey: typeof usageIdentifierKey === 'string' ? usageIdentifierKey : undefined,
  }
}

/** WebSocket APIs take an answer without principalId, and a number for one (captured September 2026). */
function looseText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : (value ?? '')
}

/** WebSocket APIs drop members that are null, where REST APIs refuse the answer (captured September 2026). */
function withoutNulls(context: unknown): unknown {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return context
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null))
}

function parseContext(context: unknown): Record<string, string> | undefined {
  if (context === null) return {}
  if (typeof context !== 'object' || Array.isArray(context)) return undefined
  const values = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(context)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
    values[name] = String(value)
  }
  return values
}

function parseObject(payload: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    // Text that is no JSON is no answer; the caller says so.
    return undefined
  }
}
