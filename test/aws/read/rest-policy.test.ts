import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toPolicy} from '../../../src/aws/read/rest-policy.js'

const cases = [
  {name: 'none', text: undefined, policy: undefined},
  {name: 'an emptied one', text: '', policy: undefined},
  {name: 'JSON', text: '{"Version":"2012-10-17"}', policy: {Version: '2012-10-17'}},
  {name: 'JSON with escaped quotes, as AWS answers', text: '{\\"Id\\":\\"a\\\\/b\\"}', policy: {Id: 'a/b'}},
  {name: 'what is not JSON stays text', text: 'not "json', policy: 'not "json'},
]

for (const {name, text, policy} of cases) {
  test(`toPolicy: ${name}`, () => {
    assert.deepEqual(toPolicy(text), policy)
  })
}
