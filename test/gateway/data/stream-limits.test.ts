import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ByteQueue} from '../../../src/gateway/data/byte-queue.js'
import {limitStream, streamLimits} from '../../../src/gateway/data/stream-limits.js'

test('bytes beyond the free ones are held back by the rate, in portions of an eighth of a second', async () => {
  const queue = new ByteQueue()
  for (const size of [600, 440, 8]) void queue.write(Buffer.alloc(size, size))
  queue.end()
  const pauses: number[] = []
  const pause = (ms: number) => Promise.resolve(pauses.push(ms))
  const passed: number[] = []
  const limits = {idleMs: 60_000, freeBytes: 1000, bytesPerSecond: 128}
  for await (const chunk of limitStream(queue, limits, pause)) passed.push(chunk.length)
  assert.deepEqual(passed, [600, 400, 16, 16, 8, 8])
  assert.deepEqual(pauses, [125, 125, 62.5, 62.5])
})

test('a stream that pauses for too long fails, and its source is let go', async () => {
  let left = false
  const queue = new ByteQueue(() => (left = true))
  void queue.write(Buffer.from('a'))
  const stream = limitStream(queue, {idleMs: 5, freeBytes: 10, bytesPerSecond: 10})
  await stream.next()
  await assert.rejects(stream.next(), {reason: 'timeout', message: 'The response paused for more than 5 ms.'})
  queue.end()
  await new Promise(setImmediate)
  assert.equal(left, false)
})

test('edge-optimised endpoints end silent streams after 30 seconds, others after 5 minutes', () => {
  assert.deepEqual([streamLimits(true).idleMs, streamLimits(false).idleMs], [30_000, 300_000])
})
