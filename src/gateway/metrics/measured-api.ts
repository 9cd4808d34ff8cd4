import type {MetricDimension} from '../store/metric-record.js'
import {sortedDimensions} from '../store/metric-series.js'
import type {Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'

export type MeasuredApi = {
  scope: Scope
  /** Every value counts once for each of these. */
  dimensionSets: readonly (readonly MetricDimension[])[]
}

export type MeasuredRoute = {
  apiId: string
  apiKind: 'rest' | 'http' | 'websocket'
  stage: string
  routeKey?: string | undefined
}

/**
 * Whose metrics a request belongs to; undefined when the API is gone. REST APIs are named, the others go by their id;
 * the dimensions of a single route exist only where detailed metrics are on.
 */
export function measuredApi(store: Store, route: MeasuredRoute): MeasuredApi | undefined {
  const {apiId, apiKind, stage} = route
  const api = store.get(apiKind === 'rest' ? 'restApi' : 'v2Api', [apiId])
  if (api === undefined) return undefined
  const {accountId, region} = api
  const own = {
    name: apiKind === 'rest' ? 'ApiName' : 'ApiId',
    value: apiKind === 'rest' ? shownName(api.name, apiId) : apiId,
  }
  const ofStage = [own, {name: 'Stage', value: stage}]
  const ofRoute = detailOf(store, route).map((detail) => sortedDimensions([...ofStage, ...detail]))
  return {scope: {accountId, region}, dimensionSets: [[own], sortedDimensions(ofStage), ...ofRoute]}
}

/** CloudWatch takes ASCII only; the id stands in for a name without any. */
function shownName(name: string, apiId: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '')
  return ascii === '' ? apiId : ascii
}

function detailOf(store: Store, route: MeasuredRoute): MetricDimension[][] {
  const {routeKey} = route
  if (routeKey === undefined || !(route.apiKind === 'rest' ? hasRestDetail : hasHttpDetail)(store, route)) return []
  if (route.apiKind === 'websocket') return [[{name: 'Route', value: routeKey}]]
  const [method = '', path] = routeKey.split(' ')
  return [
    [
      {name: 'Method', value: path === undefined ? 'ANY' : method},
      {name: 'Resource', value: path ?? routeKey},
    ],
  ]
}

/** The most specific method setting wins: the method's own (`~1pets~1{id}/GET`), then that of the whole stage. */
function hasRestDetail(store: Store, {apiId, stage, routeKey = ''}: MeasuredRoute): boolean {
  const settings = store.get('stage', [apiId, stage])?.methodSettings ?? {}
  const [method = '', path = ''] = routeKey.split(' ')
  const key = `${path.replaceAll('/', '~1')}/${method}`
  return (Object.hasOwn(settings, key) ? settings[key] : settings['*/*'])?.metricsEnabled === true
}

/** A default of true is not switched off by a route's false (captured September 2026). */
function hasHttpDetail(store: Store, {apiId, stage, routeKey = ''}: MeasuredRoute): boolean {
  const {defaultRouteSettings, routeSettings} = store.get('v2Stage', [apiId, stage]) ?? {}
  return (
    defaultRouteSettings?.detailedMetricsEnabled === true || routeSettings?.[routeKey]?.detailedMetricsEnabled === true
  )
}
