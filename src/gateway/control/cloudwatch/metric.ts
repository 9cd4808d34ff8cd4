import {present} from '../../../model/present.js'
import {aggregateOf, mergeAggregates} from '../../store/metric-aggregate.js'
import type {MetricAggregate} from '../../store/metric-aggregate.js'
import type {MetricDimension} from '../../store/metric-record.js'
import {addToMetric, seriesLimit, sortedDimensions} from '../../store/metric-series.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {aggregatesOf, checkWindow, statisticOf} from './metric-series-query.js'
import {tokenPage} from './token-page.js'

type Datum = {
  metricName: string
  dimensions?: MetricDimension[]
  timestamp?: number
  value?: number
  values?: number[]
  counts?: number[]
  statisticValues?: {sampleCount: number; sum: number; minimum: number; maximum: number}
  unit?: string
}

/** Limits of one call. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const datumLimit = 1000
const valueLimit = 150
const dimensionLimit = 30
const oldestMs = 14 * 24 * 3600 * 1000
const newestMs = 2 * 3600 * 1000

function putMetricData(
  {namespace, metricData = []}: {namespace: string; metricData?: Datum[]},
  {store, scope, nowMs}: OperationContext,
): Members {
  if (namespace.startsWith('AWS/')) throw invalid('The value AWS/ for parameter Namespace is invalid.')
  if (metricData.length > datumLimit)
    throw invalid(`The collection MetricData must not have more than ${datumLimit} members.`)
  for (const [index, datum] of metricData.entries()) {
    const {metricName, dimensions = [], timestamp: timeMs = nowMs, unit = 'None'} = datum
    const path = `MetricData.member.${index + 1}`
    if (dimensions.length > dimensionLimit)
      throw invalid(`The collection ${path}.Dimensions must not have more than ${dimensionLimit} members.`)
    if (timeMs < nowMs - oldestMs || timeMs > nowMs + newestMs) {
      throw invalid(
        `The parameter ${path}.Timestamp must specify a time within the past two weeks and the next two hours.`,
      )
    }
    const series = {namespace, metricName, dimensions: sortedDimensions(dimensions), unit}
    if (!addToMetric(store, scope, {series, timeMs, aggregate: aggregateOfDatum(datum, path)})) {
      throw new ServiceError('LimitExceededFault', `The local gateway keeps at most ${seriesLimit} metrics per region.`)
    }
  }
  return {}
}

function aggregateOfDatum({value, values, counts, statisticValues: set}: Datum, path: string): MetricAggregate {
  if (set !== undefined) {
    // A set does not tell its values: like CloudWatch, percentiles exist only when they are all the same.
    const histogram = aggregateOf(set.sum / set.sampleCount, set.sampleCount).histogram
    return {...set, histogram}
  }
  if (value !== undefined) return aggregateOf(finite(value, path))
  if (values === undefined || values.length === 0) {
    throw new ServiceError('MissingRequiredParameterException', `The parameter ${path}.Value is required.`)
  }
  if (values.length > valueLimit)
    throw invalid(`The collection ${path}.Values must not have more than ${valueLimit} members.`)
  if (counts !== undefined && counts.length !== values.length) {
    throw invalid(`The parameters ${path}.Values and ${path}.Counts must have the same number of members.`)
  }
  const parts = values.map((entry, index) => aggregateOf(finite(entry, path), counts?.[index] ?? 1))
  return mergeAggregates(parts) ?? aggregateOf(0, 0)
}

function finite(value: number, path: string): number {
  if (Math.abs(value) <= 2 ** 360) return value
  throw invalid(`The value ${value} for parameter ${path}.Value is invalid.`)
}

type StatisticsInput = {
  namespace: string
  metricName: string
  dimensions?: MetricDimension[]
  startTime: number
  endTime: number
  period: number
  statistics?: string[]
  extendedStatistics?: string[]
  unit?: string
}

const statisticsLimit = 1440

function getMetricStatistics(input: StatisticsInput, context: OperationContext): Members {
  const {namespace, metricName, dimensions = [], period, statistics = [], extendedStatistics = [], unit} = input
  if (statistics.length + extendedStatistics.length === 0) {
    const message = 'Must specify either Statistics or ExtendedStatistics.'
    throw new ServiceError('InvalidParameterCombinationException', message)
  }
  const window = {fromMs: input.startTime, toMs: input.endTime, periodSeconds: period}
  checkWindow(window)
  const query = {metric: {namespace, metricName, dimensions}, ...window, ...(unit !== undefined && {unit})}
  const aggregates = aggregatesOf(query, context)
  if (aggregates.size > statisticsLimit) {
    const message = `You have requested up to ${aggregates.size} datapoints, which exceeds the limit of ${statisticsLimit}.`
    throw new ServiceError('InvalidParameterCombinationException', message)
  }
  const datapoints = [...aggregates].map(([timestamp, aggregate]) => {
    const own = statistics.map((stat) => [lowerFirst(stat), statisticOf(stat)(aggregate)] as const)
    const extended = extendedStatistics.map((stat) => [stat, statisticOf(stat)(aggregate)] as const)
    return present({
      timestamp,
      ...Object.fromEntries(own),
      extendedStatistics: extended.length === 0 ? undefined : Object.fromEntries(extended),
      unit: unit ?? unitOf(query.metric, context),
    })
  })
  return {label: metricName, datapoints}
}

function unitOf(
  metric: {namespace: string; metricName: string; dimensions: MetricDimension[]},
  context: OperationContext,
): string {
  const known = listSeries(context).find(
    (series) =>
      series.namespace === metric.namespace &&
      series.metricName === metric.metricName &&
      JSON.stringify(series.dimensions) === JSON.stringify(sortedDimensions(metric.dimensions)),
  )
  return known?.unit ?? 'None'
}

type ListInput = {
  namespace?: string
  metricName?: string
  dimensions?: {name: string; value?: string}[]
  nextToken?: string
}

const listPageSize = 500

function listMetrics(
  {namespace, metricName, dimensions = [], nextToken}: ListInput,
  context: OperationContext,
): Members {
  const found = listSeries(context).filter(
    (series) =>
      (namespace === undefined || series.namespace === namespace) &&
      (metricName === undefined || series.metricName === metricName) &&
      dimensions.every((filter) =>
        series.dimensions.some(({name, value}) => name === filter.name && (filter.value ?? value) === value),
      ),
  )
  const {items, nextToken: following} = tokenPage(found, {nextToken, size: listPageSize})
  const metrics = items.map((series) => {
    return {namespace: series.namespace, metricName: series.metricName, dimensions: series.dimensions}
  })
  return present({metrics, nextToken: following})
}

function listSeries({store, scope: {accountId, region}}: OperationContext) {
  return store.list('metricSeries', [accountId, region])
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message)
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

export const metricOperations: Operations = {
  PutMetricData: operation(putMetricData),
  GetMetricStatistics: operation(getMetricStatistics),
  ListMetrics: operation(listMetrics),
}
