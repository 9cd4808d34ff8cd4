import assert from 'node:assert/strict'
import {test} from 'vitest'
import {
  firstHeader,
  headerValues,
  lastHeader,
  mediaType,
  withoutHeaders,
} from '../../../src/gateway/data/header-list.js'

const headers = ['Accept', 'text/html', 'X-Id', '1', 'x-id', '2', '__proto__', 'polluted']

test('header look-ups ignore case, and first, last and all values are told apart', () => {
  assert.equal(firstHeader(headers, 'x-id'), '1')
  assert.equal(lastHeader(headers, 'x-id'), '2')
  assert.deepEqual(headerValues(headers, 'x-id'), ['1', '2'])
  assert.equal(firstHeader(headers, 'host'), undefined)
})

test('names of the object prototype are ordinary header names', () => {
  assert.equal(lastHeader(headers, '__proto__'), 'polluted')
  assert.equal(lastHeader(headers, 'constructor'), undefined)
})

test('withoutHeaders keeps spelling and order of the rest', () => {
  assert.deepEqual(
    withoutHeaders(headers, (name) => name === 'x-id'),
    ['Accept', 'text/html', '__proto__', 'polluted'],
  )
})

const mediaTypes = [
  {value: undefined, type: undefined},
  {value: '', type: undefined},
  {value: 'Application/JSON; charset=utf-8', type: 'application/json'},
  {value: 'image/png, */*;q=0.5', type: 'image/png'},
  {value: ' ;', type: undefined},
]

for (const {value, type} of mediaTypes) {
  test(`mediaType of ${String(value)} is ${String(type)}`, () => {
    assert.equal(mediaType(value), type)
  })
}
