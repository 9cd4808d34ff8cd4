import {mergeAggregates} from './metric-aggregate.js'
import type {MetricAggregate} from './metric-aggregate.js'
import type {MetricDimension, MetricPointRecord, MetricSeriesRecord} from './metric-record.js'
import type {Scope} from './record-kinds.js'
import type {Store} from './store.js'

export const minuteMs = 60_000

/** Most metrics of one account and region, and most minutes with values of one metric: older ones are forgotten. */
export const seriesLimit = 1000
const pointLimit = 4320

/** Adds values to a minute of a metric. False when the metric is new and there are too many. Needs a transaction. */
export function addToMetric(
  store: Store,
  scope: Scope,
  {series, timeMs, aggregate}: {series: MetricSeriesRecord; timeMs: number; aggregate: MetricAggregate},
): boolean {
  const key = seriesKey(scope, series)
  const known = store.get('metricSeries', key)
  if (known === undefined && store.list('metricSeries', key.slice(0, -1)).length >= seriesLimit) return false
  if (known?.unit !== series.unit) store.put('metricSeries', key, series)
  const startMs = Math.floor(timeMs / minuteMs) * minuteMs
  const pointKey = [...key, String(startMs)]
  const before = store.get('metricPoint', pointKey)
  if (before === undefined) forgetOldest(store, key)
  const merged = mergeAggregates(before === undefined ? [aggregate] : [before, aggregate]) ?? aggregate
  store.put('metricPoint', pointKey, {...merged, minuteMs: startMs})
  return true
}

/** Minutes of a metric that start in [fromMs, toMs), oldest first. */
export function metricPoints(
  store: Store,
  scope: Scope,
  {
    series,
    fromMs,
    toMs,
  }: {series: Pick<MetricSeriesRecord, 'namespace' | 'metricName' | 'dimensions'>; fromMs: number; toMs: number},
): MetricPointRecord[] {
  return store
    .list('metricPoint', seriesKey(scope, series))
    .filter((point) => point.minuteMs >= fromMs && point.minuteMs < toMs)
    .sort((one, other) => one.minuteMs - other.minuteMs)
}

/** The record of a metric; undefined when nothing was ever measured. */
export function findSeries(
  store: Store,
  scope: Scope,
  series: Pick<MetricSeriesRecord, 'namespace' | 'metricName' | 'dimensions'>,
): MetricSeriesRecord | undefined {
  return store.get('metricSeries', seriesKey(scope, series))
}

/** Dimensions are a set: their order does not matter. */
export function sortedDimensions(dimensions: readonly MetricDimension[]): MetricDimension[] {
  return dimensions
    .map(({name, value}) => ({name, value}))
    .sort((one, other) => (one.name < other.name ? -1 : one.name === other.name ? 0 : 1))
}

function seriesKey(
  {accountId, region}: Scope,
  {namespace, metricName, dimensions}: Pick<MetricSeriesRecord, 'namespace' | 'metricName' | 'dimensions'>,
): string[] {
  const pairs = sortedDimensions(dimensions).map(({name, value}) => [name, value])
  return [accountId, region, JSON.stringify([namespace, metricName, pairs])]
}

function forgetOldest(store: Store, key: readonly string[]): void {
  const points = store.list('metricPoint', key)
  if (points.length < pointLimit) return
  const oldest = points.reduce((least, {minuteMs: start}) => Math.min(least, start), Infinity)
  store.delete('metricPoint', [...key, String(oldest)])
}
