import assert from 'node:assert/strict'
import {test} from 'vitest'
import {LogCursor} from '../../src/metrics/log-cursor.js'
import {mergeByTime} from '../../src/metrics/merge-logs.js'

function take(cursor: LogCursor, events: readonly (readonly [string, number])[]): string[] {
  return events.flatMap(([id, timeMs]) => (cursor.take({id, timeMs}) ? [id] : []))
}

test('events of the same millisecond are told once, whichever look finds them', () => {
  const cursor = new LogCursor(0)
  assert.deepEqual(
    take(cursor, [
      ['a', 100_000],
      ['b', 100_000],
    ]),
    ['a', 'b'],
  )
  cursor.endLook()
  assert.deepEqual(
    take(cursor, [
      ['a', 100_000],
      ['b', 100_000],
      ['c', 100_000],
      ['d', 100_001],
    ]),
    ['c', 'd'],
  )
})

test('a look goes back a little, so that late lines are found, and never before the start', () => {
  const cursor = new LogCursor(99_000)
  take(cursor, [['a', 100_000]])
  cursor.endLook()
  assert.equal(cursor.fromMs, 99_000)
  take(cursor, [['b', 200_000]])
  cursor.endLook()
  assert.equal(cursor.fromMs, 185_000)
  assert.deepEqual(
    take(cursor, [
      ['late', 190_000],
      ['b', 200_000],
    ]),
    ['late'],
  )
})

test('a look that broke off is repeated from where it began', () => {
  const cursor = new LogCursor(0)
  take(cursor, [['a', 1_000_000]])
  assert.equal(cursor.fromMs, 0)
  assert.deepEqual(
    take(cursor, [
      ['a', 1_000_000],
      ['b', 1_000_000],
    ]),
    ['b'],
  )
})

test('a log that floods goes on at its newest millisecond, and forgets the rest', () => {
  const cursor = new LogCursor(0)
  for (let index = 0; index <= 60_000; index += 1)
    cursor.take({id: String(index), timeMs: 1_000_000 + Math.floor(index / 10)})
  cursor.endLook()
  assert.equal(cursor.fromMs, 1_006_000)
  assert.deepEqual(
    take(cursor, [
      ['60000', 1_006_000],
      ['new', 1_006_000],
    ]),
    ['new'],
  )
})

async function* pages<Item>(...lists: readonly (readonly Item[])[]): AsyncGenerator<readonly Item[]> {
  for (const list of lists) yield await Promise.resolve(list)
}

test('logs are merged by time, page after page, empty ones too', async () => {
  const at = (name: string, ...times: number[]) => times.map((timeMs) => ({timeMs, name}))
  const merged = mergeByTime([
    pages(at('a', 1, 4), [], at('a', 5)),
    pages<{timeMs: number; name: string}>(),
    pages(at('b', 2, 4)),
  ])
  const seen: string[] = []
  for await (const {name, timeMs} of merged) seen.push(`${name}${timeMs}`)
  assert.deepEqual(seen, ['a1', 'b2', 'a4', 'b4', 'a5'])
})
