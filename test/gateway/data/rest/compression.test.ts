import assert from 'node:assert/strict'
import {deflateSync, gunzipSync, gzipSync, inflateSync} from 'node:zlib'
import {test} from 'vitest'
import {deploy, methodOf, portsOf} from './rest-fixture.js'

const text = 'x'.repeat(2000)
const routes = {'ANY /': methodOf({type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'http://h'})}

function api(minimumCompressionSize: number | undefined, headers: readonly string[] = []) {
  const ports = portsOf({backend: () => ({headers, body: Buffer.from(text)})})
  const restApi = minimumCompressionSize === undefined ? {} : {minimumCompressionSize}
  return deploy({routes, restApi}, ports)
}

// Source: developer guide "Payload compression for REST APIs" (read 2026).
const responses = [
  {name: 'gzip', size: 0, accept: 'gzip', encoding: 'gzip'},
  {name: 'deflate', size: 0, accept: 'deflate', encoding: 'deflate'},
  {name: 'the first of equals', size: 0, accept: 'deflate, gzip', encoding: 'deflate'},
  {name: 'the best weight', size: 0, accept: 'deflate;q=0.5, gzip;q=0.8, br', encoding: 'gzip'},
  {name: 'any', size: 0, accept: '*', encoding: 'gzip'},
  {name: 'identity first', size: 0, accept: 'identity, gzip;q=0.5', encoding: undefined},
  {name: 'only what the gateway does not speak', size: 0, accept: 'br', encoding: undefined},
  {name: 'an excluded coding', size: 0, accept: 'gzip;q=0', encoding: undefined},
  {name: 'nothing', size: 0, accept: undefined, encoding: undefined},
  {name: 'gzip, for a response below the minimum', size: 2001, accept: 'gzip', encoding: undefined},
  {name: 'gzip, for a response of exactly the minimum', size: 2000, accept: 'gzip', encoding: 'gzip'},
  {name: 'gzip, with compression switched off', size: undefined, accept: 'gzip', encoding: undefined},
]

for (const {name, size, accept, encoding} of responses) {
  test(`a client that accepts ${name} gets ${encoding ?? 'plain bytes'}`, async () => {
    const result = await api(size).call('/', {headers: accept === undefined ? [] : ['Accept-Encoding', accept]})
    assert.equal(result.headers['content-encoding'], encoding)
    const plain =
      encoding === 'gzip' ? gunzipSync(result.bytes) : encoding === 'deflate' ? inflateSync(result.bytes) : result.bytes
    assert.equal(plain.toString(), text)
  })
}

test('a response that is encoded already stays as it is', async () => {
  const result = await api(0, ['Content-Encoding', 'br']).call('/', {headers: ['Accept-Encoding', 'gzip']})
  assert.deepEqual([result.headers['content-encoding'], result.body], ['br', text])
})

const requests: {name: string; encoding: string; body: Buffer; sent: string | number}[] = [
  {name: 'gzip', encoding: 'GZIP', body: gzipSync('hello'), sent: 'hello'},
  {name: 'deflate', encoding: 'deflate', body: deflateSync('hello'), sent: 'hello'},
  {name: 'identity', encoding: 'identity', body: Buffer.from('hello'), sent: 'hello'},
  {name: 'an unknown coding', encoding: 'br', body: Buffer.from('hello'), sent: 415},
  {name: 'broken data', encoding: 'gzip', body: Buffer.from('hello'), sent: 415},
  {name: 'a bomb', encoding: 'gzip', body: gzipSync(Buffer.alloc(11 * 1024 * 1024)), sent: 413},
]

for (const {name, encoding, body, sent} of requests) {
  test(`a request body in ${name} ${typeof sent === 'number' ? `is refused with ${sent}` : 'is unpacked'}`, async () => {
    const made = api(0)
    const result = await made.call('/', {method: 'POST', headers: ['Content-Encoding', encoding], body})
    if (typeof sent === 'number') assert.equal(result.status, sent)
    else assert.equal(made.ports.backendCalls[0]?.body.toString(), sent)
  })
}

test('without compression a compressed request body is passed on as it is', async () => {
  const made = deploy({routes, restApi: {binaryMediaTypes: ['*/*']}})
  await made.call('/', {method: 'POST', headers: ['Content-Encoding', 'gzip'], body: gzipSync('hello')})
  assert.deepEqual(made.ports.backendCalls[0]?.body, gzipSync('hello'))
})
