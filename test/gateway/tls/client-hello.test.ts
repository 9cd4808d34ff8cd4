import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:net'
import type {AddressInfo, Socket} from 'node:net'
import {connect} from 'node:tls'
import {test} from 'vitest'
import {readFirstBytes} from '../../../src/gateway/tls/client-hello.js'

/** What a real client sends first. */
async function clientHello(servername: string | undefined): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  const client = connect({port, host: '127.0.0.1', rejectUnauthorized: false, ...(servername && {servername})})
  client.on('error', () => undefined)
  const [socket] = (await once(server, 'connection')) as [Socket]
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  client.destroy()
  socket.destroy()
  server.close()
  return bytes
}

test('readFirstBytes: the host of a real client, however the bytes are cut', async () => {
  const hello = await clientHello('API.Example.com')
  assert.deepEqual(readFirstBytes(hello), {kind: 'tls', serverName: 'api.example.com'})
  for (let length = 0; length < hello.length; length += 1) {
    assert.deepEqual(readFirstBytes(hello.subarray(0, length)), {kind: 'incomplete'})
  }
})

test('readFirstBytes: a client that names no host', async () => {
  assert.deepEqual(readFirstBytes(await clientHello(undefined)), {kind: 'tls'})
})

test('readFirstBytes: plain HTTP', () => {
  assert.deepEqual(readFirstBytes(Buffer.from('G')), {kind: 'plain'})
})

test('readFirstBytes: hostile bytes never throw, and never ask for more than a record', async () => {
  const hello = await clientHello('api.example.com')
  for (let index = 5; index < hello.length; index += 1) {
    for (const value of [0, 255]) {
      const broken = Buffer.from(hello)
      broken[index] = value
      assert.equal(readFirstBytes(broken).kind, 'tls')
    }
  }
  const endless = Buffer.alloc(16_384 + 5, 255)
  endless[0] = 0x16
  assert.deepEqual(readFirstBytes(endless), {kind: 'tls'})
})

test('readFirstBytes: a name that is no host name is none', async () => {
  const hello = await clientHello('api.example.com')
  hello[hello.indexOf('api.example.com')] = 0
  assert.deepEqual(readFirstBytes(hello), {kind: 'tls'})
})
