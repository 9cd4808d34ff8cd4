import type {CloudWatchClient, MetricDataQuery} from '@aws-sdk/client-cloudwatch'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** One statistic (`Sum`, `p99`) of one metric of API Gateway, for each period. Dimensions are by name. */
export type MetricQuery = {
  metricName: string
  dimensions: Readonly<Record<string, string>>
  stat: string
  periodSeconds: number
}

/** A value at the start of its period, epoch milliseconds. Periods without values are absent. */
export type MetricPoint = {timeMs: number; value: number}

/** From the first moment up to, not including, the last; epoch milliseconds. */
export type TimeSpan = {fromMs: number; toMs: number}

const Namespace = 'AWS/ApiGateway'

/** Queries that one call takes. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const mostQueries = 500

/** Points of each query, oldest first, in the order of the queries: one call for 500 of them. */
export async function readMetricData(
  clients: Clients,
  queries: readonly MetricQuery[],
  span: TimeSpan,
): Promise<(readonly MetricPoint[])[]> {
  if (queries.length === 0) return []
  const client = await clients.cloudwatch()
  const batches = Array.from({length: Math.ceil(queries.length / mostQueries)}, (_, index) =>
    queries.slice(index * mostQueries, (index + 1) * mostQueries),
  )
  return (await Promise.all(batches.map((batch) => readBatch(client, batch, span)))).flat()
}

async function readBatch(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  {fromMs, toMs}: TimeSpan,
): Promise<(readonly MetricPoint[])[]> {
  const input = {
    MetricDataQueries: queries.map(toQuery),
    StartTime: new Date(fromMs),
    EndTime: new Date(toMs),
    ScanBy: 'TimestampAscending' as const,
  }
  const {GetMetricDataCommand} = await import('@aws-sdk/client-cloudwatch')
  const results = await paginate(async (token) => {
    const page = await client.send(new GetMetricDataCommand({...input, NextToken: token}))
    return {items: page.MetricDataResults, next: page.NextToken}
  })
  return queries.map((_, index) => {
    const own = results.filter(({Id}) => Id === idOf(index))
    const points = own.flatMap(({Timestamps = [], Values = []}) =>
      Timestamps.map((time, at) => ({timeMs: time.getTime(), value: Values[at] ?? 0})),
    )
    return points.sort((one, other) => one.timeMs - other.timeMs)
  })
}

function toQuery({metricName, dimensions, stat, periodSeconds}: MetricQuery, index: number): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({Name, Value}))
  const Metric = {Namespace, MetricName: metricName, Dimensions}
  return {Id: idOf(index), MetricStat: {Metric, Period: periodSeconds, Stat: stat}}
}

function idOf(index: number): string {
  return `q${index}`
}

/** Dimensions, by name, that a metric exists with, among those that have the given ones; one call for 500 of them. */
export async function listDimensions(
  clients: Clients,
  {metricName, dimensions}: Pick<MetricQuery, 'metricName' | 'dimensions'>,
): Promise<Readonly<Record<string, string>>[]> {
  const {ListMetricsCommand} = await import('@aws-sdk/client-cloudwatch')
  const client = await clients.cloudwatch()
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({Name, Value}))
  const metrics = await paginate(async (token) => {
    const input = {Namespace, MetricName: metricName, Dimensions, NextToken: token}
    const page = await client.send(new ListMetricsCommand(input))
    return {items: page.Metrics, next: page.NextToken}
  })
  return metrics.map((metric) => {
    return Object.fromEntries((metric.Dimensions ?? []).map(({Name = '', Value = ''}) => [Name, Value]))
  })
}
