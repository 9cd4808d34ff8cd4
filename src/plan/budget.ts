import {accountLimit, operationLimit, reserveCall} from '../model/control-plane-limit.js'
import type {ControlPlaneBucket} from '../model/control-plane-limit.js'
import type {Call} from './call.js'
import type {Budget} from './plan.js'

/** What a call takes besides waiting for its turn: seen from Europe to a region in Europe, 0.05 to 0.3 s. */
const secondsPerCall = 0.1

/**
 * How many calls, and how many seconds they take one after the other under AWS's limits, starting with full buckets.
 * Source: model/control-plane-limit.ts.
 */
export function budgetOf(calls: readonly Call[]): Budget {
  const buckets = new Map<string, ControlPlaneBucket>()
  let nowMs = 0
  for (const {operation, input} of calls) {
    const own = operationLimit(operation, endpointType(input))
    const waits = [
      {name: 'account', limit: accountLimit},
      ...(own === undefined ? [] : [{name: operation, limit: own}]),
    ]
    let waitMs = 0
    for (const {name, limit} of waits) {
      const reserved = reserveCall(buckets.get(name), limit, nowMs)
      buckets.set(name, reserved.bucket)
      waitMs = Math.max(waitMs, reserved.waitMs)
    }
    nowMs += waitMs + secondsPerCall * 1000
  }
  return {calls: calls.length, seconds: Math.round(nowMs / 100) / 10}
}

function endpointType(input: Call['input']): string | undefined {
  const {endpointConfiguration} = input as {endpointConfiguration?: {types?: readonly string[]}}
  return endpointConfiguration?.types?.[0]
}
