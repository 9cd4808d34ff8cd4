import assert from 'node:assert/strict'
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import {SmithyRpcV2CborProtocol} from '@smithy/core/cbor'
import {test} from 'vitest'
import {decodeCbor, encodeCbor} from '../../../src/gateway/control/cbor.js'
import {cloudwatchOperations} from '../../../src/gateway/control/cloudwatch/operations.js'
import {refusal, testControlPlane, testNowMs} from '../../support/control-plane.js'
import {clientOptions} from '../../support/in-process-aws.js'

/** Examples of RFC 8949, appendix A. */
const values: {hex: string; value: unknown}[] = [
  {hex: '00', value: 0},
  {hex: '1903e8', value: 1000},
  {hex: '1b000000e8d4a51000', value: 1_000_000_000_000},
  {hex: '3903e7', value: -1000},
  {hex: 'f93c00', value: 1},
  {hex: 'f90001', value: 5.960464477539063e-8},
  {hex: 'fa47c35000', value: 100_000},
  {hex: 'fb3ff199999999999a', value: 1.1},
  {hex: 'f6', value: null},
  {hex: 'c11a514b67b0', value: 1_363_896_240},
  {hex: '4401020304', value: 'AQIDBA=='},
  {hex: '62c3bc', value: 'ü'},
  {hex: '7f657374726561646d696e67ff', value: 'streaming'},
  {hex: '9f018202039f0405ffff', value: [1, [2, 3], [4, 5]]},
  {hex: 'bf61610161629f0203ffff', value: {a: 1, b: [2, 3]}},
]

for (const {hex, value} of values) {
  test(`CBOR ${hex} is ${JSON.stringify(value)}`, () => {
    assert.deepEqual(decodeCbor(Buffer.from(hex, 'hex')), value)
    assert.deepEqual(decodeCbor(encodeCbor(value)), value)
  })
}

test('hostile CBOR is refused, whatever it claims to be', () => {
  const hostile = ['', '1b', '62c3', '9bffffffffffffffff00', '5bffffffffffffffff', '1c', 'f0', '0000', '81'.repeat(200)]
  for (const hex of hostile) assert.throws(() => decodeCbor(Buffer.from(hex, 'hex')), {name: 'CborError'}, hex)
})

test('a client that speaks CBOR is answered like any other', async () => {
  const {controlPlane, clock} = testControlPlane({cloudwatch: cloudwatchOperations})
  const protocol = new SmithyRpcV2CborProtocol({defaultNamespace: 'com.amazonaws.cloudwatch'})
  const service = {protocolSettings: {defaultNamespace: 'com.amazonaws.cloudwatch'}}
  const client = new CloudWatchClient({...clientOptions(controlPlane), ...service, protocol})
  const Timestamp = new Date(testNowMs)
  const metric = {Namespace: 'Pets', MetricName: 'Errors'}
  await client.send(
    new PutMetricDataCommand({Namespace: 'Pets', MetricData: [{MetricName: 'Errors', Value: 2.5, Timestamp}]}),
  )
  const {MetricDataResults} = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{Id: 'a', MetricStat: {Metric: metric, Period: 60, Stat: 'Sum'}}],
      StartTime: new Date(testNowMs - 60_000),
      EndTime: new Date(testNowMs + 60_000),
    }),
  )
  assert.deepEqual([MetricDataResults?.[0]?.Values, MetricDataResults?.[0]?.Timestamps?.length], [[2.5], 1])
  const alarm = {AlarmName: 'errors', Statistic: 'Sum' as const, Period: 60, EvaluationPeriods: 1, Threshold: 1}
  await client.send(new PutMetricAlarmCommand({...metric, ...alarm, ComparisonOperator: 'GreaterThanThreshold'}))
  clock.advance(60_000)
  const {MetricAlarms} = await client.send(new DescribeAlarmsCommand({}))
  assert.deepEqual(
    MetricAlarms?.map(({StateValue, StateUpdatedTimestamp}) => [StateValue, StateUpdatedTimestamp instanceof Date]),
    [['ALARM', true]],
  )
  const missing = client.send(new GetDashboardCommand({DashboardName: 'none'}))
  assert.match(await refusal(missing), /^\w*NotFound\w* 404 Dashboard none does not exist$/)
})
