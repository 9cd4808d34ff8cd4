import type {OpenConnection} from '../ports.js'
import type {WebSocketContext} from './websocket-context.js'

/** The gateway's end of one WebSocket; made by the server, which owns the socket. */
export type ClientSocket = {
  /** Sends one text message, in frames as AWS sends them. */
  send: (text: Buffer) => void
  /** Bytes that the client has not taken yet. */
  bufferedBytes: () => number
  /** Starts the closing handshake; `reason` is at most 123 bytes. */
  close: (code: number, reason: string) => void
  /** Stops or goes on reading what the client sends. */
  setReading: (isReading: boolean) => void
}

/** What stays the same for the life of a connection. */
export type ConnectionFacts = Pick<
  WebSocketContext,
  'stage' | 'connectedAt' | 'identity' | 'domainName' | 'connectionId' | 'apiId'
> & {
  /** What the authorizer of `$connect` answered, as later events show it. */
  authorizer?: Readonly<Record<string, unknown>>
}

/** A client that does not read makes callbacks fail with 429 from here on. */
const fullBytes = 1024 * 1024

/** One open connection. */
export class Connection implements OpenConnection {
  readonly facts: ConnectionFacts
  readonly #socket: ClientSocket
  readonly #nowMs: () => number
  #lastActiveAtMs: number
  #closing: {code: number; reason: string} | undefined
  #running = 0
  #isReading = true

  constructor(facts: ConnectionFacts, socket: ClientSocket, nowMs: () => number) {
    this.facts = facts
    this.#socket = socket
    this.#nowMs = nowMs
    this.#lastActiveAtMs = facts.connectedAt
  }

  get lastActiveAtMs(): number {
    return this.#lastActiveAtMs
  }

  /** How the gateway ended it; undefined while it is open. */
  get closing(): {code: number; reason: string} | undefined {
    return this.#closing
  }

  /** Sends a message of the gateway; nothing once the connection is being closed. */
  send(text: Buffer): void {
    if (this.#closing !== undefined) return
    this.#socket.send(text)
    this.touch()
    this.#pace()
  }

  post(text: Buffer): 'sent' | 'full' {
    if (this.#socket.bufferedBytes() >= fullBytes) return 'full'
    this.send(text)
    return 'sent'
  }

  /** Ends the connection from our side; only the first reason counts. */
  close(code: number, reason: string): void {
    if (this.#closing !== undefined) return
    this.#closing = {code, reason}
    // Whoever does not read would never see the close frame's answer.
    this.#socket.setReading(true)
    this.#socket.close(code, reason)
  }

  /** A message came or went: idle time starts anew. */
  touch(): void {
    this.#lastActiveAtMs = this.#nowMs()
  }

  /** Runs one message of the client; it reads no further while too many are running or it takes no answers. */
  async run(work: Promise<void>): Promise<void> {
    this.#running += 1
    this.#pace()
    await work
    this.#running -= 1
    this.#pace()
  }

  /** Called by the server when the client has taken what was waiting. */
  drained(): void {
    this.#pace()
  }

  #pace(): void {
    if (this.#closing !== undefined) return
    const isReading = this.#running < maxRunning && this.#socket.bufferedBytes() < waitingBytes
    if (isReading === this.#isReading) return
    this.#isReading = isReading
    this.#socket.setReading(isReading)
  }
}

/** Messages of one connection that are processed at a time; AWS promises neither order nor a number. */
const maxRunning = 32
/** What may wait for a client before it has to read to be read. */
const waitingBytes = 256 * 1024
