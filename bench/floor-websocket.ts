/** The floor: a bare ws server that echoes. Prints its port, ends with its parent. */
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {WebSocketServer} from 'ws'

const server = createServer()
const sockets = new WebSocketServer({server, perMessageDeflate: false, clientTracking: false})
sockets.on('connection', (client) => {
  client.on('message', (data: Buffer) => client.send(data, {binary: false}))
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
