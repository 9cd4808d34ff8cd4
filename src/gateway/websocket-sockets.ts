import type {IncomingMessage} from 'node:http'
import type {Socket} from 'node:net'
import type {WebSocket, WebSocketServer} from 'ws'
import type {ClientSocket} from './data/websocket/connection.js'
import type {ConnectOutcome} from './data/websocket/invoke-connect.js'
import type {WebSocketPlane} from './data/websocket/websocket-plane.js'
import {FrameMeter, frameLimitBytes, messageLimitBytes} from './frame-meter.js'
import type {Turn} from './turn.js'

type Accepted = Extract<ConnectOutcome, {kind: 'accepted'}>

/** Time is looked at this often; the limits are minutes and hours. */
const expireEveryMs = 1_000

/** The sockets of WebSocket connections: frames on one side, the data plane's connections on the other. */
export class WebSocketSockets {
  readonly #plane: WebSocketPlane
  readonly #turn: Turn
  readonly #sockets = new Set<WebSocket>()
  readonly #timer: NodeJS.Timeout
  /** The package is loaded at the first connection. */
  #server: Promise<WebSocketServer> | undefined
  #isClosing = false

  constructor(plane: WebSocketPlane, turn: Turn) {
    this.#plane = plane
    this.#turn = turn
    this.#timer = setInterval(() => plane.expire(), expireEveryMs).unref()
  }

  /** Finishes an upgrade that was accepted. A client that has gone meanwhile is told to `$disconnect` at once. */
  async accept({facts, protocol}: Accepted, incoming: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    this.#server ??= loadServer()
    const server = await this.#server
    if (this.#isClosing || socket.destroyed) {
      this.#plane.open(facts, goneSocket).closed(1006, '')
      socket.destroy()
      return
    }
    if (protocol !== undefined) chosenProtocols.set(incoming, protocol)
    server.handleUpgrade(incoming, socket, head, (client) => this.#serve(client, facts, socket))
  }

  /** Closes every connection; those that do not answer the closing handshake in time are cut. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#timer)
    this.#plane.closeAll()
    const hurry = setTimeout(() => this.#sockets.forEach((client) => client.terminate()), withinMs)
    await Promise.all([...this.#sockets].map((client) => new Promise((resolve) => client.once('close', resolve))))
    clearTimeout(hurry)
    await this.#plane.settled()
  }

  /** What is written to the socket in this turn goes out at its end. */
  #hold(socket: Socket): void {
    if (socket.writableCorked > 0) return
    socket.cork()
    void this.#turn.end.then(() => socket.uncork())
  }

  #serve(client: WebSocket, facts: Accepted['facts'], socket: Socket): void {
    this.#sockets.add(client)
    const connection = this.#plane.open(
      facts,
      clientSocket(
        client,
        () => connection.drained(),
        () => this.#hold(socket),
      ),
    )
    const meter = new FrameMeter()
    // Before the package's own listener, so that a frame too large is answered before it is read.
    socket.prependListener('data', (chunk: Buffer) => {
      if (!meter.accepts(chunk)) connection.end(1009, 'Message too big')
    })
    client.on('message', (data: Buffer, isBinary) => {
      if (isBinary) connection.end(1003, 'Binary is not supported')
      else connection.message(data.toString())
    })
    // What a client does wrong ends its connection with a code of its own; `close` follows.
    client.on('error', () => undefined)
    client.on('close', (code, reason) => {
      this.#sockets.delete(client)
      connection.closed(code, reason.toString())
    })
  }
}

/** Subprotocols that `$connect` integrations chose, until the upgrade is answered. */
const chosenProtocols = new WeakMap<IncomingMessage, string>()

async function loadServer(): Promise<WebSocketServer> {
  const {WebSocketServer: Server} = await import('ws')
  const server = new Server({
    noServer: true,
    clientTracking: false,
    maxPayload: messageLimitBytes,
    perMessageDeflate: false,
    // The answer's header is written below, also when the client did not offer what was chosen.
    handleProtocols: () => false,
  })
  server.on('headers', (headers, incoming) => {
    const protocol = chosenProtocols.get(incoming)
    if (protocol !== undefined) headers.push(`Sec-WebSocket-Protocol: ${protocol}`)
  })
  return server
}

function clientSocket(client: WebSocket, onDrained: () => void, hold: () => void): ClientSocket {
  return {
    send: (text) => {
      if (client.readyState !== client.OPEN) return
      hold()
      if (text.length <= frameLimitBytes) {
        client.send(text, {binary: false}, onDrained)
        return
      }
      // AWS sends long messages in several frames, too (captured September 2026).
      for (let start = 0; start < text.length; start += frameLimitBytes) {
        const end = start + frameLimitBytes
        client.send(text.subarray(start, end), {binary: false, fin: end >= text.length}, onDrained)
      }
    },
    bufferedBytes: () => client.bufferedAmount,
    close: (code, reason) => client.close(code, reason),
    setReading: (isReading) => {
      if (isReading === client.isPaused) {
        if (isReading) client.resume()
        else client.pause()
      }
    },
  }
}

const goneSocket: ClientSocket = {
  send: () => undefined,
  bufferedBytes: () => 0,
  close: () => undefined,
  setReading: () => undefined,
}
