import assert from 'node:assert/strict'
import {afterEach, test, vi} from 'vitest'
import {ApiSocket} from '../../sdk-runtime/socket.js'
import type {SocketInfo, SocketLike, SocketOptions} from '../../sdk-runtime/socket.js'

const info: SocketInfo = {selection: ['action'], signed: false, apiKey: true, token: {in: 'query', name: 'token'}}

afterEach(() => vi.unstubAllGlobals())

class FakeSocket implements SocketLike {
  readonly sent: string[] = []
  isClosed = false
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null
  onerror: SocketLike['onerror'] = null

  constructor(
    readonly url: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  send(text: string): void {
    this.sent.push(text)
  }

  close(code?: number, reason?: string): void {
    this.isClosed = true
    this.tell('onclose', {code, reason})
  }

  tell(kind: 'onopen' | 'onmessage' | 'onclose', event: object = {}): void {
    ;(this[kind] as ((event: object) => void) | null)?.(event)
  }
}

type Outcome = boolean | 'silent'

/** A client whose connections are opened, or refused, by `answers` in their order; a silent one waits for its test. */
function started(answers: readonly Outcome[], options: Partial<SocketOptions> = {}, about = info) {
  const sockets: FakeSocket[] = []
  const client = new ApiSocket<{say: {text: string}}, unknown, 'action'>(about, {
    url: 'wss://api.example.com/prod',
    reconnect: {attempts: 3, baseDelayMs: 0, maxDelayMs: 0},
    open: (url, headers) => {
      const socket = new FakeSocket(url, headers)
      const accepted = answers[sockets.push(socket) - 1] ?? false
      if (accepted !== 'silent') {
        queueMicrotask(() => accepted ? socket.tell('onopen') : socket.tell('onclose', {code: 1006})) // prettier-ignore
      }
      return socket
    },
    ...options,
  })
  return {client, sockets}
}

test('a message carries its route, and what is sent before the connection stands waits for it', async () => {
  const {client, sockets} = started([false, true], {queueLimit: 2})
  const dropped: unknown[] = []
  client.on('dropped', (text) => dropped.push(text))
  for (const text of ['1', '2', '3']) client.send('say', {text})
  await client.connect()
  client.send('say', {text: '4'})
  assert.deepEqual([sockets.length, sockets[1]?.sent, dropped], [2, ['2', '3', '4'].map((text) => `{"text":"${text}","action":"say"}`), ['{"text":"1","action":"say"}']]) // prettier-ignore
})

test('token, key and signature are where the API looks for them', async () => {
  const plain = started([true], {token: () => 'a b', apiKey: 'key', query: {room: '1'}})
  await plain.client.connect()
  assert.deepEqual([plain.sockets[0]?.url, plain.sockets[0]?.headers], ['wss://api.example.com/prod?room=1&token=a%20b', {'x-api-key': 'key'}]) // prettier-ignore
  const signed = started([true], {credentials: {accessKeyId: 'AKIA', secretAccessKey: 's'}, region: 'eu-west-1'}, {...info, signed: true}) // prettier-ignore
  await signed.client.connect()
  assert.match(signed.sockets[0]?.url ?? '', /X-Amz-Credential=AKIA%2F\d{8}%2Feu-west-1%2Fexecute-api%2Faws4_request.*&X-Amz-Signature=[0-9a-f]{64}$/) // prettier-ignore
})

test('a lost connection comes back; a closed one does not', async () => {
  const {client, sockets} = started([true, false, true])
  const messages: unknown[] = []
  client.on('message', (message) => messages.push(message))
  await client.connect()
  sockets[0]?.tell('onmessage', {data: '{"a":1}'})
  const back = new Promise<void>((resolve) => client.on('open', () => resolve()))
  sockets[0]?.tell('onclose', {code: 1001, reason: 'away'})
  await back
  sockets[2]?.tell('onmessage', {data: 'no json'})
  const closes: unknown[] = []
  client.on('close', (event) => closes.push(event))
  client.close()
  assert.deepEqual([messages, closes, sockets.length], [[{a: 1}, 'no json'], [{code: 1000, reason: '', willReconnect: false}], 3]) // prettier-ignore
  assert.throws(() => client.sendText('late'), /was closed/)
  await assert.rejects(client.connect(), /was closed/)
})

test('attempts end, and can be ended', async () => {
  const refused = started([])
  await assert.rejects(refused.client.connect(), /was refused \(1006\)/)
  assert.equal(refused.sockets.length, 3)
  await assert.rejects(started([]).client.connect(AbortSignal.abort(new Error('enough'))), /enough/)
})

test('closing ends a connection that is on its way, and no late answer brings it back', async () => {
  const {client, sockets} = started(['silent'])
  const opened: unknown[] = []
  client.on('open', () => opened.push('open'))
  const connecting = client.connect()
  await vi.waitFor(() => assert.equal(sockets.length, 1))
  client.close()
  await assert.rejects(connecting, /was closed/)
  sockets[0]?.tell('onopen')
  assert.deepEqual([sockets.map(({isClosed}) => isClosed), opened], [[true], []])
})

test('a signal ends an attempt that nobody answers', async () => {
  const {client, sockets} = started(['silent'])
  const stopped = new AbortController()
  const connecting = client.connect(stopped.signal)
  await vi.waitFor(() => assert.equal(sockets.length, 1))
  stopped.abort(new Error('enough'))
  await assert.rejects(connecting, /enough/)
  assert.equal(sockets[0]?.isClosed, true)
})

test('an attempt that nobody answers ends after its time, and the next one is made', async () => {
  const {client, sockets} = started(['silent', true], {timeoutMs: 1})
  await client.connect()
  assert.deepEqual(
    sockets.map(({isClosed}) => isClosed),
    [true, false],
  )
  await assert.rejects(started(['silent'], {timeoutMs: 1, reconnect: {attempts: 1}}).client.connect(), /did not stand within 1 ms/) // prettier-ignore
})

test('there is one connection, however often it is asked for', async () => {
  const {client, sockets} = started([true])
  await Promise.all([client.connect(), client.connect()])
  await client.connect()
  assert.equal(sockets.length, 1)
})

test('an API that accepts and drops its clients is given up like one that refuses them', async () => {
  const {client, sockets} = started([true, true, true, true], {
    reconnect: {attempts: 3, baseDelayMs: 0, maxDelayMs: 60_000},
  })
  const ends: boolean[] = []
  const over = new Promise<void>((resolve) => {
    client.on('open', () => queueMicrotask(() => sockets.at(-1)?.tell('onclose', {code: 1001})))
    client.on('close', ({willReconnect}) => {
      ends.push(willReconnect)
      if (!willReconnect) resolve()
    })
  })
  await client.connect()
  await over
  assert.deepEqual([sockets.length, ends], [3, [true, true, false]])
})

test('when a lost connection does not come back, the last event says why', async () => {
  let isLost = false
  const token = (): string => {
    if (isLost) throw new Error('no token any more')
    return 'token'
  }
  const {client, sockets} = started([true], {token})
  await client.connect()
  const ended = new Promise((resolve) => client.on('close', (event) => event.willReconnect || resolve(event)))
  isLost = true
  sockets[0]?.tell('onclose', {code: 1001, reason: 'away'})
  assert.deepEqual(await ended, {code: 1006, reason: 'no token any more', willReconnect: false})
})

test('a listener that fails takes nothing from the others nor from the connection, and is told as uncaught', async () => {
  const {client, sockets} = started([true])
  await client.connect()
  const later: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (act: () => void) => later.push(act))
  const heard: unknown[] = []
  client.on('message', () => {
    throw new Error('of the listener')
  })
  client.on('message', (message) => heard.push(message))
  sockets[0]?.tell('onmessage', {data: '1'})
  assert.deepEqual(heard, [1])
  assert.throws(() => later[0]?.(), /of the listener/)
})

test('an API with IAM authorization is not asked without credentials, nor without a region', async () => {
  const signed = {...info, signed: true}
  const credentials = {accessKeyId: 'AKIA', secretAccessKey: 's'}
  for (const [options, problem] of [
    [{}, /needs "credentials"/],
    [{credentials}, /"region" is needed/],
  ] as const) {
    const {client, sockets} = started([true], options, signed)
    await assert.rejects(client.connect(), problem)
    assert.equal(sockets.length, 0)
  }
})
