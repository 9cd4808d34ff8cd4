import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Problem} from '../../src/errors/problem.js'
import {renderLint} from '../../src/render/lint.js'

function problem(severity: Problem['severity']): Problem {
  return {severity, code: 'X', file: 'openapi.yaml', line: 1, column: 2, what: 'What.', why: 'Why.', fix: ''}
}

const cases = [
  {
    name: 'nothing found',
    report: {errors: 0, warnings: 0, files: ['apigw.yaml', 'openapi.yaml'], problems: []},
    lines: '',
    summary: 'apigw.yaml, openapi.yaml: no problems.',
  },
  {
    name: 'an error and a warning',
    report: {errors: 1, warnings: 1, files: ['a', 'b'], problems: [problem('error'), problem('warning')]},
    lines: 'openapi.yaml:1:2  X  What. Why.\nopenapi.yaml:1:2  X  What. Why.  (warning)',
    summary: '1 error and 1 warning in 2 files.',
  },
  {
    name: 'two errors in one file',
    report: {errors: 2, warnings: 0, files: ['apigw.yaml'], problems: [problem('error'), problem('error')]},
    lines: 'openapi.yaml:1:2  X  What. Why.\nopenapi.yaml:1:2  X  What. Why.',
    summary: '2 errors in apigw.yaml.',
  },
]

for (const {name, report, lines, summary} of cases) {
  test(`renderLint: ${name}`, () => {
    assert.deepEqual(renderLint(report), {lines, summary})
  })
}
