import assert from 'node:assert/strict'
import {test} from 'vitest'
import {EventStream} from '../../src/gateway/event-stream.js'
import type {GatewayEvent} from '../../src/model/gateway-admin.js'

function line(number: number): GatewayEvent {
  return {kind: 'functionLog', functionName: 'hello', requestId: 'r', line: String(number)}
}

async function read(lines: AsyncGenerator<Buffer>): Promise<string[]> {
  const next = await lines.next()
  return next.done === true ? ['end'] : textOf(next.value)
}

function textOf(chunk: Buffer): string[] {
  const rows = chunk
    .toString()
    .split('\n')
    .filter((row) => row !== '')
  return rows.map((row) => (JSON.parse(row) as {line: string}).line)
}

test('readers get what is published while they listen, each for itself', async () => {
  const stream = new EventStream()
  stream.publish(line(0))
  const readers = [stream.lines(new AbortController().signal), stream.lines(new AbortController().signal)]
  for (const reader of readers) assert.deepEqual(await read(reader), [])
  stream.publish(line(1))
  stream.publish(line(2))
  for (const reader of readers) assert.deepEqual(await read(reader), ['1', '2'])
  stream.publish(line(3))
  stream.close()
  for (const reader of readers) assert.deepEqual([await read(reader), await read(reader)], [['3'], ['end']])
})

test('a slow reader loses the oldest events, and nobody waits for it', async () => {
  const stream = new EventStream()
  const reader = stream.lines(new AbortController().signal)
  await read(reader)
  for (let number = 0; number < 1500; number += 1) stream.publish(line(number))
  const seen = await read(reader)
  assert.deepEqual([seen.length, seen[0], seen.at(-1)], [1000, '500', '1499'])
})

test('a reader whose client goes away ends', async () => {
  const stream = new EventStream()
  const controller = new AbortController()
  const reader = stream.lines(controller.signal)
  await read(reader)
  const next = read(reader)
  controller.abort()
  assert.deepEqual(await next, ['end'])
  assert.deepEqual(await read(stream.lines(controller.signal)), [])
})
