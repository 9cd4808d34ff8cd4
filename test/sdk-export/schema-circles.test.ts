import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {JsonObject} from '../../src/model/json.js'
import {withoutCircles} from '../../src/sdk-export/schema-circles.js'

const ref = (name: string) => ({$ref: `#/components/schemas/${name}`})
const named = {properties: {name: {type: 'string'}}}

const cases: {name: string; schemas: JsonObject; expected: JsonObject}[] = [
  {
    name: 'recursion through properties and lists stays',
    schemas: {Tree: {properties: {left: ref('Tree')}}, List: {items: ref('List')}},
    expected: {Tree: {properties: {left: ref('Tree')}}, List: {items: ref('List')}},
  },
  {
    name: 'a choice of things that extend it stays, and they lose it',
    schemas: {Pet: {oneOf: [ref('Cat'), ref('Dog')]}, Cat: {allOf: [ref('Pet'), named]}, Dog: named},
    expected: {Pet: {oneOf: [ref('Cat'), ref('Dog')]}, Cat: {allOf: [{}, named]}, Dog: named},
  },
  {
    name: 'what is nothing but itself is anything',
    schemas: {Loop: {allOf: [ref('Loop')]}, One: ref('Two'), Two: ref('One'), Any: {anyOf: [ref('Any'), named]}},
    expected: {Loop: {allOf: [{}]}, One: {}, Two: {}, Any: {anyOf: [{}, named]}},
  },
]

for (const {name, schemas, expected} of cases) {
  test(`withoutCircles: ${name}`, () => assert.deepEqual(withoutCircles(schemas), expected))
}
