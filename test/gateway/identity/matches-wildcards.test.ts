import assert from 'node:assert/strict'
import {test} from 'vitest'
import {matchesWildcards} from '../../../src/gateway/identity/matches-wildcards.js'

const patterns = [
  {pattern: '*', text: '', matches: true},
  {pattern: 'a*c', text: 'a/b/c', matches: true},
  {pattern: 'a?c', text: 'abc', matches: true},
  {pattern: 'a?c', text: 'ac', matches: false},
  {pattern: 'a*', text: 'ba', matches: false},
  {pattern: '*b*b', text: 'abab', matches: true},
  {pattern: '', text: 'a', matches: false},
]

for (const {pattern, text, matches} of patterns) {
  test(`matchesWildcards: ${pattern} ${matches ? 'matches' : 'does not match'} "${text}"`, () => {
    assert.equal(matchesWildcards(pattern, text), matches)
  })
}

test('matchesWildcards: a hostile pattern ends soon', () => {
  const startedAt = performance.now()
  assert.equal(matchesWildcards('*a'.repeat(500), 'a'.repeat(5000) + 'b'), false)
  assert.ok(performance.now() - startedAt < 2000)
})
