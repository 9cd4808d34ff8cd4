import type {Throttle} from '../token-bucket.js'
import type {ThrottleRecord} from '../../store/rest-account-records.js'
import type {Caller} from './check-api-key.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/** An account's limits per region. Source: limits-and-throttling.md §2. */
const accountLimits: Throttle = {rateLimit: 10_000, burstLimit: 5_000}

/**
 * Takes the request out of every bucket it falls into, in AWS's order: the plan's for this method, the plan's, the
 * stage's for the method, the account's; then out of the plan's quota. Source: limits-and-throttling.md §6 and §7.
 */
export function checkThrottle({matched, plan}: Caller): void {
  const nowMs = matched.request.context.requestTimeEpoch
  const {api, stage, memory, settings} = matched.deployment
  const take = (name: string, limit: Throttle, what: string) => {
    if (!memory.buckets.take(name, limit, nowMs)) throw throttled(what, limit)
  }
  if (plan !== undefined) {
    const {record, keyId} = plan
    const ofMethod = methodThrottle(matched, plan.record)
    const {routeKey} = matched.method
    if (ofMethod !== undefined) {
      take(
        `plan ${record.id} ${keyId} ${api.apiId} ${stage.stageName} ${routeKey}`,
        ofMethod,
        `usage plan ${record.name} for ${routeKey}`,
      )
    }
    const ofPlan = limitOf(record.throttle)
    if (ofPlan !== undefined) take(`plan ${record.id} ${keyId}`, ofPlan, `usage plan ${record.name}`)
  }
  const setting = settings.of(matched.method)
  if (setting !== undefined && setting.throttlingRateLimit >= 0 && setting.throttlingBurstLimit >= 0) {
    const limit = {rateLimit: setting.throttlingRateLimit, burstLimit: setting.throttlingBurstLimit}
    take(
      `stage ${api.apiId} ${stage.stageName} ${matched.method.routeKey}`,
      limit,
      `stage ${stage.stageName} for ${matched.method.routeKey}`,
    )
  }
  take(`account ${api.accountId} ${api.region}`, accountLimits, 'the account')
  if (plan !== undefined && !memory.usage.count(plan.record, plan.keyId, nowMs)) throw quotaExceeded(plan.record.name)
}

/** `/pets/GET` of the plan's entry for this stage; a method declared as ANY is named so. */
function methodThrottle(
  {deployment, method}: Matched,
  {apiStages}: {apiStages: readonly ApiStage[]},
): Throttle | undefined {
  const {api, stage} = deployment
  const entry = apiStages.find(({apiId, stage: name}) => apiId === api.apiId && name === stage.stageName)
  const [verb = '', path = ''] = method.routeKey.split(' ')
  return limitOf(entry?.throttle?.[`${path === '/' ? '' : path}/${verb}`] ?? entry?.throttle?.[`${path}/${verb}`])
}

type ApiStage = {apiId: string; stage: string; throttle?: Record<string, ThrottleRecord>}

/** A limit of which only one half is set takes the other from the account. */
function limitOf(record: ThrottleRecord | undefined): Throttle | undefined {
  if (record === undefined || (record.rateLimit === undefined && record.burstLimit === undefined)) return undefined
  return {
    rateLimit: record.rateLimit ?? accountLimits.rateLimit,
    burstLimit: record.burstLimit ?? accountLimits.burstLimit,
  }
}

function throttled(what: string, {rateLimit, burstLimit}: Throttle): GatewayError {
  return new GatewayError({
    type: 'THROTTLED',
    reason: `The request is over the limit of ${what}: ${rateLimit} requests per second, ${burstLimit} at once.`,
  })
}

function quotaExceeded(planName: string): GatewayError {
  return new GatewayError({type: 'QUOTA_EXCEEDED', reason: `The quota of usage plan ${planName} is used up.`})
}
