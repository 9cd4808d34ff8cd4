import type {FunctionPolicyStatement} from '../../store/function-record.js'
import {matchesWildcards} from '../../identity/matches-wildcards.js'

/**
 * Whether API Gateway, calling on behalf of `sourceArn`, may invoke a function with this resource policy.
 *
 * A function without statements may be invoked: the functions of a project are its own, and `deploy` adds the permission
 * on AWS. As soon as there are statements, one of them has to allow the call, as on AWS.
 */
export function mayInvoke(statements: readonly FunctionPolicyStatement[], sourceArn: string): boolean {
  return statements.length === 0 || statements.some((statement) => allows(statement, sourceArn))
}

const actions = new Set(['lambda:InvokeFunction', 'lambda:*', '*'])
const principals = new Set(['apigateway.amazonaws.com', '*'])

function allows(
  {action, principal, sourceArn: pattern, sourceAccount, conditions}: FunctionPolicyStatement,
  sourceArn: string,
): boolean {
  if (conditions !== undefined) return false
  if (sourceAccount !== undefined && sourceArn.split(':')[4] !== sourceAccount) return false
  if (!actions.has(action) || !principals.has(principal)) return false
  return pattern === undefined || matchesArn(pattern, sourceArn)
}

/** ArnLike: `*` and `?` stand for any text, also across slashes, but not across the colons of the first five parts. */
function matchesArn(pattern: string, arn: string): boolean {
  const [patterns, values] = [arnParts(pattern), arnParts(arn)]
  return (
    patterns.length === values.length && patterns.every((part, index) => matchesWildcards(part, values[index] ?? ''))
  )
}

/** The sixth part may hold colons itself. */
function arnParts(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}
