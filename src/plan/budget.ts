import {accountLimit, operationLimit, reserveCall} from '../model/control-plane-limit.js'
import type {ControlPlaneBucket} from '../model/control-plane-limit.js'
import type {Call} from './call.js'
import {lanesOf, mostLanes} from './lanes.js'
import type {Budget} from './plan.js'

/** What a call takes besides waiting for its turn: seen from Europe to a region in Europe, 0.05 to 0.3 s. */
const callMs = 100

/** When each call begins, in milliseconds from the first, and when the last one is answered. */
export type Schedule = {startsMs: readonly number[]; endMs: number}

/** How many calls, and how many seconds they take under AWS's limits, starting with full buckets. */
export function budgetOf(calls: readonly Call[]): Budget {
  return {calls: calls.length, seconds: Math.round(scheduleOf(calls).endMs / 100) / 10}
}

/**
 * When calls are made under AWS's limits: lanes side by side, as far as there are any. Pure.
 * Source: model/control-plane-limit.ts.
 */
export function scheduleOf(calls: readonly Call[]): Schedule {
  const buckets = new Map<string, ControlPlaneBucket>()
  const startsMs: number[] = []
  let endMs = 0
  for (const step of lanesOf(calls)) {
    const beginMs = endMs
    const workers = Array.from({length: Math.min(mostLanes, step.length)}, () => beginMs)
    for (const lane of step) {
      const free = workers.indexOf(Math.min(...workers))
      let nowMs = workers[free] ?? beginMs
      for (const index of lane) {
        const call = calls[index]
        if (call === undefined) continue
        nowMs += turnMs(call, buckets, nowMs)
        startsMs[index] = nowMs
        nowMs += callMs
      }
      workers[free] = nowMs
    }
    endMs = Math.max(...workers)
  }
  return {startsMs, endMs}
}

/** Takes a token of each bucket; the wait until the call may begin. */
function turnMs({operation, input}: Call, buckets: Map<string, ControlPlaneBucket>, nowMs: number): number {
  const own = operationLimit(operation, endpointType(input))
  const limits = [{name: 'account', limit: accountLimit}, ...(own === undefined ? [] : [{name: operation, limit: own}])]
  const waits = limits.map(({name, limit}) => {
    const {bucket, waitMs} = reserveCall(buckets.get(name), limit, nowMs)
    buckets.set(name, bucket)
    return waitMs
  })
  return Math.max(...waits)
}

function endpointType(input: Call['input']): string | undefined {
  const {endpointConfiguration} = input as {endpointConfiguration?: {types?: readonly string[]}}
  return endpointConfiguration?.types?.[0]
}
