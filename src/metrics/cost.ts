import type {ApiKind} from './measure.js'
import {fallbackRegion} from './prices.js'
import type {PriceTable, RegionPrices, Tier} from './prices.js'

/** What was measured in some hours. `bytes` is what went out, or in and out where AWS measures only both together. */
export type Traffic = {kind: ApiKind; hours: number; requests: number; bytes?: number; cacheGb?: string}

/** One thing that is paid; `quantity` is of a month, `dollars` absent where no price is known. */
export type CostLine = {item: string; quantity: number; unit: string; dollars?: number}

/** A month at the rate that was measured. `instead` is the same traffic with the other kind of API. */
export type Cost = {
  region: string
  lines: readonly CostLine[]
  dollars: number
  instead?: {kind: 'rest' | 'http'; dollars: number}
  assumptions: readonly string[]
  prices: {source: string; asOf: string}
}

/** Hours of a month, as AWS's own calculator takes them. */
const monthHours = 730
const gigabyte = 1024 ** 3

/** An HTTP API's request is metered for each 512 KB of it. */
const httpUnitBytes = 512 * 1024
const freeTransferGb = 100

/** What a month costs at the rate that was measured. Pure; tiers count from the first request of the month. */
export function estimateCost(traffic: Traffic, table: PriceTable, region: string): Cost {
  const {prices, borrowed} = pricesOf(table, region)
  const month = monthly(traffic)
  const lines = [requestLine(month, month.kind, prices), ...cacheLines(month, prices), ...transferLines(month, prices)]
  const other = month.kind === 'rest' ? 'http' : 'rest'
  const instead = month.kind === 'websocket' ? undefined : insteadOf(month, other, prices)
  return {
    region,
    lines,
    dollars: sum(lines),
    ...(instead !== undefined && {instead: {kind: other, dollars: instead}}),
    assumptions: assumptionsOf(traffic, {region, borrowed, lines}),
    prices: {source: table.source, asOf: table.asOf},
  }
}

/** Sum over the tiers. */
export function tieredDollars(tiers: readonly Tier[], quantity: number): number {
  let [from, dollars] = [0, 0]
  for (const {upTo = Number.POSITIVE_INFINITY, perMillion} of tiers) {
    dollars += (Math.max(0, Math.min(quantity, upTo) - from) / 1e6) * perMillion
    from = upTo
  }
  return dollars
}

function monthly({hours, requests, bytes, ...traffic}: Traffic): Traffic {
  const factor = monthHours / hours
  return {
    ...traffic,
    hours: monthHours,
    requests: requests * factor,
    ...(bytes !== undefined && {bytes: bytes * factor}),
  }
}

/** What a region does not have comes from the one that is known whole; a price is never made up. */
function pricesOf({regions}: PriceTable, region: string): {prices: RegionPrices; borrowed: string[]} {
  const own = Object.hasOwn(regions, region) ? (regions[region] ?? {}) : {}
  const known = regions[fallbackRegion] ?? {}
  const borrowed = Object.keys(known).filter((name) => !Object.hasOwn(own, name))
  const cacheHours = {...known.cacheHours, ...own.cacheHours}
  return {prices: {...known, ...own, cacheHours}, borrowed: region === fallbackRegion ? [] : borrowed}
}

function requestLine({requests, bytes = 0}: Traffic, kind: ApiKind, prices: RegionPrices): CostLine {
  if (kind === 'websocket') return counted('messages', requests, prices.webSocketMessages)
  if (kind === 'rest') return counted('REST requests', requests, prices.restRequests)
  return counted('HTTP requests', Math.max(requests, bytes / httpUnitBytes), prices.httpRequests)
}

function counted(item: string, quantity: number, tiers: readonly Tier[] | undefined): CostLine {
  return {item, quantity, unit: 'requests', ...(tiers !== undefined && {dollars: tieredDollars(tiers, quantity)})}
}

function cacheLines({cacheGb, hours}: Traffic, {cacheHours = {}}: RegionPrices): CostLine[] {
  if (cacheGb === undefined) return []
  const perHour = Object.hasOwn(cacheHours, cacheGb) ? cacheHours[cacheGb] : undefined
  return [
    {
      item: `cache of ${cacheGb} GB`,
      quantity: hours,
      unit: 'hours',
      ...(perHour !== undefined && {dollars: perHour * hours}),
    },
  ]
}

function transferLines({bytes}: Traffic, {dataTransferPerGb}: RegionPrices): CostLine[] {
  if (bytes === undefined) return []
  const quantity = bytes / gigabyte
  const dollars =
    dataTransferPerGb === undefined ? undefined : Math.max(0, quantity - freeTransferGb) * dataTransferPerGb
  return [{item: 'data transfer out', quantity, unit: 'GB', ...(dollars !== undefined && {dollars})}]
}

/** The other kind has no cache; what was answered from it would be answered by the backend. */
function insteadOf(month: Traffic, kind: 'rest' | 'http', prices: RegionPrices): number {
  return sum([requestLine(month, kind, prices), ...transferLines(month, prices)])
}

function sum(lines: readonly CostLine[]): number {
  return lines.reduce((total, {dollars = 0}) => total + dollars, 0)
}

type Known = {region: string; borrowed: readonly string[]; lines: readonly CostLine[]}

function assumptionsOf({kind, hours, bytes}: Traffic, {region, borrowed, lines}: Known): string[] {
  const unpriced = lines.filter(({dollars}) => dollars === undefined).map(({item}) => item)
  return [
    `The month goes on as the ${Math.round(hours)} hours that were measured; the free tier of a new account is not counted.`,
    ...(borrowed.length === 0
      ? []
      : [
          `Not all prices of ${region} are known: those of ${fallbackRegion} stand for ${borrowed.join(', ')}. Give your own with --prices.`,
        ]),
    ...(kind === 'websocket'
      ? ['Minutes of connections are not measured by CloudWatch, and not in it; messages are taken for 32 KB at most.']
      : []),
    ...(kind === 'http' && bytes !== undefined
      ? ['CloudWatch measures what HTTP APIs take in and give out together: all of it is taken for out.']
      : []),
    ...(kind === 'rest' && bytes === undefined
      ? ['CloudWatch does not measure what REST APIs answer: data transfer is in it only with --response-kb.']
      : []),
    'Calls of Lambda, logs, WAF, and detailed metrics are not in it; requests that AWS refuses are counted, though it may not charge them.',
    ...(unpriced.length === 0 ? [] : [`No price is known for ${unpriced.join(', ')}.`]),
  ]
}
