import type {Invocation} from '../data/ports.js'
import {aggregateAll} from '../store/metric-aggregate.js'
import type {MetricAggregate} from '../store/metric-aggregate.js'
import type {MetricSeriesRecord} from '../store/metric-record.js'
import {addToMetric, minuteMs} from '../store/metric-series.js'
import type {Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'
import {measuredApi} from './measured-api.js'

/** What a request leaves to be counted; everything else of it is let go. */
type Sample = Pick<Invocation, 'apiId' | 'apiKind' | 'stage' | 'method' | 'status' | 'startedAtMs' | 'latencyMs'> & {
  // Always there, so that all samples have one shape: adding one is on the path of every message.
  [Member in 'routeKey' | 'integrationLatencyMs' | 'cache' | 'dataProcessedBytes' | 'messages']:
    Invocation[Member] | undefined
}

/** Samples that wait at most; then they are written at once. */
const sampleLimit = 10_000
const writeEveryMs = 5_000

/**
 * Metrics of deployed APIs in the namespace AWS/ApiGateway. A request only leaves its sample here; samples are added up
 * per minute and written in one transaction every few seconds, before somebody reads, and at the end.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export class RequestMetrics {
  readonly #store: Store
  readonly #onDefect: (error: unknown, where: string) => void
  readonly #timer: NodeJS.Timeout
  #samples: Sample[] = []

  constructor(store: Store, onDefect: (error: unknown, where: string) => void) {
    this.#store = store
    this.#onDefect = onDefect
    this.#timer = setInterval(() => this.write(), writeEveryMs).unref()
  }

  add(invocation: Invocation): void {
    const {apiId, apiKind, stage, method, status, startedAtMs, latencyMs, routeKey} = invocation
    const {integrationLatencyMs, cache, dataProcessedBytes, messages} = invocation
    this.#samples.push({
      apiId,
      apiKind,
      stage,
      method,
      status,
      startedAtMs,
      latencyMs,
      routeKey,
      integrationLatencyMs,
      cache,
      dataProcessedBytes,
      messages,
    })
    if (this.#samples.length >= sampleLimit) this.write()
  }

  /** Brings what waits into the store. A store that cannot be written to loses metrics, never requests. */
  write(): void {
    const samples = this.#samples
    if (samples.length === 0) return
    this.#samples = []
    try {
      this.#store.transaction(() => this.#writeAll(samples))
    } catch (error) {
      this.#onDefect(error, 'writing metrics')
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.write()
  }

  #writeAll(samples: readonly Sample[]): void {
    for (const group of groups(samples)) {
      const [first] = group
      const api = first && measuredApi(this.#store, first)
      if (first === undefined || api === undefined) continue
      for (const {metricName, unit, values} of measurements(group)) {
        const aggregate = aggregateAll(values)
        for (const dimensions of aggregate === undefined ? [] : api.dimensionSets) {
          const series = {namespace: 'AWS/ApiGateway', metricName, dimensions, unit}
          this.#add(api.scope, {series, timeMs: first.startedAtMs, aggregate})
        }
      }
    }
  }

  /** An API beyond the number of metrics that a region can have is not measured. */
  #add(
    scope: Scope,
    {series, timeMs, aggregate}: {series: MetricSeriesRecord; timeMs: number; aggregate: MetricAggregate | undefined},
  ): void {
    if (aggregate !== undefined) addToMetric(this.#store, scope, {series, timeMs, aggregate})
  }
}

/** Samples of one route of one stage in one minute. */
function groups(samples: readonly Sample[]): Sample[][] {
  const found = new Map<string, Sample[]>()
  for (const sample of samples) {
    const minute = Math.floor(sample.startedAtMs / minuteMs)
    const key = `${sample.apiId} ${sample.stage} ${minute} ${sample.routeKey ?? ''}`
    const group = found.get(key)
    if (group === undefined) found.set(key, [sample])
    else group.push(sample)
  }
  return [...found.values()]
}

type Measurement = {metricName: string; unit: string; values: number[]}

/**
 * Every request writes 0 or 1 to the errors, so that their average is a rate; likewise to hits and misses where the cache
 * is on. Names and units: metrics-and-dimensions pages of REST and HTTP APIs.
 */
function measurements(group: readonly Sample[]): Measurement[] {
  if (group[0]?.apiKind === 'websocket') return eventMeasurements(group)
  const isRest = group[0]?.apiKind === 'rest'
  const countUnit = isRest ? 'Count' : 'None'
  return [
    {metricName: 'Count', unit: countUnit, values: group.map(() => 1)},
    {metricName: isRest ? '4XXError' : '4xx', unit: countUnit, values: group.map(is4xx)},
    {metricName: isRest ? '5XXError' : '5xx', unit: countUnit, values: group.map(({status}) => Number(status >= 500))},
    {metricName: 'Latency', unit: 'Milliseconds', values: group.map(({latencyMs}) => latencyMs)},
    integrationLatency(group),
    {metricName: 'CacheHitCount', unit: 'Count', values: cacheValues(group, 'hit')},
    {metricName: 'CacheMissCount', unit: 'Count', values: cacheValues(group, 'miss')},
    {
      metricName: 'DataProcessed',
      unit: 'Bytes',
      values: group.flatMap(({dataProcessedBytes}) => dataProcessedBytes ?? []),
    },
  ]
}

/** None where nothing is cached: then the metrics do not exist. */
function cacheValues(group: readonly Sample[], outcome: 'hit' | 'miss'): number[] {
  return group.flatMap(({cache}) => (cache === undefined ? [] : Number(cache === outcome)))
}

/**
 * Events of WebSocket APIs. What a backend answers with 4xx or 5xx counts as ClientError and ExecutionError;
 * IntegrationError was only ever seen to be 0 (captured September 2026).
 */
function eventMeasurements(group: readonly Sample[]): Measurement[] {
  const connects = group.filter(({method, messages = 0}) => method === 'CONNECT' && messages > 0)
  return [
    {metricName: 'ConnectCount', unit: 'Count', values: connects.map(() => 1)},
    {
      metricName: 'MessageCount',
      unit: 'Count',
      values: group.flatMap(({messages = 0}) => new Array<number>(messages).fill(1)),
    },
    {metricName: 'IntegrationError', unit: 'Count', values: group.map(() => 0)},
    {metricName: 'ClientError', unit: 'Count', values: group.map(is4xx)},
    {metricName: 'ExecutionError', unit: 'Count', values: group.map(({status}) => Number(status >= 500))},
    integrationLatency(group),
  ]
}

function is4xx({status}: Sample): number {
  return Number(status >= 400 && status < 500)
}

function integrationLatency(group: readonly Sample[]): Measurement {
  const values = group.flatMap(({integrationLatencyMs}) => integrationLatencyMs ?? [])
  return {metricName: 'IntegrationLatency', unit: 'Milliseconds', values}
}
