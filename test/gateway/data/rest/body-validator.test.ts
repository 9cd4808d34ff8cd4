import assert from 'node:assert/strict'
import {test} from 'vitest'
import {createBodyValidator} from '../../../../src/gateway/data/rest/body-validator.js'
import type {ModelRecord} from '../../../../src/gateway/store/rest-records.js'

const pet = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: {type: 'integer', minimum: 0, exclusiveMinimum: true},
    name: {type: 'string', minLength: 2, pattern: '^[a-z\\-]+$'},
    kind: {enum: ['cat', 'dog']},
    owner: {$ref: 'https://apigateway.amazonaws.com/restapis/abc123/models/Owner'},
    tags: {type: 'array', maxItems: 2, items: {$ref: '#/definitions/tag'}},
    toy: {oneOf: [{type: 'null'}, {$ref: 'https://apigateway.amazonaws.com/restapis/abc123/models/Toy'}]},
  },
  additionalProperties: false,
  definitions: {tag: {type: 'string'}},
}

const models: ModelRecord[] = [
  model('Pet', pet),
  model('Owner', {
    type: 'object',
    required: ['id'],
    properties: {pets: {items: {$ref: 'https://apigateway.amazonaws.com/restapis/abc123/models/Pet'}}},
  }),
  model('Toy', {type: 'object', required: ['color']}),
  model('Empty', {$schema: 'http://json-schema.org/draft-04/schema#', title: 'Empty Schema', type: 'object'}),
  model('Broken', {$ref: 'https://apigateway.amazonaws.com/restapis/abc123/models/Missing'}),
]

// Wording: message bundle of json-schema-validator 2.2, which the validation error strings of AWS show.
const cases = [
  {name: 'a fitting body', body: '{"id":1,"name":"rex"}', finding: undefined},
  {
    name: 'missing members are listed together',
    body: '{}',
    finding: '[object has missing required properties (["id","name"])]',
  },
  {name: 'an empty body counts as {}', body: '', finding: '[object has missing required properties (["id","name"])]'},
  {name: 'text that is no JSON', body: '{id:1}', finding: 'Unable to parse JSON request body'},
  {
    name: 'a wrong type',
    body: '{"id":"1","name":"rex"}',
    finding: '[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]',
  },
  {
    name: 'draft 4 exclusiveMinimum',
    body: '{"id":0,"name":"rex"}',
    finding: '[numeric instance is lower than the required minimum (minimum: 0, found: 0)]',
  },
  {
    name: 'an unknown member',
    body: '{"id":1,"name":"rex","x":1}',
    finding: '[object instance has properties which are not allowed by the schema: ["x"]]',
  },
  {
    name: 'a value outside its enum',
    body: '{"id":1,"name":"rex","kind":"cow"}',
    finding: '[instance value ("cow") not found in enum (possible values: ["cat","dog"])]',
  },
  {
    name: 'a model behind a reference',
    body: '{"id":1,"name":"rex","owner":{}}',
    finding: '[object has missing required properties (["id"])]',
  },
  {
    name: 'a model behind a circular reference',
    body: '{"id":1,"name":"rex","owner":{"id":1,"pets":[{"id":2,"name":"max"}]}}',
    finding: undefined,
  },
  {name: 'null where oneOf allows it', body: '{"id":1,"name":"rex","toy":null}', finding: undefined},
  {
    name: 'a prototype name is an ordinary member',
    body: '{"id":1,"name":"rex","__proto__":1}',
    finding: '[object instance has properties which are not allowed by the schema: ["__proto__"]]',
  },
]

for (const {name, body, finding} of cases) {
  test(`body validation: ${name}`, async () => {
    const validate = await createBodyValidator({'application/json': 'Pet'}, models)
    assert.equal(validate('application/json; charset=utf-8', Buffer.from(body)), finding)
  })
}

test('a missing content type means application/json; a type without a model is not checked', async () => {
  const validate = await createBodyValidator({'application/json': 'Pet'}, models)
  assert.notEqual(validate(undefined, Buffer.from('{}')), undefined)
  assert.equal(validate('text/plain', Buffer.from('{}')), undefined)
})

test('$default is the model of every other type', async () => {
  const validate = await createBodyValidator({$default: 'Toy', 'application/json': 'Empty'}, models)
  assert.equal(validate('application/json', Buffer.from('{}')), undefined)
  assert.equal(validate('text/plain', Buffer.from('{}')), '[object has missing required properties (["color"])]')
})

test('a reference to a model that does not exist cannot be compiled', async () => {
  await assert.rejects(createBodyValidator({'application/json': 'Broken'}, models), /Missing/)
  await assert.rejects(createBodyValidator({'application/json': 'Nope'}, models), /Nope/)
})

test('a deeply nested body is refused or accepted, never a crash', async () => {
  const validate = await createBodyValidator({'application/json': 'Pet'}, models)
  const depth = 20_000
  const nested = `${'{"id":1,"name":"rex","owner":{"id":1,"pets":['.repeat(depth)}${']}}'.repeat(depth)}`
  assert.notEqual(validate('application/json', Buffer.from(nested)), undefined)
})

function model(name: string, schema: unknown): ModelRecord {
  return {id: name.toLowerCase(), name, contentType: 'application/json', schema: JSON.stringify(schema)}
}

test('a pattern that a body could stop the gateway with is given up, and each pattern is itself', async () => {
  const hurt = model('Hurt', {
    properties: {a: {type: 'string', pattern: '^(a+)+$'}, b: {type: 'string', pattern: '^(b|c)*$'}},
  })
  const validate = await createBodyValidator({'application/json': 'Hurt'}, [hurt])
  const check = (value: object): string | undefined => validate('application/json', Buffer.from(JSON.stringify(value)))
  assert.equal(check({a: 'aaa', b: 'bcb'}), undefined)
  assert.equal(check({a: 'aaa', b: 'a'}), '[ECMA 262 regex "^(b|c)*$" does not match input string "a"]')
  assert.equal(check({a: `${'a'.repeat(60)}!`}), 'JSON request body takes too long to check against a pattern')
})

const refused = [{properties: {a: {pattern: '(?<=a)b'}}}, {patternProperties: {'(?i)^x-': {type: 'string'}}}]

for (const schema of refused) {
  test(`a model with ${JSON.stringify(schema)} measures no body: API Gateway would not take its pattern`, async () => {
    await assert.rejects(createBodyValidator({'application/json': 'Odd'}, [model('Odd', schema)]), /as no model may/)
  })
}
