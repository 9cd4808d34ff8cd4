import {decideResourcePolicy} from '../resource-policy.js'
import {methodArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/** What is left to say for a resource policy that did not deny: it allows the request itself, or leaves it to others. */
export type PolicyVoice = 'allows' | 'silent'

/**
 * Asks the API's resource policy. An explicit deny ends the request before any authorizer is called; so does silence
 * where no authorizer follows. Source: authorization.md, "Resource policy".
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
  const isFinal = matched.method.authorization.kind === 'none'
  if (decision === 'explicit-deny' || (decision === 'implicit-deny' && isFinal)) throw denied(matched, decision)
  return decision === 'allow' ? 'allows' : 'silent'
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

/** AWS shows only the last four digits of the account. */
function denied(matched: Matched, decision: 'explicit-deny' | 'implicit-deny'): GatewayError {
  const arn = methodArn(matched).replace(/:\d{8}(\d{4}):/, ':********$1:')
  const ending = decision === 'explicit-deny' ? ' with an explicit deny' : ''
  const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${arn}${ending}`
  return new GatewayError({type: 'ACCESS_DENIED', message, reason: `The resource policy: ${message}.`})
}
