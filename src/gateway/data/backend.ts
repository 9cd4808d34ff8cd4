import type {Dispatcher, Pool} from 'undici'
import {ByteQueue} from './byte-queue.js'
import type {ClientCertificate} from './client-certificate.js'
import {BackendError, type BackendRequest, type BackendResponse} from './ports.js'

export type Backend = {
  /** Implements `Ports.callBackend`. */
  call: (request: BackendRequest) => Promise<BackendResponse>
  /** Ends all connections; calls in flight fail. */
  close: () => Promise<void>
}

/** AWS's largest payload; more is a BackendError with reason `too-large`. */
const maxResponseBytes = 10 * 1024 * 1024
/** Origins whose connections are kept; beyond that the one unused longest is closed. */
const maxPools = 64
const connectionsPerOrigin = 128

export type FindClientCertificate = (id: string) => ClientCertificate | undefined

/** Calls HTTP backends over kept-alive connections. Loads its HTTP client at the first call. */
export function createBackend(findCertificate: FindClientCertificate = () => undefined): Backend {
  const pools = new BackendPools(findCertificate)
  return {call: (request) => pools.call(request), close: () => pools.close()}
}

class BackendPools {
  /** In the order of last use. */
  readonly #pools = new Map<string, Pool>()
  /** Callers that pass the same URL object again save the look at what it says. */
  readonly #secure = new WeakMap<URL, Pool>()
  readonly #findCertificate: FindClientCertificate
  #makePool: MakePool | undefined

  constructor(findCertificate: FindClientCertificate) {
    this.#findCertificate = findCertificate
  }

  call(request: BackendRequest): Promise<BackendResponse> {
    const known = isUsual(request) ? this.#secure.get(request.url) : undefined
    return known === undefined || known.closed ? this.#callFirst(request) : exchange(known, request)
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()]
    this.#pools.clear()
    await Promise.all(pools.map((pool) => pool.destroy()))
  }

  async #callFirst(request: BackendRequest): Promise<BackendResponse> {
    const {url} = request
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new BackendError('bad-url', `${url.href} is no HTTP address.`)
    }
    this.#makePool ??= await loadPools()
    const pool = this.#poolOf(request)
    if (isUsual(request)) this.#secure.set(url, pool)
    return exchange(pool, request)
  }

  #poolOf({url: {origin, protocol}, insecureSkipVerification: isInsecure, clientCertificateId}: BackendRequest): Pool {
    // Over plain HTTP there is nobody to show a certificate to.
    const id = protocol === 'https:' ? clientCertificateId : undefined
    const key = `${isInsecure ? 'insecure ' : ''}${id === undefined ? '' : `${id} `}${origin}`
    const pool = this.#pools.get(key) ?? this.#makePool?.(origin, isInsecure, this.#certificate(id))
    if (pool === undefined) throw new Error('The HTTP client is not loaded.')
    this.#pools.delete(key)
    this.#pools.set(key, pool)
    this.#closeOldest()
    return pool
  }

  #certificate(id: string | undefined): ClientCertificate | undefined {
    if (id === undefined) return undefined
    const certificate = this.#findCertificate(id)
    if (certificate !== undefined) return certificate
    throw new BackendError('not-allowed', `The client certificate ${id} of the stage does not exist.`)
  }

  #closeOldest(): void {
    const [oldest] = this.#pools
    if (oldest === undefined || this.#pools.size <= maxPools) return
    this.#pools.delete(oldest[0])
    // Calls in flight still end; a failure to close leaves nothing that anyone could act on.
    oldest[1].close().catch(() => undefined)
  }
}

/** Requests whose pool follows from their URL alone. */
function isUsual({insecureSkipVerification, clientCertificateId}: BackendRequest): boolean {
  return !insecureSkipVerification && clientCertificateId === undefined
}

type MakePool = (origin: string, isInsecure: boolean, certificate: ClientCertificate | undefined) => Pool

async function loadPools(): Promise<MakePool> {
  // The default export, because a bundled CommonJS package has no other.
  const {
    default: {Pool, buildConnector},
  } = await import('undici')
  return (origin, isInsecure, certificate) => {
    const connect = buildConnector({rejectUnauthorized: !isInsecure, timeout: 0, ...certificate})
    return new Pool(origin, {
      connections: connectionsPerOrigin,
      // The integration's own timeout covers these phases.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, callback) =>
        connect(options, (...made) => {
          const [, socket] = made
          socket?.on('error', (error: Error) => {
            if (socket.bytesRead > 0) afterAnswers.add(error)
          })
          callback(...made)
        }),
    })
  }
}

/** Errors of connections that had been used before: what a backend does that ends them when they have been idle. */
const afterAnswers = new WeakSet<Error>()

/** RFC 9110 9.2.1: they ask for nothing but an answer, so that being carried out twice does no harm. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

function exchange(pool: Pool, request: BackendRequest): Promise<BackendResponse> {
  return new Promise((resolve, reject) => {
    const options = {
      path: request.target ?? `${request.url.pathname}${request.url.search}`,
      method: request.method,
      headers: [...request.headers],
      body: request.body.length === 0 ? null : request.body,
    }
    new Exchange(request, (handler) => pool.dispatch(options, handler), {resolve, reject}).start()
  })
}

/** A client may be this far behind its backend before the backend has to wait. */
const mostBehindBytes = 1024 * 1024

const noBody = Buffer.alloc(0)

/** Backends mostly answer sooner than this; only then is it worth watching whether the client is still there. */
const watchAfterMs = 100

/** One call: gathers the answer, and ends it when time is up, the client leaves or the answer grows too large. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: BackendResponse) => void
  readonly #reject: (error: BackendError) => void
  readonly #request: BackendRequest
  readonly #dispatch: (handler: Dispatcher.DispatchHandler) => void
  readonly #chunks: Buffer[] = []
  #timer: NodeJS.Timeout
  #signal: AbortSignal | undefined
  #controller: Dispatcher.DispatchController | undefined
  #ended: BackendError | undefined
  #size = 0
  #status = 0
  #hasAnswer = false
  #isRepeated = false
  #headers: string[] = []
  /** The body on its way to a caller who asked for a stream. */
  #stream: ByteQueue | undefined
  /** Bytes that the caller has not taken yet. */
  #behind = 0

  constructor(
    request: BackendRequest,
    dispatch: (handler: Dispatcher.DispatchHandler) => void,
    {resolve, reject}: {resolve: (response: BackendResponse) => void; reject: (error: BackendError) => void},
  ) {
    this.#request = request
    this.#dispatch = dispatch
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#watch(), Math.min(watchAfterMs, request.timeoutMs))
  }

  start(): void {
    this.#dispatch(this)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#ended !== undefined) controller.abort(this.#ended)
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.#hasAnswer = true
    if (status < 200) return
    this.#status = status
    this.#headers = textHeaders(controller.rawHeaders)
    if (this.#request.streams !== true) return
    this.#stream = new ByteQueue(() => this.#end('network', 'The client closed the connection.'))
    this.#resolve({status, headers: this.#headers, body: noBody, stream: this.#stream})
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#stream !== undefined) {
      void this.#pass(this.#stream, controller, chunk)
      return
    }
    this.#size += chunk.length
    if (this.#size > maxResponseBytes) {
      this.#end('too-large', `The response is larger than the allowed maximum of ${maxResponseBytes} bytes.`)
    } else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#release()
    if (this.#stream !== undefined) {
      this.#stream.end()
      return
    }
    const [first] = this.#chunks
    const body = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#size)
    this.#resolve({status: this.#status, headers: this.#headers, body})
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#mayRepeat(error)) {
      this.#isRepeated = true
      this.#dispatch(this)
      return
    }
    this.#release()
    const reason = this.#ended ?? failure(error, this.#request)
    this.#reject(reason)
    this.#stream?.fail(reason)
  }

  /**
   * Once, when a kept connection ended at the moment of the write: the backend has most likely not seen the request. What
   * AWS does is not known; HTTP clients do the same with what is safe to do twice (RFC 9110 9.2.2).
   */
  #mayRepeat(error: Error): boolean {
    if (this.#isRepeated || this.#hasAnswer || this.#ended !== undefined || !afterAnswers.has(error)) return false
    return safeMethods.has(this.#request.method) && this.#request.body.length === 0
  }

  /**
   * Backends wait while the client is behind by more than a little. The parser is resumed in a turn of its own: resumed
   * within its own call it reads the same bytes again, without end.
   */
  async #pass(stream: ByteQueue, controller: Dispatcher.DispatchController, chunk: Buffer): Promise<void> {
    this.#behind += chunk.length
    if (this.#behind > mostBehindBytes && !controller.paused) controller.pause()
    await stream.write(chunk)
    this.#behind -= chunk.length
    if (controller.paused && this.#behind === 0) setImmediate(() => controller.resume())
  }

  /** The rest of the time, with an eye on the client. */
  #watch(): void {
    const {timeoutMs, client} = this.#request
    const restMs = timeoutMs - Math.min(watchAfterMs, timeoutMs)
    const {signal} = client
    if (signal.aborted) this.#leave()
    else if (restMs === 0) this.#expire()
    else {
      this.#signal = signal
      signal.addEventListener('abort', this.#leave, {once: true})
      this.#timer = setTimeout(() => this.#expire(), restMs)
    }
  }

  #expire(): void {
    this.#end('timeout', `No answer within ${this.#request.timeoutMs} ms.`)
  }

  readonly #leave = (): void => this.#end('network', 'The client closed the connection.')

  #end(reason: BackendError['reason'], message: string): void {
    this.#release()
    this.#ended = new BackendError(reason, `${this.#request.url.origin}: ${message}`)
    this.#controller?.abort(this.#ended)
    // A call that still waits for a connection has no controller; its late start is aborted in onRequestStart.
    this.#reject(this.#ended)
    this.#stream?.fail(this.#ended)
  }

  #release(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#leave)
  }
}

function textHeaders(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  return Array.isArray(raw) ? raw.map((text) => (typeof text === 'string' ? text : text.toString('latin1'))) : []
}

function failure(error: Error, {url}: BackendRequest): BackendError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // A host name that does not exist is a configuration error, as on AWS ("Invalid endpoint address").
  const reason = code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'bad-url' : 'network'
  return new BackendError(reason, `${url.origin}: ${error.message}${code === undefined ? '' : ` (${code})`}.`, {
    cause: error,
  })
}
