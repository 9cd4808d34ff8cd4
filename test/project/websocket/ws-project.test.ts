import assert from 'node:assert/strict'
import {once} from 'node:events'
import type {IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import {createServer} from 'node:net'
import {Readable} from 'node:stream'
import {afterEach, test} from 'vitest'
import {WebSocketServer} from 'ws'
import type {ServerOptions, WebSocket} from 'ws'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {converse} from '../../../src/project/websocket/ws-project.js'
import type {Conversation, WsEvent, WsWords} from '../../../src/project/websocket/ws-project.js'
import type {WsStep} from '../../../src/project/websocket/ws-script.js'

let closeServer: () => void = () => undefined

afterEach(() => closeServer())

/** A server that greets, echoes, and closes when it is told to. */
async function echoServer(options: ServerOptions = {}): Promise<{url: string; requests: IncomingMessage[]}> {
  const server = new WebSocketServer({host: '127.0.0.1', port: 0, ...options})
  const requests: IncomingMessage[] = []
  server.on('connection', (client: WebSocket, request) => {
    requests.push(request)
    client.send('welcome')
    client.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text === 'bye') client.close(4001, 'as you wish')
      else client.send(JSON.stringify({echo: text}))
    })
  })
  await once(server, 'listening')
  closeServer = () => {
    server.clients.forEach((client) => client.terminate())
    server.close()
  }
  return {url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/dev`, requests}
}

const words: WsWords = {
  headers: [],
  queryParameters: [],
  subprotocols: [],
  sign: false,
  steps: [],
  timeoutMs: 10_000,
}

type Talk = Partial<WsWords> & {stdin?: readonly string[]; signal?: AbortSignal; onEvent?: (event: WsEvent) => void}

function talk(url: string, {stdin = [], signal, onEvent = () => undefined, ...given}: Talk): Promise<Conversation> {
  return converse(
    {...words, ...given},
    {
      place: {url},
      clients: () => Promise.reject(new Error('AWS was asked for')),
      stdin: Readable.from(stdin.map((line) => `${line}\n`)),
      signal: signal ?? new AbortController().signal,
      nowMs: () => 0,
      onEvent,
    },
  )
}

const send = (text: string): WsStep => ({kind: 'send', text})
const expect = (pattern: string): WsStep => ({kind: 'expect', pattern})

function shown({events}: Conversation): string[] {
  return events.map((event) => ('text' in event ? `${event.kind} ${event.text}` : event.kind))
}

async function refusal(talked: Promise<unknown>): Promise<{code: string; exit: string; why: string}> {
  const error = await talked.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof ApigwError, String(error))
  return {code: error.code, exit: error.exit, why: error.why}
}

test('ws: a script runs in its order, frames before the first step included, and ends with a clean close', async () => {
  const {url} = await echoServer()
  const steps = [expect('welcome'), send('one'), expect('{"echo": "one"}'), send('two'), expect('/tw./')]
  const conversation = await talk(url, {steps})
  assert.deepEqual(shown(conversation), [
    'connected',
    'received welcome',
    'sent one',
    'received {"echo":"one"}',
    'sent two',
    'received {"echo":"two"}',
    'closed',
  ])
  assert.deepEqual([conversation.url, conversation.closed], [url, {code: 1000, reason: ''}])
})

test('ws: the handshake carries headers, parameters, key, token and subprotocols', async () => {
  const {url, requests} = await echoServer({handleProtocols: () => 'chat.v2'})
  const conversation = await talk(url, {
    headers: ['X-Room: blue', 'X-Room: red'],
    queryParameters: ['user=Ann Lee'],
    apiKey: 'key',
    token: 'secret',
    subprotocols: ['chat.v1', 'chat.v2'],
    steps: [expect('welcome')],
  })
  const {headers, url: path} = requests[0] ?? assert.fail('nobody has connected')
  assert.deepEqual(
    [path, headers['x-room'], headers['x-api-key'], headers.authorization, headers['sec-websocket-protocol']],
    ['/dev?user=Ann+Lee', 'blue, red', 'key', 'Bearer secret', 'chat.v1,chat.v2'],
  )
  assert.deepEqual(conversation.events[0], {
    kind: 'connected',
    atMs: 0,
    url: `${url}?user=Ann+Lee`,
    subprotocol: 'chat.v2',
  })
})

test('ws: lines that are typed are sent until the other side closes', async () => {
  const {url} = await echoServer()
  const conversation = await talk(url, {stdin: ['one', '', 'bye'], waitMs: 10_000})
  assert.deepEqual(
    shown(conversation).filter((line) => !line.startsWith('received')),
    ['connected', 'sent one', 'sent bye', 'closed'],
  )
  assert.deepEqual(conversation.closed, {code: 4001, reason: 'as you wish'})
})

test('ws: an interruption ends a conversation that is listening', async () => {
  const {url} = await echoServer()
  const interrupted = new AbortController()
  const onEvent = (event: WsEvent): void => {
    if (event.kind === 'received' && event.text.includes('echo')) interrupted.abort()
  }
  const conversation = await talk(url, {stdin: ['one'], waitMs: 60_000, signal: interrupted.signal, onEvent})
  assert.deepEqual(conversation.closed, {code: 1000, reason: ''})
})

const failures: {name: string; talk: Talk; code: string; exit: string; why: RegExp}[] = [
  {
    name: 'an expectation that is not met in time, with what came instead',
    talk: {steps: [send('a'), expect('zzz')], timeoutMs: 300},
    code: 'WS_EXPECTATION',
    exit: 'failure',
    why: /^0\.3 seconds passed, and only this came: welcome \{"echo":"a"\}\.$/,
  },
  {
    name: 'one frame for two expectations',
    talk: {steps: [expect('welcome'), expect('welcome')], timeoutMs: 300},
    code: 'WS_EXPECTATION',
    exit: 'failure',
    why: /nothing came\.$/,
  },
  {
    name: 'a close before the expected frame',
    talk: {steps: [send('bye'), expect('zzz')]},
    code: 'WS_CLOSED',
    exit: 'failure',
    why: /code 4001 \(as you wish\)/,
  },
  {
    name: 'a broken expression, before anything is sent',
    talk: {steps: [send('a'), expect('/(/')]},
    code: 'WS_PATTERN',
    exit: 'usage',
    why: /Unterminated group/,
  },
  {
    name: 'a message that API Gateway would close the connection for',
    talk: {steps: [send('x'.repeat(128 * 1024 + 1))]},
    code: 'WS_TOO_LARGE',
    exit: 'usage',
    why: /131072 bytes/,
  },
  {
    name: 'a parameter without a value',
    talk: {queryParameters: ['room'], steps: [send('a')]},
    code: 'WS_WORDS',
    exit: 'usage',
    why: /needs a name and a value/,
  },
]

for (const {name, code, exit, why, ...given} of failures) {
  test(`ws: fails for ${name}`, async () => {
    const {url} = await echoServer()
    const found = await refusal(talk(url, given.talk))
    assert.deepEqual([found.code, found.exit], [code, exit])
    assert.match(found.why, why)
  })
}

test('ws: a handshake that is refused fails with the status and the answer', async () => {
  const {url} = await echoServer({verifyClient: (_, done) => done(false, 401, '{"message":"Unauthorized"}')})
  assert.deepEqual(await refusal(talk(url, {steps: [send('a')]})), {
    code: 'WS_REFUSED',
    exit: 'failure',
    why: '{"message":"Unauthorized"}',
  })
})

test('ws: nobody there, an address that is none, and a server that never answers', async () => {
  const silent = createServer()
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  closeServer = () => silent.close()
  const {port} = silent.address() as AddressInfo
  const codes = await Promise.all(
    [
      talk('ws://127.0.0.1:1', {steps: [send('a')]}),
      talk('http://127.0.0.1', {steps: [send('a')]}),
      talk(`ws://127.0.0.1:${port}`, {steps: [send('a')], timeoutMs: 200}),
    ].map(async (talked) => (await refusal(talked)).code),
  )
  assert.deepEqual(codes, ['WS_FAILED', 'WS_WORDS', 'WS_FAILED'])
})

test('ws: Ctrl-C while nobody answers the handshake', async () => {
  const silent = createServer()
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  closeServer = () => silent.close()
  const interrupted = new AbortController()
  silent.once('connection', () => interrupted.abort())
  const url = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const found = await refusal(talk(url, {steps: [send('a')], signal: interrupted.signal}))
  assert.deepEqual([found.code, found.exit], ['INTERRUPTED', 'interrupted'])
})
