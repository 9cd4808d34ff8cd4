import type {LogChunkRecord, LogEventRecord, LogGroupRecord, LogStreamRecord} from './log-record.js'
import type {Scope} from './record-kinds.js'
import type {Store} from './store.js'

/** What CloudWatch Logs adds to the bytes of each event. */
export const eventOverheadBytes = 26

/** Most bytes of events that one group, and all groups together, keep: the oldest make room. */
const groupLimitBytes = 16 * 1024 * 1024
const totalLimitBytes = 128 * 1024 * 1024
/** A chunk that has reached this is not added to any more: it bounds what one write rewrites. */
const chunkBytes = 64 * 1024
const dayMs = 24 * 3600 * 1000

/** Events to add, in the order in which the stream is to have them. */
export type NewLogEvent = {timestampMs: number; message: string}

/** An event as readers see it; `sequence` tells events of one time and stream apart. */
export type KeptLogEvent = LogEventRecord & {logStreamName: string; sequence: number}

export function logGroupKey({accountId, region}: Scope, logGroupName: string): string[] {
  return [accountId, region, logGroupName]
}

/** Adds events to an existing stream of an existing group. Needs a transaction. */
export function appendLogEvents(
  store: Store,
  streamKey: readonly string[],
  events: readonly NewLogEvent[],
  nowMs: number,
): void {
  const groupKey = streamKey.slice(0, 3)
  const [group, stream] = [store.get('logGroup', groupKey), store.get('logStream', streamKey)]
  if (group === undefined || stream === undefined) throw new Error(`There is no log stream ${streamKey.join(' ')}.`)
  let sequence = stream.nextSequence
  let added = 0
  for (const part of chunksOf(store.list('logChunk', streamKey).at(-1), sequence, events, nowMs)) {
    store.put('logChunk', [...streamKey, String(part.chunk.firstSequence)], part.chunk)
    sequence = part.chunk.firstSequence + part.chunk.events.length
    added += part.addedBytes
  }
  store.put('logStream', streamKey, seenStream(stream, events, {sequence, nowMs}))
  store.put('logGroup', groupKey, {...group, storedBytes: group.storedBytes + added})
  makeRoom(store, groupKey)
}

/** Groups the new events into chunks; the first goes on with the stream's last one while that has room. */
function chunksOf(
  last: Readonly<LogChunkRecord> | undefined,
  nextSequence: number,
  events: readonly NewLogEvent[],
  ingestionMs: number,
): {chunk: LogChunkRecord; addedBytes: number}[] {
  const found: {chunk: LogChunkRecord; addedBytes: number}[] = []
  let firstSequence = nextSequence
  let kept: LogEventRecord[] = []
  let [keptBytes, addedBytes] = [0, 0]
  // A chunk that makeRoom took away may be the last: then the sequence goes on without it.
  if (last !== undefined && last.sizeBytes < chunkBytes && last.firstSequence + last.events.length === nextSequence) {
    firstSequence = last.firstSequence
    kept = [...last.events]
    keptBytes = last.sizeBytes
  }
  const finish = (): void => {
    if (addedBytes === 0) return
    const times = kept.map(({timestampMs}) => timestampMs)
    const [earliestMs, latestMs] = [least(times), most(times)]
    found.push({chunk: {firstSequence, events: kept, earliestMs, latestMs, sizeBytes: keptBytes}, addedBytes})
    firstSequence += kept.length
    kept = []
    keptBytes = 0
    addedBytes = 0
  }
  for (const {timestampMs, message} of events) {
    const bytes = sizeOf(message)
    kept.push({timestampMs, ingestionMs, message})
    keptBytes += bytes
    addedBytes += bytes
    if (keptBytes >= chunkBytes) finish()
  }
  finish()
  return found
}

function seenStream(
  stream: Readonly<LogStreamRecord>,
  events: readonly NewLogEvent[],
  {sequence, nowMs}: {sequence: number; nowMs: number},
): LogStreamRecord {
  const times = events.map(({timestampMs}) => timestampMs)
  return {
    ...stream,
    firstEventMs: least([...times, stream.firstEventMs ?? Infinity]),
    lastEventMs: most([...times, stream.lastEventMs ?? -Infinity]),
    lastIngestionMs: nowMs,
    nextSequence: sequence,
  }
}

/** Bytes of an event as CloudWatch Logs counts them. */
export function sizeOf(message: string): number {
  return Buffer.byteLength(message) + eventOverheadBytes
}

/** Events of a stream, or of all streams of a group, with fromMs <= time < toMs; in the order of time. */
export function keptLogEvents(
  store: Store,
  groupKey: readonly string[],
  {streamNames, fromMs = -Infinity, toMs = Infinity}: {streamNames: readonly string[]; fromMs?: number; toMs?: number},
): KeptLogEvent[] {
  const found: KeptLogEvent[] = []
  for (const logStreamName of streamNames) {
    for (const chunk of store.list('logChunk', [...groupKey, logStreamName])) {
      if (chunk.latestMs < fromMs || chunk.earliestMs >= toMs) continue
      for (const [index, event] of chunk.events.entries()) {
        if (event.timestampMs < fromMs || event.timestampMs >= toMs) continue
        found.push({...event, logStreamName, sequence: chunk.firstSequence + index})
      }
    }
  }
  return found.sort(byTime)
}

function byTime(one: KeptLogEvent, other: KeptLogEvent): number {
  if (one.timestampMs !== other.timestampMs) return one.timestampMs - other.timestampMs
  if (one.logStreamName !== other.logStreamName) return one.logStreamName < other.logStreamName ? -1 : 1
  return one.sequence - other.sequence
}

/** The time before which the events of a group are gone; -Infinity without a retention. */
export function retainedFromMs({retentionInDays}: Readonly<LogGroupRecord>, nowMs: number): number {
  return retentionInDays === undefined ? -Infinity : nowMs - retentionInDays * dayMs
}

/** Lets go of the chunks of a group in which every event is older than its retention. Needs a transaction. */
export function expireLogEvents(store: Store, groupKey: readonly string[], nowMs: number): void {
  const group = store.get('logGroup', groupKey)
  if (group?.retentionInDays === undefined || group.storedBytes === 0) return
  const fromMs = retainedFromMs(group, nowMs)
  dropChunks(
    store,
    groupKey,
    chunksBelow(store, groupKey).filter(({chunk}) => chunk.latestMs < fromMs),
  )
}

/** Deletes a stream with its events. Needs a transaction. */
export function deleteLogStream(store: Store, streamKey: readonly string[]): void {
  const groupKey = streamKey.slice(0, 3)
  dropChunks(
    store,
    groupKey,
    store.list('logChunk', streamKey).map((chunk) => ({streamKey, chunk})),
  )
  store.delete('logStream', streamKey)
}

type Located = {streamKey: readonly string[]; chunk: Readonly<LogChunkRecord>}

function chunksBelow(store: Store, groupKey: readonly string[]): Located[] {
  return store.list('logStream', groupKey).flatMap(({logStreamName}) => {
    const streamKey = [...groupKey, logStreamName]
    return store.list('logChunk', streamKey).map((chunk) => ({streamKey, chunk}))
  })
}

function makeRoom(store: Store, groupKey: readonly string[]): void {
  dropOldest(store, groupKey, (store.get('logGroup', groupKey)?.storedBytes ?? 0) - groupLimitBytes)
  const groups = store.all('logGroup')
  const excess = groups.reduce((sum, {storedBytes}) => sum + storedBytes, 0) - totalLimitBytes
  if (excess <= 0) return
  const [largest] = groups.sort((one, other) => other.storedBytes - one.storedBytes)
  if (largest !== undefined) dropOldest(store, logGroupKey(largest, largest.logGroupName), excess)
}

function dropOldest(store: Store, groupKey: readonly string[], excessBytes: number): void {
  if (excessBytes <= 0) return
  let left = excessBytes
  const byAge = chunksBelow(store, groupKey).sort((one, other) => one.chunk.latestMs - other.chunk.latestMs)
  dropChunks(
    store,
    groupKey,
    byAge.filter(({chunk}) => {
      const isDropped = left > 0
      left -= chunk.sizeBytes
      return isDropped
    }),
  )
}

function dropChunks(store: Store, groupKey: readonly string[], dropped: readonly Located[]): void {
  const group = store.get('logGroup', groupKey)
  if (group === undefined || dropped.length === 0) return
  for (const {streamKey, chunk} of dropped) store.delete('logChunk', [...streamKey, String(chunk.firstSequence)])
  const bytes = dropped.reduce((sum, {chunk}) => sum + chunk.sizeBytes, 0)
  store.put('logGroup', groupKey, {...group, storedBytes: group.storedBytes - bytes})
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity)
}

function most(values: readonly number[]): number {
  return values.reduce((found, value) => Math.max(found, value), -Infinity)
}
