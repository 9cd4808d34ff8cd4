import {accountThrottle} from '../../store/account-throttle.js'
import type {Ports} from '../ports.js'
import {takeToken, type Throttle} from '../token-bucket.js'
import {HttpRefusal} from './http-refusal.js'
import type {Selected} from './select-route.js'

/**
 * Takes one request out of the route's bucket, by the stage's settings for the route or its default ones, then out of the
 * account's. Where only one half of a limit is set, AWS takes the other from the account.
 * Source: docs/aws-facts.md "Limits".
 */
export function throttleRoute(selected: Selected, ports: Pick<Ports, 'accountBuckets'>): void {
  const {request, deployment, route} = selected
  const {api, stage, memory} = deployment
  const nowMs = request.context.requestTimeEpoch
  const own = stage.routeSettings[route.routeKey]
  const rateLimit = own?.throttlingRateLimit ?? stage.defaultRouteSettings.throttlingRateLimit
  const burstLimit = own?.throttlingBurstLimit ?? stage.defaultRouteSettings.throttlingBurstLimit
  if (rateLimit !== undefined || burstLimit !== undefined) {
    const limit = {
      ...accountThrottle(api.region),
      ...(rateLimit !== undefined && {rateLimit}),
      ...(burstLimit !== undefined && {burstLimit}),
    }
    const key = `${api.apiId}/${stage.stageName}/${route.routeKey}`
    const {isAllowed, bucket} = takeToken(memory.buckets.get(key), limit, nowMs)
    memory.buckets.set(key, bucket)
    if (!isAllowed) throw throttled(selected, `route ${route.routeKey}`, limit)
  }
  const limit = ports.accountBuckets?.take(api, nowMs)
  if (limit !== undefined) throw throttled(selected, `account ${api.accountId} in ${api.region}`, limit)
}

function throttled({request}: Selected, what: string, {rateLimit, burstLimit}: Throttle): HttpRefusal {
  const {httpMethod, path} = request.context
  const limit = `${rateLimit} requests per second, ${burstLimit} at once`
  return new HttpRefusal('THROTTLED', `${httpMethod} ${path} is over the limit of ${what}: ${limit}.`)
}
