import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ByteQueue} from '../../../../src/gateway/data/byte-queue.js'
import {invokeRest} from '../../../../src/gateway/data/rest/invoke-rest.js'
import {compileRestApi} from '../../../../src/gateway/data/rest/compile.js'
import {deploymentFor} from '../../../../src/gateway/data/rest/rest-deployment.js'
import {newRestMemory} from '../../../../src/gateway/data/rest/rest-memory.js'
import type {HttpResponse, InvokeResult} from '../../../../src/gateway/data/ports.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {lambdaArn, methodOf, portsOf, snapshotOf, stageOf} from './rest-fixture.js'
import type {SnapshotParts, TestPorts} from './rest-fixture.js'

const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/${lambdaArn}/response-streaming-invocations`
const streamed = {responseTransferMode: 'STREAM'}
const lambda = methodOf({type: 'AWS_PROXY', httpMethod: 'POST', uri, ...streamed})
const http = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.example', ...streamed})
const nul = '\0'.repeat(8)

const stage = stageOf({
  accessLogSettings: {format: '$context.requestId $context.status $context.responseLength'},
  cacheClusterEnabled: true,
})

function call(parts: SnapshotParts, ports: TestPorts): HttpResponse | Promise<HttpResponse> {
  const deployment = deploymentFor(compileRestApi(snapshotOf(parts)), stage, 'main', newRestMemory(Store.open()))
  const incoming = {
    method: 'GET',
    target: '/prod/',
    rawHeaders: ['Host', 'h', 'Accept-Encoding', 'gzip'],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  }
  return invokeRest(incoming, {path: '/', query: '', domainName: 'h', domainPrefix: 'h'}, deployment, ports)
}

async function textOf({body}: HttpResponse): Promise<string> {
  if (Buffer.isBuffer(body)) return body.toString()
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A function that writes these pieces one after the other and ends with this result. */
function writing(pieces: readonly string[], result: InvokeResult = {outcome: 'success', payload: ''}): TestPorts {
  return portsOf({
    lambda: async (_event, {onChunk}) => {
      for (const piece of pieces) await onChunk?.(Buffer.from(piece))
      return result
    },
  })
}

const metadata = '{"statusCode": 201, "headers": {"Content-Type": "text/plain", "X-A": "1"}, "cookies": ["a=1", "b=2"]}'

test('a function streams its body behind its metadata, uncompressed and uncached', async () => {
  const ports = writing([metadata.slice(0, 20), metadata.slice(20) + nul.slice(0, 3), `${nul.slice(3)}one `, 'two'])
  const parts = {routes: {'GET /': lambda}, restApi: {minimumCompressionSize: 0}}
  const response = await call(parts, ports)
  assert.equal(response.status, 201)
  assert.deepEqual(response.headers.slice(0, 8), [
    'Content-Type',
    'text/plain',
    'X-A',
    '1',
    'Set-Cookie',
    'a=1',
    'Set-Cookie',
    'b=2',
  ])
  assert.equal(response.headers.includes('Content-Encoding'), false)
  assert.equal(ports.invocations.length, 0)
  assert.equal(await textOf(response), 'one two')
  const [invocation] = ports.invocations
  assert.match(invocation?.accessLog?.line ?? '', / 201 7$/)
  assert.equal(invocation?.cache, undefined)
})

const refusals: {name: string; ports: TestPorts; status: number; reason: RegExp}[] = [
  {name: 'no metadata', ports: writing(['just text']), status: 500, reason: /Malformed Lambda proxy response/},
  {
    name: 'metadata beyond 16 KB',
    ports: writing([`{"headers": {"a": "${'x'.repeat(17_000)}"}}${nul}`]),
    status: 500,
    reason: /within its first 16 KB/,
  },
  {name: 'metadata that is no JSON', ports: writing([`oops${nul}`]), status: 500, reason: /Malformed/},
  {
    name: 'a member that metadata does not have',
    ports: writing([`{"body": "x"}${nul}`]),
    status: 500,
    reason: /Malformed/,
  },
  {
    name: 'a function that does not stream',
    ports: writing([], {outcome: 'success', payload: '{"statusCode": 200}'}),
    status: 500,
    reason: /Malformed/,
  },
  {
    name: 'a function that fails before it writes',
    ports: writing([], {outcome: 'functionError', payload: '{"errorMessage": "no", "errorType": "Error"}'}),
    status: 502,
    reason: /customer function error: no/,
  },
]

for (const {name, ports, status, reason} of refusals) {
  test(`a stream is refused for ${name}`, async () => {
    const response = await call({routes: {'GET /': lambda}}, ports)
    assert.deepEqual([response.status, await textOf(response)], [status, '{"message": "Internal server error"}'])
    assert.match(ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('a function that fails in the middle breaks the stream off', async () => {
  const ports = writing([`{}${nul}`, 'one'], {outcome: 'functionError', payload: '{"errorMessage": "no"}'})
  const response = await call({routes: {'GET /': lambda}}, ports)
  assert.equal(response.status, 200)
  await assert.rejects(textOf(response), /customer function error: no/)
})

test('an HTTP backend is streamed as it comes, binary or not', async () => {
  const stream = new ByteQueue()
  const ports = portsOf({
    backend: () => ({status: 206, headers: ['Content-Type', 'text/event-stream', 'Date', 'x'], stream}),
  })
  const response = await call({routes: {'GET /': http}, restApi: {binaryMediaTypes: ['*/*']}}, ports)
  assert.equal(ports.backendCalls[0]?.streams, true)
  assert.deepEqual(
    [response.status, response.headers.slice(0, 4)],
    [206, ['Content-Type', 'text/event-stream', 'x-amzn-Remapped-Date', 'x']],
  )
  void stream.write(Buffer.from('data: 1\n\n'))
  stream.end()
  assert.equal(await textOf(response), 'data: 1\n\n')
})

test('without STREAM the same backend is read whole', async () => {
  const method = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.example'})
  const ports = portsOf({backend: () => ({body: Buffer.from('all')})})
  assert.equal(await textOf(await call({routes: {'GET /': method}}, ports)), 'all')
  assert.equal(ports.backendCalls[0]?.streams, undefined)
})
