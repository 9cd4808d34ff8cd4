import assert from 'node:assert/strict'
import {
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {declaredCompanions} from '../support/declared-companions.js'
import {httpApiOf, restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const api = restApiOf(2)
const topic = 'arn:aws:sns:eu-west-1:000000000000:ops'

function stageOf({kind}: Api, stageName: string): Stage {
  return kind === 'http' ? {kind: 'httpStage', stageName} : {kind: 'restStage', stageName}
}

async function changes(clients: Clients, yaml: string, stageName = 'prod', desired: Api = api) {
  const companions = declaredCompanions(yaml, stageName)
  const {plan} = await planFor(clients, desired, {stage: stageOf(desired, stageName), companions})
  return plan.changes.flatMap(({action, kind, name}) => (kind === 'alarm' ? [`${action} ${name}`] : []))
}

async function apply(clients: Clients, yaml: string, stageName = 'prod', desired: Api = api) {
  const companions = declaredCompanions(yaml, stageName)
  return applied(clients, desired, {stage: stageOf(desired, stageName), companions})
}

async function alarms(clients: Clients) {
  const {MetricAlarms = []} = await (await clients.cloudwatch()).send(new DescribeAlarmsCommand({}))
  return MetricAlarms
}

const forms: {name: string; alarm: string; expected: Readonly<Record<string, unknown>>}[] = [
  {
    name: 'a rate of errors',
    alarm: `metric: 5XXError, above: 1%, notify: "${topic}"`,
    expected: {
      Statistic: 'Average',
      Threshold: 0.01,
      Period: 60,
      EvaluationPeriods: 5,
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
    },
  },
  {
    name: 'a slow percentile in seconds for hours',
    alarm: 'metric: Latency, above: 2s, statistic: p99, for: 2h',
    expected: {ExtendedStatistic: 'p99', Threshold: 2000, Period: 300, EvaluationPeriods: 24},
  },
  {
    name: 'too few requests of one method',
    alarm: 'metric: Count, below: 10, for: 1m, method: "GET /pets"',
    expected: {
      Statistic: 'SampleCount',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 10,
      TreatMissingData: 'breaching',
      Dimensions: [
        {Name: 'ApiName', Value: 'pets'},
        {Name: 'Stage', Value: 'prod'},
        {Name: 'Resource', Value: '/pets'},
        {Name: 'Method', Value: 'GET'},
      ],
    },
  },
]

for (const {name, alarm, expected} of forms) {
  test(`alarms: ${name}`, async () => {
    const clients = planeClients()
    const yaml = `alarms: {one: {${alarm}}}`
    assert.deepEqual(await changes(clients, yaml), ['create pets-prod-one'])
    await apply(clients, yaml)
    const [made = assert.fail('No alarm was made.')] = await alarms(clients)
    assert.deepEqual({...made, AlarmName: 'pets-prod-one', Namespace: 'AWS/ApiGateway', ...expected}, made)
    assert.deepEqual(await changes(clients, yaml), [])
  })
}

test('alarms: those of an HTTP API are on its id', async () => {
  const clients = planeClients()
  const yaml = 'type: http\nalarms: {errors: {metric: 5xx, above: 5%}}'
  const {apiId} = await apply(clients, yaml, 'prod', httpApiOf(2))
  const [made] = await alarms(clients)
  assert.deepEqual(made?.Dimensions, [
    {Name: 'ApiId', Value: apiId},
    {Name: 'Stage', Value: 'prod'},
  ])
  assert.deepEqual(await changes(clients, yaml, 'prod', httpApiOf(2)), [])
})

test("alarms: a stage has its own, changes keep what is not in the file, and others' stay", async () => {
  const clients = planeClients()
  const yaml = (limit: string) =>
    `alarms: {a: {metric: Latency, above: ${limit}}, b: {metric: Count, below: 1, stage: dev}}`
  await apply(clients, yaml('500ms'))
  assert.deepEqual(await changes(clients, yaml('500ms'), 'dev'), ['create pets-dev-a', 'create pets-dev-b'])
  await apply(clients, yaml('500ms'), 'dev')
  const cloudwatch = await clients.cloudwatch()
  const [made = assert.fail('No alarm was made.')] = (await alarms(clients)).filter(
    ({AlarmName}) => AlarmName === 'pets-prod-a',
  )
  const {
    AlarmName,
    Namespace,
    MetricName,
    Dimensions,
    Statistic,
    ComparisonOperator,
    Threshold,
    Period,
    EvaluationPeriods,
    TreatMissingData,
  } = made
  const given = {
    AlarmName,
    Namespace,
    MetricName,
    Dimensions,
    Statistic,
    ComparisonOperator,
    Threshold,
    Period,
    EvaluationPeriods,
    TreatMissingData,
  }
  await cloudwatch.send(new PutMetricAlarmCommand({...given, OKActions: [topic]}))
  await cloudwatch.send(new PutMetricAlarmCommand({...given, AlarmName: 'pets-prod-by-hand'}))
  assert.deepEqual(await changes(clients, yaml('1s')), ['update pets-prod-a'])
  await apply(clients, yaml('1s'))
  const [changed] = (await alarms(clients)).filter((alarm) => alarm.AlarmName === 'pets-prod-a')
  assert.deepEqual([changed?.Threshold, changed?.OKActions], [1000, [topic]])
  assert.deepEqual(await changes(clients, 'alarms: {}'), ['delete pets-prod-a'])
  await apply(clients, 'alarms: {}')
  const left = (await alarms(clients)).map((alarm) => alarm.AlarmName)
  assert.deepEqual(left, ['pets-dev-a', 'pets-dev-b', 'pets-prod-by-hand'])
  assert.deepEqual(await changes(clients, ''), [])
})

test("alarms: the project's tags are on those that it makes, and follow the files", async () => {
  const clients = planeClients()
  const yaml = (team: string) => `tags: {team: ${team}}\nalarms: {a: {metric: Latency, above: 1s}}`
  await apply(clients, 'alarms: {a: {metric: Latency, above: 1s}}')
  assert.deepEqual(await changes(clients, yaml('store')), ['update pets-prod-a'])
  await apply(clients, yaml('store'))
  assert.deepEqual(await changes(clients, yaml('store')), [])
  await apply(clients, yaml('shop'))
  const cloudwatch = await clients.cloudwatch()
  const [made = assert.fail('No alarm was made.')] = await alarms(clients)
  const {Tags} = await cloudwatch.send(new ListTagsForResourceCommand({ResourceARN: made.AlarmArn}))
  assert.deepEqual(Object.fromEntries((Tags ?? []).map(({Key = '', Value}) => [Key, Value])), {
    team: 'shop',
    'apigw:project': 'pets',
  })
  assert.deepEqual(await changes(clients, 'alarms: {a: {metric: Latency, above: 1s}}'), [])
})

test('alarms: one that somebody else made keeps its tags', async () => {
  const clients = planeClients()
  await apply(clients, 'alarms: {a: {metric: Latency, above: 1s}}')
  const cloudwatch = await clients.cloudwatch()
  const [{AlarmArn} = assert.fail('No alarm was made.')] = await alarms(clients)
  await cloudwatch.send(new UntagResourceCommand({ResourceARN: AlarmArn, TagKeys: ['apigw:project']}))
  assert.deepEqual(await changes(clients, 'tags: {team: store}\nalarms: {a: {metric: Latency, above: 1s}}'), [])
})
