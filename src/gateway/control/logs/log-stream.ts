import {present} from '../../../model/present.js'
import {deleteLogStream as deleteStream} from '../../store/log-events.js'
import type {LogGroupRecord, LogStreamRecord} from '../../store/log-record.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkStreamName, findGroup, findStream, groupArn, invalid, limitOf, namedGroup} from './log-rules.js'

/** AWS has no limit; this one keeps a loop from filling the memory. */
const streamLimit = 10_000

type StreamInput = {logGroupName: string; logStreamName: string}

function createLogStream({logGroupName, logStreamName}: StreamInput, context: OperationContext): Members {
  const {store, nowMs} = context
  checkStreamName(logStreamName)
  const key = [...findGroup(logGroupName, context).key, logStreamName]
  if (store.get('logStream', key) !== undefined) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log stream already exists')
  }
  if (store.list('logStream', key.slice(0, 3)).length >= streamLimit) {
    throw new ServiceError('LimitExceededException', 'Resource limit exceeded.')
  }
  store.put('logStream', key, {logStreamName, creationTimeMs: nowMs, nextSequence: 0})
  return {}
}

function deleteLogStream({logGroupName, logStreamName}: StreamInput, context: OperationContext): Members {
  deleteStream(context.store, findStream(findGroup(logGroupName, context), logStreamName, context).key)
  return {}
}

type DescribeInput = {
  logGroupName?: string
  logGroupIdentifier?: string
  logStreamNamePrefix?: string
  orderBy?: string
  descending?: boolean
  nextToken?: string
  limit?: number
}

const pageLimit = 50

function describeLogStreams(input: DescribeInput, context: OperationContext): Members {
  const {logStreamNamePrefix: prefix, orderBy, descending = false} = input
  const {key, group} = namedGroup(input, context)
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.')
  }
  if (prefix !== undefined) checkStreamName(prefix, 'logStreamNamePrefix')
  const found = context.store.list('logStream', key).filter(({logStreamName}) => logStreamName.startsWith(prefix ?? ''))
  found.sort((one, other) => (one.logStreamName < other.logStreamName ? -1 : 1))
  if (orderBy === 'LastEventTime') found.sort((one, other) => (one.lastEventMs ?? 0) - (other.lastEventMs ?? 0))
  if (descending) found.reverse()
  const size = limitOf(input.limit, pageLimit)
  const page = tokenPage(found, {nextToken: input.nextToken, size, refusal: 'InvalidParameterException'})
  return present({logStreams: page.items.map((stream) => streamAnswer(group, stream)), nextToken: page.nextToken})
}

/** `storedBytes` of a stream is always 0 since June 2019. Source: CloudWatch Logs API reference, LogStream. */
function streamAnswer(group: Readonly<LogGroupRecord>, stream: Readonly<LogStreamRecord>): Members {
  return present({
    logStreamName: stream.logStreamName,
    creationTime: stream.creationTimeMs,
    firstEventTimestamp: stream.firstEventMs,
    lastEventTimestamp: stream.lastEventMs,
    lastIngestionTime: stream.lastIngestionMs,
    uploadSequenceToken: stream.nextSequence === 0 ? undefined : sequenceToken(stream.nextSequence),
    arn: `${groupArn(group)}:log-stream:${stream.logStreamName}`,
    storedBytes: 0,
  })
}

/** Tokens are still answered, and no longer looked at, as on AWS. */
export function sequenceToken(nextSequence: number): string {
  return `49${String(nextSequence).padStart(54, '0')}`
}

export const logStreamOperations: Operations = {
  CreateLogStream: operation(createLogStream),
  DeleteLogStream: operation(deleteLogStream),
  DescribeLogStreams: operation(describeLogStreams),
}
