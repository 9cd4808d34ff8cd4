import type {Scope} from './record-kinds.js'

/** A log group of CloudWatch Logs. Times are epoch milliseconds. */
export type LogGroupRecord = Scope & {
  logGroupName: string
  creationTimeMs: number
  /** Absent: events are kept until the group is deleted or full. */
  retentionInDays?: number
  logGroupClass?: string
  kmsKeyId?: string
  tags: Readonly<Record<string, string>>
  /** Bytes of the events that are kept, counted as CloudWatch Logs counts them. */
  storedBytes: number
}

export type LogStreamRecord = {
  logStreamName: string
  creationTimeMs: number
  firstEventMs?: number
  lastEventMs?: number
  lastIngestionMs?: number
  /** Number of events that the stream ever took: the sequence of the next one. */
  nextSequence: number
}

/** Consecutive events of a stream: a record per event would cost a row for every line. */
export type LogChunkRecord = {
  /** Sequence of the first event; the others follow without gaps. */
  firstSequence: number
  events: readonly LogEventRecord[]
  /** Earliest and latest timestamp of the events. */
  earliestMs: number
  latestMs: number
  sizeBytes: number
}

export type LogEventRecord = {timestampMs: number; ingestionMs: number; message: string}
