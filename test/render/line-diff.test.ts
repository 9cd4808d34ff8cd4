import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {diffLines, nearDifferences} from '../../src/render/line-diff.js'

const cases = [
  {name: 'equal texts', before: 'a\nb', after: 'a\nb', lines: [' a', ' b']},
  {name: 'a changed line', before: 'a\nb\nc', after: 'a\nx\nc', lines: [' a', '-b', '+x', ' c']},
  {name: 'an added line', before: 'a\nc', after: 'a\nb\nc', lines: [' a', '+b', ' c']},
  {name: 'a removed line', before: 'a\nb\nc', after: 'a\nc', lines: [' a', '-b', ' c']},
  {name: 'lines that moved', before: 'a\nb\nc\nd', after: 'b\na\nc\nd', lines: ['-a', ' b', '+a', ' c', ' d']},
  {name: 'line ends of two kinds', before: 'a\r\nb', after: 'a\nb', lines: [' a', ' b']},
  {name: 'from nothing', before: '', after: 'a', lines: ['-', '+a']},
]

for (const {name, before, after, lines} of cases) {
  test(`diffLines: ${name}`, () => {
    assert.deepEqual(
      diffLines(before, after).map(({mark, text}) => mark + text),
      lines,
    )
  })
}

test('diffLines: the lines of either side are all there, in order', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), {maxLength: 12}).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const side = (mark: string) =>
        lines.filter((line) => line.mark === ' ' || line.mark === mark).map((line) => line.text)
      assert.deepEqual([side('-').join('\n'), side('+').join('\n')], [before, after])
    }),
  )
})

test('diffLines: texts of thousands of lines take no longer than a moment', () => {
  const before = Array.from({length: 5_000}, (_, index) => `old ${index}`).join('\n')
  const after = Array.from({length: 5_000}, (_, index) => `new ${index}`).join('\n')
  assert.equal(diffLines(before, after).length, 10_000)
})

test('nearDifferences: what is far from any difference becomes one gap', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni'
  const after = 'A\nb\nc\nd\ne\nf\ng\nh\nI'
  assert.deepEqual(
    nearDifferences(diffLines(before, after), 1).map((line) => (line === undefined ? '…' : line.mark + line.text)),
    ['-a', '+A', ' b', '…', ' h', '-i', '+I'],
  )
})
