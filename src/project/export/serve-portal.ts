import {createServer} from 'node:http'
import type {IncomingMessage, Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {extname} from 'node:path'
import {cannotListen} from '../../errors/cannot-listen.js'
import {whenAborted} from '../when-aborted.js'
import type {PortalSite} from '../../sdk-export/portal/portal-files.js'

export type ServePortalOptions = {
  /** 0 picks a free one. */
  port: number
  /** Asked again for every visit of the page: readers see the files as they are now. */
  site: () => Promise<PortalSite>
  readViewerFile: (file: string) => Promise<Buffer>
  onReady: (url: string) => void
  /** Told why a page could not be made; its reader is told to look at the terminal. */
  onFailure: (error: unknown) => void
  signal: AbortSignal
}

/** A page and its files: no browser sends more, and nobody needs longer. */
const socketLimits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
}

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}

/** Nobody else may frame, guess at or read what may be a definition that is not published yet. */
const securityHeaders = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

type Answer = {status: number; mediaType: string; body: string | Buffer}

/** Serves a portal on this machine until the signal fires; answers its URL. Throws PORT_IN_USE. */
export async function servePortal(options: ServePortalOptions): Promise<string> {
  const portal = new ServedPortal(options)
  const server = createServer(socketLimits, (request, response) => {
    void portal.answer(request).then(({status, mediaType, body}) => {
      response.writeHead(status, {
        ...securityHeaders,
        'Content-Type': mediaType,
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    })
  })
  const url = `http://127.0.0.1:${await listen(server, options.port)}/`
  options.onReady(url)
  await whenAborted(options.signal)
  server.close()
  server.closeAllConnections()
  return url
}

class ServedPortal {
  readonly #options: ServePortalOptions
  /** The site that the last visitor of the page got: the other files belong to it. */
  #site: Promise<PortalSite> | undefined

  constructor(options: ServePortalOptions) {
    this.#options = options
  }

  /** Never rejects. */
  async answer({method, url = '/', headers}: IncomingMessage): Promise<Answer> {
    // A page of another site may have its name lead here (DNS rebinding).
    if (!loopbackHost.test(headers.host ?? '')) return refusal(421, 'This is no portal of that name.')
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'A portal is read only.')
    const [path = '/'] = url.split('?')
    const file = path === '/' ? 'index.html' : path.slice(1)
    try {
      if (file === 'index.html') this.#site = this.#options.site()
      return await this.#fileOf(await (this.#site ??= this.#options.site()), file)
    } catch (error) {
      this.#options.onFailure(error)
      return refusal(500, 'The portal could not be made; the terminal says why.')
    }
  }

  async #fileOf({files, viewer}: PortalSite, file: string): Promise<Answer> {
    const body = files.get(file) ?? (viewer.includes(file) ? await this.#options.readViewerFile(file) : undefined)
    if (body === undefined) return refusal(404, 'The portal has no such file.')
    return {status: 200, mediaType: mediaTypes[extname(file)] ?? 'text/plain; charset=utf-8', body}
  }
}

function refusal(status: number, message: string): Answer {
  return {status, mediaType: 'text/plain; charset=utf-8', body: `${message}\n`}
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen('The portal', error, port)))
    server.listen({port, host: '127.0.0.1'}, () => resolve((server.address() as AddressInfo).port))
  })
}
