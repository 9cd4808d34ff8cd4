import {mergeAggregates, percentile} from '../../store/metric-aggregate.js'
import type {MetricAggregate} from '../../store/metric-aggregate.js'
import type {MetricDimension} from '../../store/metric-record.js'
import {findSeries, metricPoints, minuteMs} from '../../store/metric-series.js'
import type {OperationContext} from '../operation.js'
import {ServiceError} from '../service-error.js'

/** Values of one metric at the starts of periods, epoch milliseconds, oldest first. Periods without values are absent. */
export type Series = ReadonlyMap<number, number>

export type Metric = {namespace: string; metricName: string; dimensions: readonly MetricDimension[]}

export type SeriesQuery = {
  metric: Metric
  /** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as `p99` or `p99.9`. */
  stat: string
  periodSeconds: number
  fromMs: number
  toMs: number
  unit?: string
}

/** More than this in one answer is refused by GetMetricStatistics and cut by GetMetricData; AWS's limits are near. */
export const maximumPeriods = 100_800

/**
 * Periods of a metric with their values. Periods begin at the start time, which is rounded down to the minute, as AWS's
 * example has it: 5 minutes asked for at 15:07:17 are those from 15:02 on. What CloudWatch rounds further (older than 15
 * days) is not rounded here, because every minute is kept.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function aggregatesOf(
  query: Omit<SeriesQuery, 'stat'>,
  {store, scope}: OperationContext,
): ReadonlyMap<number, MetricAggregate> {
  const {metric, periodSeconds, fromMs, toMs, unit} = query
  if (unit !== undefined && findSeries(store, scope, metric)?.unit !== unit) return new Map()
  const periodMs = Math.max(minuteMs, periodSeconds * 1000)
  const startMs = Math.floor(fromMs / minuteMs) * minuteMs
  const periods = new Map<number, MetricAggregate[]>()
  for (const point of metricPoints(store, scope, {series: metric, fromMs: startMs, toMs})) {
    const period = startMs + Math.floor((point.minuteMs - startMs) / periodMs) * periodMs
    periods.set(period, [...(periods.get(period) ?? []), point])
  }
  return new Map(
    [...periods].flatMap(([period, points]) => {
      const merged = mergeAggregates(points)
      return merged === undefined ? [] : [[period, merged] as const]
    }),
  )
}

/** One statistic of a metric over time. */
export function readSeries(query: SeriesQuery, context: OperationContext): Series {
  const statistic = statisticOf(query.stat)
  return new Map([...aggregatesOf(query, context)].map(([period, aggregate]) => [period, statistic(aggregate)]))
}

const statistics: Readonly<Record<string, (aggregate: MetricAggregate) => number>> = {
  Sum: ({sum}) => sum,
  Average: ({sum, sampleCount}) => sum / sampleCount,
  Minimum: ({minimum}) => minimum,
  Maximum: ({maximum}) => maximum,
  SampleCount: ({sampleCount}) => sampleCount,
}

/** How a statistic is read from an aggregate. Throws InvalidParameterValue for one that the gateway does not have. */
export function statisticOf(stat: string): (aggregate: MetricAggregate) => number {
  const known = Object.hasOwn(statistics, stat) ? statistics[stat] : undefined
  if (known !== undefined) return known
  const [, percent] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(stat) ?? []
  if (percent === undefined) {
    const message = `The value ${stat} for parameter Stat is not supported.`
    throw new ServiceError('InvalidParameterValueException', message)
  }
  return (aggregate) => percentile(aggregate, Number(percent))
}

/** Refuses a window that is no window, a period CloudWatch does not have, and more periods than one answer holds. */
export function checkWindow({fromMs, toMs, periodSeconds}: Omit<SeriesQuery, 'stat' | 'metric'>): void {
  if (toMs <= fromMs) {
    const message = 'The parameter StartTime must be less than the parameter EndTime.'
    throw new ServiceError('InvalidParameterCombinationException', message)
  }
  const isValid = [1, 5, 10, 20, 30].includes(periodSeconds) || (periodSeconds > 0 && periodSeconds % 60 === 0)
  if (!isValid) {
    const message = 'The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.'
    throw new ServiceError('InvalidParameterValueException', message)
  }
  if ((toMs - fromMs) / (periodSeconds * 1000) > maximumPeriods) {
    const message = `You have requested more than ${maximumPeriods} datapoints. Use a longer period or a shorter time range.`
    throw new ServiceError('InvalidParameterCombinationException', message)
  }
}
