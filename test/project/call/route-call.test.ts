import assert from 'node:assert/strict'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {IncomingMessage, Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {afterEach, beforeEach, test} from 'vitest'
import {parseCall, sendCall} from '../../../src/project/call/route-call.js'
import type {CallWords} from '../../../src/project/call/route-call.js'

const noInput = Readable.from([])
const never = new AbortController().signal
let server: Server
let base: string
let respond: (request: IncomingMessage, body: string) => {status: number; headers: string[]; body: string}

beforeEach(async () => {
  respond = () => ({status: 200, headers: [], body: 'ok'})
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = respond(request, Buffer.concat(chunks).toString())
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/execute-api/a1/dev`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function words(members: Partial<CallWords> = {}): CallWords {
  return {method: 'GET', path: '/pets', headers: [], queryParameters: [], ...members}
}

async function call(members: Partial<CallWords>, stdin: AsyncIterable<Uint8Array> = noInput) {
  return sendCall(await parseCall(words(members), base, stdin), {nowMs: () => 0, timeoutMs: 5_000, signal: never})
}

test('a call keeps the stage in the URL and adds parameters to those of the path', async () => {
  const {url} = await call({path: '/pets?a=1', queryParameters: ['tag=cat & dog', 'tag=x=y']})
  assert.equal(url, `${base}/pets?a=1&tag=cat+%26+dog&tag=x%3Dy`)
})

test('a call sends verb, headers and body as they were given', async () => {
  respond = (request, body) => ({
    status: 201,
    headers: [],
    body: JSON.stringify([request.method, request.headers, body]),
  })
  const {status, body} = await call({method: 'post', headers: ['X-A: 1', 'Accept: text/plain'], data: '{"a":1}'})
  assert.equal(status, 201)
  assert.deepEqual(JSON.parse(body.toString()), [
    'POST',
    {
      host: new URL(base).host,
      'user-agent': 'apigw',
      'x-a': '1',
      accept: 'text/plain',
      'content-type': 'application/json',
      'content-length': '7',
      connection: 'close',
    },
    '{"a":1}',
  ])
})

test('a call reads data from a file and from stdin', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'apigw-call-')), 'body.json')
  await writeFile(file, '{"from": "file"}')
  respond = (_request, body) => ({status: 200, headers: [], body})
  assert.equal((await call({method: 'PUT', data: `@${file}`})).body.toString(), '{"from": "file"}')
  const stdin = Readable.from([Buffer.from('from '), Buffer.from('stdin')])
  assert.equal((await call({method: 'PUT', data: '-'}, stdin)).body.toString(), 'from stdin')
})

test('an answer keeps repeated headers, and a redirect is an answer', async () => {
  respond = () => ({status: 302, headers: ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Location', '/x'], body: ''})
  const {status, headers} = await call({})
  assert.equal(status, 302)
  assert.deepEqual(headers.slice(0, 3), [
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
    ['Location', '/x'],
  ])
})

const wrong = [
  {name: 'a verb with a space', members: {method: 'GET /pets'}},
  {name: 'a path without a slash', members: {path: 'pets'}},
  {name: 'a header without a colon', members: {headers: ['X-A']}},
  {name: 'a parameter without a name', members: {queryParameters: ['=1']}},
  {name: 'a data file that does not exist', members: {data: '@/nonexistent.json'}},
]

for (const {name, members} of wrong) {
  test(`parseCall refuses ${name}`, async () => {
    await assert.rejects(parseCall(words(members), base, noInput), {code: 'CALL_WORDS', exit: 'usage'})
  })
}

test('a server that is not there is reported with its address', async () => {
  await new Promise((resolve) => server.close(resolve))
  await assert.rejects(call({}), (error: Error) => {
    assert.match(error.message, /^GET http:\/\/127\.0\.0\.1:\d+\/execute-api\/a1\/dev\/pets got no answer\.$/)
    return true
  })
})

test('a server that does not answer is given up after the time limit', async () => {
  server.removeAllListeners('request')
  const request = await parseCall(words(), base, noInput)
  await assert.rejects(sendCall(request, {nowMs: () => 0, timeoutMs: 50, signal: never}), {
    code: 'CALL_FAILED',
    why: 'It took longer than --timeout allows.',
  })
})

test('Ctrl-C ends the waiting as an interruption', async () => {
  const controller = new AbortController()
  server.removeAllListeners('request')
  server.on('request', () => controller.abort())
  const request = await parseCall(words(), base, noInput)
  await assert.rejects(sendCall(request, {nowMs: () => 0, timeoutMs: 5_000, signal: controller.signal}), {
    code: 'INTERRUPTED',
    exit: 'interrupted',
  })
})
