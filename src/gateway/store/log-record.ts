/** Times are epoch milliseconds. */
export type LogGroupRecord = {
  logGroupName: string
  arn: string
  creationTime: number
  logGroupClass: string
  retentionInDays?: number
  storedBytes: number
  tags?: Readonly<Record<string, string>>
}

export type LogStreamRecord = {
  logStreamName: string
  arn: string
  creationTime: number
  firstEventTimestamp?: number
  lastEventTimestamp?: number
  lastIngestionTime?: number
  storedBytes: number
  /** Number of the next chunk. */
  nextChunk: number
}

export type LogEvent = {timestamp: number; ingestionTime: number; message: string}

/** The events of one write, in the order of their time. */
export type LogChunkRecord = {number: number; sizeBytes: number; events: readonly LogEvent[]}
