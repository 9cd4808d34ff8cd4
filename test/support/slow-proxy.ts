import {createServer, request} from 'node:http'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

/** Stands between a client and a gateway. */
export type Proxy = {url: string; close: () => void}

/** Forwards every request to a URL; `onRequest` may wait, to hold one back. */
export async function startProxy(
  target: () => string,
  onRequest: (request: IncomingMessage) => Promise<void>,
): Promise<Proxy> {
  const server: Server = createServer((incoming, response) => {
    void onRequest(incoming).then(() => forward(target(), incoming, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function forward(target: string, incoming: IncomingMessage, response: ServerResponse): void {
  const headers = {...incoming.headers, host: new URL(target).host}
  const outgoing = request(new URL(incoming.url ?? '/', target), {method: incoming.method, headers, agent: false})
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  outgoing.on('error', () => response.destroy())
  incoming.pipe(outgoing)
}
