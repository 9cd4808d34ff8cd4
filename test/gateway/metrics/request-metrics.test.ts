import assert from 'node:assert/strict'
import {ApiGatewayV2Client, CreateApiCommand} from '@aws-sdk/client-apigatewayv2'
import {CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand} from '@aws-sdk/client-cloudwatch'
import {afterEach, test} from 'vitest'
import {startGateway} from '../../../src/gateway/server.js'
import type {Gateway} from '../../../src/gateway/server.js'
import {httpCall} from '../../support/http-client.js'

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
