import {decideResourcePolicy, type PolicyDecision} from '../../identity/decide-policy.js'
import {methodArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/** What a resource policy says about a request; `silent` also where there is none. */
export type PolicyVoice = 'allows' | 'silent' | 'denies'

/**
 * Asks the API's resource policy. An explicit deny ends the request before a Lambda authorizer is called, a user pool
 * token is verified first; without authorizer the policy has to allow. Source: authorization.md, "Resource policy".
 */
export function checkResourcePolicy(matched: Matched): PolicyVoice {
  const policy = matched.deployment.api.policy?.()
  if (policy === undefined) return 'silent'
  const decision = decideResourcePolicy(policy.document, {
    action: 'execute-api:Invoke',
    arn: methodArn(matched),
    values: conditionValues(matched),
  })
  if (decision === undefined) {
    throw new GatewayError({type: 'API_CONFIGURATION_ERROR', reason: 'The resource policy of this API is malformed.'})
  }
  const voice = voices[decision]
  const {kind} = matched.method.authorization
  if ((voice === 'denies' && kind !== 'userPool') || (voice === 'silent' && kind === 'none')) {
    throw deniedByPolicy(matched, voice)
  }
  return voice
}

const voices: Record<PolicyDecision, PolicyVoice> = {
  allow: 'allows',
  'implicit-deny': 'silent',
  'explicit-deny': 'denies',
}

/** Keys that need no authentication; the gateway counts as called over TLS, as it always is on AWS. */
function conditionValues({request}: Matched): ReadonlyMap<string, readonly string[]> {
  const {context, headers} = request
  const values = new Map<string, readonly string[]>([
    ['aws:sourceip', [context.identity.sourceIp]],
    ['aws:currenttime', [new Date(context.requestTimeEpoch).toISOString()]],
    ['aws:epochtime', [String(Math.floor(context.requestTimeEpoch / 1000))]],
    ['aws:securetransport', ['true']],
  ])
  const referer = headers.last('referer')
  if (referer !== undefined) values.set('aws:referer', [referer])
  if (context.identity.userAgent !== null) values.set('aws:useragent', [context.identity.userAgent])
  return values
}

/** Refusal of a caller without AWS identity. AWS shows only the last four digits of the account. */
export function deniedByPolicy(matched: Matched, voice: Exclude<PolicyVoice, 'allows'>): GatewayError {
  const arn = methodArn(matched).replace(/:\d{8}(\d{4}):/, ':********$1:')
  const ending = voice === 'denies' ? ' with an explicit deny' : ''
  const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${arn}${ending}`
  return new GatewayError({type: 'ACCESS_DENIED', message, reason: `The resource policy: ${message}.`})
}
