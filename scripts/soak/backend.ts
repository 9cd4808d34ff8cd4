import {once} from 'node:events'
import {createServer} from 'node:http'
import type {ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

/** What a backend can do wrong; each is a path below `/fault/`. */
export const faults = ['reset', 'half', 'garbage', 'status', 'slow', 'silent'] as const
export type Fault = (typeof faults)[number]

export type Backend = {url: string; close: () => Promise<void>}

/** Longer than any integration of the soak waits. */
const slowMs = 10_000

/**
 * The backend of the soak's APIs. `/ok/VERSION/REST` answers what it was asked, with the version in its path; `/fault/…`
 * fails in the way that its path names.
 */
export async function startBackend(): Promise<Backend> {
  const server = createServer((request, response) => {
    const [, kind, word = '', ...rest] = (request.url ?? '/').split('?')[0]?.split('/') ?? []
    request.resume()
    if (kind === 'fault') fail(word, response)
    else answer(response, {version: Number(word), path: rest.join('/'), method: request.method})
  })
  // As load balancers have it: one that ends connections sooner than its callers does so while they write, now and then.
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(body))
}

function fail(fault: string, response: ServerResponse): void {
  switch (fault) {
    case 'reset':
      response.socket?.resetAndDestroy()
      break
    case 'half':
      response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'}).write('{"version": ')
      setTimeout(() => response.destroy(), 5)
      break
    case 'garbage':
      response.socket?.end('this is no HTTP at all\r\n\r\n')
      break
    case 'status':
      response.writeHead(503, {'content-type': 'text/plain'}).end('out of order')
      break
    case 'slow':
      setTimeout(() => answer(response, {version: 0}), slowMs).unref()
      break
    default:
      // It never answers: only who asked can end this.
      response.on('error', () => undefined)
  }
}
