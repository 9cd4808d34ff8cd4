import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Change, Kind} from '../../src/plan/change.js'
import {circularModels, inOrder} from '../../src/plan/order.js'

function change(action: 'create' | 'update' | 'delete', kind: Kind, name: string, refersTo: string[] = []): Change {
  const state = {schema: {items: refersTo.map((model) => ({$ref: `#/models/${model}`}))}}
  const thing = {kind, name, address: `restApi/pets/${kind}/${name}`}
  if (action === 'create') return {...thing, action, after: state}
  if (action === 'delete') return {...thing, action, before: state}
  return {...thing, action, before: state, after: state, fields: []}
}

const cases: {name: string; changes: Change[]; order: string[]}[] = [
  {
    name: 'what is referred to is made first',
    changes: [
      change('create', 'restStage', 'prod'),
      change('create', 'restDeployment', 'x'),
      change('create', 'method', 'GET /a'),
      change('create', 'resource', '/a'),
      change('create', 'authorizer', 'jwt'),
      change('create', 'model', 'Pet'),
      change('create', 'restApi', 'pets'),
    ],
    order: [
      'restApi pets',
      'model Pet',
      'authorizer jwt',
      'resource /a',
      'method GET /a',
      'restDeployment x',
      'restStage prod',
    ],
  },
  {
    name: 'what is referred to is removed last, and old paths make room for new ones',
    changes: [
      change('delete', 'model', 'Old'),
      change('delete', 'authorizer', 'old'),
      change('create', 'resource', '/{new}'),
      change('delete', 'resource', '/{old}'),
      change('delete', 'method', 'GET /{old}'),
      change('update', 'method', 'GET /a'),
    ],
    order: ['method GET /{old}', 'resource /{old}', 'resource /{new}', 'method GET /a', 'authorizer old', 'model Old'],
  },
  {
    name: 'parents before children when made, after them when removed',
    changes: [
      change('create', 'resource', '/a/b'),
      change('create', 'resource', '/a'),
      change('delete', 'resource', '/c'),
      change('delete', 'resource', '/c/d'),
    ],
    order: ['resource /c/d', 'resource /c', 'resource /a', 'resource /a/b'],
  },
  {
    name: 'models after those that they refer to',
    changes: [
      change('create', 'model', 'A', ['B']),
      change('create', 'model', 'B', ['C']),
      change('create', 'model', 'C'),
      change('create', 'model', 'D', ['A', 'D', 'Unchanged']),
    ],
    order: ['model C', 'model B', 'model A', 'model D'],
  },
  {
    name: 'models before those that they refer to when removed',
    changes: [
      change('delete', 'model', 'C'),
      change('delete', 'model', 'B', ['C']),
      change('delete', 'model', 'A', ['B']),
    ],
    order: ['model A', 'model B', 'model C'],
  },
]

for (const {name, changes, order} of cases) {
  test(`inOrder: ${name}`, () => {
    const names = (list: readonly Change[]) => list.map(({kind, name: thing}) => `${kind} ${thing}`)
    assert.deepEqual(names(inOrder(changes)), order)
    assert.deepEqual(names(inOrder([...changes].reverse())), order)
  })
}

const circles: {name: string; changes: Change[]; circular: string[]}[] = [
  {name: 'none without references', changes: [change('create', 'model', 'A')], circular: []},
  {
    name: 'a circle of two',
    changes: [
      change('create', 'model', 'A', ['B']),
      change('create', 'model', 'B', ['A']),
      change('create', 'model', 'C', ['A']),
    ],
    circular: ['A', 'B'],
  },
  {name: 'a model that refers to itself', changes: [change('create', 'model', 'A', ['A'])], circular: ['A']},
  {
    name: 'models that exist already may refer to one another',
    changes: [change('update', 'model', 'A', ['B']), change('create', 'model', 'B', ['A'])],
    circular: [],
  },
]

for (const {name, changes, circular} of circles) {
  test(`circularModels: ${name}`, () => {
    assert.deepEqual(circularModels(changes), circular)
  })
}

test('inOrder: a long chain of models is ordered in reasonable time', () => {
  const names = Array.from({length: 2_000}, (_, index) => `M${String(index).padStart(5, '0')}`)
  const changes = names.map((name, index) => change('create', 'model', name, names.slice(index + 1, index + 2)))
  assert.deepEqual(
    inOrder(changes).map(({name}) => name),
    [...names].reverse(),
  )
})
