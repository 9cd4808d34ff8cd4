import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {LogWriter} from '../../../src/gateway/logs/log-writer.js'
import {keptLogEvents} from '../../../src/gateway/store/log-events.js'
import {Store} from '../../../src/gateway/store/store.js'

const scope = {accountId: '123456789012', region: 'eu-west-1'}
const nowMs = Date.UTC(2026, 8, 1)
const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function newWriter(): {store: Store; writer: LogWriter; defects: unknown[]} {
  const store = Store.open()
  const defects: unknown[] = []
  const writer = new LogWriter({store, nowMs: () => nowMs, onDefect: (error) => defects.push(error)})
  closing.push(() => writer.close())
  return {store, writer, defects}
}

function messagesOf(store: Store, groupName: string): string[] {
  const key = [scope.accountId, scope.region, groupName]
  const streamNames = store.list('logStream', key).map(({logStreamName}) => logStreamName)
  return keptLogEvents(store, key, {streamNames}).map(({message}) => message)
}

test('lines are in the store after a flush, in the order of their times, in a group and stream that are made', () => {
  const {store, writer} = newWriter()
  const groupName = 'API-Gateway-Execution-Logs_a1/dev'
  writer.write({scope, groupName, events: [{timestampMs: nowMs + 2, message: 'last'}]})
  writer.write({scope, groupName, events: [{timestampMs: nowMs, message: 'first'}]})
  writer.write({scope, groupName, streamName: 'other', events: [{timestampMs: nowMs + 1, message: 'second'}]})
  writer.write({scope, groupName, events: [{timestampMs: nowMs + 1, message: ''}]})
  assert.deepEqual(messagesOf(store, groupName), [])
  writer.flush()
  assert.deepEqual(messagesOf(store, groupName), ['first', 'second', 'last'])
  const streams = store.list('logStream', [scope.accountId, scope.region, groupName])
  assert.deepEqual(
    streams.map(({logStreamName}) => /^[0-9a-f]{32}$/.test(logStreamName) || logStreamName),
    [true, 'other'],
  )
  assert.deepEqual(
    store.all('logGroup').map(({creationTimeMs, storedBytes}) => [creationTimeMs, storedBytes]),
    [[nowMs, 'first second last'.length - 2 + 3 * 26]],
  )
})

test('what is written stays in bounds: the oldest events make room', () => {
  const {store, writer, defects} = newWriter()
  const line = 'x'.repeat(10_000)
  for (let index = 0; index < 2_000; index += 1) {
    writer.write({scope, groupName: 'busy', events: [{timestampMs: nowMs + index, message: `${index} ${line}`}]})
  }
  writer.flush()
  const kept = messagesOf(store, 'busy').map((message) => Number(message.split(' ')[0]))
  const [group] = store.all('logGroup')
  assert.ok(group !== undefined && group.storedBytes <= 16 * 1024 * 1024, `${group?.storedBytes} bytes`)
  assert.ok(kept.length > 1_600, `${kept.length} events`)
  assert.deepEqual([kept.at(-1), kept.length], [1_999, 2_000 - (kept[0] ?? 0)])
  assert.deepEqual(defects, [])
})

test('events beyond the retention of their group are let go with the next write', () => {
  const {store, writer} = newWriter()
  const day = 24 * 3600 * 1000
  writer.write({scope, groupName: 'short', events: [{timestampMs: nowMs - 2 * day, message: 'old'}]})
  writer.flush()
  const key = [scope.accountId, scope.region, 'short']
  const group = store.get('logGroup', key)
  assert.ok(group !== undefined)
  store.transaction(() => store.put('logGroup', key, {...group, retentionInDays: 1}))
  writer.write({scope, groupName: 'short', events: [{timestampMs: nowMs, message: 'new'}]})
  writer.flush()
  assert.deepEqual(messagesOf(store, 'short'), ['new'])
  assert.equal(store.get('logGroup', key)?.storedBytes, 29)
})

test('a store that cannot be written to loses lines and says so', () => {
  const {store, writer, defects} = newWriter()
  writer.write({scope, groupName: 'gone', events: [{timestampMs: nowMs, message: 'lost'}]})
  store.close()
  writer.flush()
  assert.equal(defects.length, 1)
})
