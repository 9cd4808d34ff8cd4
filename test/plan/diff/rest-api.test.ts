import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {RestApi} from '../../../src/model/rest-api.js'
import {diffRestApi} from '../../../src/plan/diff/rest-api.js'
import {normalForm} from '../../../src/plan/normal-form.js'
import {restApi as anyRestApi} from '../../support/arbitrary-rest-api.js'
import {mockMethod, restApiOf} from '../../support/many-routes.js'

const api = restApiOf(1)
const path = '/area0/thing0'

function changesOf(before: RestApi | undefined, after: RestApi): string[] {
  return diffRestApi({api: 'restApi/pets', name: 'pets', scope: 'declared'}, before, after).map((change) => {
    const fields = change.action === 'update' ? ` ${change.fields.map((field) => field.path).join(' ')}` : ''
    return `${change.action} ${change.address}${fields}`
  })
}

const cases: {name: string; before?: RestApi; after: RestApi; changes: string[]}[] = [
  {name: 'nothing changes when live equals desired', before: api, after: api, changes: []},
  {
    name: 'a new API with its paths and methods; the root path comes with the API',
    after: api,
    changes: [
      'create restApi/pets',
      'create restApi/pets/resource//area0',
      'create restApi/pets/resource//area0/thing0',
      `create restApi/pets/method/GET ${path}`,
    ],
  },
  {
    name: 'a method that differs in its integration',
    before: api,
    after: restApiOf(1, 404),
    changes: [`update restApi/pets/method/GET ${path} integration.requestTemplates.application/json`],
  },
  {
    name: 'a method that only the definition has, and one that only AWS has',
    before: {...api, methods: {[`PUT ${path}`]: mockMethod(200)}},
    after: {...api, methods: {[`POST ${path}`]: mockMethod(200)}},
    changes: [`create restApi/pets/method/POST ${path}`, `delete restApi/pets/method/PUT ${path}`],
  },
  {
    name: 'settings of the API, member by member',
    before: {...api, description: 'old', tags: {team: 'a'}},
    after: {...api, minimumCompressionSize: 0, tags: {team: 'b'}},
    changes: ['update restApi/pets description minimumCompressionSize tags.team'],
  },
  {
    name: 'tags that the files do not mention stay',
    before: {...api, tags: {'aws:cloudformation:stack': 'x', billing: 'y'}},
    after: api,
    changes: [],
  },
  {
    name: 'models by name',
    before: {...api, models: {Old: {contentType: 'application/json', schema: {}}}},
    after: {...api, models: {New: {contentType: 'application/json', schema: {}}}},
    changes: ['create restApi/pets/model/New', 'delete restApi/pets/model/Old'],
  },
  {
    name: 'a model of another content type is replaced',
    before: {...api, models: {Pet: {contentType: 'application/xml', schema: ''}}},
    after: {...api, models: {Pet: {contentType: 'application/json', schema: {type: 'object'}}}},
    changes: ['replace restApi/pets/model/Pet'],
  },
  {
    name: 'the models that CreateRestApi makes are left alone, unless they were edited',
    before: {
      ...api,
      models: {
        Empty: {
          contentType: 'application/json',
          schema: {$schema: 'http://json-schema.org/draft-04/schema#', title: 'Empty Schema', type: 'object'},
        },
        Error: {contentType: 'application/json', schema: {title: 'My own', type: 'object'}},
      },
    },
    after: api,
    changes: ['delete restApi/pets/model/Error'],
  },
  {
    name: 'validators, authorizers, gateway responses and documentation',
    before: {
      ...api,
      requestValidators: {all: {validateRequestBody: false, validateRequestParameters: true}},
      gatewayResponses: {THROTTLED: {responseParameters: {}, responseTemplates: {}}},
    },
    after: {
      ...api,
      requestValidators: {all: {validateRequestBody: true, validateRequestParameters: true}},
      authorizers: {pool: {type: 'COGNITO_USER_POOLS', providerARNs: ['arn']}},
      documentationParts: [{location: {type: 'API'}, properties: {info: {}}}],
    },
    changes: [
      'update restApi/pets/requestValidator/all validateRequestBody',
      'create restApi/pets/authorizer/pool',
      'delete restApi/pets/gatewayResponse/THROTTLED',
      'create restApi/pets/documentationPart/{"type":"API"}',
    ],
  },
]

for (const {name, before, after, changes} of cases) {
  test(`diffRestApi: ${name}`, () => {
    assert.deepEqual(changesOf(before, after), changes)
  })
}

test('diffRestApi: no API differs from itself, nor from what it is written as in normal form', () => {
  fc.assert(
    fc.property(anyRestApi, (some) => {
      const normal = normalForm(some, undefined)
      assert.deepEqual(changesOf(normal, normalForm(structuredClone(some), 'abc123')), [])
      assert.deepEqual(normalForm(normal, undefined), normal)
    }),
    {numRuns: 50},
  )
})
