import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {Problem} from '../../src/errors/problem.js'
import {errorText} from '../../src/ui/error-text.js'

const problem: Problem = {
  severity: 'error',
  code: 'SPEC_REF_MISSING',
  file: 'openapi.yaml',
  line: 12,
  column: 7,
  what: 'Nothing is at "#/components/schemas/Pett".',
  why: 'The file has Pet.',
  fix: '',
}

test('errorText says code, what, each finding, why and fix, one per line', () => {
  const error = new ApigwError({
    code: 'SPEC_INVALID',
    exit: 'usage',
    what: 'openapi.yaml has 1 problem.',
    why: 'first line\nsecond line',
    fix: 'Edit the file.',
    problems: [problem],
  })
  assert.equal(
    errorText(error, {colour: false}),
    `error SPEC_INVALID: openapi.yaml has 1 problem.
  openapi.yaml:12:7  SPEC_REF_MISSING  Nothing is at "#/components/schemas/Pett". The file has Pet.
  why: first line
       second line
  fix: Edit the file.
`,
  )
})

test('errorText leaves out what is empty and colours only when asked', () => {
  const error = new ApigwError({code: 'INTERRUPTED', exit: 'interrupted', what: 'Interrupted.', why: '', fix: ''})
  assert.equal(errorText(error, {colour: false}), 'error INTERRUPTED: Interrupted.\n')
  assert.match(errorText(error, {colour: true}), /\x1b\[/)
})

test('errorText shows control characters of what it quotes, and keeps lines', () => {
  const bad = '\u001b]0;owned\u0007\u009b2J\r\u202e'
  const shown = String.raw`\x1b]0;owned\x07\x9b2J\x0d\u202e`
  const error = new ApigwError({
    code: `X${bad}`,
    exit: 'failure',
    what: `a${bad}`,
    why: `b${bad}\nc`,
    fix: `d${bad}`,
    problems: [{...problem, what: `e${bad}`, why: ''}],
  })
  assert.equal(
    errorText(error, {colour: false}),
    `error X${shown}: a${shown}
  openapi.yaml:12:7  SPEC_REF_MISSING  e${shown}
  why: b${shown}
       c
  fix: d${shown}
`,
  )
})
