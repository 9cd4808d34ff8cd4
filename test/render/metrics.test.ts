import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderCsv} from '../../src/render/csv.js'
import {renderMetrics, renderMetricsCsv} from '../../src/render/metrics.js'
import type {MetricsView} from '../../src/render/metrics.js'
import {sparkline} from '../../src/render/sparkline.js'
import {assertGolden} from '../support/golden.js'

const charts: {name: string; values: (number | undefined)[]; width: number; chart: string}[] = [
  {name: 'nothing', values: [], width: 8, chart: ''},
  {name: 'zeros', values: [0, 0, 0], width: 8, chart: '▁▁▁'},
  {name: 'a rise', values: [0, 1, 2, 3, 4, 5, 6, 7], width: 8, chart: '▁▂▃▄▅▆▇█'},
  {name: 'little beside much', values: [0, 1, 1_000_000], width: 8, chart: '▁▂█'},
  {name: 'gaps', values: [undefined, 5, undefined, 10], width: 8, chart: ' ▅ █'},
  {
    name: 'more values than room, by their greatest',
    values: [0, 0, 9, 0, undefined, undefined],
    width: 3,
    chart: '▁█ ',
  },
]

for (const {name, values, width, chart} of charts) {
  test(`a chart of ${name}`, () => {
    assert.equal(sparkline(values, width), chart)
  })
}

test('CSV quotes what needs it', () => {
  assert.equal(
    renderCsv([
      ['a', 'b,c', 'd "e"'],
      [1, undefined, 'x\ny'],
    ]),
    'a,"b,c","d ""e"""\r\n1,,"x\ny"',
  )
})

const points = [0, 1, 2].map((index) => ({
  timeMs: index * 60_000,
  count: index * 10,
  serverErrors: index,
  latencyP90: 30 + index,
}))
const row = {
  counts: {count: 30, clientErrors: 0, serverErrors: 3, cacheHits: 6, cacheMisses: 14},
  rates: {clientErrors: 0, serverErrors: 0.1, cacheHits: 0.3},
  times: {latency: {p50: 4, p90: 31, p99: 12_345}, integrationLatency: {p50: 1, p90: 2, p99: 3}},
  points,
}
const view: MetricsView = {
  apiName: 'pets\u001b[2J',
  kind: 'rest',
  stageName: 'prod',
  fromMs: 0,
  toMs: 180_000,
  periodSeconds: 60,
  total: row,
  routes: [
    {route: 'GET /pets', ...row},
    {route: 'GET /quiet', counts: {count: 0}, rates: {}, times: {}, points: []},
  ],
  hint: 'More can be seen.',
}

test('metrics on a wide terminal, on a narrow one and in a pipe', () => {
  const wide = renderMetrics(view, {isTerminal: true, width: 140, colour: false})
  const narrow = renderMetrics(view, {isTerminal: true, width: 80, colour: false})
  const pipe = renderMetrics(view, {isTerminal: false, width: Number.POSITIVE_INFINITY, colour: false})
  assertGolden('metrics.txt', [wide, narrow, pipe].join('\n\n---\n\n') + '\n')
})

test('metrics as CSV have a line for each route and period', () => {
  assert.equal(
    renderMetricsCsv({total: row, routes: []}).split('\r\n').slice(0, 3).join('\n'),
    'time,route,count,serverErrors,latencyP90\n1970-01-01T00:00:00.000Z,,0,0,30\n1970-01-01T00:01:00.000Z,,10,1,31',
  )
})
