import type {QuotaRecord, ThrottleRecord, UsagePlanRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {badRequest, conflict, notFound} from './refuse.js'

/** The offset is the day a period starts on: none for days, after Sunday for weeks, after the first for months. */
const offsets: Readonly<Record<string, {maximum: number; rule: string}>> = {
  DAY: {maximum: 0, rule: 'must be zero'},
  WEEK: {maximum: 6, rule: 'must be between zero and six inclusive'},
  MONTH: {maximum: 27, rule: 'must be between zero and twenty-seven inclusive'},
}

/** The plan, or AWS's 404. */
export function findUsagePlan({store, scope}: OperationContext, id: string): UsagePlanRecord {
  const record = store.get('usagePlan', [scope.accountId, scope.region, id])
  if (record === undefined) throw notFound('Invalid Usage Plan ID specified')
  return record
}

/** Refuses limits that AWS would not keep. */
export function checkUsagePlan({name, throttle, quota, apiStages}: UsagePlanRecord): void {
  if (name.trim() === '') throw badRequest('Usage plan name cannot be blank')
  for (const limits of [throttle, ...apiStages.flatMap((stage) => Object.values(stage.throttle ?? {}))]) {
    checkThrottle(limits)
  }
  if (quota !== undefined) checkQuota(quota)
}

function checkThrottle({burstLimit = 0, rateLimit = 0}: ThrottleRecord = {}): void {
  if (!Number.isInteger(burstLimit) || burstLimit < 0) {
    throw badRequest('Usage Plan burst limit must be a non-negative integer')
  }
  if (!Number.isFinite(rateLimit) || rateLimit < 0) {
    throw badRequest('Usage Plan rate limit must be a non-negative numeric')
  }
}

function checkQuota({limit, offset, period}: QuotaRecord): void {
  if (!Number.isInteger(limit) || limit < 0) {
    throw badRequest('Usage Plan quota limit must be a non-negative numeric')
  }
  const allowed = Object.hasOwn(offsets, period) ? offsets[period] : undefined
  if (allowed === undefined) {
    throw badRequest(`Invalid Usage Plan quota period specified. Must be one of [${Object.keys(offsets).join(', ')}]`)
  }
  if (!Number.isInteger(offset) || offset < 0 || offset > allowed.maximum) {
    throw badRequest(`Usage Plan quota offset ${allowed.rule} in the ${period} period`)
  }
}

/**
 * Refuses a plan and a key that meet on a stage where the key already has another plan: a request must lead to one plan.
 */
export function checkOnePlanPerStage({store, scope}: OperationContext, plan: UsagePlanRecord, keyId: string): void {
  const stageOf = ({apiId, stage}: UsagePlanRecord['apiStages'][number]): string => `${apiId}:${stage}`
  const stages = new Set(plan.apiStages.map(stageOf))
  for (const other of store.list('usagePlan', [scope.accountId, scope.region])) {
    const isMember = other.id !== plan.id && store.get('usagePlanKey', [other.id, keyId]) !== undefined
    const shared = isMember ? other.apiStages.map(stageOf).find((stage) => stages.has(stage)) : undefined
    if (shared !== undefined) {
      throw conflict(
        `${keyId} cannot be added to usage plan ${plan.id} because it is already associated with an API stage in usage plan ${other.id}: ${shared}`,
      )
    }
  }
}
