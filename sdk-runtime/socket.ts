import {after, backoffMs, pause, withUsual} from './backoff.js'
import type {Backoff} from './backoff.js'
import {UsageError} from './errors.js'
import {provide} from './provided.js'
import type {Provided} from './provided.js'
import {encode, presign, regionOf} from './signature.js'
import type {Credentials} from './signature.js'

/** As much of a WebSocket as the client uses: the browser's, Node.js 22's and that of the package ws all do. */
export type SocketLike = {
  send: (data: string) => void
  close: (code?: number, reason?: string) => void
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
}

export type SocketOptions = {
  /** URL of the stage: `wss://a1b2.execute-api.eu-west-1.amazonaws.com/prod`. */
  url: string
  /** For the authorizer of the API, where it looks for it. */
  token?: Provided<string>
  apiKey?: Provided<string>
  /** Signs the connection, for APIs with IAM authorization. */
  credentials?: Provided<Credentials>
  /** Region for signatures; by default the one in an address of AWS. */
  region?: string
  query?: Readonly<Record<string, string>>
  /**
   * Opens a connection: `(url, headers) => new WebSocket(url, {headers})` of the package ws. By default the global
   * WebSocket, which cannot send headers: tokens and keys that the API wants there need a function of your own.
   */
  open?: (url: string, headers: Readonly<Record<string, string>>) => SocketLike
  /** For each attempt to connect; 30,000 by default, a second more than the integration of $connect may take. */
  timeoutMs?: number
  /**
   * By default 8 attempts in a row, from 500 ms up to 30 s apart. A connection that is lost before the longest of these
   * pauses is over counts as a failed attempt: an API that accepts and drops its clients is not called without a pause.
   */
  reconnect?: Partial<Backoff>
  /** Messages that wait while there is no connection; 100 by default, then the oldest goes. */
  queueLimit?: number
}

/** What the client has to know of the API. */
export type SocketInfo = {
  /** Members that lead to the route in a message: `['action']`; undefined when the route is not in the message alone. */
  selection: readonly string[] | undefined
  signed: boolean
  apiKey: boolean
  token?: {in: 'header' | 'query'; name: string}
}

/** A message that came. `data` is parsed when it is JSON. */
export type SocketEvents<Received> = {
  open: undefined
  message: Received
  /** The connection ended; `willReconnect` tells whether the client tries again. */
  close: {code: number; reason: string; willReconnect: boolean}
  /** A message was dropped because too many waited. */
  dropped: unknown
}

/** A message to a route: with the member that selects it, or without. */
export type MessageTo<Message, Selection extends PropertyKey> = Message | Omit<Message, Selection & keyof Message>

const usualBackoff: Backoff = {attempts: 8, baseDelayMs: 500, maxDelayMs: 30_000}
const usualTimeoutMs = 30_000

/** A connection that comes back by itself, until it is closed. */
export class ApiSocket<Sent extends object, Received, Selection extends PropertyKey = never> {
  readonly #info: SocketInfo
  readonly #options: SocketOptions
  readonly #backoff: Backoff
  readonly #listeners = new Map<keyof SocketEvents<Received>, Set<(event: never) => void>>()
  readonly #waiting: string[] = []
  readonly #closed = new AbortController()
  #socket: SocketLike | undefined
  #connecting: Promise<void> | undefined
  #openedAtMs = 0
  /** Attempts in a row that failed, or whose connection did not last. */
  #failures = 0

  constructor(info: SocketInfo, options: SocketOptions) {
    this.#info = info
    this.#options = options
    this.#backoff = withUsual(options.reconnect, usualBackoff)
  }

  /**
   * Connects; rejects when no attempt succeeds. The signal ends the attempts, not a connection that stands. While a
   * connection stands or is on its way there is no second one: the call waits for that.
   */
  async connect(signal?: AbortSignal): Promise<void> {
    const stop = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal])
    stop.throwIfAborted()
    if (this.#socket !== undefined) return
    if (this.#connecting === undefined) this.#failures = 0
    await (this.#connecting ?? this.#startAttempts(stop, 0))
  }

  /** Sends a message to a route; while there is no connection it waits for one. */
  send<Route extends keyof Sent & string>(route: Route, message: MessageTo<Sent[Route], Selection>): void {
    this.sendText(JSON.stringify(select(message, this.#info.selection, route)))
  }

  /** Sends a text as it is. */
  sendText(text: string): void {
    if (this.#closed.signal.aborted) throw new Error('The socket was closed: make another one.')
    if (this.#socket !== undefined) {
      this.#socket.send(text)
      return
    }
    this.#waiting.push(text)
    if (this.#waiting.length > (this.#options.queueLimit ?? 100)) this.#tell('dropped', this.#waiting.shift())
  }

  /** Calls the listener for each event of a kind, until the function that it returns is called. */
  on<Kind extends keyof SocketEvents<Received>>(
    kind: Kind,
    listener: (event: SocketEvents<Received>[Kind]) => void,
  ): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set()
    this.#listeners.set(kind, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  /** Ends the connection, and all attempts to bring it back. */
  close(code = 1000, reason = ''): void {
    this.#closed.abort(new Error('The socket was closed.'))
    this.#socket?.close(code, reason)
  }

  #startAttempts(stop: AbortSignal, firstDelayMs: number): Promise<void> {
    const attempts = this.#attempt(stop, firstDelayMs).finally(() => {
      if (this.#connecting === attempts) this.#connecting = undefined
    })
    this.#connecting = attempts
    return attempts
  }

  async #attempt(stop: AbortSignal, firstDelayMs: number): Promise<void> {
    for (let delayMs = firstDelayMs; ; delayMs = backoffMs(this.#backoff, this.#failures, Math.random)) {
      await pause(delayMs, stop)
      try {
        await this.#open(stop)
        return
      } catch (error) {
        stop.throwIfAborted()
        this.#failures += 1
        if (error instanceof UsageError || this.#failures >= this.#backoff.attempts) throw error
      }
    }
  }

  async #open(stop: AbortSignal): Promise<void> {
    const {url, headers} = await this.#address()
    stop.throwIfAborted()
    const socket = (this.#options.open ?? openGlobal)(url, headers)
    await new Promise<void>((resolve, reject) => {
      const {timeoutMs = usualTimeoutMs} = this.#options
      const giveUp = (reason: Error): void => {
        leave()
        socket.onopen = null
        socket.onclose = null
        socket.close()
        reject(reason)
      }
      const onStop = (): void => giveUp(stop.reason as Error)
      const cancelTimer = after(timeoutMs, () => {
        giveUp(new Error(`The connection to ${this.#options.url} did not stand within ${timeoutMs} ms.`))
      })
      const leave = (): void => {
        cancelTimer()
        stop.removeEventListener('abort', onStop)
      }
      stop.addEventListener('abort', onStop, {once: true})
      // A connection that fails says so by its end as well.
      socket.onerror = () => undefined
      socket.onclose = ({code}: {code?: number}) => {
        leave()
        reject(new Error(`The connection to ${this.#options.url} was refused (${code ?? 'no code'}).`))
      }
      socket.onmessage = ({data}: {data?: unknown}) => this.#receive(data)
      socket.onopen = () => {
        leave()
        resolve()
        this.#stands(socket)
      }
    })
  }

  #stands(socket: SocketLike): void {
    this.#socket = socket
    this.#openedAtMs = performance.now()
    socket.onclose = ({code = 1006, reason = ''}: {code?: number; reason?: string}) => this.#lost(code, reason)
    this.#tell('open', undefined)
    for (const text of this.#waiting.splice(0)) socket.send(text)
  }

  /** A pause comes before the first attempt too: clients that were cut off together do not return together. */
  #lost(code: number, reason: string): void {
    this.#socket = undefined
    const {attempts, maxDelayMs} = this.#backoff
    const hasLasted = performance.now() - this.#openedAtMs >= maxDelayMs
    this.#failures = hasLasted ? 0 : this.#failures + 1
    const willReconnect = !this.#closed.signal.aborted && this.#failures < attempts
    const delayMs = backoffMs(this.#backoff, Math.max(1, this.#failures), Math.random)
    const back = willReconnect ? this.#startAttempts(this.#closed.signal, delayMs) : undefined
    this.#tell('close', {code, reason, willReconnect})
    back?.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      this.#tell('close', {code: 1006, reason: why, willReconnect: false})
    })
  }

  #receive(data: unknown): void {
    this.#tell('message', parsed(data) as Received)
  }

  #tell<Kind extends keyof SocketEvents<Received>>(kind: Kind, event: SocketEvents<Received>[Kind]): void {
    for (const listener of [...(this.#listeners.get(kind) ?? [])]) {
      try {
        ;(listener as (event: unknown) => void)(event)
      } catch (error) {
        // As with listeners of the platform: told as uncaught, and no reason for the connection to suffer.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }

  /** The address with everything that the API wants to know of a client. */
  async #address(): Promise<{url: string; headers: Record<string, string>}> {
    const {token, apiKey, credentials, query = {}} = this.#options
    const url = new URL(this.#options.url)
    const pairs = Object.entries(query)
    const headers: Record<string, string> = {}
    const givenToken = await provide(token)
    const givenKey = this.#info.apiKey ? await provide(apiKey) : undefined
    if (givenKey !== undefined) headers['x-api-key'] = givenKey
    if (givenToken !== undefined && this.#info.token?.in === 'header') headers[this.#info.token.name] = givenToken
    if (givenToken !== undefined && this.#info.token?.in === 'query') pairs.push([this.#info.token.name, givenToken])
    url.search = [url.search.slice(1), ...pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`)]
      .filter((pair) => pair !== '')
      .join('&')
    if (!this.#info.signed) return {url: url.href, headers}
    const identity = await provide(credentials)
    if (identity === undefined) throw new UsageError('The API needs "credentials": it has IAM authorization.')
    const region = this.#options.region ?? regionOf(url)
    if (region === undefined) throw new UsageError(`"region" is needed: ${url.host} does not tell it.`)
    return {url: (await presign(url, 300, {credentials: identity, region, nowMs: Date.now()})).href, headers}
  }
}

function openGlobal(url: string): SocketLike {
  const {WebSocket} = globalThis as {WebSocket?: new (url: string) => SocketLike}
  if (WebSocket === undefined)
    throw new UsageError('There is no global WebSocket here: give "open", with the package ws.')
  return new WebSocket(url)
}

/** The message with its route where the API looks for it. */
function select(message: unknown, selection: readonly string[] | undefined, route: string): unknown {
  const [member, ...rest] = selection ?? []
  if (member === undefined) return message
  const members = typeof message === 'object' && message !== null ? (message as Readonly<Record<string, unknown>>) : {}
  const value = rest.length === 0 ? route : select(members[member], rest, route)
  return {...members, [member]: value}
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data) as unknown
  } catch {
    // Texts that are no JSON are messages too.
    return data
  }
}
