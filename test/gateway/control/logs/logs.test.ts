import assert from 'node:assert/strict'
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import {test} from 'vitest'
import {logsOperations} from '../../../../src/gateway/control/logs/operations.js'
import {refusal, testControlPlane, testNowMs} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

const logGroupName = '/aws/lambda/pets'
const logStreamName = '2023/11/14/[$LATEST]0011'
const inStream = {logGroupName, logStreamName}
const arn = `arn:aws:logs:eu-west-1:000000000000:log-group:${logGroupName}`
const minute = 60_000
const day = 24 * 60 * minute

async function newClient() {
  const {controlPlane, clock} = testControlPlane({logs: logsOperations})
  const client = new CloudWatchLogsClient(clientOptions(controlPlane))
  await client.send(new CreateLogGroupCommand({logGroupName, tags: {team: 'store'}}))
  await client.send(new CreateLogStreamCommand(inStream))
  const put = (messages: readonly string[], startMs = testNowMs, stream = logStreamName) =>
    client.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: stream,
        logEvents: messages.map((message, index) => ({message, timestamp: startMs + index})),
      }),
    )
  return {client, clock, put}
}

test('a group and a stream are described as AWS describes them', async () => {
  const {client, put} = await newClient()
  await put(['hello'], testNowMs - minute)
  await client.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 7}))
  const {logGroups} = await client.send(new DescribeLogGroupsCommand({logGroupNamePrefix: '/aws/lambda/'}))
  assert.deepEqual(logGroups, [
    {
      ...{logGroupName, creationTime: testNowMs, retentionInDays: 7, metricFilterCount: 0},
      ...{arn: `${arn}:*`, storedBytes: 31, logGroupClass: 'STANDARD', logGroupArn: arn},
    },
  ])
  const {logStreams} = await client.send(new DescribeLogStreamsCommand({logGroupIdentifier: arn}))
  assert.deepEqual(logStreams, [
    {
      ...{logStreamName, creationTime: testNowMs, storedBytes: 0, arn: `${arn}:log-stream:${logStreamName}`},
      ...{firstEventTimestamp: testNowMs - minute, lastEventTimestamp: testNowMs - minute},
      ...{lastIngestionTime: testNowMs, uploadSequenceToken: `49${'0'.repeat(53)}1`},
    },
  ])
})

test('GetLogEvents pages backward from the end and forward from the head, and repeats the token at an end', async () => {
  const {client, put} = await newClient()
  await put(['one', 'two', 'three', 'four', 'five'])
  const get = async (input: {nextToken?: string | undefined; startFromHead?: boolean}) => {
    const answer = await client.send(new GetLogEventsCommand({...inStream, limit: 2, ...input}))
    return {...answer, messages: answer.events?.map(({message}) => message)}
  }
  const last = await get({})
  assert.deepEqual(last.messages, ['four', 'five'])
  const before = await get({nextToken: last.nextBackwardToken})
  assert.deepEqual(before.messages, ['two', 'three'])
  assert.deepEqual((await get({nextToken: before.nextForwardToken})).messages, ['four', 'five'])
  const end = await get({nextToken: last.nextForwardToken})
  assert.deepEqual([end.messages, end.nextForwardToken], [[], last.nextForwardToken])
  await put(['six'], testNowMs + 10)
  assert.deepEqual((await get({nextToken: end.nextForwardToken})).messages, ['six'])
  const first = await get({startFromHead: true})
  assert.deepEqual(first.messages, ['one', 'two'])
  const start = await get({nextToken: first.nextBackwardToken})
  assert.deepEqual([start.messages, start.nextBackwardToken], [[], first.nextBackwardToken])
})

test('GetLogEvents does not include endTime, FilterLogEvents does', async () => {
  const {client, put} = await newClient()
  await put(['one', 'two', 'three'])
  const window = {startTime: testNowMs, endTime: testNowMs + 1}
  const {events: got} = await client.send(new GetLogEventsCommand({...inStream, ...window}))
  const {events: filtered} = await client.send(new FilterLogEventsCommand({logGroupName, ...window}))
  assert.deepEqual([got?.length, filtered?.length], [1, 2])
})

test('FilterLogEvents goes through all streams in the order of time, page by page, both ways', async () => {
  const {client, put} = await newClient()
  await client.send(new CreateLogStreamCommand({logGroupName, logStreamName: 'other'}))
  await put(['a 1', 'b 2', 'a 3'])
  await put(['a 4', 'a 5'], testNowMs + 1, 'other')
  const all = async (input: object) => {
    const found: string[][] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(
        new FilterLogEventsCommand({logGroupName, filterPattern: 'a', limit: 2, nextToken, ...input}),
      )
      found.push((page.events ?? []).map(({message = ''}) => message))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    return found
  }
  assert.deepEqual(await all({}), [
    ['a 1', 'a 4'],
    ['a 3', 'a 5'],
  ])
  assert.deepEqual(await all({startFromHead: false}), [
    ['a 5', 'a 3'],
    ['a 4', 'a 1'],
  ])
  assert.deepEqual(await all({logStreamNames: ['other']}), [['a 4', 'a 5']])
  assert.deepEqual(await all({logStreamNamePrefix: '2023'}), [['a 1', 'a 3']])
  assert.deepEqual(await all({startTime: testNowMs + 2}), [['a 3', 'a 5']])
  const {events = []} = await client.send(new FilterLogEventsCommand({logGroupName}))
  assert.equal(new Set(events.map(({eventId}) => eventId)).size, 5)
  assert.ok(events.every(({eventId = ''}) => /^\d{56}$/.test(eventId)))
})

test('the retention of a group hides events, by the clock', async () => {
  const {client, clock, put} = await newClient()
  await put(['old', 'new'])
  await client.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 1}))
  const messages = async () =>
    (await client.send(new FilterLogEventsCommand({logGroupName}))).events?.map(({message}) => message)
  clock.advance(day)
  assert.deepEqual(await messages(), ['old', 'new'])
  clock.advance(1)
  assert.deepEqual(await messages(), ['new'])
  await client.send(new DeleteRetentionPolicyCommand({logGroupName}))
  assert.deepEqual(await messages(), ['old', 'new'])
  await client.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 1}))
  clock.advance(day)
  const {logGroups} = await client.send(new DescribeLogGroupsCommand({}))
  assert.equal(logGroups?.[0]?.storedBytes, 0)
})

test('events outside of the window of time are left out and named', async () => {
  const {client} = await newClient()
  const times = [testNowMs - 14 * day - 2, testNowMs - 14 * day - 1, testNowMs - 14 * day]
  const put = (timestamps: readonly number[]) =>
    client.send(
      new PutLogEventsCommand({...inStream, logEvents: timestamps.map((timestamp) => ({timestamp, message: 'x'}))}),
    )
  assert.deepEqual((await put(times)).rejectedLogEventsInfo, {tooOldLogEventEndIndex: 2})
  const late = await put([testNowMs, testNowMs + 120 * minute, testNowMs + 120 * minute + 1])
  assert.deepEqual(late.rejectedLogEventsInfo, {tooNewLogEventStartIndex: 2})
  await client.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 1}))
  const expired = await put([testNowMs - day - 1, testNowMs - day])
  assert.deepEqual(expired.rejectedLogEventsInfo, {expiredLogEventEndIndex: 1})
  const {events} = await client.send(new FilterLogEventsCommand({logGroupName}))
  assert.deepEqual(
    events?.map(({timestamp}) => (timestamp ?? 0) - testNowMs),
    [-day, 0, 120 * minute],
  )
})

test('deleted streams and groups take their events along', async () => {
  const {client, put} = await newClient()
  await put(['hello'])
  await client.send(new DeleteLogStreamCommand(inStream))
  await client.send(new CreateLogStreamCommand(inStream))
  assert.deepEqual((await client.send(new GetLogEventsCommand(inStream))).events, [])
  await client.send(new DeleteLogGroupCommand({logGroupName}))
  assert.deepEqual((await client.send(new DescribeLogGroupsCommand({}))).logGroups, [])
})

test('groups have tags', async () => {
  const {client} = await newClient()
  await client.send(new TagResourceCommand({resourceArn: arn, tags: {stage: 'dev'}}))
  await client.send(new UntagResourceCommand({resourceArn: arn, tagKeys: ['team']}))
  const {tags} = await client.send(new ListTagsForResourceCommand({resourceArn: arn}))
  assert.deepEqual(tags, {stage: 'dev'})
})

test('groups and streams are paged in the order of their names, streams also by their last event', async () => {
  const {client, put} = await newClient()
  for (const name of ['c', 'a', 'b']) {
    await client.send(new CreateLogGroupCommand({logGroupName: name}))
    await client.send(new CreateLogStreamCommand({logGroupName, logStreamName: name}))
  }
  await put(['late'], testNowMs, 'b')
  await put(['early'], testNowMs - 1, 'c')
  const first = await client.send(new DescribeLogGroupsCommand({limit: 2}))
  const second = await client.send(new DescribeLogGroupsCommand({limit: 2, nextToken: first.nextToken}))
  const names = [...(first.logGroups ?? []), ...(second.logGroups ?? [])].map((group) => group.logGroupName)
  assert.deepEqual([names, second.nextToken], [[logGroupName, 'a', 'b', 'c'], undefined])
  const latest = await client.send(
    new DescribeLogStreamsCommand({logGroupName, orderBy: 'LastEventTime', descending: true, limit: 2}),
  )
  assert.deepEqual(
    latest.logStreams?.map((stream) => stream.logStreamName),
    ['b', 'c'],
  )
})

const noGroup = 'ResourceNotFoundException 400 The specified log group does not exist.'
const noStream = 'ResourceNotFoundException 400 The specified log stream does not exist.'
const event = {timestamp: testNowMs, message: 'x'}

const refusals: {call: (client: CloudWatchLogsClient) => Promise<unknown>; answer: string}[] = [
  {
    call: (client) => client.send(new CreateLogGroupCommand({logGroupName})),
    answer: 'ResourceAlreadyExistsException 400 The specified log group already exists',
  },
  {
    call: (client) => client.send(new CreateLogGroupCommand({logGroupName: 'a b'})),
    answer: String.raw`InvalidParameterException 400 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`,
  },
  {
    call: (client) => client.send(new CreateLogStreamCommand(inStream)),
    answer: 'ResourceAlreadyExistsException 400 The specified log stream already exists',
  },
  {call: (client) => client.send(new CreateLogStreamCommand({...inStream, logGroupName: 'none'})), answer: noGroup},
  {call: (client) => client.send(new DeleteLogGroupCommand({logGroupName: 'none'})), answer: noGroup},
  {call: (client) => client.send(new DeleteLogStreamCommand({logGroupName, logStreamName: 'none'})), answer: noStream},
  {call: (client) => client.send(new GetLogEventsCommand({logGroupName, logStreamName: 'none'})), answer: noStream},
  {
    call: (client) => client.send(new FilterLogEventsCommand({logGroupName, logStreamNames: ['none']})),
    answer: noStream,
  },
  {
    call: (client) => client.send(new GetLogEventsCommand({...inStream, nextToken: 'f/1'})),
    answer: 'InvalidParameterException 400 The specified nextToken is invalid.',
  },
  {
    call: (client) => client.send(new FilterLogEventsCommand({logGroupName, nextToken: '__proto__'})),
    answer: 'InvalidParameterException 400 The specified nextToken is invalid.',
  },
  {
    call: (client) => client.send(new FilterLogEventsCommand({logGroupName, filterPattern: '{ $.a = '})),
    answer: 'InvalidParameterException 400 Invalid filter pattern',
  },
  {
    call: (client) => client.send(new FilterLogEventsCommand({logGroupName, limit: 10_001})),
    answer:
      "InvalidParameterException 400 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
  },
  {
    call: (client) => client.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 2})),
    answer:
      "InvalidParameterException 400 1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
  },
  {
    call: (client) =>
      client.send(new PutLogEventsCommand({...inStream, logEvents: [event, {...event, timestamp: testNowMs - 1}]})),
    answer: 'InvalidParameterException 400 Log events in a single PutLogEvents request must be in chronological order.',
  },
  {
    call: (client) =>
      client.send(
        new PutLogEventsCommand({...inStream, logEvents: [{...event, timestamp: testNowMs - day - 1}, event]}),
      ),
    answer:
      'InvalidParameterException 400 The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
  },
  {
    call: (client) =>
      client.send(new PutLogEventsCommand({...inStream, logEvents: [{...event, message: 'x'.repeat(1_048_576)}]})),
    answer: 'InvalidParameterException 400 Upload too large: 1048602 bytes exceeds limit of 1048576',
  },
  {
    call: (client) => client.send(new PutLogEventsCommand({...inStream, logEvents: []})),
    answer:
      "InvalidParameterException 400 1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
  },
  {
    call: (client) => client.send(new DescribeLogGroupsCommand({logGroupNamePrefix: 'a', logGroupNamePattern: 'b'})),
    answer:
      'InvalidParameterException 400 LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
  },
  {
    call: (client) =>
      client.send(new DescribeLogStreamsCommand({logGroupName, logStreamNamePrefix: 'a', orderBy: 'LastEventTime'})),
    answer: 'InvalidParameterException 400 Cannot order by LastEventTime with a logStreamNamePrefix.',
  },
]

for (const {call, answer} of refusals) {
  test(`a call is refused: ${answer.slice(0, 150)}`, async () => {
    const {client} = await newClient()
    assert.equal(await refusal(call(client)), answer)
  })
}
