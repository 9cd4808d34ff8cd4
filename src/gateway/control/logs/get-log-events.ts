import {keptLogEvents, retainedFromMs} from '../../store/log-events.js'
import type {KeptLogEvent} from '../../store/log-events.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {comparePlaces, eventId, firstPage, pageEvents, placeOf} from './event-page.js'
import type {Place} from './event-page.js'
import {checkTime, findStream, invalid, limitOf, namedGroup} from './log-rules.js'

type Input = {
  logGroupName?: string
  logGroupIdentifier?: string
  logStreamName: string
  startTime?: number
  endTime?: number
  nextToken?: string
  limit?: number
  startFromHead?: boolean
}

/**
 * Events of one stream, oldest first; endTime is not included. Without a token the latest page, or the first with
 * startFromHead. A token goes on after the last event (`f/`) or before the first one (`b/`), and is answered again
 * when nothing lies there: so clients notice the end of a stream.
 */
function getLogEvents(input: Input, context: OperationContext): Members {
  const {startTime, endTime, nextToken} = input
  checkTime(startTime, 'startTime')
  checkTime(endTime, 'endTime')
  if (startTime !== undefined && endTime !== undefined && endTime < startTime) {
    throw invalid('End time must be greater than or equal to start time')
  }
  const limit = limitOf(input.limit, pageEvents)
  const token = nextToken === undefined ? undefined : parseToken(nextToken)
  const found = namedGroup(input, context)
  const {stream} = findStream(found, input.logStreamName, context)
  const fromMs = Math.max(startTime ?? 0, retainedFromMs(found.group, context.nowMs))
  const window = {streamNames: [stream.logStreamName], fromMs, ...(endTime !== undefined && {toMs: endTime})}
  const kept = keptLogEvents(context.store, found.key, window)
  const page = pageOf(kept, token ?? (input.startFromHead === true ? 'first' : 'last'), limit)
  return {
    events: page.map(({timestampMs, message, ingestionMs}) => {
      return {timestamp: timestampMs, message, ingestionTime: ingestionMs}
    }),
    ...tokensOf(page, token),
  }
}

type Token = {direction: 'f' | 'b'; id: string}

function parseToken(text: string): Token {
  const [, direction, id] = /^([fb])\/(\d{56})(?:\/s)?$/.exec(text) ?? []
  if (id === undefined) throw invalid('The specified nextToken is invalid.')
  return {direction: direction === 'b' ? 'b' : 'f', id}
}

function pageOf(
  events: readonly KeptLogEvent[],
  from: Token | 'first' | 'last',
  limit: number,
): readonly KeptLogEvent[] {
  if (from === 'first') return firstPage(events, limit)
  if (from === 'last') return lastPage(events, limit)
  const place: Place = placeOf(from.id)
  if (from.direction === 'f') {
    return firstPage(
      events.filter((event) => comparePlaces(event, place) > 0),
      limit,
    )
  }
  return lastPage(
    events.filter((event) => comparePlaces(event, place) < 0),
    limit,
  )
}

function lastPage(events: readonly KeptLogEvent[], limit: number): readonly KeptLogEvent[] {
  return [...firstPage([...events].reverse(), limit)].reverse()
}

/** An empty page stays where it was; that of a stream without events is at its beginning. */
function tokensOf(page: readonly KeptLogEvent[], token: Token | undefined): Members {
  const [first, last] = [page[0], page.at(-1)]
  const here = token?.id ?? '0'.repeat(56)
  const [before, after] = [first === undefined ? here : eventId(first), last === undefined ? here : eventId(last)]
  return {nextForwardToken: `f/${after}/s`, nextBackwardToken: `b/${before}/s`}
}

export const getLogEventsOperations: Operations = {GetLogEvents: operation(getLogEvents)}
