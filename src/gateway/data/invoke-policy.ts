export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny'

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

/**
 * `*` stands for any text, also across slashes, `?` for one character. Without regular expressions, so that a hostile
 * pattern costs at most its length times the text's.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, index, star, resume] = [0, 0, -1, 0]
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at
      resume = index
      at += 1
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1
      index += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      index = resume
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

function textList(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((entry) => typeof entry === 'string') ? list : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
