import {accountLimit, operationLimit, reserveCall} from '../../model/control-plane-limit.js'
import type {ControlPlaneBucket, ControlPlaneLimit} from '../../model/control-plane-limit.js'
import type {Scope} from '../store/record-kinds.js'
import type {Members} from './operation.js'
import {ServiceError} from './service-error.js'
import type {ServiceName} from './wire-model.js'

type Called = {service: ServiceName; name: string}

/** Buckets kept at a time; the one unused longest is forgotten, which only ever lets a call through. */
const maximumBuckets = 10_000

/** AWS's rate limits of API Gateway's control-plane calls: per account and region, and per operation. */
export class CallLimits {
  /** In the order of last use. */
  readonly #buckets = new Map<string, ControlPlaneBucket>()

  /**
   * Lets a call through or refuses it with TooManyRequestsException; a refused call takes no token. Services beside API
   * Gateway have limits of their own, far above these, and always pass.
   */
  admit({accountId, region}: Scope, {service, name: operation}: Called, input: Members, nowMs: number): void {
    if (service !== 'apigateway' && service !== 'apigatewayv2') return
    const own = operationLimit(operation, endpointTypeOf(input))
    const wanted: [string, ControlPlaneLimit][] = [
      [`${accountId}/${region}`, accountLimit],
      ...(own === undefined ? [] : [[`${accountId}/${region}/${operation}`, own] as [string, ControlPlaneLimit]]),
    ]
    const reserved = wanted.map(([key, limit]) => ({key, ...reserveCall(this.#buckets.get(key), limit, nowMs)}))
    const waitMs = Math.max(...reserved.map((reservation) => reservation.waitMs))
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1000)
      throw new ServiceError('TooManyRequestsException', 'Too Many Requests', {retryAfterSeconds})
    }
    for (const {key, bucket} of reserved) this.#keep(key, bucket)
  }

  #keep(key: string, bucket: ControlPlaneBucket): void {
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined && this.#buckets.size > maximumBuckets) this.#buckets.delete(oldest)
  }
}

/** Edge-optimised is what AWS makes of an API that does not say otherwise. */
function endpointTypeOf({endpointConfiguration, parameters}: Members): string {
  const {types: [created] = []} = (endpointConfiguration ?? {}) as {types?: readonly string[]}
  const {endpointConfigurationTypes: imported} = (parameters ?? {}) as {endpointConfigurationTypes?: string}
  return created ?? imported ?? 'EDGE'
}
