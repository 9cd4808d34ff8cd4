import {readLogEvents} from '../../aws/read/log-events.js'
import type {LogEvent} from '../../aws/read/log-events.js'
import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {LogCursor} from '../../metrics/log-cursor.js'
import {toLogEntry} from '../../metrics/log-entry.js'
import type {LogEntry} from '../../metrics/log-entry.js'
import {matchesFilter} from '../../metrics/log-filter.js'
import type {LogFilter} from '../../metrics/log-filter.js'
import type {LogSource} from '../../metrics/log-source.js'
import {mergeByTime} from '../../metrics/merge-logs.js'
import {logSources} from './log-sources.js'
import type {LogSourceWords} from './log-sources.js'
import {logFilter} from './log-filter-words.js'
import type {LogFilterWords} from './log-filter-words.js'
import {observedStage} from './observed-stage.js'
import type {Rhythm, Watching} from './observed-stage.js'
import {parseInterval, parseSpan} from './time-span.js'
import type {SpanWords} from './time-span.js'

/** What was found; `truncated` when there was more than asked for. */
export type ShownLogs = {entries: readonly LogEntry[]; truncated: boolean}

export type LogsRequest = Omit<SpanWords, 'period'> &
  LogSourceWords &
  LogFilterWords & {api?: string | undefined; unmask: boolean; limit: number}

type Shower = {onEntry: (entry: LogEntry) => void}

type Look = {clients: Clients; sources: readonly LogSource[]; filter: LogFilter; unmask: boolean}

/** Lines of a stage's logs in a time span, oldest first, each told as it is found. */
export async function showLogs(watching: Watching, request: LogsRequest, {onEntry}: Shower): Promise<ShownLogs> {
  const look = await lookOf(watching, request)
  const {fromMs, toMs} = parseSpan(request, await watching.nowMs())
  const entries: LogEntry[] = []
  const lists = look.sources.map((source) => entriesOf(look, source, {fromMs, toMs}))
  for await (const {entry} of mergeByTime(lists)) {
    if (entries.length >= request.limit) return {entries, truncated: true}
    entries.push(entry)
    onEntry(entry)
  }
  return {entries, truncated: false}
}

/** Waits between two looks at most this long, when AWS answers with errors. */
const longestPauseMs = 60_000

/** What passes by itself; a look that it ends is repeated. */
const passing = ['AWS_THROTTLED', 'AWS_UNAVAILABLE', 'AWS_NETWORK']

/**
 * Lines as they come, from `since` on until the signal fires; answers how many. A line is told once, also when AWS
 * refuses for a while: that is told to `onTrouble`.
 */
export async function followLogs(
  watching: Watching,
  {interval, ...request}: LogsRequest & {interval: string},
  {onEntry, onTrouble, pause, signal}: Rhythm & Shower & {onTrouble: (error: ApigwError) => void},
): Promise<{followed: number}> {
  const intervalMs = parseInterval(interval)
  const look = await lookOf(watching, request)
  const {fromMs} = parseSpan(request, await watching.nowMs())
  const followed = look.sources.map((source) => ({source, cursor: new LogCursor(fromMs)}))
  let shown = 0
  let pauseMs = intervalMs
  while (!signal.aborted) {
    try {
      for await (const entry of freshEntries(look, followed)) {
        onEntry(entry)
        shown += 1
      }
      pauseMs = intervalMs
    } catch (error) {
      // What the interruption ended is no failure; the loop ends by itself.
      if (error instanceof ApigwError && error.code === 'AWS_INTERRUPTED') break
      if (!(error instanceof ApigwError) || !passing.includes(error.code)) throw error
      onTrouble(error)
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
    }
    await pause(pauseMs)
  }
  return {followed: shown}
}

/** One look at all logs: what was not shown before, remembered as shown before it is answered. */
async function* freshEntries(
  look: Look,
  followed: readonly {source: LogSource; cursor: LogCursor}[],
): AsyncGenerator<LogEntry> {
  const lists = followed.map(({source, cursor}) => entriesOf(look, source, {fromMs: cursor.fromMs}))
  const cursors = new Map(followed.map(({source, cursor}) => [source, cursor]))
  for await (const {source, event, entry} of mergeByTime(lists)) {
    if (cursors.get(source)?.take(event) === true) yield entry
  }
  for (const {cursor} of followed) cursor.endLook()
}

type Found = {timeMs: number; source: LogSource; event: LogEvent; entry: LogEntry}

async function* entriesOf(
  {clients, filter, unmask}: Look,
  source: LogSource,
  span: {fromMs: number; toMs?: number},
): AsyncGenerator<Found[]> {
  for await (const page of readLogEvents(clients, {groupName: source.groupName, ...span})) {
    const found = page.map((event) => ({
      timeMs: event.timeMs,
      source,
      event,
      entry: toLogEntry(source, event, {unmask}),
    }))
    yield found.filter(({entry}) => matchesFilter(entry, filter))
  }
}

async function lookOf(watching: Watching, request: Omit<LogsRequest, keyof SpanWords>): Promise<Look> {
  const {clients, api, stage} = await observedStage(watching, request.api)
  const sources = logSources({api, stage: stage.stage, project: watching.project}, request)
  const filter = logFilter(request, sources)
  return {clients, sources, filter, unmask: request.unmask}
}
