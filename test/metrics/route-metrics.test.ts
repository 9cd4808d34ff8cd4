import assert from 'node:assert/strict'
import {test} from 'vitest'
import {routeDimensions, routeOf, stageDimensions} from '../../src/metrics/dimensions.js'
import type {MeasuredStage} from '../../src/metrics/dimensions.js'
import {metricQueries, toRouteMetrics} from '../../src/metrics/route-metrics.js'

const window = {fromMs: 0, toMs: 180_000, periodSeconds: 60}
const rest: MeasuredStage = {apiId: 'abc', kind: 'rest', name: 'Läden', stageName: 'prod'}

const places: {name: string; stage: MeasuredStage; route?: string; dimensions: Record<string, string>}[] = [
  {name: 'a REST API without its umlauts', stage: rest, dimensions: {ApiName: 'Lden', Stage: 'prod'}},
  {
    name: 'a REST API of a name that is gone',
    stage: {...rest, name: '日本'},
    dimensions: {ApiName: 'abc', Stage: 'prod'},
  },
  {
    name: 'a method',
    stage: rest,
    route: 'GET /pets/{id}',
    dimensions: {ApiName: 'Lden', Stage: 'prod', Resource: '/pets/{id}', Method: 'GET'},
  },
  {name: 'an HTTP API', stage: {...rest, kind: 'http'}, dimensions: {ApiId: 'abc', Stage: 'prod'}},
  {
    name: '$default',
    stage: {...rest, kind: 'http'},
    route: '$default',
    dimensions: {ApiId: 'abc', Stage: 'prod', Resource: '$default', Method: 'ANY'},
  },
  {
    name: 'a message',
    stage: {...rest, kind: 'websocket'},
    route: 'send message',
    dimensions: {ApiId: 'abc', Stage: 'prod', Route: 'send message'},
  },
]

for (const {name, stage, route, dimensions} of places) {
  test(`dimensions of ${name}, and back`, () => {
    const found = route === undefined ? stageDimensions(stage) : routeDimensions(stage, route)
    assert.deepEqual(found, dimensions)
    assert.equal(routeOf(found), route)
  })
}

test('what is asked for of one place: sums and a chart by period, percentiles of the whole', () => {
  const queries = metricQueries('http', {ApiId: 'abc'}, window)
  assert.deepEqual(
    queries.map(({metricName, stat, periodSeconds}) => `${metricName} ${stat} ${periodSeconds}`),
    [
      'Count Sum 60',
      '4xx Sum 60',
      '5xx Sum 60',
      'DataProcessed Sum 60',
      ...['Latency', 'IntegrationLatency'].flatMap((name) => [
        `${name} p90 60`,
        ...['p50', 'p90', 'p99'].map((stat) => `${name} ${stat} 180`),
      ]),
    ],
  )
})

const at = (...values: number[]) => values.map((value, index) => ({timeMs: index * 60_000, value}))

test('answers become totals, rates, percentiles and points', () => {
  const series = [at(10, 0, 30), at(1, 0, 1), at(0, 0, 4), at(100), at(5, 7), at(5), at(9), at(20, 11)]
  assert.deepEqual(toRouteMetrics('http', series, window), {
    counts: {count: 40, clientErrors: 2, serverErrors: 4, bytes: 100},
    rates: {clientErrors: 0.05, serverErrors: 0.1},
    // Of two parts the worse one counts.
    times: {latency: {p50: 5, p90: 9, p99: 20}},
    points: [
      {timeMs: 0, count: 10, clientErrors: 1, serverErrors: 0, bytes: 100, latencyP90: 5},
      {timeMs: 60_000, count: 0, clientErrors: 0, serverErrors: 0, bytes: 0, latencyP90: 7},
      {timeMs: 120_000, count: 30, clientErrors: 1, serverErrors: 4, bytes: 0},
    ],
  })
})

test('nothing was called: counts are 0, and there are no rates and times', () => {
  const {counts, rates, times, points} = toRouteMetrics('websocket', [], window)
  assert.deepEqual(counts, {count: 0, connects: 0, clientErrors: 0, serverErrors: 0, integrationErrors: 0})
  assert.deepEqual({rates, times}, {rates: {}, times: {}})
  assert.deepEqual(points.length, 3)
})
