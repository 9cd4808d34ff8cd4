import assert from 'node:assert/strict'
import {test} from 'vitest'
import {matching} from '../../src/render/matching.js'

const table = {
  headings: ['name'],
  rows: [
    ['Pets', 'a'],
    ['orders', 'B'],
  ],
  empty: '',
}

const cases = [
  {text: undefined, expected: [1, 2]},
  {text: '', expected: [1, 2]},
  {text: 'PET', expected: [1]},
  {text: 'b', expected: [2]},
  {text: 'x', expected: []},
]

for (const {text, expected} of cases) {
  test(`matching: ${text ?? 'no text'} finds ${expected.length}`, () => {
    assert.deepEqual(matching([1, 2], table, text), expected)
  })
}
