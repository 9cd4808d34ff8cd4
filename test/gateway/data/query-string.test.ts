import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {formatQuery, parseQuery} from '../../../src/gateway/data/query-string.js'

const cases = [
  {name: 'an empty string has no parameters', raw: '', query: []},
  {
    name: 'repeated names stay apart in order',
    raw: 'a=1&b=2&a=3',
    query: [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
  },
  {
    name: 'a parameter without = has the empty value',
    raw: 'a&b=',
    query: [
      ['a', ''],
      ['b', ''],
    ],
  },
  {name: 'plus and percent-encoding are decoded in names and values', raw: 'a+b=c%20d%2B', query: [['a b', 'c d+']]},
  {
    name: 'malformed percent-encoding stays as sent',
    raw: 'a=%zz&b=%E0%A4',
    query: [
      ['a', '%zz'],
      ['b', '%E0%A4'],
    ],
  },
  {name: 'empty pairs are skipped', raw: '&&a=1&', query: [['a', '1']]},
  {name: 'only the first = separates', raw: 'a=b=c', query: [['a', 'b=c']]},
  {name: 'a nameless value keeps its place', raw: '=x', query: [['', 'x']]},
  {name: 'prototype names are ordinary names', raw: '__proto__=1', query: [['__proto__', '1']]},
]

for (const {name, raw, query} of cases) {
  test(`parseQuery: ${name}`, () => {
    assert.deepEqual(parseQuery(raw), query)
  })
}

test('parseQuery splits at semicolons when asked', () => {
  assert.deepEqual(parseQuery('a=1;b=2&c=3', /[&;]/), [
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ])
})

test('formatQuery and parseQuery are inverse for any text', () => {
  const text = fc.string({unit: 'grapheme'})
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (query) => {
      assert.deepEqual(parseQuery(formatQuery(query)), query)
    }),
  )
})

test('formatQuery replaces a lone surrogate instead of failing', () => {
  assert.equal(formatQuery([['a', '\ud800']]), 'a=%EF%BF%BD')
})
