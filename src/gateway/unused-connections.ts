import type {IncomingMessage, Server} from 'node:http'
import type {Socket} from 'node:net'

/**
 * Follows the connections on which no request has come yet: clients open some in advance. Node.js does not count them as
 * idle, so that a server would wait for them when it closes. Answers how to end them.
 */
export function followUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>()
  const use = ({socket}: IncomingMessage): void => void unused.delete(socket)
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', use)
  server.on('upgrade', use)
  return () => unused.forEach((socket) => socket.destroy())
}
