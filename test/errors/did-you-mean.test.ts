import assert from 'node:assert/strict'
import {test} from 'vitest'
import {didYouMean} from '../../src/errors/did-you-mean.js'

const cases = [
  {word: 'urri', candidates: ['type', 'uri'], meant: 'uri'},
  {word: 'prdo', candidates: ['dev', 'prod'], meant: 'prod'},
  {word: 'PROD', candidates: ['dev', 'prod'], meant: 'prod'},
  {word: 'passthroughBehaviour', candidates: ['passthroughBehavior'], meant: 'passthroughBehavior'},
  {word: 'name', candidates: ['type'], meant: undefined},
  {word: '', candidates: ['type'], meant: undefined},
]

for (const {word, candidates, meant} of cases) {
  test(`didYouMean: ${JSON.stringify(word)} is ${meant ?? 'nothing'} among ${candidates.join(', ')}`, () => {
    assert.equal(didYouMean(word, candidates), meant)
  })
}
