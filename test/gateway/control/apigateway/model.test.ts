import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const schema = JSON.stringify({title: 'Pet', type: 'object'})
const json = 'application/json'

class ModelCaller extends Caller {
  readonly api = this.restApi()

  create(members: Members = {}): Members {
    return this.call('CreateModel', {restApiId: this.api.restApiId, name: 'Pet', contentType: json, schema, ...members})
  }
}

/** Recorded: localstack test_apigateway_api.snapshot.json, April 2024. */
test('models: created, listed by name, read and deleted', () => {
  const caller = new ModelCaller()
  const {restApiId} = caller.api
  const model = caller.create({description: 'A pet'})
  assert.deepEqual(model, {id: model['id'], name: 'Pet', description: 'A pet', contentType: json, schema})
  const {items} = caller.call('GetModels', {restApiId}) as {items: {name: string}[]}
  assert.deepEqual(
    items.map(({name}) => name),
    ['Empty', 'Error', 'Pet'],
  )
  assert.deepEqual(caller.call('GetModel', {restApiId, modelName: 'Pet'}), model)
  caller.call('DeleteModel', {restApiId, modelName: 'Pet'})
  assert.equal(
    caller.refusal('GetModel', {restApiId, modelName: 'Pet'}),
    'NotFoundException: Invalid model name specified: Pet',
  )
})

const noSchema = 'BadRequestException: Model schema must have at least 1 property or array items defined'
const creationRefusals: {name: string; input: Members; refusal: string}[] = [
  {
    name: 'an unknown API',
    input: {restApiId: 'abcde0'},
    refusal: 'NotFoundException: Invalid API identifier specified 111111111111:abcde0',
  },
  {
    name: 'a name that is taken',
    input: {name: 'Empty'},
    refusal: 'ConflictException: Model name already exists for this REST API',
  },
  {name: 'an empty name', input: {name: ''}, refusal: 'BadRequestException: Model name must be non-empty'},
  {
    name: 'a name with an underscore',
    input: {name: 'a_b'},
    refusal: 'BadRequestException: Model name must be alphanumeric: a_b',
  },
  {name: 'an empty schema', input: {schema: ''}, refusal: noSchema},
  {name: 'no schema for JSON', input: {schema: undefined}, refusal: noSchema},
  {name: 'no schema for XML', input: {schema: undefined, contentType: 'application/xml'}, refusal: noSchema},
  {
    name: 'a keyword of OpenAPI',
    input: {schema: JSON.stringify({type: 'object', properties: {example: {type: 'string', example: 'x'}}})},
    refusal:
      'BadRequestException: Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified. Unsupported keyword(s): ["example"]]',
  },
]

for (const {name, input, refusal} of creationRefusals) {
  test(`CreateModel: refuses ${name}`, () => {
    const caller = new ModelCaller()
    const model = {restApiId: caller.api.restApiId, name: 'Pet', contentType: json, schema, ...input}
    assert.equal(caller.refusal('CreateModel', model), refusal)
  })
}

const updates: {operation: Members; refusal: string}[] = [
  {operation: {op: 'replace', path: '/schema', value: ''}, refusal: noSchema},
  {
    operation: {op: 'add', path: '/wrong-path', value: 'x'},
    refusal:
      "BadRequestException: Invalid patch path  '/wrong-path' specified for op 'add'. Please choose supported operations",
  },
  {
    operation: {op: 'replace', path: '/name', value: 'x'},
    refusal:
      "BadRequestException: Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]",
  },
]

for (const {operation, refusal} of updates) {
  test(`UpdateModel: refuses ${JSON.stringify(operation)}`, () => {
    const caller = new ModelCaller()
    const model = caller.create()
    const labels = {restApiId: caller.api.restApiId, modelName: 'Pet'}
    assert.equal(caller.refusal('UpdateModel', {...labels, patchOperations: [operation]}), refusal)
    assert.deepEqual(caller.call('GetModel', labels), model)
  })
}

test('DeleteModel: refuses a model that methods use, the last by path named', () => {
  const caller = new ModelCaller()
  const {restApiId, rootId} = caller.api
  caller.create()
  const resourceId = caller.text('CreateResource', {restApiId, parentId: rootId, pathPart: 'test'}, 'id')
  const remove = (): string => caller.refusal('DeleteModel', {restApiId, modelName: 'Pet'})
  const method = {restApiId, httpMethod: 'ANY', authorizationType: 'NONE', requestModels: {[json]: 'Pet'}}
  caller.call('PutMethod', {...method, resourceId: rootId})
  assert.equal(remove(), "ConflictException: Cannot delete model 'Pet', is referenced in method request: //ANY")
  caller.call('PutMethod', {...method, resourceId})
  assert.equal(remove(), "ConflictException: Cannot delete model 'Pet', is referenced in method request: /test/ANY")
  for (const id of [resourceId, rootId]) {
    const patchOperations = [{op: 'remove', path: '/requestModels/application~1json'}]
    caller.call('UpdateMethod', {restApiId, resourceId: id, httpMethod: 'ANY', patchOperations})
  }
  const response = {restApiId, resourceId, httpMethod: 'ANY', statusCode: '200', responseModels: {[json]: 'Pet'}}
  caller.call('PutMethodResponse', response)
  assert.equal(
    remove(),
    "ConflictException: Cannot delete model 'Pet', is referenced in method response: /test/ANY/200",
  )
  caller.call('DeleteMethodResponse', response)
  caller.call('DeleteModel', {restApiId, modelName: 'Pet'})
})

test('GetModelTemplate: renders the shape of a model, circles ending', () => {
  const caller = new ModelCaller()
  const {restApiId} = caller.api
  const reference = {$ref: `https://apigateway.amazonaws.com/restapis/${restApiId}/models/Pet`}
  const properties = {id: {type: 'integer'}, name: {type: 'string'}, friends: {type: 'array', items: reference}}
  caller.create({schema: JSON.stringify({type: 'object', properties})})
  assert.deepEqual(caller.call('GetModelTemplate', {restApiId, modelName: 'Pet'}), {
    value: [
      "#set($inputRoot = $input.path('$'))",
      '{',
      '  "id" : $inputRoot.id,',
      '  "name" : "$inputRoot.name",',
      '  "friends" : [',
      '#foreach($elem in $inputRoot.friends)',
      '    {}#if($foreach.hasNext),#end',
      '#end',
      '  ]',
      '}',
    ].join('\n'),
  })
})
