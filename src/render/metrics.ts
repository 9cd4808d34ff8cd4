import {renderCsv} from './csv.js'
import {renderMoment} from './moment.js'
import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {sparkline} from './sparkline.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

type Numbers = Readonly<Partial<Record<string, number>>>
type Percentiles = {p50: number; p90: number; p99: number}

/** What was measured of one route, or of the stage when `route` is absent. Times are milliseconds, rates 0 to 1. */
export type MetricsRow = {
  route?: string
  counts: Numbers
  rates: Numbers
  times: {latency?: Percentiles; integrationLatency?: Percentiles}
  points: readonly ({timeMs: number} & Numbers)[]
}

/** Metrics of one stage; from and to are epoch milliseconds. */
export type MetricsView = {
  apiName: string
  kind: 'rest' | 'http' | 'websocket'
  stageName: string
  fromMs: number
  toMs: number
  periodSeconds: number
  total: MetricsRow
  routes: readonly MetricsRow[]
  hint?: string
}

const chartWidth = 16
/** On a narrower screen the charts are left out. */
const chartsFrom = 110

type Column = {heading: string; cell: (row: MetricsRow) => string}

/** A table with one line for the stage and one for each route, with charts where the screen is wide enough. Pure. */
export function renderMetrics(metrics: MetricsView, screen: Screen): string {
  const columns = columnsOf(metrics, screen)
  const rows = [metrics.total, ...metrics.routes].map((row) => columns.map(({cell}) => cell(row)))
  const table = renderTable({headings: columns.map(({heading}) => heading), rows, empty: ''}, screen)
  if (!screen.isTerminal) return table
  const {apiName, stageName, fromMs, toMs, periodSeconds, hint} = metrics
  const span = `${renderMoment(fromMs)} to ${renderMoment(toMs)}, one step is ${stepOf(periodSeconds)}`
  const paint = paintOf(screen.colour)
  const head = `${paint.bold(printable(apiName))}  stage ${printable(stageName)}  ${paint.dim(span)}`
  return [head, '', table, ...(hint === undefined ? [] : ['', paint.dim(printable(hint))])].join('\n')
}

/** One line for each route and period, for spreadsheets; the stage as a whole has an empty route. Pure. */
export function renderMetricsCsv({total, routes}: Pick<MetricsView, 'total' | 'routes'>): string {
  const rows = [total, ...routes]
  const names = [...new Set(rows.flatMap(({points}) => points.flatMap((point) => Object.keys(point))))]
  const values = names.filter((name) => name !== 'timeMs')
  const lines = rows.flatMap(({route = '', points}) =>
    points.map((point) => [new Date(point.timeMs).toISOString(), route, ...values.map((name) => point[name])]),
  )
  return renderCsv([['time', 'route', ...values], ...lines])
}

function columnsOf({kind, total}: MetricsView, {isTerminal, width}: Screen): Column[] {
  const charts = isTerminal && width >= chartsFrom
  const chart = (heading: string, name: string): Column[] =>
    charts
      ? [
          {
            heading,
            cell: ({points}) =>
              sparkline(
                points.map((point) => point[name]),
                chartWidth,
              ),
          },
        ]
      : []
  const count = (heading: string, name: string): Column => ({heading, cell: ({counts}) => amount(counts[name])})
  const rate = (heading: string, name: string): Column => ({heading, cell: ({rates}) => percentage(rates[name])})
  const timed = kind === 'websocket' ? 'integrationLatency' : 'latency'
  const percentile = (name: keyof Percentiles): Column => ({
    heading: name,
    cell: ({times}) => time(times[timed]?.[name]),
  })
  const cached = (total.counts.cacheHits ?? 0) + (total.counts.cacheMisses ?? 0) > 0
  return [
    {heading: 'route', cell: ({route}) => route ?? '(all)'},
    count(kind === 'websocket' ? 'messages' : 'count', 'count'),
    ...chart('', 'count'),
    ...(kind === 'websocket' ? [count('connects', 'connects')] : []),
    count(kind === 'websocket' ? 'client errors' : '4xx', 'clientErrors'),
    rate('', 'clientErrors'),
    count(kind === 'websocket' ? 'failed' : '5xx', 'serverErrors'),
    rate('', 'serverErrors'),
    ...chart('', 'serverErrors'),
    ...(['p50', 'p90', 'p99'] as const).map(percentile),
    ...chart('', `${timed}P90`),
    ...(kind === 'websocket'
      ? []
      : [{heading: 'backend p90', cell: ({times}: MetricsRow) => time(times.integrationLatency?.p90)}]),
    ...(cached ? [rate('cache hits', 'cacheHits')] : []),
  ]
}

function amount(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value))
}

function percentage(share: number | undefined): string {
  if (share === undefined || share === 0) return ''
  const percent = share * 100
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)}%`
}

function time(ms: number | undefined): string {
  if (ms === undefined) return ''
  return ms < 10_000 ? `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

function stepOf(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`
}
