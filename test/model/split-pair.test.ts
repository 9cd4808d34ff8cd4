import assert from 'node:assert/strict'
import {test} from 'vitest'
import {splitPair, splitPairs} from '../../src/model/split-pair.js'

const pairs: Readonly<Record<string, [string, string] | undefined>> = {
  'team=store': ['team', 'store'],
  'q=a=b': ['q', 'a=b'],
  'empty=': ['empty', ''],
  '=value': undefined,
  word: undefined,
  '': undefined,
}

for (const [word, pair] of Object.entries(pairs)) {
  test(`splitPair: ${JSON.stringify(word)}`, () => {
    assert.deepEqual(splitPair(word), pair)
  })
}

test('splitPairs: pairs as members, whatever their names, and the other words in their order', () => {
  const {pairs: members, others} = splitPairs(['b', 'x=1', '__proto__=2', 'a', '=3', 'x=4'])
  assert.deepEqual(Object.entries(members), [['x', '4'], ['__proto__', '2']]) // prettier-ignore
  assert.deepEqual(others, ['b', 'a', '=3'])
})
