import {signerConditions, type Signer} from '../../identity/authenticate.js'
import {decideResourcePolicy, type PolicyDecision} from '../../identity/decide-policy.js'
import {requestConditions} from '../request-conditions.js'
import {methodArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/** What a resource policy says about a request; `silent` also where there is none. */
export type PolicyVoice = 'allows' | 'silent' | 'denies'

/**
 * Asks the API's resource policy. An explicit deny ends the request before a Lambda authorizer is called, a user pool
 * token is verified first; without authorizer the policy has to allow. Source: docs/aws-facts.md "Authorization", "Resource policy".
 */
export function checkResourcePolicy(matched: Matched): PolicyVoice {
  const {kind} = matched.method.authorization
  // With IAM the policy is asked once it is known who signed (verify-signer.ts).
  const decision = kind === 'iam' ? undefined : askResourcePolicy(matched)
  if (decision === undefined) return 'silent'
  const voice = voices[decision]
  if ((voice === 'denies' && kind !== 'userPool') || (voice === 'silent' && kind === 'none')) {
    throw deniedByPolicy(matched, voice)
  }
  return voice
}

/** What the resource policy says about this request, and about `signer` where it is signed; undefined without one. */
export function askResourcePolicy(matched: Matched, signer?: Signer): PolicyDecision | undefined {
  const {accountId, policy} = matched.deployment.api
  if (policy === undefined) return undefined
  const decision = decideResourcePolicy(policy().document, {
    action: 'execute-api:Invoke',
    arn: methodArn(matched),
    values: new Map([...conditionValues(matched), ...(signer === undefined ? [] : signerConditions(signer))]),
    ownerAccountId: accountId,
    ...(signer !== undefined && {principal: signer.principal}),
  })
  if (decision !== undefined) return decision
  throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: 'The resource policy of this API is malformed.'})
}

const voices: Record<PolicyDecision, PolicyVoice> = {
  allow: 'allows',
  'implicit-deny': 'silent',
  'explicit-deny': 'denies',
}

/** Condition keys that need no authentication. */
export function conditionValues({request}: Matched): [key: string, values: readonly string[]][] {
  const {context, headers} = request
  const {sourceIp, userAgent, vpceId, vpcId} = context.identity
  const nowMs = context.requestTimeEpoch
  return requestConditions({sourceIp, nowMs, userAgent, referer: headers.last('referer'), vpceId, vpcId})
}

/** Refusal of a caller without AWS identity. */
export function deniedByPolicy(matched: Matched, voice: Exclude<PolicyVoice, 'allows'>): GatewayError {
  return deniedInvoke(matched, 'anonymous', voice === 'denies' ? 'explicit-deny' : 'implicit-deny')
}

/** Refusal of a caller whom policies do not let through. AWS shows only the last four digits of the account. */
export function deniedInvoke(matched: Matched, who: string, decision: Exclude<PolicyDecision, 'allow'>): GatewayError {
  const arn = methodArn(matched).replace(/:\d{8}(\d{4}):/, ':********$1:')
  const ending = decision === 'explicit-deny' ? ' with an explicit deny' : ''
  const message = `User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${arn}${ending}`
  const policies = who === 'anonymous' ? 'The resource policy' : "The caller's policy and the resource policy"
  return new GatewayError({type: 'ACCESS_DENIED', message, reason: `${policies}: ${message}.`, logged: [message]})
}
