import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {RestApi} from '../../src/model/rest-api.js'
import {compareApis} from '../../src/plan/compare-apis.js'
import {selectParts} from '../../src/plan/select-parts.js'
import {restApiOf} from '../support/many-routes.js'

const base = restApiOf(3)
const [method] = Object.values(base.methods)
assert.ok(method)
const place = {name: 'pets', apiId: 'a1'}
const model = (schema: object = {}) => ({contentType: 'application/json', schema: {...schema}})

const live: RestApi = {
  ...base,
  resources: [...base.resources, '/old'].sort(),
  methods: {...base.methods, 'GET /old': {...method, requestModels: {'application/json': 'Old'}}},
  models: {Old: model()},
}
const desired: RestApi = {
  ...base,
  description: 'changed',
  resources: [...base.resources, '/pets', '/pets/{id}'].sort(),
  methods: {
    ...base.methods,
    'GET /pets/{id}': {
      ...method,
      authorizationType: 'CUSTOM',
      authorizer: 'guard',
      requestValidator: 'body',
      requestModels: {'application/json': 'Pet'},
    },
    'POST /pets': {...method, operationName: 'add'},
  },
  models: {Pet: model({properties: {kind: {$ref: '#/models/Kind'}}}), Kind: model(), Other: model()},
  authorizers: {
    guard: {type: 'TOKEN', providerARNs: [], authorizerUri: 'arn:x', identitySource: 'method.request.header.A'},
  },
  requestValidators: {body: {validateRequestBody: true, validateRequestParameters: false}},
}

const changes = compareApis(place, live, desired)

const cases = [
  {
    name: 'a route comes with its models, those they refer to, its authorizer, validator and paths',
    words: ['GET /pets/{id}'],
    made: [
      'create model Kind',
      'create model Pet',
      'create requestValidator body',
      'create authorizer guard',
      'create resource /pets',
      'create resource /pets/{id}',
      'create method GET /pets/{id}',
    ],
  },
  {
    name: 'a model that goes takes what still refers to it along',
    words: ['Old'],
    made: ['delete method GET /old', 'delete resource /old', 'delete model Old'],
  },
  {name: 'the settings of the API alone', words: ['restApi/pets'], made: ['update restApi pets']},
  {name: 'a kind and a name', words: ['model Other'], made: ['create model Other']},
  {
    name: 'a removed route, and its path',
    words: ['restApi/pets/method/GET /old'],
    made: ['delete method GET /old', 'delete resource /old'],
  },
]

for (const {name, words, made} of cases) {
  test(`selectParts: ${name}`, () => {
    const {api, left} = selectParts(live, desired, changes, words)
    const found = compareApis(place, live, api).map(({action, kind, name: thing}) => `${action} ${kind} ${thing}`)
    assert.deepEqual(found, made)
    const rest = changes.filter(({action, kind, name: thing}) => !made.includes(`${action} ${kind} ${thing}`))
    assert.deepEqual(
      left.map(({address}) => address),
      rest.filter(({kind}) => kind !== 'resource').map(({address}) => address),
    )
  })
}

test('selectParts: all words together are the whole difference', () => {
  const {api, left} = selectParts(
    live,
    desired,
    changes,
    changes.map(({address}) => address),
  )
  assert.deepEqual([compareApis(place, api, desired), left], [[], []])
})
