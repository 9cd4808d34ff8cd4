import assert from 'node:assert/strict'
import {APIGatewayClient, CreateRestApiCommand} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, CreateApiCommand, CreateStageCommand} from '@aws-sdk/client-apigatewayv2'
import {CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand} from '@aws-sdk/client-cloudwatch'
import {afterEach, test} from 'vitest'
import {restOperations} from '../../../src/gateway/control/apigateway/operations.js'
import {apigatewayv2Operations} from '../../../src/gateway/control/apigatewayv2/operations.js'
import type {Invocation} from '../../../src/gateway/data/ports.js'
import {RequestMetrics} from '../../../src/gateway/metrics/request-metrics.js'
import {startGateway} from '../../../src/gateway/server.js'
import type {Gateway} from '../../../src/gateway/server.js'
import {metricPoints} from '../../../src/gateway/store/metric-series.js'
import {testControlPlane} from '../../support/control-plane.js'
import {httpCall} from '../../support/http-client.js'
import {clientOptions} from '../../support/in-process-aws.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

test('requests of a deployed API are CloudWatch metrics as soon as somebody reads them', async () => {
  const gateway = await startGateway({port: 0, version: 'test'})
  running.push(gateway)
  const credentials = {accessKeyId: '123456789012', secretAccessKey: 'x'}
  const options = {region: 'eu-west-1', endpoint: gateway.url, credentials, maxAttempts: 1}
  const {ApiId = ''} = await new ApiGatewayV2Client(options).send(
    // Nothing listens on port 1 of this machine: the integration fails.
    new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target: 'http://127.0.0.1:1/'}),
  )
  for (let sent = 0; sent < 3; sent += 1) await httpCall(gateway.port, {path: `/execute-api/${ApiId}/pets`})
  const cloudwatch = new CloudWatchClient(options)
  const Dimensions = [
    {Name: 'ApiId', Value: ApiId},
    {Name: 'Stage', Value: '$default'},
  ]
  const read = async (MetricName: string) => {
    const {Datapoints = []} = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...{Namespace: 'AWS/ApiGateway', MetricName, Dimensions, Period: 3600},
        ...{StartTime: new Date(Date.now() - 7_200_000), EndTime: new Date(Date.now() + 60_000)},
        Statistics: ['SampleCount', 'Sum'],
      }),
    )
    const total = (name: 'SampleCount' | 'Sum') => Datapoints.reduce((sum, point) => sum + (point[name] ?? 0), 0)
    return [total('SampleCount'), total('Sum')]
  }
  assert.deepEqual(await read('Count'), [3, 3])
  assert.deepEqual(await read('5xx'), [3, 3])
  assert.deepEqual(await read('4xx'), [3, 0])
  const {Metrics = []} = await cloudwatch.send(new ListMetricsCommand({MetricName: 'Latency'}))
  assert.deepEqual(
    Metrics.map((metric) => metric.Dimensions),
    [[Dimensions[0]], Dimensions],
  )
})

const nowMs = Date.UTC(2026, 8, 1, 12)
const invocation: Omit<Invocation, 'apiId' | 'apiKind'> = {
  ...{requestId: 'r', stage: 'dev', method: 'GET', path: '/dev/pets/1', routeKey: 'GET /pets/{id}'},
  ...{status: 200, startedAtMs: nowMs, latencyMs: 12},
}

/** Metrics that invocations leave, as `name unit dimensions: count sum`. */
async function measured(kind: 'rest' | 'http', invocations: readonly Partial<Invocation>[], detailed = false) {
  const {controlPlane, store} = testControlPlane({apigateway: restOperations, apigatewayv2: apigatewayv2Operations})
  const rest = new APIGatewayClient(clientOptions(controlPlane))
  const http = new ApiGatewayV2Client(clientOptions(controlPlane))
  let apiId: string
  if (kind === 'rest') {
    const {id = ''} = await rest.send(new CreateRestApiCommand({name: 'pets'}))
    apiId = id
  } else {
    const {ApiId = ''} = await http.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
    const DefaultRouteSettings = {DetailedMetricsEnabled: detailed}
    await http.send(new CreateStageCommand({ApiId, StageName: 'dev', DefaultRouteSettings}))
    apiId = ApiId
  }
  const metrics = new RequestMetrics(store, (error) => assert.fail(error as Error))
  for (const changes of invocations) metrics.add({...invocation, apiId, apiKind: kind, ...changes})
  metrics.close()
  return store
    .all('metricSeries')
    .map((series) => {
      const scope = {accountId: '000000000000', region: 'eu-west-1'}
      const points = metricPoints(store, scope, {series, fromMs: nowMs, toMs: nowMs + 60_000})
      const names = series.dimensions.map(({name, value}) => `${name}=${value === apiId ? 'ID' : value}`)
      const sums = points.map(({sampleCount, sum}) => `${sampleCount} ${sum}`)
      return `${series.metricName} ${series.unit} ${names.join(',')}: ${sums.join(' ')}`
    })
    .filter((line) => line.includes('Stage='))
    .sort()
}

test('a REST API is measured by its name; cache metrics exist where there is a cache', async () => {
  const lines = await measured('rest', [
    {cache: 'hit'},
    {cache: 'miss', integrationLatencyMs: 9},
    {cache: 'miss', integrationLatencyMs: 3, status: 502},
  ])
  assert.deepEqual(lines, [
    '4XXError Count ApiName=pets,Stage=dev: 3 0',
    '5XXError Count ApiName=pets,Stage=dev: 3 1',
    'CacheHitCount Count ApiName=pets,Stage=dev: 3 1',
    'CacheMissCount Count ApiName=pets,Stage=dev: 3 2',
    'Count Count ApiName=pets,Stage=dev: 3 3',
    'IntegrationLatency Milliseconds ApiName=pets,Stage=dev: 2 12',
    'Latency Milliseconds ApiName=pets,Stage=dev: 3 36',
  ])
})

test('an HTTP API is measured by its id, in detail only where that is on', async () => {
  const ofStage = [
    '4xx None ApiId=ID,Stage=dev: 1 1',
    '5xx None ApiId=ID,Stage=dev: 1 0',
    'Count None ApiId=ID,Stage=dev: 1 1',
    'DataProcessed Bytes ApiId=ID,Stage=dev: 1 30',
    'Latency Milliseconds ApiId=ID,Stage=dev: 1 12',
  ]
  const sample = {status: 404, dataProcessedBytes: 30}
  assert.deepEqual(await measured('http', [sample]), ofStage)
  const ofRoute = ofStage.map((line) => line.replace('Stage=dev', 'Method=GET,Resource=/pets/{id},Stage=dev'))
  assert.deepEqual(await measured('http', [sample], true), [...ofStage, ...ofRoute].sort())
})
