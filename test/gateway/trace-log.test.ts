import assert from 'node:assert/strict'
import {test} from 'vitest'
import {Hidden, secret, shownBody, shownHeaders, shownTarget} from '../../src/gateway/data/shown.js'
import type {Shown} from '../../src/gateway/data/shown.js'
import type {Trace} from '../../src/gateway/data/trace.js'
import {TraceLog} from '../../src/gateway/trace-log.js'

function traceOf(requestId: string, input: Shown, output: Shown = null): Trace {
  return {
    requestId,
    apiId: 'a',
    apiKind: 'rest',
    stage: 'prod',
    method: 'GET',
    path: '/prod',
    status: 200,
    startedAtMs: 0,
    durationMs: 1,
    phases: [{name: 'matchMethod', startedMs: 0, durationMs: 1, input, output}],
  }
}

function readInput(input: Shown, masking: 'masked' | 'unmasked' = 'masked'): unknown {
  const log = new TraceLog({always: true})
  log.keep(traceOf('r', input))
  return log.find('r', masking)?.phases[0]?.input
}

const masked = [
  {
    name: 'values of headers that hold keys, tokens and cookies',
    input: shownHeaders(['Authorization', 'Bearer x', 'x-api-key', 'k', 'Cookie', 'c', 'X-Amz-Security-Token', 't']),
    seen: {Authorization: '[masked]', 'x-api-key': '[masked]', Cookie: '[masked]', 'X-Amz-Security-Token': '[masked]'},
  },
  {
    name: 'values of headers that an authorizer reads, by whatever name',
    input: shownHeaders(['X-Who', 'me', 'Accept', '*/*'], new Set(['x-who'])),
    seen: {'X-Who': '[masked]', Accept: '*/*'},
  },
  {
    name: 'repeated headers one by one',
    input: shownHeaders(['Vary', 'a', 'Vary', 'b', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']),
    seen: {Vary: ['a', 'b'], 'Set-Cookie': ['[masked]', '[masked]']},
  },
  {name: 'bodies, with their size', input: shownBody('hällo'), seen: '[masked, 6 bytes]'},
  {name: 'no body', input: shownBody(''), seen: null},
  {
    name: 'queries of backend calls with a key',
    input: shownTarget('/a?api_key=1'),
    seen: {path: '/a', query: '[masked]'},
  },
  {name: 'no other query', input: shownTarget('/a?b=1'), seen: '/a?b=1'},
  {
    name: 'a secret that a mapping put elsewhere',
    input: {headers: {Authorization: secret('Bearer abcdef')}, url: 'https://x/?t=Bearer abcdef'},
    seen: {headers: {Authorization: '[masked]'}, url: 'https://x/?t=[masked]'},
  },
  {name: 'members named like prototypes', input: shownHeaders(['__proto__', 'x']), seen: {['__proto__']: 'x'}},
]

for (const {name, input, seen} of masked) {
  test(`TraceLog masks ${name}`, () => {
    assert.equal(JSON.stringify(readInput(input)), JSON.stringify(seen))
  })
}

test('TraceLog shows everything when asked to', () => {
  const input = {headers: shownHeaders(['Authorization', 'Bearer abcdef']), body: shownBody('{"a":1}')}
  assert.deepEqual(readInput(input, 'unmasked'), {headers: {Authorization: 'Bearer abcdef'}, body: '{"a":1}'})
})

test('shownBody keeps the beginning of a long body, and bytes that are no text as base64', () => {
  const long = shownBody(Buffer.alloc(100_000, 'ü'))
  assert.ok(long instanceof Hidden)
  assert.equal(long.sizeBytes, 100_000)
  assert.match(long.text, /^ü{8192}… \[100000 bytes in all\]$/)
  assert.deepEqual(shownBody(Buffer.from([0xff, 0xfe, 0, 1, 0xff, 2, 3])), new Hidden('body', 'base64://4AAf8CAw==', 7))
})

test('TraceLog keeps the last two hundred, newest first', () => {
  const log = new TraceLog({always: true})
  for (let index = 0; index < 250; index += 1) log.keep(traceOf(`r${index}`, null))
  const ids = log.heads().map(({requestId}) => requestId)
  assert.deepEqual([ids.length, ids[0], ids.at(-1)], [200, 'r249', 'r50'])
  assert.equal(log.find('r49', 'masked'), undefined)
  assert.equal(log.find(undefined, 'masked')?.requestId, 'r249')
})

test('TraceLog keeps a bounded amount of text', () => {
  const log = new TraceLog({always: true})
  const mega = 'x'.repeat(1024 * 1024)
  for (let index = 0; index < 40; index += 1) log.keep(traceOf(`r${index}`, mega))
  assert.ok(log.heads().length < 33)
  assert.ok(log.heads().length > 25)
})

test('TraceLog wants every request only while somebody reads, or always', async () => {
  const log = new TraceLog({always: false})
  assert.equal(log.isWatched(), false)
  assert.equal(new TraceLog({always: true}).isWatched(), true)
  const stop = new AbortController()
  const lines = log.lines(stop.signal, 'masked')[Symbol.asyncIterator]()
  await lines.next()
  assert.equal(log.isWatched(), true)
  log.keep(traceOf('r', {Authorization: secret('s')}))
  const line = await lines.next()
  assert.match(String(line.value), /^\{"requestId":"r".*"Authorization":"\[masked\]"/)
  stop.abort()
  await lines.next()
  assert.equal(log.isWatched(), false)
})
