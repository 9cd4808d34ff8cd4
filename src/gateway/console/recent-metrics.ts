import type {GatewayMetrics, GatewayStageMetrics} from '../../model/gateway-admin.js'
import {measuredApi} from '../metrics/measured-api.js'
import {mergeAggregates, percentile} from '../store/metric-aggregate.js'
import type {MetricDimension, MetricPointRecord} from '../store/metric-record.js'
import {metricPoints, minuteMs, sortedDimensions} from '../store/metric-series.js'
import type {Store} from '../store/store.js'

type Kind = GatewayStageMetrics['kind']

/** Which metrics tell about a stage. Source: docs/aws-facts.md "Metrics and logs". */
const metricNames: Record<Kind, {requests: string; clientErrors: string; serverErrors: string; latency: string}> = {
  rest: {requests: 'Count', clientErrors: '4XXError', serverErrors: '5XXError', latency: 'Latency'},
  http: {requests: 'Count', clientErrors: '4xx', serverErrors: '5xx', latency: 'Latency'},
  websocket: {
    ...{requests: 'MessageCount', clientErrors: 'ClientError', serverErrors: 'ExecutionError'},
    latency: 'IntegrationLatency',
  },
}

/** What was measured of every stage in the last minutes, the current one last; stages without requests are among them. */
export function recentMetrics(store: Store, {nowMs, minutes}: {nowMs: number; minutes: number}): GatewayMetrics {
  const fromMs = (Math.floor(nowMs / minuteMs) - minutes + 1) * minuteMs
  const rest = store
    .list('restApi', [])
    .flatMap(({id: apiId, name: apiName}) =>
      store.list('stage', [apiId]).map(({stageName: stage}) => ({kind: 'rest' as const, apiId, apiName, stage})),
    )
  const v2 = store.list('v2Api', []).flatMap(({apiId, name: apiName, protocolType}) =>
    store.list('v2Stage', [apiId]).map(({stageName: stage}) => {
      return {kind: protocolType === 'HTTP' ? ('http' as const) : ('websocket' as const), apiId, apiName, stage}
    }),
  )
  return {fromMs, minutes, stages: [...rest, ...v2].map((stage) => stageMetrics(store, stage, {fromMs, minutes}))}
}

type Stage = Pick<GatewayStageMetrics, 'kind' | 'apiId' | 'apiName' | 'stage'>
type Window = {fromMs: number; minutes: number}

function stageMetrics(store: Store, stage: Stage, window: Window): GatewayStageMetrics {
  const names = metricNames[stage.kind]
  const pointsOf = (metricName: string) => stagePoints(store, stage, metricName, window)
  const sums = (metricName: string) => perMinute(pointsOf(metricName), window)
  const latency = mergeAggregates(pointsOf(names.latency))
  return {
    ...stage,
    requests: sums(names.requests),
    clientErrors: sums(names.clientErrors),
    serverErrors: sums(names.serverErrors),
    ...(latency !== undefined && {
      latencyMs: {p50: percentile(latency, 50), p90: percentile(latency, 90), p99: percentile(latency, 99)},
    }),
  }
}

/** Points of a metric of one stage, over all its routes. */
function stagePoints(store: Store, stage: Stage, metricName: string, {fromMs, minutes}: Window): MetricPointRecord[] {
  const {kind: apiKind, apiId, stage: name} = stage
  const api = measuredApi(store, {apiId, apiKind, stage: name})
  const dimensions = api?.dimensionSets.find((set) => isOfStage(set))
  if (api === undefined || dimensions === undefined) return []
  const series = {namespace: 'AWS/ApiGateway', metricName, dimensions: sortedDimensions(dimensions)}
  return metricPoints(store, api.scope, {series, fromMs, toMs: fromMs + minutes * minuteMs})
}

function isOfStage(dimensions: readonly MetricDimension[]): boolean {
  return dimensions.length === 2 && dimensions.some(({name}) => name === 'Stage')
}

function perMinute(points: readonly MetricPointRecord[], {fromMs, minutes}: Window): number[] {
  const sums = new Array<number>(minutes).fill(0)
  for (const point of points) sums[(point.minuteMs - fromMs) / minuteMs] = point.sum
  return sums
}
