import type {Throttle} from '../token-bucket.js'
import type {ThrottleRecord} from '../../store/rest-account-records.js'
import type {Caller} from './check-api-key.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

/**
 * An account's limits per region. They are a quota of AWS and no setting of the API, so they are not enforced by
 * themselves; a limit that is as high, as AWS fills it in, is none. Source: docs/aws-facts.md "Limits".
 */
const accountLimits: Throttle = {rateLimit: 10_000, burstLimit: 5_000}

/**
 * Takes the request out of every bucket it falls into, in AWS's order: the plan's for this method, the plan's, the
 * stage's for the method; then out of the plan's quota. Source: docs/aws-facts.md "Limits".
 */
export function checkThrottle(caller: Caller): void {
  const {request, deployment} = caller.matched
  const nowMs = request.context.requestTimeEpoch
  for (const {name, limit, what} of limitsOn(caller)) {
    if (!deployment.memory.buckets.take(name, limit, nowMs)) throw throttled(what, limit)
  }
  const {plan} = caller
  if (plan !== undefined && !deployment.memory.usage.count(plan.record, plan.keyId, nowMs)) {
    throw quotaExceeded(plan.record.name)
  }
}

/** `name` is that of the bucket, `what` names the limit to the developer. */
type NamedLimit = {name: string; limit: Throttle; what: string}

const noLimits: readonly NamedLimit[] = []

function limitsOn({matched, plan}: Caller): readonly NamedLimit[] {
  const ofStage = stageLimit(matched)
  if (plan === undefined) return ofStage === undefined ? noLimits : [ofStage]
  const {record, keyId} = plan
  const {routeKey} = matched.method
  const name = `plan ${record.id} ${keyId}`
  const ofMethod = methodThrottle(matched, record)
  const ofPlan = limitOf(record.throttle)
  return [
    ...(ofMethod === undefined
      ? []
      : [
          {
            name: `${name} ${stageName(matched)} ${routeKey}`,
            limit: ofMethod,
            what: `usage plan ${record.name} for ${routeKey}`,
          },
        ]),
    ...(ofPlan === undefined ? [] : [{name, limit: ofPlan, what: `usage plan ${record.name}`}]),
    ...(ofStage === undefined ? [] : [ofStage]),
  ]
}

function stageName({deployment}: Matched): string {
  return `${deployment.api.apiId}/${deployment.stage.stageName}`
}

function stageLimit(matched: Matched): NamedLimit | undefined {
  const setting = matched.deployment.settings.of(matched.method)
  if (setting === undefined) return undefined
  const {throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit} = setting
  // Negative limits are how some clients switch throttling off.
  const isOff = rateLimit < 0 || burstLimit < 0
  if (isOff || (rateLimit >= accountLimits.rateLimit && burstLimit >= accountLimits.burstLimit)) return undefined
  const {routeKey} = matched.method
  return {
    name: `stage ${stageName(matched)} ${routeKey}`,
    limit: {rateLimit, burstLimit},
    what: `stage ${matched.deployment.stage.stageName} for ${routeKey}`,
  }
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
