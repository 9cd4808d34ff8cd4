import {takeToken} from '../token-bucket.js'
import {HttpRefusal} from './http-refusal.js'
import type {Selected} from './select-route.js'

/** What AWS applies where only one of the two is set: the account's limits. Source: docs/aws-facts.md "Limits". */
const accountLimits = {rateLimit: 10_000, burstLimit: 5_000}

/** Takes one request out of the route's bucket, by the stage's settings for the route or its default ones. */
export function throttleRoute({request, deployment, route}: Selected): void {
  const {api, stage, memory} = deployment
  const own = stage.routeSettings[route.routeKey]
  const rateLimit = own?.throttlingRateLimit ?? stage.defaultRouteSettings.throttlingRateLimit
  const burstLimit = own?.throttlingBurstLimit ?? stage.defaultRouteSettings.throttlingBurstLimit
  if (rateLimit === undefined && burstLimit === undefined) return
  const limit = {
    rateLimit: rateLimit ?? accountLimits.rateLimit,
    burstLimit: burstLimit ?? accountLimits.burstLimit,
  }
  const key = `${api.apiId}/${stage.stageName}/${route.routeKey}`
  const {isAllowed, bucket} = takeToken(memory.buckets.get(key), limit, request.context.requestTimeEpoch)
  memory.buckets.set(key, bucket)
  if (isAllowed) return
  const {httpMethod, path} = request.context
  throw new HttpRefusal(
    'THROTTLED',
    `${httpMethod} ${path} is over the limit of route ${route.routeKey}: ${limit.rateLimit} requests per second, ${limit.burstLimit} at once.`,
  )
}
