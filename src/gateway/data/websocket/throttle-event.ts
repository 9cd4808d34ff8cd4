import type {Ports} from '../ports.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Throttle} from '../token-bucket.js'
import type {MeteredEvent} from './check-connect-key.js'

/**
 * Takes an event out of the buckets it falls into: the plan's for the key of `$connect`, the stage's for the route, the
 * account's; then out of the plan's quota. Source: docs/aws-facts.md "Limits".
 */
export function throttleEvent({routed, plan}: MeteredEvent, ports: Pick<Ports, 'accountBuckets'>): void {
  const {event, route} = routed
  const {api, stage, memory, throttleOf} = event.deployment
  const nowMs = event.context.requestTimeEpoch
  const take = (name: string, limit: Throttle | undefined, what: string): void => {
    if (limit !== undefined && !memory.buckets.take(name, limit, nowMs)) throw throttled(what, limit)
  }
  if (plan !== undefined) {
    const {rateLimit = Infinity, burstLimit = Infinity} = plan.record.throttle ?? {}
    const limit = rateLimit === Infinity && burstLimit === Infinity ? undefined : {rateLimit, burstLimit}
    take(`plan ${plan.record.id} ${plan.keyId}`, limit, `usage plan ${plan.record.name}`)
  }
  const where = `${api.apiId}/${stage.stageName}/${route.routeKey}`
  take(where, throttleOf(route.routeKey), `stage ${stage.stageName} for route ${route.routeKey}`)
  const ofAccount = ports.accountBuckets?.take(api, nowMs)
  if (ofAccount !== undefined) throw throttled(`account ${api.accountId} in ${api.region}`, ofAccount)
  if (plan === undefined || memory.usage.count(plan.record, plan.keyId, nowMs)) return
  const reason = `The quota of usage plan ${plan.record.name} is used up.`
  throw new GatewayError({type: 'QUOTA_EXCEEDED', reason})
}

function throttled(what: string, {rateLimit, burstLimit}: Throttle): GatewayError {
  const reason = `The event is over the limit of ${what}: ${rateLimit} per second, ${burstLimit} at once.`
  return new GatewayError({type: 'THROTTLED', reason})
}
