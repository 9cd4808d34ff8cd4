/** What is looked at: from and to are epoch milliseconds, at full periods; one point for each period. */
export type MetricWindow = {fromMs: number; toMs: number; periodSeconds: number}

const minuteSeconds = 60
const daySeconds = 86_400

/** Periods that people think in, in seconds. */
const usualPeriods = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, daySeconds]

/** As many points as a chart shows well. */
const mostPoints = 60

/** How long CloudWatch keeps points of a period. Source: GetMetricData in the CloudWatch API reference. */
const retention = [
  {olderThanMs: 63 * daySeconds * 1000, periodSeconds: 3600},
  {olderThanMs: 15 * daySeconds * 1000, periodSeconds: 300},
]

/** The shortest usual period that gives at most 60 points, and that CloudWatch still has of that time. */
export function periodFor({fromMs, toMs}: {fromMs: number; toMs: number}, nowMs: number): number {
  const least = Math.max((toMs - fromMs) / 1000 / mostPoints, leastPeriod(fromMs, nowMs))
  return usualPeriods.find((seconds) => seconds >= least) ?? Math.ceil(least / daySeconds) * daySeconds
}

/** The shortest period that CloudWatch has values of for that time, in seconds. */
export function leastPeriod(fromMs: number, nowMs: number): number {
  return retention.find(({olderThanMs}) => nowMs - fromMs > olderThanMs)?.periodSeconds ?? minuteSeconds
}

/** The window with its start at a full period, and its end at a full minute: AWS answers such questions fastest. */
export function alignWindow({fromMs, toMs, periodSeconds}: MetricWindow): MetricWindow {
  const periodMs = periodSeconds * 1000
  const minuteMs = minuteSeconds * 1000
  return {
    fromMs: Math.floor(fromMs / periodMs) * periodMs,
    toMs: Math.ceil(toMs / minuteMs) * minuteMs,
    periodSeconds,
  }
}

/** One period that holds the whole window; a day at most, which is the longest that CloudWatch takes everywhere. */
export function wholePeriod({fromMs, toMs}: MetricWindow): number {
  return Math.min(daySeconds, Math.ceil((toMs - fromMs) / 1000 / minuteSeconds) * minuteSeconds)
}
