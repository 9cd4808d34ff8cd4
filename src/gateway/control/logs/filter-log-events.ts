import {present} from '../../../model/present.js'
import {keptLogEvents, retainedFromMs} from '../../store/log-events.js'
import type {KeptLogEvent} from '../../store/log-events.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {eventId, firstPage, pageEvents} from './event-page.js'
import {compileFilterPattern} from './filter-pattern.js'
import {checkStreamName, checkTime, findStream, invalid, limitOf, namedGroup} from './log-rules.js'
import type {FoundGroup} from './log-rules.js'

type Input = {
  logGroupName?: string
  logGroupIdentifier?: string
  logStreamNames?: string[]
  logStreamNamePrefix?: string
  startTime?: number
  endTime?: number
  filterPattern?: string
  nextToken?: string
  limit?: number
  startFromHead?: boolean
}

const streamNameLimit = 100

/** Matching events of a group's streams in the order of time, latest first on demand; endTime is included. */
function filterLogEvents(input: Input, context: OperationContext): Members {
  const {startTime, endTime, filterPattern = '', nextToken} = input
  checkTime(startTime, 'startTime')
  checkTime(endTime, 'endTime')
  if (startTime !== undefined && endTime !== undefined && endTime < startTime) {
    throw invalid('End time must be greater than or equal to start time')
  }
  const limit = limitOf(input.limit, pageEvents)
  const matches = compileFilterPattern(filterPattern)
  const token = nextToken === undefined ? undefined : parseToken(nextToken)
  const found = namedGroup(input, context)
  const fromMs = Math.max(startTime ?? 0, retainedFromMs(found.group, context.nowMs))
  const streamNames = streamsOf(input, found, context)
  const window = {streamNames, fromMs, ...(endTime !== undefined && {toMs: endTime + 1})}
  const isForward = token?.isForward ?? input.startFromHead ?? true
  const kept = keptLogEvents(context.store, found.key, window)
  const ordered = isForward ? kept : kept.reverse()
  const start = token === undefined ? 0 : firstBeyond(ordered, token)
  const left = ordered.slice(start).filter(({message}) => matches(message))
  const page = firstPage(left, limit)
  const last = page.at(-1)
  const hasMore = page.length < left.length && last !== undefined
  return present({
    events: page.map(eventAnswer),
    searchedLogStreams: [],
    nextToken: hasMore ? tokenOf(last, isForward) : undefined,
  })
}

function streamsOf(
  {logStreamNames, logStreamNamePrefix}: Input,
  found: FoundGroup,
  context: OperationContext,
): readonly string[] {
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw invalid('LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.')
  }
  if (logStreamNames !== undefined) {
    if (logStreamNames.length === 0 || logStreamNames.length > streamNameLimit) {
      throw invalid(`logStreamNames must have from 1 to ${streamNameLimit} members.`)
    }
    return [...new Set(logStreamNames)].map((name) => findStream(found, name, context).stream.logStreamName)
  }
  if (logStreamNamePrefix !== undefined) checkStreamName(logStreamNamePrefix, 'logStreamNamePrefix')
  const names = context.store.list('logStream', found.key).map(({logStreamName}) => logStreamName)
  return names.filter((name) => name.startsWith(logStreamNamePrefix ?? ''))
}

function eventAnswer(event: KeptLogEvent): Members {
  const {logStreamName, timestampMs, message, ingestionMs} = event
  return {logStreamName, timestamp: timestampMs, message, ingestionTime: ingestionMs, eventId: eventId(event)}
}

/** The last event of a page: the next one goes on behind it, whatever was added or expired meanwhile. */
type Token = Pick<KeptLogEvent, 'timestampMs' | 'logStreamName' | 'sequence'> & {isForward: boolean}

function tokenOf({timestampMs, logStreamName, sequence}: KeptLogEvent, isForward: boolean): string {
  return Buffer.from(`${isForward ? 'f' : 'b'} ${timestampMs} ${sequence} ${logStreamName}`).toString('base64url')
}

function parseToken(text: string): Token {
  const [, direction, time, sequence, logStreamName] =
    /^([fb]) (\d{1,15}) (\d{1,15}) (.+)$/s.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (logStreamName === undefined) throw invalid('The specified nextToken is invalid.')
  return {isForward: direction === 'f', timestampMs: Number(time), sequence: Number(sequence), logStreamName}
}

function firstBeyond(ordered: readonly KeptLogEvent[], token: Token): number {
  const found = ordered.findIndex((event) => (token.isForward ? isLater(event, token) : isLater(token, event)))
  return found === -1 ? ordered.length : found
}

type Place = Omit<Token, 'isForward'>

function isLater(one: Place, other: Place): boolean {
  if (one.timestampMs !== other.timestampMs) return one.timestampMs > other.timestampMs
  if (one.logStreamName !== other.logStreamName) return one.logStreamName > other.logStreamName
  return one.sequence > other.sequence
}

export const filterLogEventsOperations: Operations = {FilterLogEvents: operation(filterLogEvents)}
