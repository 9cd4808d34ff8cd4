import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {test} from 'vitest'
import {writeResponse} from '../../src/gateway/write-response.js'

const everyByte = Buffer.from(Array.from({length: 256}, (_, byte) => byte))

const bodies = [
  {name: 'nothing', body: Buffer.alloc(0)},
  {name: 'every byte', body: everyByte},
  {name: 'text in UTF-8', body: Buffer.from('Zoë 🐕')},
  {name: 'the longest body that is written with its headers', body: Buffer.alloc(4096, everyByte)},
  {name: 'the shortest body that is not', body: Buffer.alloc(4097, everyByte)},
]

for (const {name, body} of bodies) {
  test(`writeResponse: ${name} arrives as it is, after headers in Latin-1`, async () => {
    const server = createServer((_request, response) => {
      void writeResponse(response, {status: 200, headers: ['X-Name', 'Zoë'], body})
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const received = Buffer.from(await answer.arrayBuffer())
    server.close()
    assert.deepEqual(
      {name: answer.headers.get('x-name'), length: answer.headers.get('content-length'), received},
      {name: 'Zoë', length: String(body.length), received: body},
    )
  })
}
