/** One metric: the values of one name with one set of dimensions. */
export type MetricSeriesRecord = {
  namespace: string
  metricName: string
  /** Ordered by name. */
  dimensions: readonly MetricDimension[]
  unit: string
}

export type MetricDimension = {name: string; value: string}

/** What one minute of a metric holds, whatever the number of its values. */
export type MetricPointRecord = {
  /** Start of the minute, epoch milliseconds. */
  minuteMs: number
  sampleCount: number
  sum: number
  minimum: number
  maximum: number
  /** Number of values per bucket of metric-aggregate.ts: percentiles are read from it. */
  histogram: Readonly<Record<string, number>>
}
