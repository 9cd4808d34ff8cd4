import type {Clients} from '../aws/clients.js'
import {listDimensions, readMetricData} from '../aws/read/metric-data.js'
import {compareRoutes} from '../model/compare-routes.js'
import {routeDimensions, routeOf, stageDimensions} from './dimensions.js'
import type {MeasuredStage} from './dimensions.js'
import {measures} from './measure.js'
import type {MetricWindow} from './metric-window.js'
import {metricQueries, toRouteMetrics} from './route-metrics.js'
import type {RouteMetrics} from './route-metrics.js'

/** Metrics of one stage. `routes` is empty where detailed metrics are off or nothing was called; by path, then verb. */
export type StageMetrics = {total: RouteMetrics; routes: readonly RouteMetrics[]}

/**
 * Metrics of a stage and of its routes: one call per 500 routes to learn which have metrics, and one per 500 series. With
 * `route` that one alone is asked for, in one call.
 */
export async function readMetrics(
  clients: Clients,
  stage: MeasuredStage,
  {window, route}: {window: MetricWindow; route?: string | undefined},
): Promise<StageMetrics> {
  const routes = route === undefined ? await measuredRoutes(clients, stage) : [route]
  const places = [stageDimensions(stage), ...routes.map((each) => routeDimensions(stage, each))]
  const queries = places.map((dimensions) => metricQueries(stage.kind, dimensions, window))
  const series = await readMetricData(clients, queries.flat(), window)
  const perPlace = queries[0]?.length ?? 0
  const read = places.map((_, index) => {
    const own = series.slice(index * perPlace, (index + 1) * perPlace)
    return toRouteMetrics(stage.kind, own, window)
  })
  const [total = toRouteMetrics(stage.kind, [], window), ...ofRoutes] = read
  return {total, routes: ofRoutes.map((metrics, index) => ({route: routes[index] ?? '', ...metrics}))}
}

/** Routes that CloudWatch has metrics of in the last two weeks. */
async function measuredRoutes(clients: Clients, stage: MeasuredStage): Promise<string[]> {
  const metricName = measures[stage.kind].counts.count ?? ''
  const listed = await listDimensions(clients, {metricName, dimensions: stageDimensions(stage)})
  const routes = new Set(listed.flatMap((dimensions) => routeOf(dimensions) ?? []))
  return [...routes].sort(compareRoutes)
}
