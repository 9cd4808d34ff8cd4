import {constants} from 'node:crypto'
import type {Server} from 'node:http'
import type {Socket} from 'node:net'
import {createSecureContext, createServer} from 'node:tls'
import type {SecureContext, Server as TlsServer, TLSSocket, TlsOptions} from 'node:tls'
import {parseTruststore} from '../identity/truststore.js'
import type {ClientProofs, ClientTrust} from './client-proofs.js'
import {readFirstBytes} from './client-hello.js'
import type {LocalAuthority} from './local-authority.js'
import {refusalReason} from './refusal-reason.js'

export type TlsOptionsOfGateway = {
  authority: LocalAuthority
  /** Whether the gateway answers for a host, in lower case; handshakes for others are refused. */
  isServed: (host: string) => boolean
  /** Who may connect to a host; undefined for everyone. */
  trustOf: (host: string) => ClientTrust | undefined
  proofs: ClientProofs
  nowMs: () => number
}

/** `closeWaiting` ends connections that have not come to a request; `closeAll` ends all of them. */
export type TlsFront = {closeWaiting: () => void; closeAll: () => void}

const handshakeTimeoutMs = 10_000
/** A fatal alert of TLS 1.2 and later. Source: RFC 6066 3, RFC 8446 6. */
const unrecognizedName = Buffer.from([0x15, 3, 3, 0, 2, 2, 112])
const usualHosts = ['localhost', '127.0.0.1', '::1']
/** Contexts kept ready; the one unused longest makes room. */
const contextLimit = 256

/**
 * Lets an HTTP server answer TLS on its port too: a connection is what its first byte says. The server must have been
 * created by `http.createServer`; secure connections reach it as `secureConnection`.
 */
export async function serveTls(server: Server, options: TlsOptionsOfGateway): Promise<TlsFront> {
  const listeners = server.listeners('connection') as ((socket: Socket) => void)[]
  const serve = (socket: Socket): void => listeners.forEach((listener) => listener.call(server, socket))
  const front = new Front(serve, await openServers(serve, options), options)
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => front.accept(socket))
  server.on('secureConnection', serve)
  return front
}

type TlsServers = {everyone: TlsServer; forClients: (trust: ClientTrust) => TlsServer}

async function openServers(
  serve: (socket: Socket) => void,
  {authority, proofs, nowMs}: TlsOptionsOfGateway,
): Promise<TlsServers> {
  const contexts = new Contexts(authority)
  const {certificate: cert, privateKey: key} = await authority.issue(usualHosts)
  const mutual = new Map<string, {truststore: string; server: TlsServer}>()
  const everyone = tlsServer({cert, key, SNICallback: contexts.callback()}).on('secureConnection', serve)
  const forClients = (trust: ClientTrust): TlsServer => {
    const known = mutual.get(trust.domainName)
    if (known?.truststore === trust.truststore) return known.server
    const ca = [...parseTruststore(trust.truststore, nowMs()).certificates]
    const server = tlsServer({
      SNICallback: contexts.callback(ca),
      requestCert: true,
      // A certificate that is not trusted gets an answer: 403, as from AWS.
      rejectUnauthorized: false,
      // A resumed session would not be verified again.
      secureOptions: constants.SSL_OP_NO_TICKET,
    })
    server.on('secureConnection', (socket) => acceptClient(socket, trust, {serve, proofs, isEmpty: ca.length === 0}))
    mutual.set(trust.domainName, {truststore: trust.truststore, server})
    return server
  }
  return {everyone, forClients}
}

function tlsServer(options: TlsOptions): TlsServer {
  const server = createServer({...options, ALPNProtocols: ['http/1.1'], handshakeTimeout: handshakeTimeoutMs})
  // A client that does not trust us, or left: its own side reports it, and the socket is destroyed already.
  return server.on('tlsClientError', (_error, socket) => socket.destroy())
}

type ClientParts = {serve: (socket: Socket) => void; proofs: ClientProofs; isEmpty: boolean}

/** AWS resets the connection of a client that shows no certificate. */
function acceptClient(socket: TLSSocket, trust: ClientTrust, {serve, proofs, isEmpty}: ClientParts): void {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) {
    socket.destroy()
    return
  }
  if (socket.authorized && !isEmpty) proofs.keep(socket, trust, certificate)
  // Typed as an error, but a code in fact.
  else proofs.refuse(socket, refusalReason(String(socket.authorizationError)))
  serve(socket)
}

/** Server certificates by host, made when a host is first asked for. */
class Contexts {
  readonly #authority: LocalAuthority
  readonly #leaves = new Map<string, Promise<{certificate: string; privateKey: string}>>()

  constructor(authority: LocalAuthority) {
    this.#authority = authority
  }

  callback(ca?: string[]): NonNullable<TlsOptions['SNICallback']> {
    return (name, done) => {
      this.#context(name.toLowerCase(), ca).then(
        (context) => done(null, context),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    }
  }

  async #context(host: string, ca: string[] | undefined): Promise<SecureContext> {
    const {certificate: cert, privateKey: key} = await this.#leaf(host)
    return createSecureContext({cert, key, ...(ca !== undefined && {ca})})
  }

  #leaf(host: string): Promise<{certificate: string; privateKey: string}> {
    const leaf = this.#leaves.get(host) ?? this.#authority.issue([host])
    this.#leaves.delete(host)
    this.#leaves.set(host, leaf)
    const [oldest] = this.#leaves.keys()
    if (oldest !== undefined && this.#leaves.size > contextLimit) this.#leaves.delete(oldest)
    return leaf
  }
}

class Front implements TlsFront {
  readonly #serve: (socket: Socket) => void
  readonly #servers: TlsServers
  readonly #options: TlsOptionsOfGateway
  readonly #waiting = new Set<Socket>()
  readonly #open = new Set<Socket>()
  readonly #known = new WeakSet<Socket>()

  constructor(serve: (socket: Socket) => void, servers: TlsServers, options: TlsOptionsOfGateway) {
    this.#serve = serve
    this.#servers = servers
    this.#options = options
  }

  closeWaiting(): void {
    for (const socket of this.#waiting) socket.destroy()
  }

  closeAll(): void {
    for (const socket of this.#open) socket.destroy()
  }

  accept(socket: Socket): void {
    // A plain request that was handed back to the server, see upgrade.ts.
    if (this.#known.has(socket)) {
      this.#serve(socket)
      return
    }
    this.#known.add(socket)
    this.#open.add(socket)
    this.#waiting.add(socket)
    socket.on('close', () => {
      this.#open.delete(socket)
      this.#waiting.delete(socket)
    })
    this.#readFirst(socket)
  }

  #readFirst(socket: Socket): void {
    let seen: Buffer = Buffer.alloc(0)
    const destroy = (): void => void socket.destroy()
    const patience = setTimeout(destroy, handshakeTimeoutMs)
    socket.on('error', destroy)
    socket.on('close', () => clearTimeout(patience))
    const onData = (chunk: Buffer): void => {
      seen = Buffer.concat([seen, chunk])
      const first = readFirstBytes(seen)
      if (first.kind === 'incomplete') return
      clearTimeout(patience)
      socket.off('data', onData)
      socket.off('error', destroy)
      socket.pause()
      socket.unshift(seen)
      this.#waiting.delete(socket)
      if (first.kind === 'tls') this.#secure(socket, first.serverName)
      else {
        this.#serve(socket)
        socket.resume()
      }
    }
    socket.on('data', onData)
  }

  #secure(socket: Socket, host: string | undefined): void {
    // As of every TLS server: a client that leaves in the handshake would otherwise be waited for until its time is over.
    socket.allowHalfOpen = false
    if (host === undefined || this.#options.isServed(host)) this.#serverOf(host).emit('connection', socket)
    else socket.on('error', () => socket.destroy()).end(unrecognizedName, () => socket.destroy())
  }

  #serverOf(host: string | undefined): TlsServer {
    const trust = host === undefined ? undefined : this.#options.trustOf(host)
    return trust === undefined ? this.#servers.everyone : this.#servers.forClients(trust)
  }
}
