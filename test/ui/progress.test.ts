import assert from 'node:assert/strict'
import {test} from 'vitest'
import {showProgress} from '../../src/ui/progress.js'

const cases = [
  {name: 'a step', columns: 80, text: 'reading pets', written: '\r\u001b[Kreading pets'},
  {name: 'a step that is wider than the terminal', columns: 6, text: 'reading', written: '\r\u001b[Kreadi'},
  {name: 'control characters as escapes', columns: 80, text: 'a\u001b[2J', written: '\r\u001b[Ka\\x1b[2J'},
]

for (const {name, columns, text, written} of cases) {
  test(`progress on a terminal shows ${name}`, () => {
    const lines: string[] = []
    showProgress({isTTY: true, columns, write: (line) => lines.push(line)}).show(text)
    assert.deepEqual(lines, [written])
  })
}

test('progress is silent where there is no terminal', () => {
  const lines: string[] = []
  const progress = showProgress({write: (line) => lines.push(line)})
  progress.show('reading')
  progress.clear()
  assert.deepEqual(lines, [])
})
