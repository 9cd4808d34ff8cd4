import assert from 'node:assert/strict'
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import type {PutMetricAlarmCommandInput} from '@aws-sdk/client-cloudwatch'
import {test} from 'vitest'
import {cloudwatchOperations} from '../../../../src/gateway/control/cloudwatch/operations.js'
import {refusal, testControlPlane, testNowMs} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

const minuteMs = 60_000
/** 14 November 2023, 22:13:00 UTC: the minute in which the tests begin. */
const start = Math.floor(testNowMs / minuteMs) * minuteMs
const topic = 'arn:aws:sns:eu-west-1:000000000000:ops'
const errors = {
  ...{AlarmName: 'errors', Namespace: 'Pets', MetricName: 'Errors', Statistic: 'Sum' as const, Period: 60},
  ...{EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' as const},
}

function newClient() {
  const {controlPlane, clock} = testControlPlane({cloudwatch: cloudwatchOperations})
  const client = new CloudWatchClient(clientOptions(controlPlane))
  const putAlarm = (input: Partial<PutMetricAlarmCommandInput> = {}) =>
    client.send(new PutMetricAlarmCommand({...errors, ...input}))
  const measure = (value: number, minute = 0, MetricName = 'Errors') =>
    client.send(
      new PutMetricDataCommand({
        Namespace: 'Pets',
        MetricData: [{MetricName, Value: value, Timestamp: new Date(start + minute * minuteMs)}],
      }),
    )
  const stateOf = async (AlarmName = 'errors') => {
    const {MetricAlarms = []} = await client.send(new DescribeAlarmsCommand({AlarmNames: [AlarmName]}))
    return MetricAlarms[0]
  }
  return {client, clock, putAlarm, measure, stateOf}
}

test('a new alarm has not been checked; it is described as AWS describes it', async () => {
  const {putAlarm, stateOf} = newClient()
  await putAlarm({AlarmActions: [topic], TreatMissingData: 'ignore', Dimensions: [{Name: 'Stage', Value: 'prod'}]})
  const now = new Date(Math.floor(testNowMs / 1000) * 1000)
  assert.deepEqual(await stateOf(), {
    ...errors,
    ...{AlarmArn: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:errors', ActionsEnabled: true},
    ...{OKActions: [], AlarmActions: [topic], InsufficientDataActions: [], TreatMissingData: 'ignore'},
    ...{StateValue: 'INSUFFICIENT_DATA', StateReason: 'Unchecked: Initial alarm creation'},
    Dimensions: [{Name: 'Stage', Value: 'prod'}],
    ...{AlarmConfigurationUpdatedTimestamp: now, StateUpdatedTimestamp: now, StateTransitionedTimestamp: now},
  })
})

test('the clock moves an alarm through its states, with reasons, history and failed actions', async () => {
  const {client, clock, putAlarm, measure, stateOf} = newClient()
  await putAlarm({AlarmActions: [topic], TreatMissingData: 'missing'})
  await measure(5)
  clock.advance(minuteMs)
  const alarm = await stateOf()
  assert.deepEqual(
    [alarm?.StateValue, alarm?.StateReason, alarm?.StateTransitionedTimestamp],
    [
      'ALARM',
      'Threshold Crossed: 1 datapoint [5.0 (14/11/23 22:13:00)] was greater than the threshold (1.0).',
      new Date(start + minuteMs),
    ],
  )
  assert.deepEqual(JSON.parse(alarm?.StateReasonData ?? ''), {
    ...{version: '1.0', queryDate: '2023-11-14T22:14:00.000+0000', startDate: '2023-11-14T22:13:00.000+0000'},
    ...{statistic: 'Sum', period: 60, recentDatapoints: [5], threshold: 1},
    evaluatedDatapoints: [{timestamp: '2023-11-14T22:13:00.000+0000', value: 5}],
  })
  await measure(1, 1)
  clock.advance(minuteMs)
  assert.equal(
    (await stateOf())?.StateReason,
    'Threshold Crossed: 1 datapoint [1.0 (14/11/23 22:14:00)] was not greater than the threshold (1.0).',
  )
  clock.advance(24 * 60 * minuteMs)
  assert.equal((await stateOf())?.StateReason, 'Insufficient Data: 1 datapoint was unknown.')
  const {AlarmHistoryItems = []} = await client.send(
    new DescribeAlarmHistoryCommand({AlarmName: 'errors', ScanBy: 'TimestampAscending'}),
  )
  assert.deepEqual(
    AlarmHistoryItems.map(({HistoryItemType, HistorySummary, Timestamp}) => [
      HistoryItemType,
      HistorySummary,
      ((Timestamp?.getTime() ?? 0) - start) / minuteMs,
    ]),
    [
      ['ConfigurationUpdate', 'Alarm "errors" created', 1 / 3],
      ['StateUpdate', 'Alarm updated from INSUFFICIENT_DATA to ALARM', 1],
      ['Action', `Failed to execute action ${topic}`, 1],
      ['StateUpdate', 'Alarm updated from ALARM to OK', 2],
      ['StateUpdate', 'Alarm updated from OK to INSUFFICIENT_DATA', 5],
    ],
  )
  const {oldState, newState} = JSON.parse(AlarmHistoryItems[3]?.HistoryData ?? '') as Record<
    string,
    {stateValue: string}
  >
  assert.deepEqual([oldState?.stateValue, newState?.stateValue], ['ALARM', 'OK'])
})

const reasons: {
  name: string
  input: Partial<PutMetricAlarmCommandInput>
  values: number[]
  state: string
  reason: string
}[] = [
  {
    name: 'm out of n',
    input: {EvaluationPeriods: 3, DatapointsToAlarm: 2},
    values: [3, 0, 4.5],
    state: 'ALARM',
    reason:
      'Threshold Crossed: 2 out of the last 3 datapoints [4.5 (14/11/23 22:15:00), 3.0 (14/11/23 22:13:00)] were greater than the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).',
  },
  {
    name: 'm out of n, not reached',
    input: {EvaluationPeriods: 3, DatapointsToAlarm: 2},
    values: [3, 0, 0],
    state: 'OK',
    reason:
      'Threshold Crossed: 2 out of the last 3 datapoints [0.0 (14/11/23 22:15:00), 0.0 (14/11/23 22:14:00)] were not greater than the threshold (1.0) (minimum 2 datapoints for ALARM -> OK transition).',
  },
  {
    name: 'missing values that breach',
    input: {TreatMissingData: 'breaching'},
    values: [],
    state: 'ALARM',
    reason:
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
  },
  {
    name: 'missing values that do not',
    input: {TreatMissingData: 'notBreaching', EvaluationPeriods: 2},
    values: [],
    state: 'OK',
    reason:
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [NonBreaching].',
  },
  {
    name: 'a long row of values',
    input: {EvaluationPeriods: 6, ComparisonOperator: 'LessThanOrEqualToThreshold'},
    values: [1, 1, 1, 1, 1, 1],
    state: 'ALARM',
    reason:
      'Threshold Crossed: 6 datapoints were less than or equal to the threshold (1.0). The most recent datapoints which crossed the threshold: [1.0 (14/11/23 22:18:00), 1.0 (14/11/23 22:17:00), 1.0 (14/11/23 22:16:00), 1.0 (14/11/23 22:15:00), 1.0 (14/11/23 22:14:00)].',
  },
]

for (const {name, input, values, state, reason} of reasons) {
  test(`reason: ${name}`, async () => {
    const {clock, measure, putAlarm, stateOf} = newClient()
    for (const [minute, value] of values.entries()) await measure(value, minute)
    clock.advance(Math.max(1, values.length) * minuteMs)
    await putAlarm(input)
    clock.advance(1)
    const alarm = await stateOf()
    assert.deepEqual([alarm?.StateValue, alarm?.StateReason], [state, reason])
  })
}

test('an alarm on a percentile, and one on metric math', async () => {
  const {client, clock, measure, putAlarm, stateOf} = newClient()
  for (let index = 0; index < 100; index += 1) await measure(index === 99 ? 500 : 10, 0, 'Latency')
  await measure(20)
  const {Statistic, ...others} = errors
  assert.equal(Statistic, 'Sum')
  const latency = {...others, MetricName: 'Latency', Threshold: 100}
  await client.send(new PutMetricAlarmCommand({...latency, AlarmName: 'p90', ExtendedStatistic: 'p90'}))
  await client.send(new PutMetricAlarmCommand({...latency, AlarmName: 'p100', ExtendedStatistic: 'p100'}))
  const metric = (Id: string, MetricName: string, Stat: string) => ({
    ...{Id, ReturnData: false},
    MetricStat: {Metric: {Namespace: 'Pets', MetricName}, Period: 60, Stat},
  })
  await client.send(
    new PutMetricAlarmCommand({
      ...{AlarmName: 'rate', EvaluationPeriods: 1, Threshold: 10, ComparisonOperator: 'GreaterThanThreshold'},
      Metrics: [
        metric('errors', 'Errors', 'Sum'),
        metric('requests', 'Latency', 'SampleCount'),
        {Id: 'rate', Expression: '100 * errors / requests'},
      ],
    }),
  )
  await putAlarm()
  clock.advance(minuteMs)
  const states = await Promise.all(
    ['p90', 'p100', 'rate', 'errors'].map(async (name) => (await stateOf(name))?.StateValue),
  )
  assert.deepEqual(states, ['OK', 'ALARM', 'ALARM', 'ALARM'])
  assert.match(
    (await stateOf('rate'))?.StateReason ?? '',
    /^Threshold Crossed: 1 datapoint \[20\.0 \(14\/11\/23 22:13:00\)\] was greater than the threshold \(10\.0\)\.$/,
  )
  const {MetricAlarms = []} = await client.send(
    new DescribeAlarmsForMetricCommand({Namespace: 'Pets', MetricName: 'Latency'}),
  )
  assert.deepEqual(
    MetricAlarms.map(({AlarmName}) => AlarmName),
    ['p100', 'p90', 'rate'],
  )
})

test('a state that is set holds until the next evaluation', async () => {
  const {client, clock, measure, putAlarm, stateOf} = newClient()
  await measure(0)
  clock.advance(minuteMs)
  await putAlarm()
  assert.equal((await stateOf())?.StateValue, 'OK')
  await measure(0, 1)
  await client.send(new SetAlarmStateCommand({AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'a drill'}))
  assert.deepEqual([(await stateOf())?.StateValue, (await stateOf())?.StateReason], ['ALARM', 'a drill'])
  clock.advance(minuteMs)
  assert.equal((await stateOf())?.StateValue, 'OK')
})

test('alarms are found by name, prefix, state and action, page by page; deleted and tagged', async () => {
  const {client, putAlarm} = newClient()
  await putAlarm({Tags: [{Key: 'team', Value: 'store'}]})
  await putAlarm({AlarmName: 'errors-2', OKActions: [topic]})
  await putAlarm({AlarmName: 'latency'})
  const names = async (input: object) =>
    (await client.send(new DescribeAlarmsCommand(input))).MetricAlarms?.map(({AlarmName}) => AlarmName)
  assert.deepEqual(await names({AlarmNamePrefix: 'err'}), ['errors', 'errors-2'])
  assert.deepEqual(await names({ActionPrefix: 'arn:aws:sns'}), ['errors-2'])
  assert.deepEqual(await names({StateValue: 'OK'}), [])
  assert.deepEqual(await names({AlarmTypes: ['CompositeAlarm']}), [])
  const {NextToken} = await client.send(new DescribeAlarmsCommand({MaxRecords: 2}))
  assert.deepEqual(await names({MaxRecords: 2, NextToken}), ['latency'])
  await client.send(new DisableAlarmActionsCommand({AlarmNames: ['errors', 'none']}))
  const {MetricAlarms} = await client.send(new DescribeAlarmsCommand({AlarmNames: ['errors']}))
  assert.equal(MetricAlarms?.[0]?.ActionsEnabled, false)
  const ResourceARN = MetricAlarms[0].AlarmArn
  await client.send(new TagResourceCommand({ResourceARN, Tags: [{Key: 'stage', Value: 'dev'}]}))
  await client.send(new UntagResourceCommand({ResourceARN, TagKeys: ['team']}))
  const {Tags} = await client.send(new ListTagsForResourceCommand({ResourceARN}))
  assert.deepEqual(Tags, [{Key: 'stage', Value: 'dev'}])
  assert.equal(
    await refusal(client.send(new DeleteAlarmsCommand({AlarmNames: ['errors', 'none']}))),
    'ResourceNotFound 404 The named resource does not exist.',
  )
  await client.send(new DeleteAlarmsCommand({AlarmNames: ['errors', 'errors-2']}))
  assert.deepEqual(await names({}), ['latency'])
})

const refused: {name: string; input: Partial<PutMetricAlarmCommandInput>; answer: string}[] = [
  {
    name: 'no statistic',
    input: {Statistic: undefined},
    answer: 'Exactly one of Statistic or ExtendedStatistic must be specified.',
  },
  {
    name: 'an unknown way of treating missing data',
    input: {TreatMissingData: 'guess'},
    answer:
      'Option guess is not supported. Supported options for parameter TreatMissingData are [breaching, notBreaching, ignore, missing].',
  },
  {
    name: 'more than a day',
    input: {EvaluationPeriods: 1441},
    answer: 'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
  },
  {name: 'a strange period', input: {Period: 45}, answer: 'Period must be 10, 20, 30 or a multiple of 60'},
  {
    name: 'more datapoints than periods',
    input: {DatapointsToAlarm: 2},
    answer: 'DatapointsToAlarm must be less than or equal to EvaluationPeriods.',
  },
  {name: 'an action that is no ARN', input: {AlarmActions: ['ops']}, answer: 'Invalid arn syntax: ops'},
  {
    name: 'no metric that returns data',
    input: {
      ...{MetricName: undefined, Namespace: undefined, Statistic: undefined, Period: undefined},
      Metrics: [{Id: 'a', Expression: '1 + 1', ReturnData: false}],
    },
    answer: 'Exactly one element of the metrics list should return data.',
  },
  {
    name: 'anomaly detection',
    input: {ComparisonOperator: 'GreaterThanUpperThreshold'},
    answer: 'The local gateway does not evaluate an alarm with GreaterThanUpperThreshold.',
  },
]

for (const {name, input, answer} of refused) {
  test(`PutMetricAlarm refuses ${name}`, async () => {
    const {putAlarm} = newClient()
    assert.equal(await refusal(putAlarm(input)), `ValidationException 400 ${answer}`)
  })
}
