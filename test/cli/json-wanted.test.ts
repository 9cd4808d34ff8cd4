import assert from 'node:assert/strict'
import {test} from 'vitest'
import {jsonWanted} from '../../src/cli/json-wanted.js'

const cases = [
  {argv: ['plan'], wanted: false},
  {argv: ['plan', '--json'], wanted: true},
  {argv: ['plan', '--query', 'changes'], wanted: true},
  {argv: ['plan', '--query=changes'], wanted: true},
  {argv: ['call', 'GET', '/', '--', '--json'], wanted: false},
]

for (const {argv, wanted} of cases) {
  test(`jsonWanted: "${argv.join(' ')}" is ${String(wanted)}`, () => {
    assert.equal(jsonWanted(argv), wanted)
  })
}
