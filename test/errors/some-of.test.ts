import assert from 'node:assert/strict'
import {test} from 'vitest'
import {someOf} from '../../src/errors/some-of.js'

test('someOf: all names, or the first ones and how many are left', () => {
  assert.equal(someOf([]), '')
  assert.equal(someOf(['a', 'b'], 2), 'a, b')
  assert.equal(someOf(['a', 'b', 'c', 'd'], 2), 'a, b and 2 more')
})
