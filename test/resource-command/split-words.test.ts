import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {splitWords} from '../../src/resource-command/split-words.js'

test('splitWords: variables and the API, in any order', () => {
  assert.deepEqual(splitWords(['a=1', 'pets', 'b=x=y', 'c=']), {pairs: {a: '1', b: 'x=y', c: ''}, api: 'pets'})
  assert.deepEqual(splitWords(['a=1']), {pairs: {a: '1'}, api: undefined})
})

for (const words of [[], ['pets'], ['a=1', 'pets', 'more'], ['=1', 'pets']]) {
  test(`splitWords: ${JSON.stringify(words)} is refused`, () => {
    assert.throws(
      () => splitWords(words),
      (error) => error instanceof ApigwError && error.code === 'USAGE',
    )
  })
}
