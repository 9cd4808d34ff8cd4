import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderLogLine} from '../../src/render/log-line.js'
import type {LogLineView} from '../../src/render/log-line.js'

const base = {timeMs: 0, source: 'access' as const, message: 'raw'}

const lines: {name: string; line: LogLineView; text: string}[] = [
  {
    name: 'a request',
    line: {...base, status: 200, latencyMs: 12.4, route: 'GET /pets', sourceIp: '203.0.113.7', requestId: 'r1'},
    text: '1970-01-01T00:00:00.000Z  200     12 ms  GET /pets                         203.0.113.7  r1',
  },
  {name: 'a line that could not be read', line: base, text: '1970-01-01T00:00:00.000Z  raw'},
  {
    name: 'a function, and codes for the terminal',
    line: {...base, source: 'function', functionName: 'f', message: '\u001b[31mred\u0007\ttab'},
    text: '1970-01-01T00:00:00.000Z  f  \\x1b[31mred\\x07 tab',
  },
  {
    name: 'a route that is hostile',
    line: {...base, status: 404, route: 'GET /\u001b]0;x\u0007'},
    text: '1970-01-01T00:00:00.000Z  404            GET /\\x1b]0;x\\x07',
  },
]

for (const {name, line, text} of lines) {
  test(`a log line: ${name}`, () => {
    assert.equal(renderLogLine(line, {colour: false}), text)
  })
}

test('a line of a megabyte is cut, and says so', () => {
  const text = renderLogLine({...base, message: 'x'.repeat(1_000_000)}, {colour: false})
  assert.match(text, /x… \[1000000 characters\]$/)
  assert.ok(text.length < 5000)
})
