import type {QuotaRecord, UsageRecord} from './rest-account-records.js'

const dayMs = 86_400_000

/** Day of a moment in UTC, `2026-01-31`: quotas and usage count by such days. */
export function usageDay(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}

/**
 * First day of the quota period that a day lies in: weeks begin `offset` days after Sunday, months `offset` days after
 * the first.
 */
export function periodStart({period, offset}: QuotaRecord, day: string): string {
  const time = Date.parse(day)
  if (period === 'DAY') return day
  if (period === 'WEEK') {
    const weekday = (new Date(time).getUTCDay() - (offset % 7) + 7) % 7
    return usageDay(time - weekday * dayMs)
  }
  const shifted = new Date(time - offset * dayMs)
  return usageDay(Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth(), 1) + offset * dayMs)
}

/**
 * Requests that a key has left on a day: what the latest record of the same period says, else the whole limit.
 *
 * `recordOf` answers the usage of one day; it is asked from `day` back to the period's start.
 */
export function remainingQuota(
  quota: QuotaRecord,
  day: string,
  recordOf: (day: string) => UsageRecord | undefined,
): number {
  const start = Date.parse(periodStart(quota, day))
  for (let time = Date.parse(day); time >= start; time -= dayMs) {
    const record = recordOf(usageDay(time))
    if (record !== undefined) return record.remaining
  }
  return quota.limit
}
