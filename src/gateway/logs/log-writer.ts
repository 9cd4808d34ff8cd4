import {createHash} from 'node:crypto'
import type {LogDelivery} from '../data/ports.js'
import {appendLogEvents, expireLogEvents, logGroupKey} from '../store/log-events.js'
import type {NewLogEvent} from '../store/log-events.js'
import type {Store} from '../store/store.js'

export type LogWriterOptions = {
  store: Store
  nowMs: () => number
  /** Told about a store that cannot be written to: log lines are lost then, requests never. */
  onDefect: (error: unknown, where: string) => void
}

/** Characters that wait at most; then they are written at once: little enough that no request waits long for it. */
const waitingLimit = 256 * 1024
const writeEveryMs = 5_000
/** Largest event of CloudWatch Logs; what is longer is cut. */
const messageLimit = 262_144
const dayMs = 24 * 3600 * 1000

type Waiting = {key: string[]; streamName: string; events: NewLogEvent[]}

/**
 * Everything that the gateway itself logs: access logs, execution logs and what functions print. A request only leaves
 * its lines here; they are written in one transaction every few seconds, before somebody reads, and at the end. Groups
 * and streams that do not exist are made, as API Gateway and Lambda make them.
 */
export class LogWriter {
  readonly #options: LogWriterOptions
  readonly #timer: NodeJS.Timeout
  /** By group and stream. */
  #waiting = new Map<string, Waiting>()
  #waitingCharacters = 0

  constructor(options: LogWriterOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.flush(), writeEveryMs).unref()
  }

  write = ({scope, groupName, streamName, events}: LogDelivery): void => {
    const place = `${scope.accountId} ${scope.region} ${groupName} ${streamName ?? ''}`
    const waiting = this.#waiting.get(place) ?? this.#open(place, {scope, groupName, ...(streamName && {streamName})})
    for (const {timestampMs, message} of events) {
      // CloudWatch Logs has no empty events.
      if (message === '') continue
      waiting.events.push({timestampMs, message: message.slice(0, messageLimit)})
      this.#waitingCharacters += message.length
    }
    if (this.#waitingCharacters >= waitingLimit) this.flush()
  }

  /** Brings what waits into the store. */
  flush(): void {
    const waiting = [...this.#waiting.values()].filter(({events}) => events.length > 0)
    if (waiting.length === 0) return
    this.#waiting = new Map()
    this.#waitingCharacters = 0
    const {store, nowMs, onDefect} = this.#options
    try {
      store.transaction(() => {
        for (const entry of waiting) deliver(store, entry, nowMs())
      })
    } catch (error) {
      onDefect(error, 'writing logs')
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.flush()
  }

  #open(place: string, {scope, groupName, streamName}: Omit<LogDelivery, 'events'>): Waiting {
    const stream = streamName ?? defaultStream(place, this.#options.nowMs())
    const waiting = {key: logGroupKey(scope, groupName), streamName: stream, events: []}
    this.#waiting.set(place, waiting)
    return waiting
  }
}

/** API Gateway's own streams are named like hashes and change now and then: here with the day. */
function defaultStream(place: string, nowMs: number): string {
  return createHash('md5')
    .update(`${place} ${Math.floor(nowMs / dayMs)}`)
    .digest('hex')
}

function deliver(store: Store, {key, streamName, events}: Waiting, nowMs: number): void {
  const [accountId = '', region = '', logGroupName = ''] = key
  const streamKey = [...key, streamName]
  if (store.get('logGroup', key) === undefined) {
    store.put('logGroup', key, {accountId, region, logGroupName, creationTimeMs: nowMs, tags: {}, storedBytes: 0})
  }
  if (store.get('logStream', streamKey) === undefined) {
    store.put('logStream', streamKey, {logStreamName: streamName, creationTimeMs: nowMs, nextSequence: 0})
  }
  expireLogEvents(store, key, nowMs)
  appendLogEvents(store, streamKey, events, nowMs)
}
