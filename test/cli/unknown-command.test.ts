import assert from 'node:assert/strict'
import {test} from 'vitest'
import {unknownCommand} from '../../src/cli/unknown-command.js'

const known = ['plan', 'apply', 'deploy', 'local:start', 'local:stop', 'local:status']

const cases = [
  {typed: 'plann', fix: 'Did you mean "apigw plan"?', why: 'No command or topic has this name.'},
  {typed: 'DEPLOY', fix: 'Did you mean "apigw deploy"?', why: 'No command or topic has this name.'},
  {
    typed: 'local:strat',
    fix: 'Did you mean "apigw local start"?',
    why: '"apigw local" has these: start, stop, status.',
  },
  {typed: 'teleport', fix: 'Run "apigw --help" for the list.', why: 'No command or topic has this name.'},
]

for (const {typed, fix, why} of cases) {
  test(`unknownCommand answers "${typed}" with: ${fix}`, () => {
    const error = unknownCommand(typed, known)
    assert.deepEqual(
      {code: error.code, exit: error.exit, why: error.why, fix: error.fix},
      {
        code: 'COMMAND_UNKNOWN',
        exit: 'usage',
        why,
        fix,
      },
    )
  })
}
