import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderTable} from '../../src/render/table.js'

const stages = {
  headings: ['stage', 'deployment'],
  rows: [
    ['dev', 'a1b2c3'],
    ['production', '犬 d4'],
  ],
  empty: 'This API has no stages.',
}
const terminal = {isTerminal: true, width: 80, colour: false}
const pipe = {isTerminal: false, width: Infinity, colour: false}

const cases = [
  {
    name: 'columns below headings on a terminal',
    table: stages,
    screen: terminal,
    text: 'STAGE       DEPLOYMENT\ndev         a1b2c3\nproduction  犬 d4',
  },
  {name: 'tabs and no headings in a pipe', table: stages, screen: pipe, text: 'dev\ta1b2c3\nproduction\t犬 d4'},
  {
    name: 'a sentence when a person finds nothing',
    table: {...stages, rows: []},
    screen: terminal,
    text: 'This API has no stages.',
  },
  {name: 'nothing when a pipe finds nothing', table: {...stages, rows: []}, screen: pipe, text: ''},
  {
    name: 'no control character reaches the terminal',
    table: {...stages, rows: [['a\tb\nc', '\x1b[2Jx']]},
    screen: pipe,
    text: 'a b c\t\\x1b[2Jx',
  },
]

for (const {name, table, screen, text} of cases) {
  test(`renderTable: ${name}`, () => {
    assert.equal(renderTable(table, screen), text)
  })
}

test('renderTable prints headings in bold where there is colour', () => {
  assert.match(renderTable(stages, {...terminal, colour: true}), /\x1b\[1mSTAGE\x1b\[22m/)
})
