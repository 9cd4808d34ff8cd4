import assert from 'node:assert/strict'
import {test} from 'vitest'
import {codeFrame} from '../../src/errors/code-frame.js'

const source = 'one\ntwo\nthree\nfour\nfive\nsix'

const cases = [
  {
    name: 'shows two lines on each side',
    source,
    line: 3,
    column: 2,
    frame: ['  1 | one', '  2 | two', '> 3 | three', '    |  ^', '  4 | four', '  5 | five'],
  },
  {
    name: 'begins with the first line',
    source,
    line: 1,
    column: 1,
    frame: ['> 1 | one', '    | ^', '  2 | two', '  3 | three'],
  },
  {
    name: 'ends with the last line, also for places beyond it',
    source,
    line: 60,
    column: 4,
    frame: ['  4 | four', '  5 | five', '> 6 | six', '    |    ^'],
  },
  {
    name: 'keeps one column per character',
    source: 'a\tb\u001b[2J',
    line: 1,
    column: 3,
    frame: ['> 1 | a b [2J', '    |   ^'],
  },
  {
    name: 'cuts a long line so that the mark is seen',
    source: `${'x'.repeat(500)}!`,
    line: 1,
    column: 501,
    frame: [`> 1 | ${'x'.repeat(100)}!`, `    | ${' '.repeat(100)}^`],
  },
]

for (const {name, frame, ...given} of cases) {
  test(`codeFrame: ${name}`, () => {
    assert.deepEqual(codeFrame(given.source, given.line, given.column).split('\n'), frame)
  })
}
