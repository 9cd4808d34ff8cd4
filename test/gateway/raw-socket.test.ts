import assert from 'node:assert/strict'
import {connect} from 'node:net'
import {afterAll, beforeAll, test} from 'vitest'
import {startGateway, type Gateway} from '../../src/gateway/server.js'

/**
 * What comes over the socket without being HTTP, or being it in two ways at once: it is refused at once, the connection
 * ends, no second request is read out of the first one's body, and the gateway goes on.
 */
let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway({port: 0, version: '1.2.3', onDefect: (error) => assert.fail(error as Error)})
})

afterAll(() => gateway.close())

/** Everything that the gateway sends until it closes the connection; `closes` is false when it stays open. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => (received += String(chunk)))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(received) : reject(error),
    )
    socket.on('close', () => resolve(received))
    socket.write(text)
  })
}

const host = 'Host: localhost'
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n'
const target = '/execute-api/abc/prod/'

const hostile = [
  {name: 'no HTTP at all', text: 'hello\r\n\r\n'},
  {name: 'a request line without a version', text: `GET ${target}\r\n${host}\r\n\r\n`},
  {name: 'a version that does not exist', text: `GET ${target} HTTP/9.9\r\n${host}\r\n\r\n`},
  {name: 'a method that does not exist', text: `GETTT ${target} HTTP/1.1\r\n${host}\r\n\r\n`},
  {name: 'a line break in the target', text: `GET ${target}\n/x HTTP/1.1\r\n${host}\r\n\r\n`},
  {name: 'a header without a name', text: `GET ${target} HTTP/1.1\r\n${host}\r\n: x\r\n\r\n`},
  {name: 'a blank before the colon', text: `GET ${target} HTTP/1.1\r\n${host}\r\nContent-Length : 5\r\n\r\nhello`},
  {name: 'a NUL in a header', text: `GET ${target} HTTP/1.1\r\n${host}\r\nX: a\0b\r\n\r\n`},
  {
    name: 'a continued header line',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nTransfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  },
  {
    name: 'a length and chunks at once',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'two lengths that differ',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n${smuggled}`,
  },
  {name: 'a negative length', text: `POST ${target} HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n${smuggled}`},
  {name: 'a length with a sign', text: `POST ${target} HTTP/1.1\r\n${host}\r\nContent-Length: +5\r\n\r\nhello`},
  {
    name: 'chunked that is not the last coding',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'a chunk size that is no number',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`,
  },
  {
    name: 'a chunk size beyond all numbers',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n`,
  },
  {
    name: 'a chunk longer than it says',
    text: `POST ${target} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nhello\r\n0\r\n\r\n`,
  },
  {name: 'headers without end', text: `GET ${target} HTTP/1.1\r\n${host}\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`},
  {name: 'a target without end', text: `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n${host}\r\n\r\n`},
  {name: 'ten thousand headers', text: `GET ${target} HTTP/1.1\r\n${host}\r\n${'X: a\r\n'.repeat(10_000)}\r\n`},
]

for (const {name, text} of hostile) {
  test(`${name} is refused, and the connection ends`, async () => {
    const received = await exchange(text)
    const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
    // The request in front may have been answered before what follows it turned out to be none.
    const last = statuses.at(-1)
    assert.ok(last === undefined || [400, 413, 431, 505].includes(last), received)
    assert.doesNotMatch(received, /smuggled/)
    const answer = await fetch(`${gateway.url}${target}`)
    assert.equal(answer.status, 403)
  })
}
