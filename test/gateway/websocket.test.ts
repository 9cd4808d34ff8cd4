import assert from 'node:assert/strict'
import {once} from 'node:events'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {connect as connectSocket} from 'node:net'
import type {Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import {WebSocket as BrowserWebSocket} from 'undici'
import {afterEach, test} from 'vitest'
import {WebSocket} from 'ws'
import type {Invocation} from '../../src/gateway/data/ports.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway, GatewayOptions} from '../../src/gateway/server.js'
import {refusal} from '../support/control-plane.js'
import {httpCall} from '../support/http-client.js'
import {apiId, deployApi, functionArn, mocking} from './data/websocket/websocket-records.js'
import type {ApiParts} from './data/websocket/websocket-records.js'

const running: Gateway[] = []
const sockets: WebSocket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

type Running = Gateway & {invocations: Invocation[]}

async function start(parts: ApiParts, options: Partial<GatewayOptions> = {}): Promise<Running> {
  const invocations: Invocation[] = []
  const gateway = await startGateway({
    port: 0,
    version: '1.2.3',
    onDefect: (error) => assert.fail(error as Error),
    onInvocation: (invocation) => invocations.push(invocation),
    ...options,
  })
  running.push(gateway)
  deployApi(gateway.store, parts)
  return {...gateway, invocations}
}

/** Registers the function behind all Lambda integrations of the fixture. */
function putFunction(gateway: Gateway, source: string, timeoutSeconds = 3): void {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-websocket-'))
  writeFileSync(join(directory, 'index.mjs'), source)
  const [, , , region = '', accountId = '', , functionName = ''] = functionArn.split(':')
  gateway.store.transaction(() =>
    gateway.store.put('function', [accountId, region, functionName], {
      ...{functionName, functionArn, accountId, region, directory, timeoutSeconds},
      ...{runtime: 'nodejs20.x', handler: 'index.handler', memoryMb: 128, environment: {}, lastModified: 0},
    }),
  )
}

const byPath = ({port}: Gateway, rest = '/prod'): string => `ws://127.0.0.1:${port}/execute-api/${apiId}${rest}`

function open(url: string, protocols: string[] = [], headers: Record<string, string> = {}): WebSocket {
  const socket = new WebSocket(url, protocols, {headers})
  sockets.push(socket)
  return socket
}

async function opened(url: string, protocols?: string[], headers?: Record<string, string>): Promise<WebSocket> {
  const socket = open(url, protocols, headers)
  await once(socket, 'open')
  return socket
}

/** The answer to an upgrade that became no connection. */
async function refused(socket: WebSocket): Promise<{status: number; body: string}> {
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    NodeJS.ReadableStream & {statusCode: number},
  ]
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return {status: response.statusCode, body}
}

async function reply(socket: WebSocket, text: string): Promise<string> {
  const answer = once(socket, 'message')
  socket.send(text)
  const [data] = (await answer) as [Buffer]
  return data.toString()
}

async function closing(socket: WebSocket): Promise<[code: number, reason: string]> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}

/** Waits for an event of the API; everything that a test needs to have happened is one. */
async function happened(gateway: Running, method: string): Promise<Invocation> {
  for (;;) {
    const found = gateway.invocations.find((invocation) => invocation.method === method)
    if (found !== undefined) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const echo: ApiParts = {
  routes: {
    $default: {
      twoWay: true,
      integration: {
        integrationType: 'MOCK',
        requestTemplates: {$default: '{"statusCode":200}'},
      },
      responses: [{responseTemplates: {$default: '$context.connectionId $context.domainName'}}],
    },
  },
}

test('a client connects by path, by host and by custom domain', async () => {
  const gateway = await start(echo)
  const {port, store} = gateway
  store.transaction(() => {
    store.put('domainName', ['ws.example.com'], {
      ...{accountId: '123456789012', region: 'eu-west-1', domainName: 'ws.example.com'},
      ...{domainNameArn: 'arn', endpointConfiguration: {types: ['REGIONAL']}, domainNameStatus: 'AVAILABLE'},
      ...{securityPolicy: 'TLS_1_2', routingMode: 'API_MAPPING_ONLY'},
    })
    store.put('apiMapping', ['ws.example.com', 'chat'], {
      ...{apiMappingId: 'm1', apiMappingKey: 'chat', apiId, stage: 'prod'},
    })
  })
  const hosts = [
    {url: byPath(gateway), host: `127.0.0.1:${port}`},
    {url: `ws://127.0.0.1:${port}/prod`, host: `${apiId}.execute-api.localhost:${port}`},
    {url: `ws://127.0.0.1:${port}/chat`, host: `ws.example.com:${port}`},
  ]
  for (const {url, host} of hosts) {
    const socket = await opened(url, [], {Host: host})
    assert.match(await reply(socket, 'x'), new RegExp(`^[\\w-]{15}= ${host.replaceAll('.', '\\.')}$`))
  }
  assert.deepEqual(await refused(open(`ws://127.0.0.1:${port}/other`, [], {Host: 'ws.example.com'})), {
    status: 403,
    body: '{"message":"Forbidden"}',
  })
})

test('a host that is not the gateway’s is refused before anything else', async () => {
  const gateway = await start(echo)
  const {status} = await refused(open(byPath(gateway), [], {Host: 'evil.example'}))
  assert.equal(status, 403)
  assert.deepEqual(gateway.invocations, [])
})

test('the WebSocket of browsers works, too', async () => {
  const gateway = await start(echo)
  const socket = new BrowserWebSocket(byPath(gateway))
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const answer = new Promise<string>((resolve) => {
    socket.addEventListener('message', ({data}) => resolve(String(data)))
  })
  socket.send('x')
  assert.match(await answer, /^[\w-]{15}= 127/)
  socket.close()
})

test('a handler sees connect, messages and disconnect, and answers a two-way route', async () => {
  const gateway = await start({routes: {$connect: {}, $disconnect: {}, $default: {twoWay: true}}})
  putFunction(
    gateway,
    `export const handler = async (event) => ({
      statusCode: 200,
      headers: {'Sec-WebSocket-Protocol': 'v2'},
      body: event.requestContext.eventType + ' ' + event.body,
    })`,
  )
  const socket = await opened(byPath(gateway), ['v1', 'v2'])
  assert.equal(socket.protocol, 'v2')
  assert.equal(await reply(socket, 'hello'), 'MESSAGE hello')
  socket.close(4000, 'done')
  assert.deepEqual(await closing(socket), [4000, 'done'])
  assert.equal((await happened(gateway, 'DISCONNECT')).status, 200)
})

test('a subprotocol that the client did not offer makes the client give up', async () => {
  const gateway = await start({routes: {$connect: {}}})
  putFunction(
    gateway,
    `export const handler = async () => ({statusCode: 200, headers: {'Sec-WebSocket-Protocol': 'v9'}})`,
  )
  const [error] = (await once(open(byPath(gateway), ['v1']), 'error')) as [Error]
  assert.match(error.message, /subprotocol/)
  assert.equal((await happened(gateway, 'DISCONNECT')).status, 200)
})

const faults = [
  {name: 'throws', source: `export const handler = async () => { throw new Error('boom') }`, status: 502},
  {name: 'exits', source: `export const handler = async () => process.exit(1)`, status: 502},
  {name: 'answers nonsense', source: `export const handler = async () => 7`, status: 500},
  {name: 'refuses', source: `export const handler = async () => ({statusCode: 401, body: 'who?'})`, status: 401},
]

for (const {name, source, status} of faults) {
  test(`a $connect handler that ${name} is ${status}, and no connection`, async () => {
    const gateway = await start({routes: {$connect: {}}})
    putFunction(gateway, source)
    assert.equal((await refused(open(byPath(gateway)))).status, status)
  })
}

test('a handler that hangs is an error frame after the integration’s time', async () => {
  const gateway = await start({routes: {$default: {integration: {timeoutInMillis: 50}}}})
  putFunction(gateway, 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 60000))', 60)
  const socket = await opened(byPath(gateway))
  assert.match(await reply(socket, 'x'), /^{"message": "Endpoint request timed out", "connectionId":"[\w-]{15}=", /)
  assert.equal(socket.readyState, WebSocket.OPEN)
})

const tooLarge = [
  {name: 'a frame above 32 KB', send: (socket: WebSocket) => socket.send('x'.repeat(32 * 1024 + 1))},
  {name: 'a message above 128 KB', send: (socket: WebSocket) => sendFrames(socket, 5, 32 * 1024)},
  {name: 'a frame above everything', send: (socket: WebSocket) => socket.send('x'.repeat(1024 * 1024))},
]

function sendFrames(socket: WebSocket, count: number, size: number): void {
  for (let index = 1; index <= count; index += 1) socket.send('x'.repeat(size), {fin: index === count})
}

for (const {name, send} of tooLarge) {
  test(`${name} ends the connection with 1009`, async () => {
    const gateway = await start(echo)
    const socket = await opened(byPath(gateway))
    socket.on('error', () => undefined)
    const end = closing(socket)
    send(socket)
    assert.deepEqual(await end, [1009, 'Message too big'])
    await happened(gateway, 'DISCONNECT')
    assert.equal(gateway.invocations.filter(({method}) => method === 'MESSAGE').length, 0)
  })
}

test('a message of 128 KB in frames of 32 KB passes, and so does the answer', async () => {
  const gateway = await start({routes: {$default: {twoWay: true}}})
  putFunction(gateway, 'export const handler = async ({body}) => ({statusCode: 200, body})')
  const socket = await opened(byPath(gateway))
  const answer = once(socket, 'message')
  sendFrames(socket, 4, 32 * 1024)
  const [data] = (await answer) as [Buffer]
  assert.equal(data.toString(), 'x'.repeat(128 * 1024))
})

test('a binary message ends the connection with 1003', async () => {
  const gateway = await start(echo)
  const socket = await opened(byPath(gateway))
  const end = closing(socket)
  socket.send(Buffer.from([1, 2]))
  assert.deepEqual(await end, [1003, 'Binary is not supported'])
})

test('pings are answered', async () => {
  const socket = await opened(byPath(await start(echo)))
  const pong = once(socket, 'pong')
  socket.ping('are you there')
  assert.equal(String((await pong)[0]), 'are you there')
})

test('a client that vanishes is a disconnect with 1006', async () => {
  const gateway = await start({routes: {$disconnect: {}, $default: mocking('x')}})
  putFunction(
    gateway,
    'export const handler = async ({requestContext}) => ({statusCode: requestContext.disconnectStatusCode - 800})',
  )
  const socket = await opened(byPath(gateway))
  socket.terminate()
  assert.equal((await happened(gateway, 'DISCONNECT')).status, 206)
})

/** A raw upgrade request; answers what comes back first. */
async function raw(port: number, lines: readonly string[]): Promise<{socket: Socket; head: string}> {
  const socket = connectSocket(port, '127.0.0.1')
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return {socket, head: chunk.toString('latin1')}
}

const target = `/execute-api/${apiId}/prod`
const upgrade = ['Host: 127.0.0.1', 'Connection: Upgrade', 'Upgrade: websocket']
const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
const malformed = [
  {name: 'no key', lines: [`GET ${target} HTTP/1.1`, ...upgrade, 'Sec-WebSocket-Version: 13']},
  {
    name: 'a short key',
    lines: [`GET ${target} HTTP/1.1`, ...upgrade, 'Sec-WebSocket-Key: abc', 'Sec-WebSocket-Version: 13'],
  },
  {name: 'another version', lines: [`GET ${target} HTTP/1.1`, ...upgrade, key, 'Sec-WebSocket-Version: 7']},
  {name: 'another verb', lines: [`POST ${target} HTTP/1.1`, ...upgrade, key, 'Sec-WebSocket-Version: 13']},
]

for (const {name, lines} of malformed) {
  test(`an upgrade with ${name} is a 400, and the handler hears nothing`, async () => {
    const gateway = await start({routes: {$connect: {}}})
    const {socket, head} = await raw(gateway.port, lines)
    socket.destroy()
    assert.match(head, /^HTTP\/1\.1 400 /)
    assert.deepEqual(gateway.invocations, [])
  })
}

test('an offer to upgrade to something else is passed over, body and all', async () => {
  const gateway = await start(echo)
  const {socket, head} = await raw(gateway.port, [
    'POST /v2/apis HTTP/1.1',
    ...['Host: 127.0.0.1', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
    ...[
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/apigateway/aws4_request, x',
      'Content-Length: 35',
    ],
    ...['', '{"name":"a","protocolType":"HTTP"}'],
  ])
  assert.match(head, /^HTTP\/1\.1 201 /)
  // The connection goes on as a plain one.
  socket.write('GET /v2/apis HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  const [second] = (await once(socket, 'data')) as [Buffer]
  assert.match(second.toString(), /^HTTP\/1\.1 403 [^]*Missing Authentication Token/)
  socket.destroy()
})

test('a plain request to a WebSocket API is forbidden', async () => {
  const {status, body} = await httpCall((await start(echo)).port, {path: target})
  assert.deepEqual({status, body}, {status: 403, body: '{"message":"Forbidden"}'})
})

test('a client that never reads is not read either, and a callback to it is a 429', async () => {
  const gateway = await start({routes: {$default: {twoWay: true}}})
  putFunction(
    gateway,
    `export const handler = async ({requestContext}) => ({statusCode: 200, body: requestContext.connectionId})`,
  )
  const socket = await opened(byPath(gateway))
  const id = await reply(socket, 'x')
  socket.pause()
  const client = management(gateway, gateway.url + target)
  const post = (): Promise<unknown> =>
    client.send(new PostToConnectionCommand({ConnectionId: id, Data: Buffer.alloc(128 * 1024, 'x')}))
  let outcome = ''
  for (let count = 0; outcome === '' && count < 500; count += 1) {
    outcome = await post().then(
      () => '',
      (error: unknown) => (error as Error).name,
    )
  }
  assert.equal(outcome, 'LimitExceededException')
  const taken = once(socket, 'message')
  socket.resume()
  await taken
  assert.equal(await reply(await opened(byPath(gateway)), 'x').then((other) => other === id), false)
})

test('idle time is the gateway’s clock', async () => {
  const gateway = await start(echo)
  const socket = await opened(byPath(gateway))
  const end = closing(socket)
  gateway.clock.advance(10 * 60_000)
  assert.deepEqual(await end, [1001, 'Going away'])
})

test('closing the gateway closes the connections, and tells their handlers', async () => {
  const gateway = await start({routes: {$disconnect: {}, $default: {}}})
  putFunction(gateway, 'export const handler = async () => ({statusCode: 200})')
  const clients = await Promise.all([1, 2, 3].map(() => opened(byPath(gateway))))
  const ends = clients.map(closing)
  await gateway.close()
  assert.deepEqual(
    await Promise.all(ends),
    [1, 2, 3].map(() => [1001, 'Going away']),
  )
  assert.equal(gateway.invocations.filter(({method, status}) => method === 'DISCONNECT' && status === 200).length, 3)
})

test('300 connections at a time answer each its own', async () => {
  const gateway = await start(echo)
  const clients = await Promise.all(Array.from({length: 300}, () => opened(byPath(gateway))))
  const ids = await Promise.all(clients.map((client) => reply(client, 'x')))
  assert.equal(new Set(ids).size, 300)
})

function management({port}: Gateway, endpoint: string, host?: string): ApiGatewayManagementApiClient {
  const client = new ApiGatewayManagementApiClient({
    region: 'eu-west-1',
    endpoint,
    credentials: {accessKeyId: '123456789012', secretAccessKey: 'x'},
    maxAttempts: 1,
  })
  if (host !== undefined) {
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as {hostname: string; port: number; headers: Record<string, string>}
        Object.assign(request, {hostname: '127.0.0.1', port})
        request.headers.host = host
        return next(args)
      },
      {step: 'finalizeRequest', priority: 'low'},
    )
  }
  return client
}

test('the SDK posts to, looks at and closes a connection, at every address', async () => {
  const gateway = await start(echo)
  const {port, url} = gateway
  const host = `${apiId}.execute-api.localhost:${port}`
  const clients = [
    management(gateway, url + target),
    management(gateway, `http://${host}/prod`, host),
    management(gateway, url),
    management(gateway, `${url}/prod`),
  ]
  for (const client of clients) {
    const socket = await opened(byPath(gateway), [], {'User-Agent': 'probe/1'})
    const [ConnectionId = ''] = (await reply(socket, 'x')).split(' ')
    const pushed = once(socket, 'message')
    await client.send(new PostToConnectionCommand({ConnectionId, Data: Buffer.from([0x68, 0x69, 0xff])}))
    const [data, isBinary] = (await pushed) as [Buffer, boolean]
    assert.deepEqual([data.toString(), isBinary], ['hi\ufffd', false])
    const {Identity, ConnectedAt, LastActiveAt} = await client.send(new GetConnectionCommand({ConnectionId}))
    assert.deepEqual(Identity, {SourceIp: '127.0.0.1', UserAgent: 'probe/1'})
    assert.ok(ConnectedAt instanceof Date && LastActiveAt instanceof Date && ConnectedAt <= LastActiveAt)
    const end = closing(socket)
    await client.send(new DeleteConnectionCommand({ConnectionId}))
    assert.deepEqual(await end, [1000, 'Connection Closed Normally'])
    assert.match(await refusal(client.send(new GetConnectionCommand({ConnectionId}))), /^GoneException 410/)
  }
})

test('what @connections refuses', async () => {
  const gateway = await start(echo)
  const {port, url} = gateway
  const client = management(gateway, url + target)
  const ConnectionId = 'gbgBH8-ydQAYKEjZQA=='
  const post = (Data: Buffer, id = ConnectionId): Promise<string> =>
    refusal(client.send(new PostToConnectionCommand({ConnectionId: id, Data})))
  assert.match(await post(Buffer.from('x')), /^GoneException 410/)
  assert.match(await post(Buffer.from('x'), 'no id!'), /^BadRequestException 400/)
  assert.match(await post(Buffer.alloc(128 * 1024 + 1)), / 413 /)
  const path = `${target}/@connections/${encodeURIComponent(ConnectionId)}`
  const unsigned = await httpCall(port, {path})
  assert.deepEqual(
    [unsigned.status, unsigned.headers['x-amzn-errortype'], unsigned.body],
    [403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'],
  )
  const Authorization = 'AWS4-HMAC-SHA256 Credential=210987654321/20260101/eu-west-1/execute-api/aws4_request, x'
  const foreign = await httpCall(port, {path, headers: {Authorization}})
  assert.deepEqual([foreign.status, foreign.headers['x-amzn-errortype']], [403, 'AccessDeniedException'])
  const page = await httpCall(port, {path, headers: {Authorization, Origin: 'https://evil.example'}})
  assert.deepEqual([page.status, page.body.includes('other sites')], [403, true])
  const own = Authorization.replace('210987654321', '123456789012')
  const stage = await httpCall(port, {path: path.replace('/prod/', '/test/'), headers: {Authorization: own}})
  assert.deepEqual([stage.status, stage.body], [403, '{"message":"Forbidden"}'])
})

test('a callback is logged and counted by the template of its path', async () => {
  const gateway = await start({
    ...echo,
    stage: {accessLogSettings: {format: '$context.eventType $context.routeKey $context.status'}},
  })
  const socket = await opened(byPath(gateway))
  const [ConnectionId = ''] = (await reply(socket, 'x')).split(' ')
  await management(gateway, gateway.url + target).send(
    new PostToConnectionCommand({ConnectionId, Data: Buffer.from('x')}),
  )
  const {routeKey, status, messages, accessLog} = await happened(gateway, 'POST')
  assert.deepEqual(
    {routeKey, status, messages, line: accessLog?.line},
    {
      routeKey: 'POST /@connections/{connectionId}',
      status: 200,
      messages: 1,
      line: 'CONNECTION_API POST /@connections/{connectionId} 200',
    },
  )
})

test('@connections verifies registered keys and asks their policies', async () => {
  const gateway = await start(echo)
  const socket = await opened(byPath(gateway))
  const [ConnectionId = ''] = (await reply(socket, 'x')).split(' ')
  const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
  const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  const arn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/POST/@connections/*`
  const policy = {Statement: [{Effect: 'Allow', Action: 'execute-api:ManageConnections', Resource: arn}]}
  gateway.store.transaction(() =>
    gateway.store.put('accessKey', [accessKeyId], {
      ...{accessKeyId, secretAccessKey, accountId: '123456789012', createdAtMs: 0},
      ...{principalArn: 'arn:aws:iam::123456789012:user/ann', policy: JSON.stringify(policy)},
    }),
  )
  const client = (secret: string): ApiGatewayManagementApiClient =>
    new ApiGatewayManagementApiClient({
      ...{region: 'eu-west-1', endpoint: gateway.url + target, maxAttempts: 1},
      credentials: {accessKeyId, secretAccessKey: secret},
    })
  const post = new PostToConnectionCommand({ConnectionId, Data: Buffer.from('x')})
  const pushed = once(socket, 'message')
  await client(secretAccessKey).send(post)
  assert.equal(String((await pushed)[0]), 'x')
  assert.match(
    await refusal(client(secretAccessKey).send(new GetConnectionCommand({ConnectionId}))),
    /^AccessDenied.* 403 /,
  )
  assert.match(await refusal(client('another-secret').send(post)), /^InvalidSignatureException 403 /)
})
