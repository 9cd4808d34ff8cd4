import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import {connect} from 'node:net'
import type {AddressInfo, Socket} from 'node:net'
import {test} from 'vitest'
import {followUnusedConnections} from '../../src/gateway/unused-connections.js'

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test('connections without a request are ended, those with one are left alone', async () => {
  const server = createServer((_request, response) => response.write('begun'))
  const closeUnused = followUnusedConnections(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  const unused = await open(port)
  const used = await open(port)
  used.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(used, 'data')
  const ended = once(unused, 'close')
  closeUnused()
  await ended
  assert.equal(used.readyState, 'open')
  used.destroy()
  server.close()
  await once(server, 'close')
})
