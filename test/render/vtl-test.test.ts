import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderVtlTest, vtlJunitCases, type VtlCaseView} from '../../src/render/vtl-test.js'

const passed: VtlCaseView = {name: 'one', template: 'a.vtl', status: 'passed', expected: 'x', actual: 'x'}
const differs: VtlCaseView = {name: 'two', template: 'a.vtl', status: 'failed', expected: 'a\nb\n', actual: 'a\nc\n'}
const fails: VtlCaseView = {
  name: 'three',
  template: 'a.vtl',
  status: 'failed',
  actual: '1:2 no\n',
  error: {line: 1, column: 2, message: 'no', frame: '> 1 | #x\n    |  ^'},
}

test('renderVtlTest: names each fixture, shows differences and places, and counts', () => {
  const report = {passed: 1, failed: 2, updated: 0, cases: [passed, differs, fails]}
  assert.deepEqual(renderVtlTest(report, {colour: false}).split('\n'), [
    'passed  one',
    'FAILED  two',
    '        - expected  + printed',
    '          a',
    '        - b',
    '        + c',
    '          ',
    'FAILED  three',
    '        a.vtl:1:2 no',
    '        > 1 | #x',
    '            |  ^',
    '        There is nothing expected yet: "apigw vtl test --update" writes what follows.',
    '1 passed, 2 failed',
  ])
})

test('vtlJunitCases: only failures have a text', () => {
  const cases = vtlJunitCases([passed, differs])
  assert.deepEqual(
    cases.map(({name, className, failure}) => [name, className, failure?.message]),
    [
      ['one', 'a.vtl', undefined],
      ['two', 'a.vtl', 'two differs'],
    ],
  )
})
