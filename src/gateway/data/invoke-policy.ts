import {matchesWildcards} from '../identity/matches-wildcards.js'
import type {PolicyDecision} from '../identity/decide-policy.js'

/**
 * Decides whether an IAM policy document lets its owner invoke `arn` (action execute-api:Invoke). Undefined when the
 * document is none. What is not understood never allows: an Allow with conditions or with NotAction or NotResource
 * counts for nothing, a Deny with them counts always.
 */
export function decidePolicy(document: unknown, arn: string): PolicyDecision | undefined {
  if (!isRecord(document) || document.Statement === undefined) return undefined
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  if (!statements.every(isRecord)) return undefined
  const effects = statements.map((statement) => effectOf(statement, arn))
  if (effects.includes(undefined)) return undefined
  if (effects.includes('explicit-deny')) return 'explicit-deny'
  return effects.includes('allow') ? 'allow' : 'implicit-deny'
}

/** What one statement says; undefined when it is malformed. */
function effectOf(statement: Readonly<Record<string, unknown>>, arn: string): PolicyDecision | undefined {
  const {Effect, Action, Resource} = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') return undefined
  const isPartial = 'Condition' in statement || 'NotAction' in statement || 'NotResource' in statement
  if (isPartial) return Effect === 'Deny' ? 'explicit-deny' : 'implicit-deny'
  const [actions, resources] = [textList(Action), textList(Resource)]
  if (actions === undefined || resources === undefined) return undefined
  const applies =
    actions.some((action) => matchesWildcards(action.toLowerCase(), 'execute-api:invoke')) &&
    resources.some((resource) => matchesWildcards(resource, arn))
  if (!applies) return 'implicit-deny'
  return Effect === 'Allow' ? 'allow' : 'explicit-deny'
}

function textList(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((entry) => typeof entry === 'string') ? list : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
