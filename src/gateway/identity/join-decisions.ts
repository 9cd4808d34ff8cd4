import type {PolicyDecision} from './decide-policy.js'

/**
 * What the policies of caller and resource say together: inside one account either may allow, across accounts both have
 * to; a deny on either side is final.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html, tables A and B.
 */
export function joinDecisions(
  identity: PolicyDecision,
  resource: PolicyDecision,
  isSameAccount: boolean,
): PolicyDecision {
  if (identity === 'explicit-deny' || resource === 'explicit-deny') return 'explicit-deny'
  const isAllowed = isSameAccount
    ? identity === 'allow' || resource === 'allow'
    : identity === 'allow' && resource === 'allow'
  return isAllowed ? 'allow' : 'implicit-deny'
}
