import type {MetricPoint, MetricQuery} from '../aws/read/metric-data.js'
import type {Dimensions} from './dimensions.js'
import {measures} from './measure.js'
import type {ApiKind, CountName, TimeName} from './measure.js'
import {wholePeriod} from './metric-window.js'
import type {MetricWindow} from './metric-window.js'

/** Milliseconds. */
export type Percentiles = {p50: number; p90: number; p99: number}

/** One period; counts that the kind of API does not have are absent, and so are times when nothing was called. */
export type MetricsPoint = {timeMs: number} & Readonly<Partial<Record<CountName, number>>> &
  Readonly<Partial<Record<`${TimeName}P90`, number>>>

/** What was measured of one route, or of a whole stage (`route` absent). */
export type RouteMetrics = {
  route?: string
  /** Over the whole window; all counts that the kind of API has. */
  counts: Readonly<Partial<Record<CountName, number>>>
  /** Shares of `count` from 0 to 1; absent when nothing was called. */
  rates: Readonly<Partial<Record<'clientErrors' | 'serverErrors' | 'cacheHits', number>>>
  /**
   * Over the whole window, which CloudWatch answers in parts when it is longer than a day: then these are the values of
   * the worst part. Absent when nothing was called.
   */
  times: Readonly<Partial<Record<TimeName, Percentiles>>>
  /** One for each period, oldest first. */
  points: readonly MetricsPoint[]
}

type Asked = {name: CountName; of: 'counts'} | {name: TimeName; of: 'times'; stat: keyof Percentiles | 'chart'}

const percentileNames = ['p50', 'p90', 'p99'] as const

/** What is asked for of one place, in the order of the queries. */
function askedOf(kind: ApiKind): readonly (Asked & {metricName: string})[] {
  const {counts, times} = measures[kind]
  const countNames = Object.entries(counts) as [CountName, string][]
  const timeNames = Object.entries(times) as [TimeName, string][]
  return [
    ...countNames.map(([name, metricName]) => ({name, of: 'counts' as const, metricName})),
    ...timeNames.flatMap(([name, metricName]) =>
      (['chart', ...percentileNames] as const).map((stat) => ({name, of: 'times' as const, stat, metricName})),
    ),
  ]
}

/** Queries for one place; sums of single periods make the totals, percentiles have to be asked for as a whole. */
export function metricQueries(kind: ApiKind, dimensions: Dimensions, window: MetricWindow): MetricQuery[] {
  return askedOf(kind).map(({metricName, ...asked}) => {
    if (asked.of === 'counts') return {metricName, dimensions, stat: 'Sum', periodSeconds: window.periodSeconds}
    if (asked.stat === 'chart') return {metricName, dimensions, stat: 'p90', periodSeconds: window.periodSeconds}
    return {metricName, dimensions, stat: asked.stat, periodSeconds: wholePeriod(window)}
  })
}

/** The answers to `metricQueries` as one value; series that are missing count as empty. Pure. */
export function toRouteMetrics(
  kind: ApiKind,
  series: readonly (readonly MetricPoint[])[],
  window: MetricWindow,
): RouteMetrics {
  const asked = askedOf(kind).map((each, index) => ({...each, points: series[index] ?? []}))
  const counts = Object.fromEntries(
    asked.flatMap(({of, name, points}) => (of === 'counts' ? [[name, sumOf(points)] as const] : [])),
  ) as RouteMetrics['counts']
  const names = [...new Set(asked.flatMap(({of, name}) => (of === 'times' ? [name] : [])))]
  const times = names.flatMap((name) => {
    const values = percentileNames.map((stat) => {
      const own = asked.find((each) => each.of === 'times' && each.name === name && each.stat === stat)
      return [stat, own && worstOf(own.points)] as const
    })
    return values.some(([, value]) => value === undefined) ? [] : [[name, Object.fromEntries(values)] as const]
  })
  return {counts, rates: ratesOf(counts), times: Object.fromEntries(times), points: pointsOf(asked, window)}
}

type Answered = Asked & {points: readonly MetricPoint[]}

function pointsOf(asked: readonly Answered[], {fromMs, toMs, periodSeconds}: MetricWindow): MetricsPoint[] {
  const periodMs = periodSeconds * 1000
  const starts = Array.from({length: Math.ceil((toMs - fromMs) / periodMs)}, (_, index) => fromMs + index * periodMs)
  const charted = asked.flatMap((each) => {
    if (each.of === 'times' && each.stat !== 'chart') return []
    const name = each.of === 'counts' ? each.name : `${each.name}P90`
    const byTime = new Map(each.points.map(({timeMs, value}) => [timeMs, value]))
    // A count of nothing is 0; a time of nothing is unknown.
    return [{name, valueAt: (timeMs: number) => byTime.get(timeMs) ?? (each.of === 'counts' ? 0 : undefined)}]
  })
  return starts.map((timeMs) => {
    const values = charted.map(({name, valueAt}) => [name, valueAt(timeMs)] as const)
    return {timeMs, ...Object.fromEntries(values.filter(([, value]) => value !== undefined))}
  })
}

function ratesOf({count = 0, clientErrors, serverErrors, cacheHits, cacheMisses}: RouteMetrics['counts']) {
  const looked = (cacheHits ?? 0) + (cacheMisses ?? 0)
  return {
    ...(count > 0 && clientErrors !== undefined && {clientErrors: clientErrors / count}),
    ...(count > 0 && serverErrors !== undefined && {serverErrors: serverErrors / count}),
    ...(looked > 0 && cacheHits !== undefined && {cacheHits: cacheHits / looked}),
  }
}

function sumOf(points: readonly MetricPoint[]): number {
  return points.reduce((sum, {value}) => sum + value, 0)
}

function worstOf(points: readonly MetricPoint[]): number | undefined {
  return points.length === 0 ? undefined : points.reduce((worst, {value}) => Math.max(worst, value), 0)
}
