import {readMetrics} from '../../metrics/read-metrics.js'
import type {StageMetrics} from '../../metrics/read-metrics.js'
import type {ApiKind} from '../../metrics/measure.js'
import type {MetricWindow} from '../../metrics/metric-window.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import {observedStage} from './observed-stage.js'
import type {ObservedStage, Rhythm, Watching} from './observed-stage.js'
import {parseInterval, parseMetricWindow} from './time-span.js'
import type {SpanWords} from './time-span.js'

/** Metrics of one stage as `apigw metrics` shows them; `hint` says how to see more, where there is more. */
export type ShownMetrics = MetricWindow &
  StageMetrics & {apiId: string; apiName: string; kind: ApiKind; stageName: string; hint?: string}

export type MetricsRequest = SpanWords & {api?: string | undefined; route?: string | undefined}

/** Metrics of a stage and its routes over a time span. */
export async function showMetrics(watching: Watching, request: MetricsRequest): Promise<ShownMetrics> {
  return metricsNow(await observedStage(watching, request.api), watching, request)
}

/** The same again and again until the signal fires, `interval` (10s) apart; answers how often. */
export async function watchMetrics(
  watching: Watching,
  {interval, ...request}: MetricsRequest & {interval: string},
  {onTick, pause, signal}: Rhythm & {onTick: (metrics: ShownMetrics) => void},
): Promise<{ticks: number}> {
  const intervalMs = parseInterval(interval)
  const observed = await observedStage(watching, request.api)
  let ticks = 0
  while (!signal.aborted) {
    onTick(await metricsNow(observed, watching, request))
    ticks += 1
    await pause(intervalMs)
  }
  return {ticks}
}

async function metricsNow(
  {clients, api, stage}: ObservedStage,
  watching: Watching,
  request: MetricsRequest,
): Promise<ShownMetrics> {
  const window = parseMetricWindow(request, await watching.nowMs())
  const {stageName} = stage.stage
  const metrics = await readMetrics(clients, {...api, stageName}, {window, route: request.route})
  const hint = hintOf(metrics, stage, request.route)
  const {apiId, name: apiName, kind} = api
  return {apiId, apiName, kind, stageName, ...window, ...metrics, ...(hint !== undefined && {hint})}
}

/** Why there is nothing about single routes, when there could be. */
function hintOf({total, routes}: StageMetrics, {stage}: DeployedStage, route: string | undefined): string | undefined {
  const called = (total.counts.count ?? 0) > 0
  const isMissing = route === undefined ? routes.length === 0 : routes[0]?.counts.count === 0
  if (!called || !isMissing || hasDetailedMetrics(stage)) return undefined
  const setting = stage.kind === 'restStage' ? 'metricsEnabled' : 'detailedMetricsEnabled'
  return `Nothing is measured of single routes. "metrics: true" of stage ${stage.stageName} in apigw.yaml (${setting} on AWS) switches that on; CloudWatch charges these as custom metrics.`
}

function hasDetailedMetrics(stage: DeployedStage['stage']): boolean {
  if (stage.kind === 'restStage') {
    return Object.values(stage.methodSettings ?? {}).some(({metricsEnabled}) => metricsEnabled === true)
  }
  const all = [stage.defaultRouteSettings ?? {}, ...Object.values(stage.routeSettings ?? {})]
  return all.some(({detailedMetricsEnabled}) => detailedMetricsEnabled === true)
}
