import assert from 'node:assert/strict'
import {test} from 'vitest'
import {stateName} from '../../../src/project/local/delete-state.js'

const cases = [
  {directory: '/work/pets/.apigw/local', name: 'pets'},
  {directory: '/tmp/state', name: 'state'},
  {directory: '/srv/local', name: 'local'},
]

for (const {directory, name} of cases) {
  test(`stateName: ${directory} is called ${name}`, () => assert.equal(stateName(directory), name))
}
