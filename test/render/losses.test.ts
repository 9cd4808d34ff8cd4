import assert from 'node:assert/strict'
import {test} from 'vitest'
import {countLosses, renderLosses} from '../../src/render/losses.js'
import type {LossView} from '../../src/render/losses.js'

const place = {file: 'openapi.yaml', line: 7, column: 3}
const nullable: LossView = {
  ...place,
  code: 'schema-nullable',
  member: 'nullable',
  becomes: 'dropped',
  changes: 'meaning',
  what: 'null is refused where it was allowed.',
}
const words: LossView = {...nullable, changes: 'words'}

test('renderLosses writes a line for each, those that change the meaning marked', () => {
  const line = 'openapi.yaml:7:3  schema-nullable  "nullable" is dropped: null is refused where it was allowed.'
  assert.equal(renderLosses([nullable, words]), `${line}  (changes the meaning)\n${line}`)
})

const counts = [
  {losses: [], said: []},
  {
    losses: [nullable],
    said: ['AWS gets 1 place with another meaning than it is written with: "apigw lint --losses" shows it.'],
  },
  {
    losses: [nullable, words],
    said: ['AWS gets 1 place with another meaning than it is written with: "apigw lint --losses" shows it.'],
  },
  {
    losses: [words],
    said: [],
  },
]

for (const {losses, said} of counts) {
  test(`countLosses of ${losses.length} places says how many there are`, () => {
    assert.deepEqual(countLosses(losses), said)
  })
}
