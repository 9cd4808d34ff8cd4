import assert from 'node:assert/strict'
import {test} from 'vitest'
import {allTopics, explain} from '../../src/project/explain.js'

const cases = [
  {words: 'APPLY_PARTIAL', codes: ['APPLY_PARTIAL']},
  {words: ' apply_partial ', codes: ['APPLY_PARTIAL']},
  {words: 'route-removed', codes: ['route-removed']},
  {words: '3', codes: ['3']},
  {words: '429', codes: ['QUOTA_EXCEEDED', 'THROTTLED']},
  {words: 'Missing Authentication Token', codes: ['MISSING_AUTHENTICATION_TOKEN']},
  {words: '{"message":"Endpoint request timed out"}', codes: ['INTEGRATION_TIMEOUT']},
]

for (const {words, codes} of cases) {
  test(`${words} is ${codes.join(', ')}`, () => {
    assert.deepEqual(
      explain(words).map(({code}) => code),
      codes,
    )
  })
}

test('what nobody knows names the nearest code', () => {
  assert.throws(() => explain('PLAN_STALLE'), {code: 'CODE_UNKNOWN', fix: 'Did you mean PLAN_STALE?'})
  assert.throws(() => explain('x'.repeat(100_000)), {code: 'CODE_UNKNOWN', fix: 'Run "apigw explain" for the list.'})
})

test('a code means one thing', () => {
  const codes = allTopics().map(({code}) => code)
  assert.equal(new Set(codes).size, codes.length)
})
