import assert from 'node:assert/strict'
import {test} from 'vitest'
import {splitTagWords, toTags} from '../../src/resource-command/tag-words.js'

test('splitTagWords: tags and a name, in any order; values keep their signs', () => {
  const words = splitTagWords(['team=store', 'pets:prod', 'q=a=b', 'empty='])
  assert.deepEqual(words, {tags: ['team=store', 'q=a=b', 'empty='], name: 'pets:prod'})
  assert.deepEqual(toTags(words.tags), {team: 'store', q: 'a=b', empty: ''})
  assert.deepEqual(splitTagWords([]), {tags: [], name: undefined})
})

test('splitTagWords: a second word that is no tag is refused', () => {
  assert.throws(() => splitTagWords(['pets', 'team', 'a=1']), {code: 'USAGE'})
  assert.throws(() => splitTagWords(['pets', '=1']), {code: 'USAGE'})
})
