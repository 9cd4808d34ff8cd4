import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ByteQueue} from '../../../src/gateway/data/byte-queue.js'

async function read(queue: ByteQueue): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of queue) chunks.push(Buffer.from(chunk).toString())
  return chunks
}

test('chunks come in order, and those written before the end are not lost', async () => {
  const queue = new ByteQueue()
  const writes = [queue.write(Buffer.from('a')), queue.write(Buffer.from('b'))]
  queue.end()
  assert.deepEqual(await read(queue), ['a', 'b'])
  await Promise.all(writes)
})

test('a write waits until its chunk is taken', async () => {
  const queue = new ByteQueue()
  const taken: string[] = []
  void queue.write(Buffer.from('a')).then(() => taken.push('a'))
  void queue.write(Buffer.from('b')).then(() => taken.push('b'))
  const iterator = queue[Symbol.asyncIterator]()
  await iterator.next()
  assert.deepEqual(taken, ['a'])
  await iterator.return()
})

test('a failure reaches the reader after what was written', async () => {
  const queue = new ByteQueue()
  void queue.write(Buffer.from('a'))
  queue.fail(new Error('reset'))
  const iterator = queue[Symbol.asyncIterator]()
  assert.equal(Buffer.from((await iterator.next()).value ?? []).toString(), 'a')
  await assert.rejects(iterator.next(), /reset/)
})

test('a reader that leaves early is told once, and frees whoever writes', async () => {
  let left = 0
  const queue = new ByteQueue(() => (left += 1))
  const writes = [queue.write(Buffer.from('a')), queue.write(Buffer.from('b'))]
  const iterator = queue[Symbol.asyncIterator]()
  await iterator.next()
  await iterator.return()
  await Promise.all([...writes, queue.write(Buffer.from('c'))])
  assert.equal(left, 1)
})
