import assert from 'node:assert/strict'
import {test} from 'vitest'
import {answerJson, renderAnswer, renderAnswerLine} from '../../src/render/answer.js'
import type {AnswerView} from '../../src/render/answer.js'

const answer: AnswerView = {
  url: 'http://gateway/dev/pets',
  status: 200,
  statusText: 'OK',
  headers: [
    ['Content-Type', 'application/json'],
    ['Vary', 'a'],
    ['vary', 'b'],
    ['Set-Cookie', 'x=1, y'],
    ['Set-Cookie', 'z=2'],
  ],
  body: Buffer.from('{"a":1}'),
  latencyMs: 12,
}

test('renderAnswer gives the body as it came, and a line end only to a person', () => {
  assert.equal(renderAnswer(answer, {include: false, endLine: false}).toString(), '{"a":1}')
  assert.equal(renderAnswer(answer, {include: false, endLine: true}).toString(), '{"a":1}\n')
  const bytes = {...answer, body: Buffer.from([0xff, 0x00, 0x0a])}
  assert.deepEqual(renderAnswer(bytes, {include: false, endLine: true}), bytes.body)
})

test('renderAnswer puts status and headers in front when asked', () => {
  const text = renderAnswer(answer, {include: true, endLine: false}).toString()
  assert.match(text, /^HTTP\/1\.1 200 OK\nContent-Type: application\/json\nVary: a\n[^]*\n\n\{"a":1\}$/)
})

test('renderAnswerLine sums up', () => {
  assert.equal(renderAnswerLine(answer, {colour: false}), '200 OK  12 ms  http://gateway/dev/pets')
})

const bodies = [
  {name: 'JSON as a value', body: Buffer.from('{"a":1}'), is: {body: {a: 1}, bodyEncoding: 'json'}},
  {name: 'other text as a string', body: Buffer.from('hello'), is: {body: 'hello', bodyEncoding: 'text'}},
  {name: 'nothing as an empty string', body: Buffer.alloc(0), is: {body: '', bodyEncoding: 'text'}},
  {name: 'bytes as base64', body: Buffer.from([0xff, 0xfe]), is: {body: '//4=', bodyEncoding: 'base64'}},
]

for (const {name, body, is} of bodies) {
  test(`answerJson gives ${name}`, () => {
    const {body: value, bodyEncoding} = answerJson({...answer, body})
    assert.deepEqual({body: value, bodyEncoding}, is)
  })
}

test('answerJson joins repeated headers under their lower-case name and keeps cookies apart', () => {
  const {headers, cookies} = answerJson(answer)
  assert.deepEqual(headers, {'content-type': 'application/json', vary: 'a, b'})
  assert.deepEqual(cookies, ['x=1, y', 'z=2'])
})
