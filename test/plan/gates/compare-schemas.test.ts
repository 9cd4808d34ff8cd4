import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {Json} from '../../../src/model/json.js'
import {brokenPromises, narrowings} from '../../../src/plan/gates/compare-schemas.js'

type Case = {name: string; before: Json; after: Json; narrower: string[]; broken: string[]}

const pet = {type: 'object', required: ['name'], properties: {name: {type: 'string'}, age: {type: 'integer'}}}

const cases: Case[] = [
  {name: 'the same', before: pet, after: pet, narrower: [], broken: []},
  {
    name: 'a property more, optional',
    before: pet,
    after: {...pet, properties: {...pet.properties, colour: {type: 'string'}}},
    narrower: [],
    broken: [],
  },
  {
    name: 'a property becomes required',
    before: pet,
    after: {...pet, required: ['name', 'age']},
    narrower: ['the body.age becomes required'],
    broken: [],
  },
  {
    name: 'a property becomes optional',
    before: pet,
    after: {...pet, required: []},
    narrower: [],
    broken: ['the body.name may be missing now'],
  },
  {
    name: 'a property goes',
    before: pet,
    after: {...pet, properties: {name: {type: 'string'}}},
    narrower: [],
    broken: ['the body.age is no longer there'],
  },
  {
    name: 'a number in place of an integer takes more',
    before: {type: 'integer'},
    after: {type: 'number'},
    narrower: [],
    broken: ['the type of the body is another one'],
  },
  {
    name: 'an integer in place of a number takes less',
    before: {type: 'number'},
    after: {type: 'integer'},
    narrower: ['the body may no longer be number'],
    broken: [],
  },
  {
    name: 'an enum loses a word',
    before: {enum: ['red', 'blue']},
    after: {enum: ['red']},
    narrower: ['the body may no longer be "blue"'],
    broken: [],
  },
  {
    name: 'an enum gets a word',
    before: {enum: ['red']},
    after: {enum: ['red', 'blue']},
    narrower: [],
    broken: ['the body may have new values'],
  },
  {
    name: 'bounds get tighter',
    before: {type: 'string', maxLength: 20},
    after: {type: 'string', maxLength: 10, minLength: 1},
    narrower: ['minLength of the body is tighter: 1', 'maxLength of the body is tighter: 10'],
    broken: [],
  },
  {
    name: 'no other properties are taken any more',
    before: pet,
    after: {...pet, additionalProperties: false},
    narrower: ['the body takes no other properties now'],
    broken: [],
  },
  {
    name: 'a closed object loses a property',
    before: {...pet, additionalProperties: false},
    after: {...pet, properties: {name: {type: 'string'}}, additionalProperties: false},
    narrower: ['the body no longer takes age'],
    broken: ['the body.age is no longer there'],
  },
  {
    name: 'items of lists',
    before: {type: 'array', items: pet},
    after: {type: 'array', items: {...pet, required: ['name', 'age']}},
    narrower: ['the body.[].age becomes required'],
    broken: [],
  },
  {
    name: 'a keyword that is not compared says nothing',
    before: {oneOf: [{type: 'string'}]},
    after: {oneOf: [{type: 'integer'}]},
    narrower: [],
    broken: [],
  },
]

for (const {name, before, after, narrower, broken} of cases) {
  test(`schemas: ${name}`, () => {
    const sides = [
      {schema: before, schemas: {}},
      {schema: after, schemas: {}},
    ] as const
    assert.deepEqual({narrower: narrowings(...sides), broken: brokenPromises(...sides)}, {narrower, broken})
  })
}

test('schemas: references are followed, those of each side in its own models', () => {
  const schema = {$ref: '#/models/Pet'}
  const before = {schema, schemas: {Pet: pet}}
  const after = {schema, schemas: {Pet: {...pet, required: ['name', 'age']}}}
  assert.deepEqual(narrowings(before, after), ['the body.age becomes required'])
})

test('schemas: one that refers to itself ends', () => {
  const list = (type: string) => ({properties: {value: {type}, next: {$ref: '#/models/List'}}})
  const side = (type: string) => ({schema: {$ref: '#/models/List'}, schemas: {List: list(type)}})
  assert.ok(narrowings(side('string'), side('integer')).length > 1)
})

test('schemas: anything is compatible with itself, and nothing is thrown', () => {
  const value = fc.jsonValue().map((json) => json as Json)
  fc.assert(
    fc.property(value, value, (one, other) => {
      assert.deepEqual(narrowings({schema: one, schemas: {}}, {schema: one, schemas: {}}), [])
      narrowings({schema: one, schemas: {}}, {schema: other, schemas: {}})
      brokenPromises({schema: one, schemas: {}}, {schema: other, schemas: {}})
    }),
  )
})
