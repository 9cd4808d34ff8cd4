import assert from 'node:assert/strict'
import {test} from 'vitest'
import {canAsk, terminalOf} from '../../src/ui/terminal.js'

const terminal = {isTTY: true, columns: 100}
const pipe = {}

const cases = [
  {
    name: 'a terminal has colour and a width',
    stream: terminal,
    env: {},
    is: {isTerminal: true, width: 100, colour: true},
  },
  {
    name: 'a terminal of no size has the usual one',
    stream: {isTTY: true, columns: 0},
    env: {},
    is: {isTerminal: true, width: 80, colour: true},
  },
  {name: 'a pipe has neither', stream: pipe, env: {}, is: {isTerminal: false, width: Infinity, colour: false}},
  {
    name: 'NO_COLOR wins',
    stream: terminal,
    env: {NO_COLOR: '1', FORCE_COLOR: '1'},
    is: {isTerminal: true, width: 100, colour: false},
  },
  {
    name: 'an empty NO_COLOR says nothing',
    stream: terminal,
    env: {NO_COLOR: ''},
    is: {isTerminal: true, width: 100, colour: true},
  },
  {
    name: 'FORCE_COLOR colours a pipe',
    stream: pipe,
    env: {FORCE_COLOR: '1'},
    is: {isTerminal: false, width: Infinity, colour: true},
  },
  {
    name: 'a dumb terminal has none',
    stream: terminal,
    env: {TERM: 'dumb'},
    is: {isTerminal: true, width: 100, colour: false},
  },
]

for (const {name, stream, env, is} of cases) {
  test(`terminalOf: ${name}`, () => {
    assert.deepEqual(terminalOf(stream, env), is)
  })
}

test('canAsk needs a terminal at both ends and no pipeline around it', () => {
  assert.equal(canAsk(terminal, terminal, {}), true)
  assert.equal(canAsk(pipe, terminal, {}), false)
  assert.equal(canAsk(terminal, pipe, {}), false)
  assert.equal(canAsk(terminal, terminal, {CI: 'true'}), false)
  assert.equal(canAsk(terminal, terminal, {CI: 'false'}), true)
})
