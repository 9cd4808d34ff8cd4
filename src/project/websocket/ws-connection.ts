import {text} from 'node:stream/consumers'
import type {IncomingMessage} from 'node:http'
import type {WebSocket} from 'ws'
import {ApigwError} from '../../errors/apigw-error.js'

/** Where and how to connect. `headers` are `name -> value` pairs in order, repeats allowed. */
export type WsAddress = {
  url: URL
  headers: readonly (readonly [string, string])[]
  subprotocols: readonly string[]
}

/** How a connection ended: the code and reason of the close frame, 1006 when there was none. */
export type WsClosed = {code: number; reason: string}

export type WsListeners = {
  /** `subprotocol` is the one that the API has chosen; empty for none. */
  onOpen: (subprotocol: string) => void
  onFrame: (frame: string) => void
  /** After an `onOpen` only. */
  onClosed: (closed: WsClosed) => void
}

/** API Gateway sends messages of up to 128 KB; what is larger comes from something else. */
const largestFrameBytes = 1024 * 1024

/** API Gateway closes a connection that sends more. Source: developer guide, "Quotas for configuring and running a WebSocket API". */
const largestMessageBytes = 128 * 1024

/** The closing handshake is not waited for any longer. */
const closeWithinMs = 2_000

/** An open WebSocket connection. Frames are told as they come and kept until `next` takes them. */
export class WsConnection {
  readonly #socket: WebSocket
  readonly #frames: string[] = []
  readonly #end: Promise<WsClosed>
  #closed: WsClosed | undefined
  #wake: (() => void) | undefined

  /** Listens from the beginning: a frame may come with the answer of the handshake. */
  private constructor(socket: WebSocket, {onOpen, onFrame, onClosed}: WsListeners) {
    this.#socket = socket
    let isOpen = false
    socket.on('open', () => {
      isOpen = true
      onOpen(socket.protocol)
    })
    socket.on('message', (data: Buffer) => {
      const frame = data.toString()
      this.#frames.push(frame)
      onFrame(frame)
      this.#wake?.()
    })
    // What goes wrong on an open connection ends it: `close` follows and tells the code.
    socket.on('error', () => undefined)
    this.#end = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#closed = {code, reason: reason.toString()}
        if (isOpen) onClosed(this.#closed)
        this.#wake?.()
        resolve(this.#closed)
      })
    })
  }

  /** Connects. Throws WS_REFUSED with the answer of the handshake, WS_FAILED, or INTERRUPTED. */
  static async open(
    address: WsAddress,
    {timeoutMs, signal, ...listeners}: WsListeners & {timeoutMs: number; signal: AbortSignal},
  ): Promise<WsConnection> {
    // Loaded only now: other commands need no WebSockets.
    const {WebSocket: Socket} = await import('ws')
    const {url, headers, subprotocols} = address
    const socket = new Socket(url, [...subprotocols], {
      headers: grouped(headers),
      handshakeTimeout: timeoutMs,
      maxPayload: largestFrameBytes,
      perMessageDeflate: false,
      followRedirects: false,
    })
    const stop = (): void => socket.terminate()
    signal.addEventListener('abort', stop, {once: true})
    const connection = new WsConnection(socket, listeners)
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
        socket.once('unexpected-response', (_request, response) => {
          refusal(url, response).then(reject, reject)
        })
      })
    } catch (error) {
      socket.terminate()
      if (signal.aborted) throw interrupted(url, error)
      throw error instanceof ApigwError ? error : failed(url, error)
    } finally {
      signal.removeEventListener('abort', stop)
    }
    return connection
  }

  get closed(): WsClosed | undefined {
    return this.#closed
  }

  /** Resolves when the text has left this process. Throws WS_TOO_LARGE and WS_CLOSED. */
  async send(message: string): Promise<void> {
    const bytes = Buffer.byteLength(message)
    if (bytes > largestMessageBytes) throw tooLarge(bytes)
    if (this.#closed !== undefined) throw closedEarly(this.#closed)
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(message, (error) => {
        if (error) reject(failed(new URL(this.#socket.url), error))
        else resolve()
      })
    })
  }

  /** The next frame that nobody has taken; undefined when the signal fires or the connection is closed first. */
  async next(signal: AbortSignal): Promise<string | undefined> {
    while (this.#frames.length === 0 && this.#closed === undefined && !signal.aborted)
      await this.#somethingHappens(signal)
    return this.#frames.shift()
  }

  /** Resolves when the connection is closed, or the signal fires. */
  async ended(signal: AbortSignal): Promise<void> {
    while (this.#closed === undefined && !signal.aborted) await this.#somethingHappens(signal)
  }

  /** Closes as a client that has finished, and waits for the answer. */
  async close(): Promise<WsClosed> {
    const hurry = setTimeout(() => this.#socket.terminate(), closeWithinMs)
    this.#socket.close(1000)
    return this.#end.finally(() => clearTimeout(hurry))
  }

  #somethingHappens(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#wake = wake
      signal.addEventListener('abort', wake)
    })
  }
}

/** The error of a connection that ended while something was still to be done. */
export function closedEarly({code, reason}: WsClosed): ApigwError {
  return new ApigwError({
    code: 'WS_CLOSED',
    exit: 'failure',
    what: 'The connection was closed before the conversation was over.',
    why: `The other side sent code ${code}${reason === '' ? '' : ` (${reason})`}.`,
    fix: 'Look at the log of what answers $connect and the last message.',
  })
}

function grouped(headers: WsAddress['headers']): Record<string, string | string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of headers) groups.set(name, [...(groups.get(name) ?? []), value])
  return Object.fromEntries(
    [...groups].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

/** Enough of an answer to say why. */
const shownCharacters = 500

async function refusal(url: URL, response: IncomingMessage): Promise<ApigwError> {
  const body = (await text(response)).slice(0, shownCharacters).trim()
  return new ApigwError({
    code: 'WS_REFUSED',
    exit: 'failure',
    what: `${url.href} refused the connection with status ${response.statusCode ?? 0}.`,
    why: body === '' ? 'The answer has no body.' : body,
    fix: 'Check what $connect asks for: --header, --query-param, --api-key, --token or --sign.',
  })
}

function failed(url: URL, cause: unknown): ApigwError {
  return new ApigwError(
    {
      code: 'WS_FAILED',
      exit: 'failure',
      what: `There is no connection to ${url.href}.`,
      why: cause instanceof Error ? `${cause.message}.` : String(cause),
      fix: `Check that ${url.host} can be reached from here, or raise --timeout.`,
    },
    {cause},
  )
}

function interrupted(url: URL, cause: unknown): ApigwError {
  const what = `${url.href} was not waited for.`
  return new ApigwError(
    {code: 'INTERRUPTED', exit: 'interrupted', what, why: 'The command was interrupted.', fix: ''},
    {cause},
  )
}

function tooLarge(bytes: number): ApigwError {
  return new ApigwError({
    code: 'WS_TOO_LARGE',
    exit: 'usage',
    what: `A message of ${bytes} bytes was not sent.`,
    why: `API Gateway takes ${largestMessageBytes} bytes and closes the connection of a client that sends more.`,
    fix: 'Send less, or send it in several messages.',
  })
}
