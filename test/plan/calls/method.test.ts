import assert from 'node:assert/strict'
import {test} from 'vitest'
import {omit} from '../../../src/model/omit.js'
import type {Method, RestIntegration} from '../../../src/model/rest-api.js'
import type {Change} from '../../../src/plan/change.js'
import {methodCalls} from '../../../src/plan/calls/method.js'
import {factsOf, shown} from '../../support/calls.js'

const place = {kind: 'method', address: 'restApi/pets/method/GET /a/{x}', name: 'GET /a/{x}'} as const
const at = {httpMethod: 'GET'}
const ids = {resourceId: 'resource /a/{x}'}

const method: Method = {
  authorizationType: 'CUSTOM',
  authorizer: 'jwt',
  authorizationScopes: [],
  apiKeyRequired: false,
  requestValidator: 'all',
  requestParameters: {'method.request.path.x': true},
  requestModels: {},
  responses: {'200': {responseParameters: {}, responseModels: {}}},
  integration: {
    type: 'HTTP',
    httpMethod: 'GET',
    uri: 'https://a.example',
    requestParameters: {},
    requestTemplates: {},
    passthroughBehavior: 'WHEN_NO_MATCH',
    cacheKeyParameters: [],
    timeoutInMillis: 29_000,
    responses: {'200': {responseParameters: {}, responseTemplates: {}}},
  },
}

const {integration = assert.fail()} = method

function calls(change: Change): object[] {
  return shown(methodCalls(change, factsOf([change])))
}

function update(after: Method, before = method): object[] {
  return calls({...place, action: 'update', before, after, fields: []})
}

function put(members: Partial<RestIntegration> = {}): object {
  const made = {...integration, ...members}
  return {
    operation: 'PutIntegration',
    ...at,
    ...omit(made, 'httpMethod', 'responses'),
    integrationHttpMethod: made.httpMethod,
    ids,
  }
}

const putResponse = {
  operation: 'PutIntegrationResponse',
  ...at,
  statusCode: '200',
  responseParameters: {},
  responseTemplates: {},
  ids,
}

test('methodCalls: a new method, then its responses, its integration and the responses of that', () => {
  assert.deepEqual(calls({...place, action: 'create', after: method}), [
    {
      operation: 'PutMethod',
      ...at,
      authorizationType: 'CUSTOM',
      authorizationScopes: [],
      apiKeyRequired: false,
      requestParameters: {'method.request.path.x': true},
      requestModels: {},
      ids: {...ids, authorizerId: 'authorizer jwt', requestValidatorId: 'requestValidator all'},
    },
    {operation: 'PutMethodResponse', ...at, statusCode: '200', responseParameters: {}, responseModels: {}, ids},
    put(),
    putResponse,
  ])
})

test('methodCalls: a deleted method takes no call when its path goes with it', () => {
  const gone: Change = {...place, action: 'delete', before: method}
  const path: Change = {kind: 'resource', action: 'delete', address: '', name: '/a', before: {path: '/a'}}
  assert.deepEqual(calls(gone), [{operation: 'DeleteMethod', ...at, ids}])
  assert.deepEqual(methodCalls(gone, factsOf([gone, path])), [])
})

const updates: {name: string; after: Method; before?: Method; calls: object[]}[] = [
  {
    name: 'scalars, references and maps in one call',
    after: {
      ...method,
      authorizationType: 'NONE',
      operationName: 'show',
      requestValidator: 'body',
      requestModels: {'application/json': 'Pet'},
    },
    calls: [
      {
        operation: 'UpdateMethod',
        ...at,
        patchOperations: [
          {op: 'replace', path: '/authorizationType', value: 'NONE'},
          {op: 'replace', path: '/operationName', value: 'show'},
          {op: 'replace', path: '/requestValidatorId', value: ''},
          {op: 'add', path: '/requestModels/application~1json', value: 'Pet'},
        ],
        ids: {...ids, 'patchOperations.2.value': 'requestValidator body'},
      },
    ],
  },
  {
    name: 'an authorizer that is taken away is cleared',
    before: {...method, authorizer: 'jwt'},
    after: {...omit(method, 'authorizer'), authorizationType: 'NONE'},
    calls: [
      {
        operation: 'UpdateMethod',
        ...at,
        patchOperations: [
          {op: 'replace', path: '/authorizationType', value: 'NONE'},
          {op: 'replace', path: '/authorizerId', value: ''},
        ],
        ids,
      },
    ],
  },
  {
    name: 'a parameter goes after the mapping that used it',
    before: {
      ...method,
      requestParameters: {'method.request.header.Old': false},
      integration: {...integration, requestParameters: {'integration.request.header.X': 'method.request.header.Old'}},
    },
    after: {
      ...method,
      requestParameters: {'method.request.header.New': true},
      integration: {...integration, requestParameters: {'integration.request.header.X': 'method.request.header.New'}},
    },
    calls: [
      {
        operation: 'UpdateMethod',
        ...at,
        patchOperations: [{op: 'add', path: '/requestParameters/method.request.header.New', value: 'true'}],
        ids,
      },
      {
        operation: 'UpdateIntegration',
        ...at,
        patchOperations: [
          {
            op: 'replace',
            path: '/requestParameters/integration.request.header.X',
            value: 'method.request.header.New',
          },
        ],
        ids,
      },
      {
        operation: 'UpdateMethod',
        ...at,
        patchOperations: [{op: 'remove', path: '/requestParameters/method.request.header.Old'}],
        ids,
      },
    ],
  },
  {
    name: 'responses: put, patched and deleted, those of the integration first',
    before: {
      ...method,
      responses: {...method.responses, '404': {responseParameters: {}, responseModels: {}}},
      integration: {
        ...integration,
        responses: {...integration.responses, '404': {responseParameters: {}, responseTemplates: {}}},
      },
    },
    after: {
      ...method,
      responses: {
        '200': {responseParameters: {'method.response.header.X': false}, responseModels: {}},
        '201': {responseParameters: {}, responseModels: {}},
      },
    },
    calls: [
      {
        operation: 'UpdateMethodResponse',
        ...at,
        statusCode: '200',
        patchOperations: [{op: 'add', path: '/responseParameters/method.response.header.X', value: 'false'}],
        ids,
      },
      {operation: 'PutMethodResponse', ...at, statusCode: '201', responseParameters: {}, responseModels: {}, ids},
      {operation: 'DeleteIntegrationResponse', ...at, statusCode: '404', ids},
      {operation: 'DeleteMethodResponse', ...at, statusCode: '404', ids},
    ],
  },
  {
    name: 'members of the integration are patched',
    after: {
      ...method,
      integration: {...integration, uri: 'https://b.example', contentHandling: 'CONVERT_TO_TEXT', timeoutInMillis: 50},
    },
    calls: [
      {
        operation: 'UpdateIntegration',
        ...at,
        patchOperations: [
          {op: 'replace', path: '/contentHandling', value: 'CONVERT_TO_TEXT'},
          {op: 'replace', path: '/timeoutInMillis', value: '50'},
          {op: 'replace', path: '/uri', value: 'https://b.example'},
        ],
        ids,
      },
    ],
  },
  {
    name: 'an integration of another type is made anew with its responses',
    after: {...method, integration: {...integration, type: 'HTTP_PROXY'}},
    calls: [{operation: 'DeleteIntegration', ...at, ids}, put({type: 'HTTP_PROXY'}), putResponse],
  },
  {
    name: 'so is one that loses a member that cannot be cleared',
    before: {...method, integration: {...integration, credentials: 'arn:aws:iam::1:role/a'}},
    after: method,
    calls: [{operation: 'DeleteIntegration', ...at, ids}, put(), putResponse],
  },
]

for (const {name, before, after, calls: expected} of updates) {
  test(`methodCalls: ${name}`, () => {
    assert.deepEqual(update(after, before), expected)
  })
}
