import assert from 'node:assert/strict'
import {test} from 'vitest'
import {visible} from '../../src/errors/visible.js'

const cases = [
  {name: 'plain text, line ends and tabs stay', text: 'é 😀\n\tx', shown: 'é 😀\n\tx'},
  {name: 'escape, bell, delete', text: '\u001b[2J\u0007\u007f', shown: '\\x1b[2J\\x07\\x7f'},
  {name: 'controls of eight bits', text: '\u009b31m\u0085', shown: '\\x9b31m\\x85'},
  {name: 'a carriage return, which writes over a line', text: 'no\ryes', shown: 'no\\x0dyes'},
  {name: 'turned text', text: 'a\u202eb\u2066c', shown: 'a\\u202eb\\u2066c'},
]

for (const {name, text, shown} of cases) test(`visible: ${name}`, () => assert.equal(visible(text), shown))
