import assert from 'node:assert/strict'
import {test} from 'vitest'
import {rootHelp} from '../../src/cli/help-text.js'

const listed = [
  {id: 'plan', summary: 'Show what would change.'},
  {id: 'local:start', summary: 'Start the gateway.'},
  {id: 'local:stop', summary: 'Stop the gateway.'},
  {id: 'secret', summary: 'Not for everyone.', hidden: true},
  {id: 'brand:new', summary: 'In no group yet.'},
]

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => /^ {2}(plan|local|secret|brand) /.test(line))
}

test('rootHelp lists a command with its summary and a topic once, with its own description', () => {
  assert.deepEqual(linesOf(rootHelp(listed)), [
    '  plan   Show what would change.',
    '  local  The gateway on this machine: start it, ask it, stop it.',
    '  brand  In no group yet.',
  ])
})

test('rootHelp puts a command without a group under its own heading, so that nothing is hidden', () => {
  assert.match(rootHelp(listed), /\nMore\n {2}brand /)
  assert.doesNotMatch(rootHelp(listed.slice(0, 3)), /\nMore\n/)
})
