import assert from 'node:assert/strict'
import {test} from 'vitest'
import {omit} from '../../../src/model/omit.js'
import type {RestSettings} from '../../../src/plan/calls/rest-api.js'
import {restApiCalls, restApiCallsBesideImport} from '../../../src/plan/calls/rest-api.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, liveRest, shown} from '../../support/calls.js'

const place = {kind: 'restApi', address: 'restApi/pets', name: 'pets'} as const

const settings: RestSettings = {
  kind: 'rest',
  name: 'pets',
  description: 'Pets.',
  apiKeySource: 'HEADER',
  binaryMediaTypes: ['image/png'],
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
  tags: {team: 'store'},
}

test('restApiCalls: a new API has its tag from the first moment', () => {
  const policy = {Version: '2012-10-17'}
  const change: Change = {...place, action: 'create', after: {...settings, policy, version: '1'}}
  assert.deepEqual(shown(restApiCalls(change, factsOf([change]))), [
    {
      operation: 'CreateRestApi',
      name: 'pets',
      description: 'Pets.',
      version: '1',
      apiKeySource: 'HEADER',
      binaryMediaTypes: ['image/png'],
      disableExecuteApiEndpoint: false,
      endpointConfiguration: {types: ['REGIONAL'], ipAddressType: 'ipv4'},
      policy: '{"Version":"2012-10-17"}',
      tags: {team: 'store'},
      gives: {id: 'api ', rootResourceId: 'resource /'},
    },
  ])
})

const updates: {name: string; before: RestSettings; after: RestSettings; calls: object[]; beside: object[]}[] = [
  {
    name: 'scalars and lists; an import brings what a document holds',
    before: settings,
    after: {...settings, name: 'dogs', binaryMediaTypes: ['*/*'], minimumCompressionSize: 0},
    calls: [
      patch(
        {op: 'replace', path: '/name', value: 'dogs'},
        {op: 'replace', path: '/minimumCompressionSize', value: '0'},
        {op: 'add', path: '/binaryMediaTypes/*~1*'},
        {op: 'remove', path: '/binaryMediaTypes/image~1png'},
      ),
    ],
    beside: [patch({op: 'replace', path: '/minimumCompressionSize', value: '0'})],
  },
  {
    name: 'what is taken away',
    before: {...settings, minimumCompressionSize: 10, policy: {Version: '1'}},
    after: omit(settings, 'description'),
    calls: [
      patch(
        {op: 'replace', path: '/minimumCompressionSize', value: ''},
        {op: 'replace', path: '/policy', value: ''},
        {op: 'remove', path: '/description'},
      ),
    ],
    beside: [
      patch({op: 'replace', path: '/minimumCompressionSize', value: ''}, {op: 'replace', path: '/policy', value: ''}),
    ],
  },
  {
    name: 'the endpoint, which no document holds',
    before: {...settings, endpointConfiguration: {types: ['EDGE'], vpcEndpointIds: ['vpce-1'], ipAddressType: 'ipv4'}},
    after: {
      ...settings,
      endpointConfiguration: {types: ['PRIVATE'], vpcEndpointIds: ['vpce-2'], ipAddressType: 'dualstack'},
    },
    calls: [
      patch(
        {op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'PRIVATE'},
        {op: 'replace', path: '/endpointConfiguration/ipAddressType', value: 'dualstack'},
        {op: 'add', path: '/endpointConfiguration/vpcEndpointIds', value: 'vpce-2'},
        {op: 'remove', path: '/endpointConfiguration/vpcEndpointIds', value: 'vpce-1'},
      ),
    ],
    beside: [
      patch(
        {op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'PRIVATE'},
        {op: 'replace', path: '/endpointConfiguration/ipAddressType', value: 'dualstack'},
        {op: 'add', path: '/endpointConfiguration/vpcEndpointIds', value: 'vpce-2'},
        {op: 'remove', path: '/endpointConfiguration/vpcEndpointIds', value: 'vpce-1'},
      ),
    ],
  },
  {
    name: 'tags are added and changed',
    before: settings,
    after: {...settings, tags: {team: 'shop', cost: '1'}},
    calls: [tag({team: 'shop', cost: '1'})],
    beside: [tag({team: 'shop', cost: '1'})],
  },
  {
    name: 'the version only a document can set',
    before: {...settings, version: '1'},
    after: {...settings, version: '2'},
    calls: [
      {
        operation: 'PutRestApi',
        mode: 'merge',
        parameters: {ignore: 'documentation'},
        body: JSON.stringify({
          openapi: '3.0.1',
          info: {title: 'pets', description: 'Pets.', version: '2'},
          paths: {},
          'x-amazon-apigateway-api-key-source': 'HEADER',
          'x-amazon-apigateway-binary-media-types': ['image/png'],
        }),
      },
    ],
    beside: [],
  },
]

for (const {name, before, after, calls, beside} of updates) {
  test(`restApiCalls: ${name}`, () => {
    const change: Change = {...place, action: 'update', before, after, fields: []}
    const facts = factsOf([change], {live: liveRest})
    assert.deepEqual(shown(restApiCalls(change, facts)), calls)
    assert.deepEqual(shown(restApiCallsBesideImport(change, facts)), beside)
  })
}

function patch(...patchOperations: object[]): object {
  return {operation: 'UpdateRestApi', patchOperations}
}

function tag(tags: object): object {
  return {operation: 'TagResource', resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/abc123', tags}
}
