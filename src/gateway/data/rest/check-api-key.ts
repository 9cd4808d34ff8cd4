import type {UsagePlanRecord} from '../../store/rest-account-records.js'
import type {IndexedKey} from './api-key-index.js'
import type {Authorized} from './authorize.js'
import {GatewayError} from './gateway-error.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'

/** A request that may go on, and the usage plan that meters it. */
export type Caller = {
  matched: Matched
  plan: {record: Readonly<UsagePlanRecord>; keyId: string} | undefined
}

/**
 * Checks the API key where the method requires one, and finds the plan that meters it. A valid key is metered on other
 * methods too, even a disabled one; a value that is no key is then only visible in `$context`.
 * Source: docs/aws-facts.md "Authorization", "API keys and usage plans" and "Captured details".
 */
export function checkApiKey({matched, usageIdentifierKey}: Authorized): Caller {
  const {request, deployment, method} = matched
  const {api, memory} = deployment
  const value = api.apiKeySource === 'AUTHORIZER' ? usageIdentifierKey : request.headers.last('x-api-key')
  if (value === undefined || value === '') {
    if (method.apiKeyRequired) throw invalidKey('The request has no API key.', matched)
    return {matched, plan: undefined}
  }
  const {identity} = request.context
  identity.apiKey = value
  const found = memory.apiKeys.find(api, value)
  if (found !== undefined) identity.apiKeyId = found.key.id
  const plan = found === undefined ? undefined : planFor(matched, found)
  if (method.apiKeyRequired) checkUsable(found, plan, matched)
  return {matched, plan: plan === undefined || found === undefined ? undefined : {record: plan, keyId: found.key.id}}
}

function planFor({deployment}: Matched, {plans}: IndexedKey): Readonly<UsagePlanRecord> | undefined {
  const {api, stage} = deployment
  return plans.find(({apiStages}) =>
    apiStages.some((entry) => entry.apiId === api.apiId && entry.stage === stage.stageName),
  )
}

function checkUsable(
  found: IndexedKey | undefined,
  plan: Readonly<UsagePlanRecord> | undefined,
  matched: Matched,
): void {
  if (found === undefined) throw invalidKey('The API key is not known.', matched)
  if (!found.key.enabled) throw invalidKey(`The API key ${found.key.id} is disabled.`, matched)
  if (plan !== undefined) return
  const {api, stage} = matched.deployment
  const reason = `The API key ${found.key.id} is in no usage plan with API stage ${api.apiId}/${stage.stageName}.`
  throw invalidKey(reason, matched)
}

/** The line is known of keys without a plan (public notes on AWS's logs); keys that are not found have none either. */
function invalidKey(reason: string, {request, deployment, method}: Matched): GatewayError {
  const apiStage = `${deployment.api.apiId}/${deployment.stage.stageName}`
  const needed = `method '${method.verb} ${method.resourcePath}' requires API Key and API Key is not associated with a Usage Plan`
  const key = masked(request.context.identity.apiKey ?? '')
  const logged = `API Key ${key} not authorized because ${needed} for API Stage ${apiStage}: No Usage Plan found for key and API Stage`
  return new GatewayError({type: 'INVALID_API_KEY', reason, logged: [logged]})
}
