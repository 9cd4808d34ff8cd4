import {present} from '../../../model/present.js'
import {appendLogEvents, expireLogEvents, retainedFromMs, sizeOf} from '../../store/log-events.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {checkTime, findGroup, findStream, invalid, violation} from './log-rules.js'
import {sequenceToken} from './log-stream.js'

type InputEvent = {timestamp: number; message: string}
type Input = {logGroupName: string; logStreamName: string; logEvents: InputEvent[]}

/** Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const eventLimit = 10_000
const batchLimitBytes = 1_048_576
const hourMs = 3600 * 1000
const dayMs = 24 * hourMs

function putLogEvents({logGroupName, logStreamName, logEvents}: Input, context: OperationContext): Members {
  const {store, nowMs} = context
  checkEvents(logEvents)
  const found = findGroup(logGroupName, context)
  const {key, stream} = findStream(found, logStreamName, context)
  const retainedMs = retainedFromMs(found.group, nowMs)
  const {accepted, rejectedLogEventsInfo} = sift(logEvents, {nowMs, retainedMs})
  if (accepted.length > 0) {
    expireLogEvents(store, found.key, nowMs)
    const events = accepted.map(({timestamp, message}) => ({timestampMs: timestamp, message}))
    appendLogEvents(store, key, events, nowMs)
  }
  const nextSequenceToken = sequenceToken(stream.nextSequence + accepted.length)
  return present({nextSequenceToken, rejectedLogEventsInfo})
}

function checkEvents(logEvents: readonly InputEvent[]): void {
  if (logEvents.length === 0) {
    throw violation('[]', 'logEvents', 'Member must have length greater than or equal to 1')
  }
  if (logEvents.length > eventLimit) {
    throw violation('[...]', 'logEvents', `Member must have length less than or equal to ${eventLimit}`)
  }
  for (const [index, {timestamp, message}] of logEvents.entries()) {
    const path = `logEvents.${index + 1}.member`
    checkTime(timestamp, `${path}.timestamp`)
    if (message === '') throw violation('', `${path}.message`, 'Member must have length greater than or equal to 1')
  }
  const bytes = logEvents.reduce((sum, {message}) => sum + sizeOf(message), 0)
  if (bytes > batchLimitBytes) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${batchLimitBytes}`)
  const times = logEvents.map(({timestamp}) => timestamp)
  if (times.some((time, index) => time < (times[index - 1] ?? 0))) {
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.')
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > dayMs) {
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.')
  }
}

/** Events out of AWS's window of time are left out, and the answer says which: they are in the order of time. */
function sift(
  logEvents: readonly InputEvent[],
  {nowMs, retainedMs}: {nowMs: number; retainedMs: number},
): {accepted: readonly InputEvent[]; rejectedLogEventsInfo?: Members} {
  const before = (limitMs: number): number => logEvents.filter(({timestamp}) => timestamp < limitMs).length
  const [tooOld, expired] = [before(nowMs - 14 * dayMs), before(retainedMs)]
  const tooNew = before(nowMs + 2 * hourMs + 1)
  const accepted = logEvents.slice(Math.max(tooOld, expired), tooNew)
  if (accepted.length === logEvents.length) return {accepted}
  const rejectedLogEventsInfo = present({
    tooNewLogEventStartIndex: tooNew < logEvents.length ? tooNew : undefined,
    tooOldLogEventEndIndex: tooOld > 0 ? tooOld : undefined,
    expiredLogEventEndIndex: expired > 0 ? expired : undefined,
  })
  return {accepted, rejectedLogEventsInfo}
}

export const putLogEventsOperations: Operations = {PutLogEvents: operation(putLogEvents)}
