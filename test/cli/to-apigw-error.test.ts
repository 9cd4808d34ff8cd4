import assert from 'node:assert/strict'
import {Errors} from '@oclif/core'
import {test} from 'vitest'
import {toApigwError} from '../../src/cli/to-apigw-error.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

const own = new ApigwError({code: 'STAGE_UNKNOWN', exit: 'usage', what: 'a', why: 'b', fix: 'c'})

function named(name: string): Error {
  return Object.assign(new Error('User force closed the prompt with SIGINT'), {name})
}

function unknownFlag(): Error {
  const error = new Errors.CLIError('Nonexistent flag: --stagee\nSee more help with --help')
  return Object.assign(error, {flags: ['--stagee'], parse: {input: {flags: {stage: {}, yes: {}}}}})
}

const cases = [
  {name: 'an error of ours stays as it is', error: own, code: 'STAGE_UNKNOWN', exit: 'usage', fix: 'c'},
  {name: 'Ctrl-C at a question', error: named('ExitPromptError'), code: 'INTERRUPTED', exit: 'interrupted', fix: ''},
  {
    name: 'a missing argument',
    error: new Errors.CLIError('Missing 1 required arg:\nPATH  path\nSee more help with --help'),
    code: 'USAGE',
    exit: 'usage',
    fix: 'Run "apigw call --help" for flags and examples.',
  },
  {name: 'a mistyped flag', error: unknownFlag(), code: 'USAGE', exit: 'usage', fix: 'Did you mean --stage?'},
  {
    name: 'a full disk',
    error: Object.assign(new Error('ENOSPC: no space left on device'), {code: 'ENOSPC'}),
    code: 'SYSTEM_ENOSPC',
    exit: 'failure',
    fix: 'The disk is full, or too many files are watched: free some space or raise fs.inotify.max_user_watches.',
  },
  {
    name: 'anything else is our defect',
    error: new TypeError('undefined is not a function'),
    code: 'DEFECT',
    exit: 'failure',
    fix: 'This is a defect of apigw. Run the command again with --debug and report what it prints.',
  },
]

for (const {name, error, code, exit, fix} of cases) {
  test(`toApigwError: ${name}`, () => {
    const reported = toApigwError(error, 'call')
    assert.deepEqual({code: reported.code, exit: reported.exit, fix: reported.fix}, {code, exit, fix})
  })
}

test('toApigwError: a value that a flag does not take is told in a sentence', () => {
  const error = new Errors.CLIError(
    'Parsing --wait \n\tExpected an integer but received: 1s\nSee more help with --help',
  )
  const {what, why} = toApigwError(error, 'ws')
  assert.deepEqual([what, why], ['The value of --wait does not fit.', 'Expected an integer but received: 1s'])
})
