import type {FilteredLogEvent} from '@aws-sdk/client-cloudwatch-logs'
import type {Clients} from '../clients.js'
import {isNotFound} from '../errors.js'
import {pagesOf} from '../paginate.js'

/** One line of a log. `id` is unique in its group; `timeMs` is epoch milliseconds. */
export type LogEvent = {id: string; timeMs: number; message: string; streamName: string}

/**
 * From the first moment up to and including the last, if there is one. `text` must be in the line as it stands; without
 * `streamName` all streams are read.
 */
export type LogQuery = {
  groupName: string
  fromMs: number
  toMs?: number | undefined
  text?: string | undefined
  streamName?: string | undefined
}

/**
 * Events of all streams of a log group, oldest first, page by page; none when there is no such group, as before the first
 * line of a log. Pages may be empty while more follow.
 */
export async function* readLogEvents(
  clients: Clients,
  {groupName, fromMs, toMs, text, streamName}: LogQuery,
): AsyncGenerator<readonly LogEvent[]> {
  const {FilterLogEventsCommand} = await import('@aws-sdk/client-cloudwatch-logs')
  const client = await clients.logs()
  const input = {
    logGroupName: groupName,
    startTime: Math.max(0, Math.floor(fromMs)),
    ...(toMs !== undefined && {endTime: Math.ceil(toMs)}),
    ...(streamName !== undefined && {logStreamNames: [streamName]}),
    // A phrase in quotes is searched as it is.
    ...(text !== undefined && {filterPattern: `"${text.replaceAll(/["\\]/g, ' ')}"`}),
  }
  try {
    yield* pagesOf(async (nextToken) => {
      const page = await client.send(new FilterLogEventsCommand({...input, nextToken}))
      return {items: page.events?.map(toEvent), next: page.nextToken}
    })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}

function toEvent({eventId = '', timestamp = 0, message = '', logStreamName = ''}: FilteredLogEvent): LogEvent {
  return {id: eventId, timeMs: timestamp, message: message.replace(/\r?\n$/, ''), streamName: logStreamName}
}
