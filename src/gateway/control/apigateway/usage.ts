import {remainingQuota, usageDay} from '../../store/usage-quota.js'
import type {QuotaRecord, UsageRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present} from './present.js'
import {badRequest, notFound} from './refuse.js'
import {findUsagePlan} from './usage-plan-rules.js'

type UsageInput = PageInput & {usagePlanId: string; keyId?: string; startDate: string; endDate: string}
type KeyLabels = {usagePlanId: string; keyId: string}

const dayMs = 86_400_000
const maximumDays = 90

/** Days that a key used, `[used, remaining]` each; keys without any usage in the range are left out. */
function getUsage(input: UsageInput, context: OperationContext): Members {
  const {usagePlanId, keyId, startDate, endDate} = input
  const {id, quota} = findUsagePlan(context, usagePlanId)
  const days = daysBetween(startDate, endDate)
  const members = context.store.list('usagePlanKey', [id]).filter((key) => keyId === undefined || key.id === keyId)
  const used = members.filter((key) => days.some((day) => context.store.get('usage', [id, key.id, day]) !== undefined))
  const {items, position} = page(used, input, (key) => key.id)
  return present({
    usagePlanId: id,
    startDate,
    endDate,
    items: Object.fromEntries(
      items.map((key) => [key.id, usageOf({usagePlanId: id, keyId: key.id}, days, quota, context)]),
    ),
    position,
  })
}

function usageOf(
  {usagePlanId, keyId}: KeyLabels,
  days: readonly string[],
  quota: QuotaRecord | undefined,
  {store}: OperationContext,
): number[][] {
  const recordOf = (day: string): UsageRecord | undefined => store.get('usage', [usagePlanId, keyId, day])
  return days.map((day) => [recordOf(day)?.used ?? 0, quota === undefined ? 0 : remainingQuota(quota, day, recordOf)])
}

function daysBetween(startDate: string, endDate: string): string[] {
  const start = parseDay(startDate)
  const end = parseDay(endDate)
  if (end < start) throw badRequest('Usage start date must be before or equal to the end date')
  const count = Math.round((end - start) / dayMs) + 1
  if (count > maximumDays) throw badRequest(`Usage date range cannot exceed ${maximumDays} days`)
  return Array.from({length: count}, (_, index) => usageDay(start + index * dayMs))
}

function parseDay(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw badRequest(`Invalid date specified: ${text}. Must be of the form YYYY-MM-DD`)
  return time
}

/** Grants or takes requests in the current period. */
function updateUsage(input: KeyLabels & PatchInput, context: OperationContext): Members {
  const {usagePlanId, keyId} = input
  const {quota} = findUsagePlan(context, usagePlanId)
  if (context.store.get('usagePlanKey', [usagePlanId, keyId]) === undefined) {
    throw notFound('Invalid Usage Plan Key identifier specified')
  }
  if (quota === undefined) throw badRequest('Usage plan does not have a quota')
  const day = usageDay(context.nowMs)
  const recordOf = (at: string): UsageRecord | undefined => context.store.get('usage', [usagePlanId, keyId, at])
  const before = {used: recordOf(day)?.used ?? 0, remaining: remainingQuota(quota, day, recordOf)}
  context.store.put('usage', [usagePlanId, keyId, day], applyPatch(before, input, usagePatch))
  const items = {[keyId]: usageOf({usagePlanId, keyId}, [day], quota, context)}
  return {usagePlanId, startDate: day, endDate: day, items}
}

const usagePatch: PatchTable<UsageRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/remaining', (record, value = '') => {
      if (!/^\d+$/.test(value)) throw badRequest('Remaining quota must be a non-negative integer')
      return {...record, remaining: Number(value)}
    }),
  ],
}

export const usageOperations: Operations = {
  GetUsage: operation(getUsage),
  UpdateUsage: operation(updateUsage),
}
