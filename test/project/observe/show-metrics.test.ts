import assert from 'node:assert/strict'
import {once} from 'node:events'
import {afterEach, test} from 'vitest'
import WebSocket from 'ws'
import type {Stage} from '../../../src/model/stage.js'
import {showMetrics, watchMetrics} from '../../../src/project/observe/show-metrics.js'
import type {ShownMetrics} from '../../../src/project/observe/show-metrics.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const detailed: Stage = {kind: 'restStage', stageName: 'prod', methodSettings: {'*/*': {metricsEnabled: true}}}
const plain: Stage = {kind: 'restStage', stageName: 'prod'}
const request = {since: '1h', interval: '1s'}

function summary({total, routes}: ShownMetrics) {
  return [total, ...routes].map(({route = 'all', counts}) => `${route} ${counts.count} ${counts.clientErrors}`)
}

test('metrics of a stage and its routes, with two calls to CloudWatch', async () => {
  const {watching, clients, call} = await observedGateway(restApiOf(3), detailed)
  for (const path of ['/area0/thing0', '/area0/thing0', '/area0/thing1', '/nothing']) await call({path})
  const metrics = await showMetrics(watching, request)
  assert.deepEqual(summary(metrics), ['all 4 1', 'GET /area0/thing0 2 0', 'GET /area0/thing1 1 0'])
  assert.equal(metrics.hint, undefined)
  const calls = clients.limiter.calls.byOperation
  assert.deepEqual([calls.ListMetrics, calls.GetMetricData], [1, 1])
})

test('one route alone needs no list; a window that is over shows nothing of now', async () => {
  const {watching, clients, call, gateway} = await observedGateway(restApiOf(3), detailed)
  await call({path: '/area0/thing1'})
  assert.deepEqual(summary(await showMetrics(watching, {...request, route: 'GET /area0/thing1'})), [
    'all 1 0',
    'GET /area0/thing1 1 0',
  ])
  assert.equal(clients.limiter.calls.byOperation.ListMetrics, undefined)
  gateway.clock.advance(2 * 3_600_000)
  assert.deepEqual(summary(await showMetrics(watching, {...request, route: 'GET /area0/thing1'})), [
    'all 0 0',
    'GET /area0/thing1 0 0',
  ])
  assert.deepEqual(summary(await showMetrics(watching, {since: '3h', route: 'GET /area0/thing1'}))[0], 'all 1 0')
})

test('without detailed metrics there are totals, and a hint how to see more', async () => {
  const {watching, call} = await observedGateway(restApiOf(2), plain)
  assert.equal((await showMetrics(watching, request)).hint, undefined)
  await call({path: '/area0/thing0'})
  const metrics = await showMetrics(watching, request)
  assert.deepEqual(summary(metrics), ['all 1 0'])
  assert.match(metrics.hint ?? '', /"metrics: true" of stage prod/)
})

test('an HTTP API by its own dimensions', async () => {
  const stage: Stage = {
    kind: 'httpStage',
    stageName: 'prod',
    autoDeploy: true,
    defaultRouteSettings: {detailedMetricsEnabled: true},
  }
  const {watching, call} = await observedGateway(httpApiOf(1), stage)
  await call({path: '/nothing'})
  assert.deepEqual(summary(await showMetrics(watching, request)), ['all 1 1'])
})

test('a WebSocket API by its connections and messages', async () => {
  const stage: Stage = {
    kind: 'webSocketStage',
    stageName: 'prod',
    autoDeploy: true,
    defaultRouteSettings: {detailedMetricsEnabled: true},
  }
  const {watching, gateway, apiId} = await observedGateway(webSocketApiOf(1), stage)
  const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/execute-api/${apiId}/prod`)
  await once(socket, 'open')
  socket.send('{"action": "action0"}')
  // The answer to an unknown action comes after the message before it was worked on.
  socket.send('{"action": "nothing"}')
  await once(socket, 'message')
  socket.close()
  await once(socket, 'close')
  const {total, routes} = await showMetrics(watching, request)
  assert.deepEqual([total.counts.clientErrors, total.counts.serverErrors], [1, 0])
  // The end of a connection is worked on after it.
  const known = routes.filter(({route}) => route !== '$disconnect')
  assert.deepEqual(
    known.map(({route, counts}) => `${route ?? ''} ${counts.count ?? ''}`),
    ['$connect 1', 'action0 1'],
  )
})

test('watching shows each picture, and the clock moves on between them', async () => {
  const {watching, call, gateway} = await observedGateway(restApiOf(1), detailed)
  const ending = new AbortController()
  const seen: string[][] = []
  const pauses: number[] = []
  const result = await watchMetrics(watching, request, {
    signal: ending.signal,
    onTick: (metrics) => void seen.push(summary(metrics)),
    pause: async (ms) => {
      pauses.push(ms)
      gateway.clock.advance(60_000)
      await call({path: '/area0/thing0'})
      if (pauses.length === 2) ending.abort()
    },
  })
  assert.deepEqual(result, {ticks: 2})
  assert.deepEqual(seen, [['all 0 0'], ['all 1 0', 'GET /area0/thing0 1 0']])
  assert.deepEqual(pauses, [1000, 1000])
})

test('a stage that is not there, and one that has to be said', async () => {
  const {watching} = await observedGateway(restApiOf(1), plain)
  await assert.rejects(showMetrics({...watching, stageName: 'prd'}, request), {
    code: 'STAGE_NOT_FOUND',
    fix: 'Did you mean "prod"?',
  })
  await assert.rejects(showMetrics(watching, {...request, api: 'nothing'}), {code: 'API_NOT_FOUND'})
})
