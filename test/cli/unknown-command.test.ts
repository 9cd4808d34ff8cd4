import assert from 'node:assert/strict'
import {test} from 'vitest'
import {unknownCommand} from '../../src/cli/unknown-command.js'

const known = ['plan', 'apply', 'deploy', 'local:start', 'local:stop', 'local:status'].map((id) => ({
  id,
  flags: id.startsWith('local') ? {} : {stage: {}},
}))

const cases = [
  {typed: 'plna', fix: 'Did you mean "apigw plan"?', why: 'No command or topic has this name.'},
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

const tooMany = [
  {
    typed: 'deploy:prod',
    what: '"apigw deploy" does not know what to do with "prod".',
    fix: 'Did you mean "apigw deploy --stage prod"?',
  },
  {
    typed: 'deploy:to:prod',
    what: '"apigw deploy" does not know what to do with "to prod".',
    fix: 'Run "apigw deploy --help" for flags and examples.',
  },
  {
    typed: 'local:start:now',
    what: '"apigw local start" does not know what to do with "now".',
    fix: 'Run "apigw local start --help" for flags and examples.',
  },
]

for (const {typed, what, fix} of tooMany) {
  test(`unknownCommand tells a word too many from a wrong command: ${typed}`, () => {
    const error = unknownCommand(typed, known)
    assert.deepEqual({code: error.code, what: error.what, fix: error.fix}, {code: 'USAGE', what, fix})
  })
}
