import assert from 'node:assert/strict'
import {test} from 'vitest'
import {fitsPattern, stepsOf} from '../../../src/project/websocket/ws-script.js'

test('stepsOf: sends and expectations in the order of the command line', () => {
  const raw = [
    {type: 'arg', input: 'wss://a.example'},
    {type: 'flag', flag: 'send', input: 'one'},
    {type: 'flag', flag: 'timeout', input: '5'},
    {type: 'flag', flag: 'expect', input: 'two'},
    {type: 'flag', flag: 'send', input: 'three'},
  ]
  assert.deepEqual(stepsOf(raw), [
    {kind: 'send', text: 'one'},
    {kind: 'expect', pattern: 'two'},
    {kind: 'send', text: 'three'},
  ])
})

const cases = [
  {name: 'a text that occurs', frame: 'hello world', pattern: 'lo wo', fits: true},
  {name: 'a text that does not', frame: 'hello', pattern: 'Hello', fits: false},
  {name: 'an expression', frame: 'id 42', pattern: '/id \\d+$/', fits: true},
  {name: 'an expression over lines', frame: 'a\nb', pattern: '/a.b/', fits: true},
  {name: 'an expression that does not match', frame: 'id x', pattern: '/^\\d/', fits: false},
  {name: 'JSON with more members', frame: '{"a": 1, "b": {"c": 2, "d": 3}}', pattern: '{"b": {"c": 2}}', fits: true},
  {name: 'JSON with another value', frame: '{"a": 1}', pattern: '{"a": "1"}', fits: false},
  {name: 'JSON without the member', frame: '{"a": 1}', pattern: '{"toString": null}', fits: false},
  {name: 'lists, entry by entry', frame: '{"a": [{"b": 1, "c": 2}]}', pattern: '{"a": [{"b": 1}]}', fits: true},
  {name: 'a longer list', frame: '[1, 2]', pattern: '[1]', fits: false},
  {name: 'JSON where a text came', frame: 'not JSON', pattern: '{"a": 1}', fits: false},
  {name: 'a number as a text', frame: 'version 42', pattern: '42', fits: true},
]

for (const {name, frame, pattern, fits} of cases) {
  test(`fitsPattern: ${name}`, () => {
    assert.equal(fitsPattern(frame, pattern), fits)
  })
}
