import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {restLosses} from '../../src/spec/rest/losses.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import {arbitraryRestApi} from './arbitrary-rest-api.js'
import {parsed} from './support.js'

/** Through the text of a document and back. */
function roundTrip(api: RestApi): ReturnType<typeof toRestApi> {
  const {types, ipAddressType} = api.endpointConfiguration
  const document = parsed(JSON.stringify(fromRestApi(api)), 'api.json')
  return toRestApi(document, {
    documentation: 'explicit',
    basePath: 'ignore',
    endpointTypes: types,
    ipAddressType,
    tags: api.tags,
  })
}

test('fromRestApi: what toRestApi reads from it is the same API, for any API', () => {
  fc.assert(
    fc.property(arbitraryRestApi(), (api) => {
      const {api: read, problems} = roundTrip(api)
      const errors = problems.filter((problem) => problem.severity === 'error')
      assert.deepEqual(errors, [])
      assert.deepEqual(read, api)
      assert.deepEqual(restLosses(api), [])
    }),
    {numRuns: 100, endOnFailure: true},
  )
})

const method: Method = {
  authorizationType: 'NONE',
  authorizationScopes: [],
  apiKeyRequired: false,
  requestParameters: {},
  requestModels: {},
  responses: {'200': {responseParameters: {'method.response.header.A': true}, responseModels: {}}},
  integration: {
    type: 'MOCK',
    requestParameters: {},
    requestTemplates: {},
    passthroughBehavior: 'WHEN_NO_MATCH',
    cacheKeyParameters: [],
    timeoutInMillis: 29_000,
    responses: {
      '200': {responseParameters: {}, responseTemplates: {}},
      '400': {selectionPattern: 'default', responseParameters: {}, responseTemplates: {}},
    },
  },
}

test('restLosses: names what a document cannot hold', () => {
  const api: RestApi = {
    kind: 'rest',
    name: 'x',
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['EDGE'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
    resources: ['/', '/{id}'],
    methods: {'GET /{id}': method},
    models: {
      'a-b': {contentType: 'application/xml', schema: {properties: {default: {default: 1}}}},
      Own: {contentType: 'application/json', schema: {description: 'x'}},
    },
    requestValidators: {},
    authorizers: {a: {type: 'TOKEN', identitySource: 'method.request.querystring.x', providerARNs: []}},
    gatewayResponses: {},
    documentationParts: [],
    tags: {},
  }
  assert.deepEqual(
    restLosses(api).map(({address, what}) => `${address}: ${what}`),
    [
      'model a-b: the model is skipped: its name is not alphanumeric',
      'model a-b: its content type becomes application/json',
      'model a-b: the keyword "default" is dropped',
      'model Own: the description of its schema becomes that of the model',
      'authorizer a: its identity source becomes a single header',
      'GET /{id}: the path parameter "id" becomes a required parameter',
      'GET /{id} response 200: method.response.header.A is no longer marked as required',
      'GET /{id} integration response 400: it is dropped: another one has the pattern "default"',
    ],
  )
})
