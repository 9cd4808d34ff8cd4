import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {IncomingMessage, ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, test} from 'vitest'
import {createBackend} from '../../../src/gateway/data/backend.js'
import type {BackendResponse} from '../../../src/gateway/data/ports.js'

const toClose: (() => unknown)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
})

async function open(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs = 30_000,
): Promise<{answer: BackendResponse; abort: () => void}> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const backend = createBackend()
  toClose.push(
    () => backend.close(),
    () => server.close(),
  )
  const controller = new AbortController()
  const answer = await backend.call({
    method: 'GET',
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    headers: [],
    body: Buffer.alloc(0),
    timeoutMs,
    insecureSkipVerification: false,
    streams: true,
    client: controller,
  })
  return {answer, abort: () => controller.abort()}
}

async function readAll({stream}: BackendResponse): Promise<number> {
  let bytes = 0
  for await (const chunk of stream ?? []) bytes += chunk.length
  return bytes
}

async function readOne({stream}: BackendResponse): Promise<void> {
  const iterator = stream?.[Symbol.asyncIterator]()
  await iterator?.next()
  await iterator?.return?.()
}

test('the answer is there with its headers, and each piece when it is sent', async () => {
  let finish = (): void => undefined
  const {answer} = await open((_request, response) => {
    response.writeHead(200, {'x-a': '1'}).write('one')
    finish = () => void response.end('two')
  })
  const iterator = answer.stream?.[Symbol.asyncIterator]()
  assert.ok(iterator)
  const text = async () => Buffer.from((await iterator.next()).value ?? []).toString()
  assert.equal(await text(), 'one')
  finish()
  assert.equal(await text(), 'two')
  assert.equal((await iterator.next()).done, true)
})

test('12 MB pass, although a buffered answer of that size would be refused', async () => {
  const {answer} = await open((_request, response) => response.end(Buffer.alloc(12 * 1024 * 1024)))
  assert.equal(await readAll(answer), 12 * 1024 * 1024)
})

test('a backend that resets in the middle breaks the stream off', async () => {
  const {answer} = await open((request, response) => {
    response.writeHead(200).write('one', () => request.socket.resetAndDestroy())
  })
  await assert.rejects(
    async () => {
      await readAll(answer)
    },
    {reason: 'network'},
  )
})

test('a backend that stalls is ended by the time limit', async () => {
  const {answer} = await open((_request, response) => void response.writeHead(200).write('one'), 120)
  await assert.rejects(
    async () => {
      await readAll(answer)
    },
    {reason: 'timeout'},
  )
})

test('a reader that leaves closes the connection to the backend', async () => {
  let closed: Promise<unknown> = Promise.resolve()
  const {answer} = await open((request, response) => {
    closed = once(request.socket, 'close')
    response.writeHead(200).write('one')
  })
  await readOne(answer)
  await closed
})
