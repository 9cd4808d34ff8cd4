import type {JsonObject} from '../model/json.js'
import {stageDimensions} from './dimensions.js'
import type {MeasuredStage} from './dimensions.js'
import {measures} from './measure.js'
import type {ApiKind} from './measure.js'

type Chart = {title: string; metrics: readonly {metricName: string; stat: string; label: string}[]}

const percentiles = ['p50', 'p90', 'p99']

/**
 * The body of a dashboard for one stage, in the shape that PutDashboard takes: what the console's own shows (calls,
 * errors, latency, integration latency), and the cache of REST APIs. Pure.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(stage: MeasuredStage, region: string): JsonObject {
  const dimensions = Object.entries(stageDimensions(stage)).flat()
  const title = {
    type: 'text',
    x: 0,
    y: 0,
    width: 24,
    height: 1,
    properties: {markdown: `# ${stage.name}, stage ${stage.stageName}`},
  }
  const charts = chartsOf(stage.kind).map((chart, index) => ({
    type: 'metric',
    x: (index % 2) * 12,
    y: 1 + Math.floor(index / 2) * 6,
    width: 12,
    height: 6,
    properties: {
      title: chart.title,
      region,
      period: 60,
      view: 'timeSeries',
      metrics: chart.metrics.map(({metricName, stat, label}) => [
        'AWS/ApiGateway',
        metricName,
        ...dimensions,
        {stat, label},
      ]),
    },
  }))
  return {widgets: [title, ...charts]}
}

function chartsOf(kind: ApiKind): Chart[] {
  const {counts, times} = measures[kind]
  const sum = (metricName: string | undefined, label: string) =>
    metricName === undefined ? [] : [{metricName, stat: 'Sum', label}]
  const rate = (metricName: string | undefined, label: string) =>
    metricName === undefined ? [] : [{metricName, stat: 'Average', label}]
  const spread = (metricName: string | undefined) =>
    metricName === undefined ? [] : percentiles.map((stat) => ({metricName, stat, label: stat}))
  return [
    {
      title: kind === 'websocket' ? 'Messages and connections' : 'Requests',
      metrics: [...sum(counts.count, 'count'), ...sum(counts.connects, 'connections')],
    },
    {
      title: 'Share of errors',
      metrics: [...rate(counts.clientErrors, 'client'), ...rate(counts.serverErrors, 'server')],
    },
    {title: 'Latency (ms)', metrics: spread(times.latency)},
    {title: 'Integration latency (ms)', metrics: spread(times.integrationLatency)},
    {title: 'Cache', metrics: [...sum(counts.cacheHits, 'hits'), ...sum(counts.cacheMisses, 'misses')]},
  ].filter(({metrics}) => metrics.length > 0)
}
