import assert from 'node:assert/strict'
import {gzipSync} from 'node:zlib'
import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import {test} from 'vitest'
import {cloudwatchOperations} from '../../../../src/gateway/control/cloudwatch/operations.js'
import type {ControlPlane} from '../../../../src/gateway/control/control-plane.js'
import {refusal, testControlPlane, testNowMs} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

const minute = Math.floor(testNowMs / 60_000) * 60_000
const Namespace = 'Pets'
const Dimensions = [
  {Name: 'Stage', Value: 'prod'},
  {Name: 'Api', Value: 'pets'},
]
const window = {StartTime: new Date(minute - 600_000), EndTime: new Date(minute + 60_000)}

function newClient(): {client: CloudWatchClient; controlPlane: ControlPlane} {
  const {controlPlane} = testControlPlane({cloudwatch: cloudwatchOperations})
  return {client: new CloudWatchClient(clientOptions(controlPlane)), controlPlane}
}

/** Latency 10, 20 and 3 x 30 in one minute, 100 two minutes earlier; one of eight requests failed. */
async function filledClient(): Promise<CloudWatchClient> {
  const {client} = newClient()
  const Timestamp = new Date(minute)
  const latency = {MetricName: 'Latency', Dimensions, Unit: 'Milliseconds' as const}
  await client.send(
    new PutMetricDataCommand({
      Namespace,
      MetricData: [
        {...latency, Timestamp, Value: 10},
        {...latency, Timestamp, Values: [20, 30], Counts: [1, 3]},
        {...latency, Timestamp: new Date(minute - 120_000), Value: 100},
        {MetricName: 'Count', Timestamp, StatisticValues: {SampleCount: 8, Sum: 8, Minimum: 1, Maximum: 1}},
        {MetricName: 'Errors', Timestamp, Value: 2},
      ],
    }),
  )
  return client
}

test('statistics of a minute, with percentiles from its histogram', async () => {
  const client = await filledClient()
  const {Datapoints, Label} = await client.send(
    new GetMetricStatisticsCommand({
      ...{Namespace, MetricName: 'Latency', Period: 60, ...window},
      Dimensions: [...Dimensions].reverse(),
      Statistics: ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'],
      ExtendedStatistics: ['p50'],
    }),
  )
  const [earlier, latest] = Datapoints ?? []
  assert.equal(Label, 'Latency')
  assert.deepEqual([earlier?.Timestamp, earlier?.Sum], [new Date(minute - 120_000), 100])
  const {ExtendedStatistics, ...others} = latest ?? {}
  assert.deepEqual(others, {
    ...{Timestamp: new Date(minute), Sum: 120, Average: 24, Minimum: 10, Maximum: 30},
    ...{SampleCount: 5, Unit: 'Milliseconds'},
  })
  const median = ExtendedStatistics?.['p50'] ?? 0
  assert.ok(median > 29.5 && median <= 30, `p50 ${median}`)
})

const stat = (id: string, MetricName: string, Stat: string) => ({
  Id: id,
  MetricStat: {Metric: {Namespace, MetricName}, Period: 60, Stat},
  ReturnData: false,
})

const expressions: {name: string; expression: string; values: number[] | string}[] = [
  {name: 'a rate', expression: '100 * errors / requests', values: [25]},
  {name: 'precedence and signs', expression: '-(errors + 2 ^ 3 * 2) / 2', values: [-9]},
  {name: 'a reduction over metrics', expression: 'SUM(METRICS())', values: [10]},
  {name: 'a list', expression: 'MAX([errors, requests])', values: [8]},
  {name: 'a reduction to a number', expression: 'errors / SUM(requests)', values: [0.25]},
  {name: 'gaps filled', expression: 'FILL(errors, 0)', values: [2]},
  {name: 'division by zero leaves a gap', expression: 'errors / (errors - 2)', values: []},
  {
    name: 'an unknown id',
    expression: 'errors + other',
    values: "ValidationException 400 Error in expression 'e': there is no query other.",
  },
  {
    name: 'an unknown function',
    expression: 'ANOMALY(errors)',
    values: "ValidationException 400 Error in expression 'e': the local gateway has no ANOMALY of these arguments.",
  },
  {
    name: 'an unfinished one',
    expression: '(errors',
    values: "ValidationException 400 Error in expression 'e': its end is not expected there.",
  },
  {
    name: 'itself',
    expression: 'e + 1',
    values: "ValidationException 400 Error in expression 'e': it refers to itself.",
  },
  {
    name: 'deep nesting',
    expression: `${'('.repeat(500)}1`,
    values: "ValidationException 400 Error in expression 'e': it is nested too deeply.",
  },
]

for (const {name, expression, values} of expressions) {
  test(`GetMetricData: ${name}`, async () => {
    const client = await filledClient()
    const MetricDataQueries = [
      stat('errors', 'Errors', 'Sum'),
      stat('requests', 'Count', 'SampleCount'),
      {Id: 'e', Expression: expression},
    ]
    const call = client.send(new GetMetricDataCommand({...window, MetricDataQueries}))
    if (typeof values === 'string') {
      assert.equal(await refusal(call), values)
      return
    }
    const {MetricDataResults} = await call
    assert.deepEqual(
      MetricDataResults?.map(({Id, Values, StatusCode}) => ({Id, Values, StatusCode})),
      [{Id: 'e', Values: values, StatusCode: 'Complete'}],
    )
  })
}

test('ListMetrics filters by name and dimensions, in any order of dimensions', async () => {
  const client = await filledClient()
  const {Metrics} = await client.send(new ListMetricsCommand({Dimensions: [{Name: 'Stage'}]}))
  const sorted = [...Dimensions].reverse()
  assert.deepEqual(Metrics, [{Namespace, MetricName: 'Latency', Dimensions: sorted}])
  const {Metrics: none} = await client.send(new ListMetricsCommand({Namespace: 'Dogs'}))
  assert.deepEqual(none, [])
})

const refused = [
  {
    name: 'a namespace of AWS',
    input: {Namespace: 'AWS/ApiGateway', MetricData: [{MetricName: 'Count', Value: 1}]},
    answer: 'InvalidParameterValueException 400 The value AWS/ for parameter Namespace is invalid.',
  },
  {
    name: 'a datum without values',
    input: {Namespace, MetricData: [{MetricName: 'Count'}]},
    answer: 'MissingRequiredParameterException 400 The parameter MetricData.member.1.Value is required.',
  },
  {
    name: 'a time long ago',
    input: {Namespace, MetricData: [{MetricName: 'Count', Value: 1, Timestamp: new Date(0)}]},
    answer:
      'InvalidParameterValueException 400 The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks and the next two hours.',
  },
]

for (const {name, input, answer} of refused) {
  test(`PutMetricData refuses ${name}`, async () => {
    assert.equal(await refusal(newClient().client.send(new PutMetricDataCommand(input))), answer)
  })
}

const authorization =
  'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/monitoring/aws4_request, SignedHeaders=host, Signature=0'

function post(controlPlane: ControlPlane, headers: string[], body: Buffer): {status: number; text: string} {
  const request = {method: 'POST', target: '/', rawHeaders: ['authorization', authorization, ...headers], body}
  const connection = {sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', signal: new AbortController().signal}
  const response = controlPlane({...request, ...connection})
  assert.ok(Buffer.isBuffer(response.body))
  return {status: response.status, text: response.body.toString()}
}

const form = ['content-type', 'application/x-www-form-urlencoded; charset=utf-8']

test('older clients speak the query protocol: a form in, XML out', () => {
  const {controlPlane} = newClient()
  const put =
    'Action=PutMetricData&Version=2010-08-01&Namespace=Pets&MetricData.member.1.MetricName=a%26b&MetricData.member.1.Value=2'
  const answered = post(controlPlane, form, Buffer.from(put))
  assert.deepEqual(answered, {
    status: 200,
    text: '<PutMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></PutMetricDataResponse>',
  })
  const list = post(controlPlane, form, Buffer.from('Action=ListMetrics&Version=2010-08-01'))
  assert.match(list.text, /<Metrics><member><Namespace>Pets<\/Namespace><MetricName>a&amp;b<\/MetricName>/)
  const wrong = post(controlPlane, form, Buffer.from(put.replace('Value=2', 'Value=x')))
  assert.deepEqual([wrong.status, /<Code>SerializationException<\/Code>/.test(wrong.text)], [400, true])
})

const json = ['content-type', 'application/x-amz-json-1.0', 'x-amz-target', 'GraniteServiceVersion20100801.ListMetrics']

const bodies = [
  {name: 'gzip', body: gzipSync('{}'), status: 200},
  {name: 'what is no gzip', body: Buffer.from('{}'), status: 400},
  {name: 'a body that unpacks to more than 10 MB', body: gzipSync(Buffer.alloc(11 * 1024 * 1024)), status: 400},
]

for (const {name, body, status} of bodies) {
  test(`a compressed body: ${name}`, () => {
    const answered = post(newClient().controlPlane, [...json, 'content-encoding', 'gzip'], body)
    assert.equal(answered.status, status, answered.text)
  })
}

test('an operation that the gateway has not is named', () => {
  const headers = [...json.slice(0, 3), 'GraniteServiceVersion20100801.PutInsightRule']
  const {status, text} = post(newClient().controlPlane, headers, Buffer.from('{}'))
  assert.equal(status, 501)
  assert.match(text, /does not implement PutInsightRule/)
})
