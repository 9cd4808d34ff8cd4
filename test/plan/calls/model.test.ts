import assert from 'node:assert/strict'
import {test} from 'vitest'
import {modelCalls} from '../../../src/plan/calls/model.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, liveRest, shown} from '../../support/calls.js'

const json = 'application/json'
const thing = {kind: 'model', address: 'restApi/pets/model/Pets', name: 'Pets'} as const
const url = 'https://apigateway.amazonaws.com/restapis/<<apigw id>>/models/Pet'
const list = {contentType: json, schema: {type: 'array', items: {$ref: '#/models/Pet'}}}
const listText = `{"type":"array","items":{"$ref":"${url}"}}`

const cases: {name: string; change: Change; live?: typeof liveRest; calls: object[]}[] = [
  {
    name: 'a reference to another model becomes its URL, with the id of the API to be filled in',
    change: {...thing, action: 'create', after: {...list, description: 'All.'}},
    live: liveRest,
    calls: [{operation: 'CreateModel', name: 'Pets', contentType: json, description: 'All.', schema: listText}],
  },
  {
    name: 'schema and description are patched',
    change: {
      ...thing,
      action: 'update',
      before: {contentType: json, description: 'x', schema: {}},
      after: list,
      fields: [],
    },
    live: liveRest,
    calls: [
      {
        operation: 'UpdateModel',
        modelName: 'Pets',
        patchOperations: [
          {op: 'replace', path: '/schema', value: listText},
          {op: 'replace', path: '/description', value: ''},
        ],
      },
    ],
  },
  {
    name: 'a model of another content type is deleted and made again',
    change: {...thing, action: 'replace', before: {contentType: 'text/xml', schema: '<a/>'}, after: list, because: []},
    live: liveRest,
    calls: [
      {operation: 'DeleteModel', modelName: 'Pets'},
      {operation: 'CreateModel', name: 'Pets', contentType: json, schema: listText},
    ],
  },
  {
    name: 'a schema that is not JSON is sent as it is',
    change: {...thing, action: 'create', after: {contentType: 'text/xml', schema: '<a/>'}},
    live: liveRest,
    calls: [{operation: 'CreateModel', name: 'Pets', contentType: 'text/xml', schema: '<a/>'}],
  },
  {
    name: 'the models that a new API has already are brought into shape',
    change: {...thing, name: 'Error', action: 'create', after: {contentType: json, schema: {type: 'object'}}},
    calls: [
      {
        operation: 'UpdateModel',
        modelName: 'Error',
        patchOperations: [
          {op: 'replace', path: '/schema', value: '{"type":"object"}'},
          {op: 'replace', path: '/description', value: ''},
        ],
      },
    ],
  },
]

for (const {name, change, live, calls} of cases) {
  test(`modelCalls: ${name}`, () => {
    assert.deepEqual(shown(modelCalls(change, factsOf([change], {live}))), calls)
  })
}

test('modelCalls: the id of the API goes into the text of the schema', () => {
  const change: Change = {...thing, action: 'create', after: list}
  const [call] = modelCalls(change, factsOf([change], {live: liveRest}))
  assert.deepEqual(call?.ids.at(-1), {at: ['schema'], kind: 'api', name: '', text: listText})
})
