import assert from 'node:assert/strict'
import {test} from 'vitest'
import {resourceCalls} from '../../../src/plan/calls/resource.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, shown} from '../../support/calls.js'

function resource(action: 'create' | 'delete', name: string): Change {
  const thing = {kind: 'resource', name, address: `restApi/pets/resource/${name}`} as const
  return action === 'create' ? {...thing, action, after: {path: name}} : {...thing, action, before: {path: name}}
}

const cases: {name: string; changes: Change[]; calls: object[]}[] = [
  {
    name: 'a path below the root, and one below that',
    changes: [resource('create', '/a'), resource('create', '/a/{b+}')],
    calls: [
      {operation: 'CreateResource', pathPart: 'a', ids: {parentId: 'resource /'}, gives: {id: 'resource /a'}},
      {operation: 'CreateResource', pathPart: '{b+}', ids: {parentId: 'resource /a'}, gives: {id: 'resource /a/{b+}'}},
    ],
  },
  {
    name: 'a deleted tree takes one call, its neighbour of a similar name another',
    changes: [resource('delete', '/a/b'), resource('delete', '/a'), resource('delete', '/ab')],
    calls: [
      {operation: 'DeleteResource', ids: {resourceId: 'resource /a'}},
      {operation: 'DeleteResource', ids: {resourceId: 'resource /ab'}},
    ],
  },
]

for (const {name, changes, calls} of cases) {
  test(`resourceCalls: ${name}`, () => {
    const facts = factsOf(changes)
    assert.deepEqual(shown(changes.flatMap((change) => resourceCalls(change, facts))), calls)
  })
}
