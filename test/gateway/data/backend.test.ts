import assert from 'node:assert/strict'
import {createServer, type RequestListener} from 'node:http'
import {createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket} from 'node:net'
import {afterEach, test} from 'vitest'
import {createBackend, type Backend} from '../../../src/gateway/data/backend.js'
import {BackendError, type BackendRequest} from '../../../src/gateway/data/ports.js'

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

function backend(): Backend {
  const made = createBackend()
  cleanups.unshift(() => made.close())
  return made
}

async function listen(server: TcpServer): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => void sockets.add(socket))
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function serve(listener: RequestListener): Promise<string> {
  return listen(createServer(listener))
}

function request(url: string, parts: Partial<BackendRequest> = {}): BackendRequest {
  return {
    method: 'GET',
    url: new URL(url),
    headers: [],
    body: Buffer.alloc(0),
    timeoutMs: 5000,
    insecureSkipVerification: false,
    client: new AbortController(),
    ...parts,
  }
}

test('a call sends method, raw target, headers and body as given, and returns what came back', async () => {
  const url = await serve((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      response.writeHead(201, ['X-A', '1', 'x-a', '2', 'Set-Cookie', 'k=1', 'Set-Cookie', 'l=2'])
      response.end(
        JSON.stringify([incoming.method, incoming.url, incoming.rawHeaders, Buffer.concat(chunks).toString()]),
      )
    })
  })
  const {status, headers, body} = await backend().call(
    request(url, {
      method: 'PUT',
      target: '/a/../b?x=%zz',
      headers: ['X-One', '1', 'x-one', '2'],
      body: Buffer.from('hi'),
    }),
  )
  assert.equal(status, 201)
  assert.deepEqual(headers.slice(0, 8), ['X-A', '1', 'x-a', '2', 'Set-Cookie', 'k=1', 'Set-Cookie', 'l=2'])
  const [method, target, sent, text] = JSON.parse(body.toString()) as [string, string, string[], string]
  assert.deepEqual([method, target, text], ['PUT', '/a/../b?x=%zz', 'hi'])
  assert.deepEqual(sent.slice(sent.indexOf('X-One'), sent.indexOf('X-One') + 4), ['X-One', '1', 'x-one', '2'])
})

test('a redirect is an answer like any other', async () => {
  const url = await serve((_incoming, response) => response.writeHead(302, {Location: '/elsewhere'}).end())
  assert.equal((await backend().call(request(url))).status, 302)
})

test('connections are used again', async () => {
  const ports = new Set<number | undefined>()
  const url = await serve((incoming, response) => {
    ports.add(incoming.socket.remotePort)
    response.end('x')
  })
  const client = backend()
  for (let count = 0; count < 10; count += 1) await client.call(request(url))
  // An answer is given out before its connection is free again, so two may alternate.
  assert.ok(ports.size <= 2)
})

const failures = [
  {name: 'a silent backend', reason: 'timeout', listener: () => undefined, parts: {timeoutMs: 50}},
  {
    name: 'a backend that stops in the middle of its body',
    reason: 'timeout',
    listener: ((_incoming, response) => void response.writeHead(200).write('x')) as RequestListener,
    parts: {timeoutMs: 50},
  },
  {
    name: 'an answer beyond 10 MB',
    reason: 'too-large',
    listener: ((_incoming, response) => void response.end(Buffer.alloc(10 * 1024 * 1024 + 1))) as RequestListener,
    parts: {},
  },
  {
    name: 'a reset connection',
    reason: 'network',
    listener: ((incoming) => void incoming.socket.destroy()) as RequestListener,
    parts: {},
  },
]

for (const {name, reason, listener, parts} of failures) {
  test(`${name} is a BackendError with reason ${reason}`, async () => {
    const url = await serve(listener)
    await assert.rejects(backend().call(request(url, parts)), {name: 'BackendError', reason})
  })
}

test('an answer of exactly 10 MB is fine', async () => {
  const url = await serve((_incoming, response) => response.end(Buffer.alloc(10 * 1024 * 1024)))
  assert.equal((await backend().call(request(url))).body.length, 10 * 1024 * 1024)
})

test('a refused connection is a network failure', async () => {
  const server = createTcpServer()
  const url = await listen(server)
  await cleanups.pop()?.()
  await assert.rejects(backend().call(request(url)), {reason: 'network'})
})

const broken = [
  {name: 'no HTTP at all', text: 'hello\r\n\r\n'},
  {name: 'a status that is no number', text: 'HTTP/1.1 abc OK\r\n\r\n'},
  {name: 'a status of two digits', text: 'HTTP/1.1 20 OK\r\n\r\n'},
  {name: 'a status of five digits', text: 'HTTP/1.1 20000 OK\r\nContent-Length: 0\r\n\r\n'},
  {name: 'a status below 100', text: 'HTTP/1.1 042 OK\r\nContent-Length: 0\r\n\r\n'},
  {name: 'a switch of protocols that nobody asked for', text: 'HTTP/1.1 101 Switching Protocols\r\n\r\n'},
  {name: 'a version that does not exist', text: 'HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n'},
  {name: 'a header without a colon', text: 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'},
  {name: 'two lengths', text: 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'},
  {name: 'the end in the middle of its headers', text: 'HTTP/1.1 200 OK\r\nContent-Le'},
  {name: 'fewer bytes than it announced', text: 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab'},
]
for (const {name, text} of broken) {
  test(`a backend that answers ${name} is a network failure`, async () => {
    const url = await listen(createTcpServer((socket) => socket.on('error', () => undefined).end(text)))
    await assert.rejects(backend().call(request(url)), {name: 'BackendError', reason: 'network'})
  })
}

test('an address that is no HTTP address is a bad url', async () => {
  await assert.rejects(backend().call(request('ftp://127.0.0.1/')), {reason: 'bad-url'})
})

test('a backend whose certificate nobody vouches for is refused unless verification is skipped', async () => {
  // A TLS client hello is enough to see that a plain server is not trusted.
  const url = (await listen(createTcpServer((socket) => socket.destroy()))).replace('http:', 'https:')
  await assert.rejects(backend().call(request(url)), {reason: 'network'})
})

test('a client that leaves ends the call to the backend', async () => {
  const controller = new AbortController()
  let isClosed: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (isClosed = resolve))
  const url = await serve((incoming) => {
    incoming.socket.once('close', isClosed)
    controller.abort()
  })
  const call = backend().call(request(url, {client: controller}))
  await assert.rejects(call, (error: unknown) => error instanceof BackendError && error.reason === 'network')
  await closed
})

test('a client that has left before the call does not wait for a slow backend', async () => {
  const url = await serve(() => undefined)
  await assert.rejects(backend().call(request(url, {client: {signal: AbortSignal.abort()}})), {reason: 'network'})
})

test('after close no connection is left', async () => {
  const server = createServer((_incoming, response) => response.end('x'))
  const url = await listen(server)
  cleanups.pop()
  const client = createBackend()
  await client.call(request(url))
  await client.close()
  // A server is closed only when the last connection is.
  await new Promise((resolve) => server.close(resolve))
})

const ends = {
  close: (socket: Socket) => void socket.end(),
  reset: (socket: Socket) => void socket.resetAndDestroy(),
  half: (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
}

/** Answers the first request of as many connections, and ends all others in this way; what arrived is kept. */
async function endingConnections(way: keyof typeof ends, answers: number): Promise<{url: string; seen: string[]}> {
  const seen: string[] = []
  let left = answers
  const server = createTcpServer((socket) => {
    let isFirst = true
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      seen.push(bytes.toString().split(' ')[0] ?? '')
      if (isFirst && left > 0) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      else ends[way](socket)
      if (isFirst) left -= 1
      isFirst = false
    })
  })
  return {url: await listen(server), seen}
}

/** A connection is free in the turn after its answer. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve))
}

const repeats: {name: string; method: string; way: keyof typeof ends; answers: number}[] = [
  {name: 'GET on a kept connection that is closed', method: 'GET', way: 'close', answers: 2},
  {name: 'GET on a kept connection that is reset', method: 'GET', way: 'reset', answers: 2},
  {name: 'HEAD on a kept connection that is closed', method: 'HEAD', way: 'close', answers: 2},
  {name: 'OPTIONS on a kept connection that is closed', method: 'OPTIONS', way: 'close', answers: 2},
]

for (const {name, method, way, answers} of repeats) {
  test(`${name} is sent once more over another`, async () => {
    const {url, seen} = await endingConnections(way, answers)
    const made = backend()
    assert.equal((await made.call(request(url))).status, 200)
    await idle()
    assert.equal((await made.call(request(url, {method}))).status, 200)
    assert.deepEqual(seen, ['GET', method, method])
  })
}

const notRepeated: ((typeof repeats)[number] & {calls: number})[] = [
  {name: 'POST on a kept connection that is closed', method: 'POST', way: 'close', answers: 2, calls: 2},
  {name: 'DELETE on a kept connection that is reset', method: 'DELETE', way: 'reset', answers: 2, calls: 2},
  {name: 'GET whose answer breaks off', method: 'GET', way: 'half', answers: 2, calls: 2},
  {name: 'GET whose repetition is closed too', method: 'GET', way: 'close', answers: 1, calls: 3},
  {name: 'GET on a new connection', method: 'GET', way: 'close', answers: 0, calls: 1},
]

for (const {name, method, way, answers, calls} of notRepeated) {
  test(`${name} fails, and is not sent again`, async () => {
    const {url, seen} = await endingConnections(way, answers)
    const made = backend()
    const call = () => made.call(request(url, {method}))
    if (answers > 0) assert.equal((await call()).status, 200)
    await idle()
    await assert.rejects(call(), (error) => error instanceof BackendError && error.reason === 'network')
    assert.equal(seen.length, calls)
  })
}
