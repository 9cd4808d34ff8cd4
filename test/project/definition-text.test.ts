import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parse} from 'yaml'
import {yamlText} from '../../src/project/definition-text.js'

test('yamlText: texts of several lines are blocks, unless a tab begins one', () => {
  const value = {block: 'one\ntwo\n', tab: '\t\nDate and time', inside: 'a\tb\nc', long: `${'word '.repeat(40)}end`}
  const text = yamlText(value)
  assert.deepEqual(parse(text), value)
  assert.equal(
    text,
    `block: |\n  one\n  two\ntab: "\\t\\nDate and time"\ninside: |-\n  a\tb\n  c\nlong: ${value.long}\n`,
  )
})
