import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {test} from 'vitest'
import {renderShellVariables} from '../../src/render/shell-variables.js'

const hostile = `a'b"c $HOME \\ \`x\``

test('renderShellVariables quotes for bash so that a shell reads the value back', () => {
  const script = `${renderShellVariables({VALUE: hostile}, 'bash')}\nprintf %s "$VALUE"`
  assert.equal(execFileSync('sh', ['-c', script]).toString(), hostile)
})

const cases = [
  {shell: 'fish' as const, text: `set -gx VALUE 'it\\'s \\\\'`},
  {shell: 'powershell' as const, text: `$Env:VALUE = 'it''s \\'`},
]

for (const {shell, text} of cases) {
  test(`renderShellVariables quotes for ${shell}`, () => {
    assert.equal(renderShellVariables({VALUE: "it's \\"}, shell), text)
  })
}
