import {readMetricData} from '../../aws/read/metric-data.js'
import {estimateCost} from '../../metrics/cost.js'
import type {Cost, Traffic} from '../../metrics/cost.js'
import {stageDimensions} from '../../metrics/dimensions.js'
import {measures} from '../../metrics/measure.js'
import {knownPrices} from '../../metrics/prices.js'
import type {PriceTable} from '../../metrics/prices.js'
import type {Stage} from '../../model/stage.js'
import {observedStage} from './observed-stage.js'
import type {Watching} from './observed-stage.js'
import {parseMetricWindow} from './time-span.js'
import type {SpanWords} from './time-span.js'

/** What a month of a stage costs, by what was measured. */
export type ShownCost = Cost & {apiId: string; apiName: string; stageName: string; measured: Traffic}

export type CostRequest = SpanWords & {
  api?: string | undefined
  /** File with prices of one's own. */
  prices?: string | undefined
  /** Size of an answer of a REST API, which CloudWatch does not measure. */
  'response-kb'?: number | undefined
}

/** Estimates a month from the traffic of a time span, with one call to CloudWatch. Throws PRICES_INVALID. */
export async function showCost(watching: Watching, request: CostRequest): Promise<ShownCost> {
  const table = await pricesOf(request)
  const {clients, api, stage} = await observedStage(watching, request.api)
  const {stageName} = stage.stage
  const window = parseMetricWindow(request, await watching.nowMs())
  const {counts} = measures[api.kind]
  const names = [counts.count, counts.bytes].filter((name) => name !== undefined)
  const dimensions = stageDimensions({...api, stageName})
  const {periodSeconds} = window
  const queries = names.map((metricName) => ({metricName, dimensions, stat: 'Sum', periodSeconds}))
  const sums = (await readMetricData(clients, queries, window)).map((points) =>
    points.reduce((all, {value}) => all + value, 0),
  )
  const [requests = 0, measuredBytes] = sums
  const bytes = bytesOf(requests, measuredBytes, request['response-kb'])
  const hours = (window.toMs - window.fromMs) / 3_600_000
  const traffic: Traffic = {
    kind: api.kind,
    hours,
    requests,
    ...(bytes !== undefined && {bytes}),
    ...cacheOf(stage.stage),
  }
  const cost = estimateCost(traffic, table, await clients.region())
  return {apiId: api.apiId, apiName: api.name, stageName, measured: traffic, ...cost}
}

async function pricesOf({prices}: CostRequest): Promise<PriceTable> {
  if (prices === undefined) return knownPrices
  const {loadPrices} = await import('./load-prices.js')
  return loadPrices(prices)
}

function bytesOf(requests: number, measured: number | undefined, responseKb: number | undefined): number | undefined {
  return responseKb === undefined ? measured : requests * responseKb * 1024
}

function cacheOf(stage: Stage): {cacheGb?: string} {
  if (stage.kind !== 'restStage' || stage.cacheClusterEnabled !== true) return {}
  return {cacheGb: stage.cacheClusterSize ?? '0.5'}
}
