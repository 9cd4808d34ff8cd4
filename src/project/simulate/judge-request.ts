import {decideIdentityPolicy} from '../../gateway/identity/decide-policy.js'
import type {PolicyDecision} from '../../gateway/identity/decide-policy.js'
import {joinDecisions} from '../../gateway/identity/join-decisions.js'
import type {Principal} from '../../gateway/identity/principal.js'
import type {Method, RestApi} from '../../model/rest-api.js'
import {unreadablePolicy} from './unreadable-policy.js'
import type {SimulatedPlace, SimulatedRequest} from './simulated-request.js'

/** What is known before the authorization of the route is looked at. */
export type Facts = {
  api: RestApi
  request: SimulatedRequest
  principal: Principal | undefined
  place: SimulatedPlace
  /** Undefined without a resource policy. */
  policy: PolicyDecision | undefined
  own: PolicyDecision
}

/** How a request fares; `byPolicy` when the resource policy decided. */
export type Judged = {decision: 'ALLOW' | 'DENY'; why: string; assumes: readonly string[]; byPolicy: boolean}

/** What the authorization of the route makes of the request, with the resource policy. Pure. */
export function judgeRequest(method: Method, facts: Facts): Judged {
  const {api, request, policy} = facts
  const isPrivate = api.endpointConfiguration.types.includes('PRIVATE')
  if (isPrivate && request.vpceId === undefined) return denied('The API is private: only VPC endpoints lead to it.')
  if (isPrivate && policy === undefined) return denied('A private API without a resource policy lets nobody in.')
  switch (method.authorizationType) {
    case 'NONE':
      return judgedByPolicy(policy)
    case 'AWS_IAM':
      return judgedByIam(facts)
    case 'CUSTOM':
      return judgedByAuthorizer(facts)
    case 'COGNITO_USER_POOLS':
      return judgedByUserPool(facts)
  }
}

/** Without an authorizer the policy has to allow. */
function judgedByPolicy(policy: PolicyDecision | undefined): Judged {
  if (policy === undefined) return allowed('The route asks for nothing, and the API has no resource policy.')
  if (policy === 'allow') return byPolicy(allowed('The resource policy allows it.'))
  return byPolicy(denied(policyWords[policy]))
}

const policyWords: Readonly<Record<Exclude<PolicyDecision, 'allow'>, string>> = {
  'explicit-deny': 'The resource policy denies it, which nothing outweighs.',
  'implicit-deny': 'No statement of the resource policy allows it.',
}

function judgedByIam({principal, policy = 'implicit-deny', own, place, request}: Facts): Judged {
  if (principal === undefined) return denied('The route asks for a signature (AWS_IAM), and nobody has signed.')
  const isSameAccount = principal.accountId === place.accountId
  const decision = joinDecisions(own, policy, isSameAccount)
  const assumes = request.own === undefined && request.identityPolicy === undefined && principal.type !== 'root' ? [silentCaller] : [] // prettier-ignore
  if (policy === 'explicit-deny') return byPolicy(denied(policyWords[policy]))
  if (own === 'explicit-deny') return denied("The caller's own policy denies it.")
  if (decision === 'allow') {
    const by = [own === 'allow' ? "the caller's own policy" : '', policy === 'allow' ? 'the resource policy' : '']
    const both = by.filter((each) => each !== '').join(' and ')
    return {...allowed(`Allowed by ${both}.`, own === 'allow' ? [] : assumes), byPolicy: policy === 'allow'}
  }
  if (isSameAccount) return denied("Neither the caller's own policy nor the resource policy allows it.", assumes)
  return denied(`The caller is of another account (${principal.accountId}): both its own policy and the resource policy have to allow it.`, assumes) // prettier-ignore
}

const silentCaller = "The caller's own policies say nothing about it; --own or --identity-policy says what they do."

/** The policy's deny comes before the function is called; afterwards either may allow. */
function judgedByAuthorizer({policy, own, request}: Facts): Judged {
  const assumes = request.own === undefined ? ['The Lambda authorizer allows it; --own says otherwise.'] : []
  if (policy === 'explicit-deny') return byPolicy(denied(policyWords[policy]))
  if (own === 'explicit-deny') return denied('The Lambda authorizer denies it.')
  if (own === 'allow') return allowed('The Lambda authorizer allows it, and the resource policy does not deny it.', assumes) // prettier-ignore
  if (policy === 'allow') return byPolicy(allowed('The resource policy allows it, and the Lambda authorizer says nothing.')) // prettier-ignore
  return denied('Neither the Lambda authorizer nor the resource policy allows it.')
}

/** The token comes first, and then the policy has to allow by itself. */
function judgedByUserPool({policy, own, request}: Facts): Judged {
  const assumes = request.own === undefined ? ['The request has a valid token of the user pool; --own says otherwise.'] : [] // prettier-ignore
  if (own !== 'allow') return denied('The request has no valid token of the user pool.')
  const judged = policy === undefined ? allowed('The user pool knows the token, and the API has no resource policy.') : judgedByPolicy(policy) // prettier-ignore
  return {...judged, assumes}
}

function allowed(why: string, assumes: readonly string[] = []): Judged {
  return {decision: 'ALLOW', why, assumes, byPolicy: false}
}

function denied(why: string, assumes: readonly string[] = []): Judged {
  return {decision: 'DENY', why, assumes, byPolicy: false}
}

function byPolicy(judged: Judged): Judged {
  return {...judged, byPolicy: true}
}

/** What the caller's side says: its own policy, the authorizer, or the token. Throws POLICY_INVALID. Pure. */
export function ownDecision(
  {authorizationType}: Method,
  {own, identityPolicy, principal}: SimulatedRequest,
  question: Parameters<typeof decideIdentityPolicy>[1],
): PolicyDecision {
  const said = {allow: 'allow', silent: 'implicit-deny', deny: 'explicit-deny'} as const
  if (authorizationType !== 'AWS_IAM') return said[own ?? 'allow']
  // An account's root may do everything, as far as its own side goes.
  if (principal?.type === 'root') return 'allow'
  if (identityPolicy === undefined) return said[own ?? 'silent']
  const decision = decideIdentityPolicy(identityPolicy, question)
  if (decision === undefined) throw unreadablePolicy("The caller's policy cannot be read.")
  return decision
}
