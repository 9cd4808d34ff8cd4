import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parsePermissiveJson} from '../../src/vtl/json-smart.js'
import {toPlain} from '../../src/vtl/value/plain.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

// What MOCK integrations were seen to accept and to refuse for their status code, and what json-smart's permissive mode makes of it.
const accepted = [
  {name: 'plain JSON', text: '{"statusCode": 200}', data: {statusCode: 200}},
  {name: 'bare keys', text: '{statusCode: 200}', data: {statusCode: 200}},
  {name: 'a comma too many', text: '{"statusCode": 200, }', data: {statusCode: 200}},
  {name: 'commas in a row', text: '{"a": 1,, "b": 2}', data: {a: 1, b: 2}},
  {name: 'single quotes', text: "{'statusCode': '200'}", data: {statusCode: '200'}},
  {name: 'bare words', text: '{a: b c, d: true}', data: {a: 'b c', d: true}},
  {name: 'text behind the value', text: '{"a": 1} and more', data: {a: 1}},
  {name: 'an assignment, as a text', text: 'a=b', data: 'a=b'},
  {name: 'leading zeros', text: '[007]', data: [7]},
  {name: 'a number with a tail, as a text', text: '[12 apples]', data: ['12 apples']},
  {name: 'escapes', text: '["\\u0041\\x42\\n\\/"]', data: ['AB\n/']},
  {name: 'the last of two members', text: '{"a": 1, "a": 2}', data: {a: 2}},
  {name: 'whole numbers beyond 2^53', text: '[9007199254740993]', data: [9007199254740993n]},
  {name: 'blanks only, as an empty text', text: ' \n', data: ''},
  {name: 'null', text: 'null', data: null},
]

for (const {name, text, data} of accepted) {
  test(`parsePermissiveJson reads ${name}`, () => {
    assert.deepEqual(withPrototypes(toPlain(parsePermissiveJson(text))), data)
  })
}

/** The same data in ordinary objects, for comparing. */
function withPrototypes(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withPrototypes)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withPrototypes(value)]))
}

const refused = [
  {name: 'an object that is not closed', text: '{"a": 1', line: 1, column: 8},
  {name: 'a list that is not closed', text: '[1,\n2', line: 2, column: 2},
  {name: 'a string that is not closed', text: '{"a": "b', line: 1, column: 9},
  {name: 'a key without a value', text: '{"a"}', line: 1, column: 5},
  {name: 'a member without a comma', text: '{"a": "x" "b": 2}', line: 1, column: 14},
  {name: 'a colon alone', text: ':', line: 1, column: 1},
  {name: 'a bad escape', text: '["\\u00zz"]', line: 1, column: 4},
  {name: 'nesting without end', text: '['.repeat(100_000), line: 1, column: 401},
  {name: 'a number of 6,000 digits', text: `[${'9'.repeat(6000)}]`, line: 1, column: 6002},
]

for (const {name, text, line, column} of refused) {
  test(`parsePermissiveJson refuses ${name}`, () => {
    assert.throws(
      () => parsePermissiveJson(text),
      (error) => {
        assert.ok(error instanceof VtlError)
        const {reason} = error
        assert.deepEqual({reason, line: error.line, column: error.column}, {reason: 'body', line, column})
        return true
      },
    )
  })
}

test('parsePermissiveJson gives __proto__ no meaning', () => {
  const data = toPlain(parsePermissiveJson('{"__proto__": {"polluted": true}, "constructor": 1}'))
  assert.deepEqual(Object.keys(data as object), ['__proto__', 'constructor'])
  assert.equal(Reflect.get({}, 'polluted'), undefined)
  assert.equal(Object.getPrototypeOf(data), null)
})
