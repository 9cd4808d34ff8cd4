import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApiSocket} from '../../sdk-runtime/socket.js'
import type {SocketInfo, SocketLike, SocketOptions} from '../../sdk-runtime/socket.js'

const info: SocketInfo = {selection: ['action'], signed: false, apiKey: true, token: {in: 'query', name: 'token'}}

class FakeSocket implements SocketLike {
  readonly sent: string[] = []
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
    this.tell('onclose', {code, reason})
  }

  tell(kind: 'onopen' | 'onmessage' | 'onclose', event: object = {}): void {
    ;(this[kind] as ((event: object) => void) | null)?.(event)
  }
}

/** A client whose connections are opened, or refused, by `answers` in their order. */
function started(answers: readonly boolean[], options: Partial<SocketOptions> = {}, about = info) {
  const sockets: FakeSocket[] = []
  const client = new ApiSocket<{say: {text: string}}, unknown, 'action'>(about, {
    url: 'wss://api.example.com/prod',
    reconnect: {attempts: 3, baseDelayMs: 0, maxDelayMs: 0},
    open: (url, headers) => {
      const socket = new FakeSocket(url, headers)
      const accepted = answers[sockets.push(socket) - 1] ?? false
      queueMicrotask(() => accepted ? socket.tell('onopen') : socket.tell('onclose', {code: 1006})) // prettier-ignore
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
