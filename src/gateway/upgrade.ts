import {ServerResponse} from 'node:http'
import type {IncomingMessage, Server} from 'node:http'
import type {Socket} from 'node:net'
import {addressOf} from './address.js'
import type {HttpRequest, HttpResponse} from './data/ports.js'
import type {WebSocketAddress, WebSocketPlane} from './data/websocket/websocket-plane.js'
import {findDomain} from './domain-route.js'
import {findApi} from './find-api.js'
import type {Store} from './store/store.js'
import type {ClientOf} from './tls/client-proofs.js'
import {webSocketAddress} from './websocket-address.js'
import type {WebSocketSockets} from './websocket-sockets.js'
import {jsonResponse, writeResponse} from './write-response.js'

export type UpgradeOptions = {
  store: Store
  plane: WebSocketPlane
  sockets: WebSocketSockets
  clientOf: ClientOf
  onDefect: (error: unknown, where: string) => void
}

/**
 * Serves upgrade requests on the gateway's port. Those for WebSocket APIs become connections or refusals; all others
 * (HTTP/2 offers of some clients, WebSockets to APIs of other kinds) are answered as the plain requests they also are.
 */
export function serveUpgrades(server: Server, options: UpgradeOptions): void {
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    // The server has let go of the socket: whatever happens to it from here on is ours to hear.
    socket.on('error', () => socket.destroy())
    const found = findWebSocket(incoming, options)
    if (found === undefined) replayPlain(server, incoming, socket, head)
    else void upgrade({incoming, socket, head, ...found}, options)
  })
}

type Found = {target: string; address: WebSocketAddress}
type Upgrade = Found & {incoming: IncomingMessage; socket: Socket; head: Buffer}

function findWebSocket(incoming: IncomingMessage, {store, clientOf}: UpgradeOptions): Found | undefined {
  if (incoming.headers.upgrade?.toLowerCase() !== 'websocket') return undefined
  const isCustomDomain = (name: string): boolean => findDomain(store, name) !== undefined
  const address = addressOf(incoming.headers.host, incoming.url ?? '/', isCustomDomain)
  if (address.plane !== 'data') return undefined
  const found = findApi(store, address, {
    header: (name) => incoming.headersDistinct[name.toLowerCase()] ?? [],
    isProven: (domain) => clientOf(incoming.socket, domain) !== undefined,
  })
  const webSocket = found && webSocketAddress(store, found, incoming.headers.host)
  return found === undefined || webSocket === undefined ? undefined : {target: found.target, address: webSocket}
}

async function upgrade({incoming, socket, head, target, address}: Upgrade, options: UpgradeOptions): Promise<void> {
  try {
    if (!isHandshake(incoming)) {
      await refuse(incoming, socket, jsonResponse(400, {message: 'Bad Request'}))
      return
    }
    const outcome = await options.plane.connect(requestOf(incoming, target), address)
    if (outcome.kind === 'refused') await refuse(incoming, socket, outcome.response)
    else await options.sockets.accept(outcome, incoming, socket, head)
  } catch (error) {
    options.onDefect(error, `upgrade ${incoming.url ?? ''}`)
    socket.destroy()
  }
}

/** Source: RFC 6455 4.2.1. Checked before `$connect` hears of it: a handler should see only what can become a connection. */
function isHandshake({method, headers}: IncomingMessage): boolean {
  const {'sec-websocket-key': key = '', 'sec-websocket-version': version} = headers
  return method === 'GET' && version === '13' && /^[+/0-9A-Za-z]{22}==$/.test(key)
}

function requestOf(incoming: IncomingMessage, target: string): HttpRequest {
  return {
    method: incoming.method ?? 'GET',
    target,
    sentTarget: incoming.url ?? target,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.alloc(0),
    sourceIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${incoming.httpVersion}`,
    signal: new AbortController().signal,
  }
}

async function refuse(incoming: IncomingMessage, socket: Socket, answer: HttpResponse): Promise<void> {
  const response = new ServerResponse(incoming)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.end())
  await writeResponse(response, answer)
}

const ofTheUpgrade: ReadonlySet<string> = new Set(['connection', 'http2-settings', 'upgrade'])

/**
 * Hands a request back to the server without its offer to upgrade: the server reads it, body and all, as if the offer had
 * not been made.
 */
function replayPlain(server: Server, incoming: IncomingMessage, socket: Socket, head: Buffer): void {
  const {method = 'GET', url = '/', httpVersion, rawHeaders, headers} = incoming
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (!ofTheUpgrade.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1] ?? ''}`)
  }
  if (/\bclose\b/i.test(headers.connection ?? '')) lines.push('Connection: close')
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('encrypted' in socket ? 'secureConnection' : 'connection', socket)
}
