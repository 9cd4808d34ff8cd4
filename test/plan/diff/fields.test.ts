import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {JsonObject} from '../../../src/model/json.js'
import {diffFields, sameJson} from '../../../src/plan/diff/fields.js'

const cases: {name: string; before: JsonObject; after: JsonObject; fields: object[]}[] = [
  {name: 'equal members in another order', before: {a: 1, b: {c: 2}}, after: {b: {c: 2}, a: 1}, fields: []},
  {name: 'a changed member', before: {a: 1}, after: {a: 2}, fields: [{path: 'a', before: 1, after: 2}]},
  {name: 'a member that is only desired', before: {}, after: {a: null}, fields: [{path: 'a', after: null}]},
  {name: 'a member that is only live', before: {a: false}, after: {}, fields: [{path: 'a', before: false}]},
  {
    name: 'members of members, by dots and in order',
    before: {b: {d: 1, c: 1}, a: 1},
    after: {b: {d: 2, c: 2}, a: 1},
    fields: [
      {path: 'b.c', before: 1, after: 2},
      {path: 'b.d', before: 1, after: 2},
    ],
  },
  {
    name: 'lists are one value',
    before: {a: [1, 2]},
    after: {a: [2, 1]},
    fields: [{path: 'a', before: [1, 2], after: [2, 1]}],
  },
  {
    name: 'documents are one value',
    before: {schema: {type: 'object'}},
    after: {schema: {type: 'array'}},
    fields: [{path: 'schema', before: {type: 'object'}, after: {type: 'array'}}],
  },
  {
    name: 'the members of an object that is new or gone',
    before: {gone: {a: {b: 1}}, empty: {}},
    after: {fresh: {a: 1, b: {}}},
    fields: [
      {path: 'empty', before: {}},
      {path: 'fresh.a', after: 1},
      {path: 'fresh.b', after: {}},
      {path: 'gone.a.b', before: 1},
    ],
  },
  {
    name: 'an object in place of a text',
    before: {a: 'x'},
    after: {a: {b: 'x'}},
    fields: [{path: 'a', before: 'x', after: {b: 'x'}}],
  },
  {
    name: 'names that every object has',
    before: {},
    after: JSON.parse('{"__proto__": "x", "constructor": "y"}') as JsonObject,
    fields: [
      {path: '__proto__', after: 'x'},
      {path: 'constructor', after: 'y'},
    ],
  },
]

for (const {name, before, after, fields} of cases) {
  test(`diffFields: ${name}`, () => {
    assert.deepEqual(diffFields(before, after), fields)
  })
}

const record = fc.dictionary(fc.string(), fc.jsonValue(), {maxKeys: 5}) as fc.Arbitrary<JsonObject>

test('diffFields: nothing differs from itself; the other way round, sides change places', () => {
  fc.assert(
    fc.property(record, record, (one, other) => {
      assert.deepEqual(diffFields(one, structuredClone(one)), [])
      assert.deepEqual(
        diffFields(other, one),
        diffFields(one, other).map(({path, before, after}) => ({
          path,
          ...(after !== undefined && {before: after}),
          ...(before !== undefined && {after: before}),
        })),
      )
    }),
  )
})

test('sameJson: absent equals only absent', () => {
  assert.deepEqual(
    [sameJson(undefined, undefined), sameJson(undefined, null), sameJson({a: [1]}, {a: [1]}), sameJson(1, '1')],
    [true, false, true, false],
  )
})
