import {accountThrottle} from '../../store/account-throttle.js'
import type {ThrottleRecord, UsagePlanRecord} from '../../store/rest-account-records.js'
import type {Ports} from '../ports.js'
import type {Throttle} from '../token-bucket.js'
import type {Caller} from './check-api-key.js'
import {GatewayError} from './gateway-error.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'

/**
 * Takes the request out of every bucket it falls into, in AWS's order: the plan's for this method, the plan's, the
 * stage's for the method, the account's; then out of the plan's quota. Source: docs/aws-facts.md "Limits".
 */
export function checkThrottle(caller: Caller, ports: Pick<Ports, 'accountBuckets'>): void {
  const {matched, plan} = caller
  const {request, deployment} = matched
  const {api, memory} = deployment
  const nowMs = request.context.requestTimeEpoch
  for (const {name, limit, what, logged} of limitsOn(caller)) {
    if (!memory.buckets.take(name, limit, nowMs)) throw throttled(what, limit, logged)
  }
  const limit = ports.accountBuckets?.take(api, nowMs)
  if (limit !== undefined) throw throttled(`account ${api.accountId} in ${api.region}`, limit)
  if (plan !== undefined && !memory.usage.count(plan.record, plan.keyId, nowMs)) {
    throw quotaExceeded(matched, plan.record)
  }
}

/** `name` is that of the bucket, `what` names the limit to the developer, `logged` is AWS's line about it. */
type NamedLimit = {name: string; limit: Throttle; what: string; logged: string}

const noLimits: readonly NamedLimit[] = []

function limitsOn(caller: Caller): readonly NamedLimit[] {
  const ofStage = stageLimit(caller.matched)
  if (caller.plan !== undefined) return [...planLimits(caller.matched, caller.plan), ...(ofStage ? [ofStage] : [])]
  return ofStage === undefined ? noLimits : [ofStage]
}

/** The plan's own limits: on this method, and on all of them. */
function planLimits(matched: Matched, {record, keyId}: NonNullable<Caller['plan']>): NamedLimit[] {
  const {routeKey} = matched.method
  const name = `plan ${record.id} ${keyId}`
  const what = `usage plan ${record.name}`
  const named = (limit: Throttle, further: Pick<NamedLimit, 'name' | 'what'>): NamedLimit => ({
    ...further,
    limit,
    logged: `${keyExceeded(matched, 'throttle')}: Key throttle limit exceeded for Usage Plan ID ${record.id}, ${place(matched)}. ${limitText(limit)}`,
  })
  const ofMethod = methodThrottle(matched, record)
  const ofPlan = limitOf(record.throttle, matched)
  return [
    ...(ofMethod
      ? [named(ofMethod, {name: `${name} ${stageName(matched)} ${routeKey}`, what: `${what} for ${routeKey}`})]
      : []),
    ...(ofPlan ? [named(ofPlan, {name, what})] : []),
  ]
}

function stageName({deployment}: Matched): string {
  return `${deployment.api.apiId}/${deployment.stage.stageName}`
}

/** A limit that is as high as the account's, as AWS fills it in, is none. */
function stageLimit(matched: Matched): NamedLimit | undefined {
  const {settings, api, stage} = matched.deployment
  const setting = settings.of(matched.method)
  if (setting === undefined) return undefined
  const {throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit} = setting
  // Negative limits are how some clients switch throttling off.
  const isOff = rateLimit < 0 || burstLimit < 0
  const account = accountThrottle(api.region)
  if (isOff || (rateLimit >= account.rateLimit && burstLimit >= account.burstLimit)) return undefined
  const {routeKey} = matched.method
  const limit = {rateLimit, burstLimit}
  return {
    name: `stage ${stageName(matched)} ${routeKey}`,
    limit,
    what: `stage ${stage.stageName} for ${routeKey}`,
    logged: `Key throttle limit exceeded for ${place(matched)}. ${limitText(limit)}`,
  }
}

/** `/pets/GET` of the plan's entry for this stage; a method declared as ANY is named so. */
function methodThrottle(matched: Matched, {apiStages}: {apiStages: readonly ApiStage[]}): Throttle | undefined {
  const {api, stage} = matched.deployment
  const entry = apiStages.find(({apiId, stage: name}) => apiId === api.apiId && name === stage.stageName)
  const [verb = '', path = ''] = matched.method.routeKey.split(' ')
  const record = entry?.throttle?.[`${path === '/' ? '' : path}/${verb}`] ?? entry?.throttle?.[`${path}/${verb}`]
  return limitOf(record, matched)
}

type ApiStage = {apiId: string; stage: string; throttle?: Record<string, ThrottleRecord>}

/** A limit of which only one half is set takes the other from the account. */
function limitOf(record: ThrottleRecord | undefined, {deployment: {api}}: Matched): Throttle | undefined {
  if (record === undefined || (record.rateLimit === undefined && record.burstLimit === undefined)) return undefined
  const account = accountThrottle(api.region)
  return {
    rateLimit: record.rateLimit ?? account.rateLimit,
    burstLimit: record.burstLimit ?? account.burstLimit,
  }
}

function throttled(what: string, {rateLimit, burstLimit}: Throttle, logged?: string): GatewayError {
  return new GatewayError({
    type: 'THROTTLED',
    reason: `The request is over the limit of ${what}: ${rateLimit} requests per second, ${burstLimit} at once.`,
    ...(logged !== undefined && {logged: [logged]}),
  })
}

function quotaExceeded(matched: Matched, {id, name, quota}: Readonly<UsagePlanRecord>): GatewayError {
  const logged = `${keyExceeded(matched, 'quota')}: Key quota exhausted for Usage Plan ID ${id}. Limit: ${quota?.limit ?? 0} Period: ${quota?.period ?? ''}`
  return new GatewayError({
    type: 'QUOTA_EXCEEDED',
    reason: `The quota of usage plan ${name} is used up.`,
    logged: [logged],
  })
}

/** Source: AWS re:Post, "429 Too Many Requests" of API Gateway (2022); a public log of February 2021 for quotas. */
function keyExceeded(matched: Matched, what: 'throttle' | 'quota'): string {
  const key = masked(matched.request.context.identity.apiKey ?? '')
  return `API Key ${key} exceeded ${what} limit for API Stage ${stageName(matched)}`
}

/** Without a key and a plan it is the same line from here on (public log of 26 February 2019). */
function place({request, deployment, method}: Matched): string {
  const {api, stage} = deployment
  return `RestApi ${api.apiId}, Stage ${stage.stageName}, Resource ${method.resourceId}, HttpMethod ${request.method}`
}

function limitText({rateLimit, burstLimit}: Throttle): string {
  return `Limit: ${rateLimit.toFixed(2)} Burst: ${burstLimit}`
}
