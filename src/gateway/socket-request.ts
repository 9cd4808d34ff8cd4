import type {IncomingMessage, ServerResponse} from 'node:http'
import type {TLSSocket} from 'node:tls'
import type {HttpRequest, TlsFacts} from './data/ports.js'
import type {ClientCertificate} from './identity/client-certificate.js'

/** AWS's largest payload, for every kind of API. */
export const bodyLimitBytes = 10 * 1024 * 1024

/**
 * Reads the whole body, at once when there is none; undefined when it is larger than the limit, which is known before all of it has arrived. The
 * server throws the rest away as it comes, within the request's time: closing at once would reset the connection, and
 * the client would lose the answer.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Buffer | undefined | Promise<Buffer | undefined> {
  const {'content-length': declared, 'transfer-encoding': encoding} = request.headers
  if (declared === undefined && encoding === undefined) return noBody
  return Number(declared ?? 0) > limitBytes ? undefined : collectBody(request, limitBytes)
}

/** By events, because an iterator of a stream costs a request more than all phases of a mock route together. */
function collectBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limitBytes) {
        chunks.push(chunk)
        return
      }
      chunks.length = 0
      resolve(undefined)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => (request.complete ? undefined : reject(new Error('The client closed the connection.'))))
  })
}

const noBody = Buffer.alloc(0)

/** `body` is undefined when it was larger than the limit. */
type RequestParts = {target: string; body: Buffer | undefined; clientCertificate?: ClientCertificate | undefined}

/** One request of a socket. Its abort signal is made only when someone asks: most requests never need one. */
export class SocketRequest implements HttpRequest {
  readonly method: string
  readonly target: string
  readonly sentTarget: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  readonly bodyTooLarge: boolean
  readonly clientCertificate: ClientCertificate | undefined
  readonly #response: ServerResponse
  #controller: AbortController | undefined

  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage, response: ServerResponse, parts: RequestParts) {
    this.method = incoming.method ?? 'GET'
    this.target = parts.target
    this.sentTarget = incoming.url ?? parts.target
    this.rawHeaders = incoming.rawHeaders
    this.body = parts.body ?? noBody
    this.bodyTooLarge = parts.body === undefined
    this.clientCertificate = parts.clientCertificate
    this.#incoming = incoming
    this.#response = response
  }

  get sourceIp(): string {
    const address = this.#incoming.socket.remoteAddress ?? '127.0.0.1'
    return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
  }

  get protocol(): string {
    return `HTTP/${this.#incoming.httpVersion}`
  }

  /** Every value of a header. */
  headerValues(name: string): string[] {
    return this.#incoming.headersDistinct[name.toLowerCase()] ?? []
  }

  /** The same request with the path and query that the client sent. */
  asSent(): SocketRequest {
    return this.withTarget(this.#incoming.url ?? '/')
  }

  /** The same request with another path and query. */
  withTarget(target: string): SocketRequest {
    return target === this.target ? this : this.#with({target})
  }

  /** The same request by a client who has proved who it is. */
  withClient(clientCertificate: ClientCertificate): SocketRequest {
    return this.#with({clientCertificate})
  }

  get tls(): TlsFacts | undefined {
    return tlsFacts(this.#incoming)
  }

  get signal(): AbortSignal {
    this.#controller ??= abortOnClose(this.#response)
    return this.#controller.signal
  }

  #with(changes: Partial<RequestParts>): SocketRequest {
    const {target, clientCertificate} = this
    const body = this.bodyTooLarge ? undefined : this.body
    return new SocketRequest(this.#incoming, this.#response, {target, body, clientCertificate, ...changes})
  }
}

/** What a client and the gateway agreed on; undefined for plain HTTP. */
function tlsFacts({socket}: IncomingMessage): TlsFacts | undefined {
  if (!('encrypted' in socket)) return undefined
  const {standardName} = (socket as TLSSocket).getCipher()
  return {version: (socket as TLSSocket).getProtocol() ?? '', cipherSuite: standardName}
}

/** `close` comes after every response; it means that the client went away when the response was not yet written. */
function abortOnClose(response: ServerResponse): AbortController {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (response.destroyed) abort()
  else response.once('close', () => (response.writableFinished ? undefined : abort()))
  return controller
}
