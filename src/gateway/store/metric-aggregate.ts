import type {MetricPointRecord} from './metric-record.js'

/** Everything a period of a metric is asked for; a minute's record without its time. */
export type MetricAggregate = Omit<MetricPointRecord, 'minuteMs'>

/** Buckets grow by 2 %, so a percentile is off by at most 1 %; their range bounds what one minute can take. */
const growth = Math.log(1.02)
const [smallest, largest] = [-350, 1500]

/** An aggregate of one value that was seen `count` times. */
export function aggregateOf(value: number, count = 1): MetricAggregate {
  const histogram = {[bucketOf(value)]: count}
  return {sampleCount: count, sum: value * count, minimum: value, maximum: value, histogram}
}

/** An aggregate of many values, most of which are alike; undefined without any. */
export function aggregateAll(values: readonly number[]): MetricAggregate | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return mergeAggregates([...counts].map(([value, count]) => aggregateOf(value, count)))
}

/** What several aggregates are together; undefined without any. */
export function mergeAggregates(parts: readonly MetricAggregate[]): MetricAggregate | undefined {
  const [first] = parts
  if (first === undefined || parts.length === 1) return first
  const histogram: Record<string, number> = {}
  let [sampleCount, sum, minimum, maximum] = [0, 0, Infinity, -Infinity]
  for (const part of parts) {
    sampleCount += part.sampleCount
    sum += part.sum
    minimum = Math.min(minimum, part.minimum)
    maximum = Math.max(maximum, part.maximum)
    for (const [bucket, count] of Object.entries(part.histogram)) histogram[bucket] = (histogram[bucket] ?? 0) + count
  }
  return {sampleCount, sum, minimum, maximum, histogram}
}

/** The value below which `percent` of the values lie, from the histogram. */
export function percentile({histogram, minimum, maximum}: MetricAggregate, percent: number): number {
  const buckets = Object.entries(histogram).map(([bucket, count]) => ({value: valueOf(bucket), count}))
  buckets.sort((one, other) => one.value - other.value)
  const total = buckets.reduce((sum, {count}) => sum + count, 0)
  let left = (percent / 100) * total
  const found = buckets.find(({count}) => (left -= count) <= 1e-9)
  return Math.min(maximum, Math.max(minimum, found?.value ?? maximum))
}

function bucketOf(value: number): string {
  if (value === 0) return '0'
  const index = Math.round(Math.log(Math.abs(value)) / growth)
  return `${value < 0 ? '-' : '+'}${Math.min(largest, Math.max(smallest, index))}`
}

function valueOf(bucket: string): number {
  if (bucket === '0') return 0
  const size = Math.exp(Number(bucket.slice(1)) * growth)
  return bucket.startsWith('-') ? -size : size
}
