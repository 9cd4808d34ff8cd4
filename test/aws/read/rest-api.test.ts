import assert from 'node:assert/strict'
import {test} from 'vitest'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {stubbedClients} from '../../support/stub-wire.js'
import type {Stub} from '../../support/stub-wire.js'

const hash = 'ab'.repeat(32)

const listed = {
  id: 'abc123',
  name: 'pets',
  createdDate: 1_700_000_000,
  binaryMediaTypes: ['image/png', '*/*'],
  apiKeySource: 'HEADER',
  endpointConfiguration: {types: ['REGIONAL'], ipAddressType: 'ipv4'},
  policy: '{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}',
  tags: {'apigw:project': 'pets'},
  disableExecuteApiEndpoint: false,
  rootResourceId: 'root01',
}

const method = {
  httpMethod: 'GET',
  authorizationType: 'CUSTOM',
  authorizerId: 'auth01',
  apiKeyRequired: true,
  requestValidatorId: 'valid1',
  requestParameters: {'method.request.path.id': true},
  methodResponses: {'200': {statusCode: '200', responseModels: {'application/json': 'Pet'}}},
  methodIntegration: {
    type: 'HTTP',
    httpMethod: 'GET',
    uri: 'https://example.com/{id}',
    connectionType: 'INTERNET',
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    cacheNamespace: 'res001',
    cacheKeyParameters: ['method.request.path.id'],
    integrationResponses: {'200': {statusCode: '200', responseTemplates: {'application/json': '$input.body'}}},
  },
}

const answers: Stub[] = [
  {request: 'GET /restapis?limit=500', body: {item: [{...listed, id: 'other1', tags: {}}], position: 'p2'}},
  {request: 'GET /restapis?limit=500&position=p2', body: {item: [listed]}},
  {
    request: 'GET /restapis/abc123/resources?embed=methods&limit=500',
    body: {item: [{id: 'root01', path: '/'}], position: 'p2'},
  },
  {
    request: 'GET /restapis/abc123/resources?embed=methods&limit=500&position=p2',
    body: {item: [{id: 'res001', parentId: 'root01', pathPart: '{id}', path: '/{id}', resourceMethods: {GET: method}}]},
  },
  {
    request: 'GET /restapis/abc123/models?limit=500',
    body: {
      item: [
        {
          id: 'model1',
          name: 'Pet',
          contentType: 'application/json',
          schema: '{"items": {"$ref": "https://apigateway.amazonaws.com/restapis/abc123/models/Owner"}}',
        },
        {id: 'model2', name: 'Owner', contentType: 'application/xml', schema: '<schema/>'},
      ],
    },
  },
  {
    request: 'GET /restapis/abc123/requestvalidators?limit=500',
    body: {item: [{id: 'valid1', name: 'all', validateRequestBody: true, validateRequestParameters: true}]},
  },
  {
    request: 'GET /restapis/abc123/authorizers?limit=500',
    body: {
      item: [
        {id: 'auth02', name: 'token', type: 'TOKEN', authType: 'custom'},
        {id: 'auth01', name: 'token', type: 'TOKEN', authType: 'custom', authorizerResultTtlInSeconds: 60},
      ],
    },
  },
  {
    request: 'GET /restapis/abc123/gatewayresponses?limit=500',
    body: {
      item: [
        {responseType: 'DEFAULT_5XX', defaultResponse: true, responseParameters: {}, responseTemplates: {}},
        {
          responseType: 'UNAUTHORIZED',
          statusCode: '401',
          responseParameters: {'gatewayresponse.header.X': "'a'"},
          responseTemplates: {},
          defaultResponse: false,
        },
      ],
    },
  },
  {
    request: 'GET /restapis/abc123/documentation/parts?limit=500',
    body: {item: [{id: 'part01', location: {type: 'API'}, properties: '{"info":{"description":"Pets."}}'}]},
  },
  {
    request: 'GET /restapis/abc123/stages',
    body: {
      item: [
        {
          stageName: 'prod',
          deploymentId: 'dep001',
          cacheClusterEnabled: false,
          tracingEnabled: true,
          methodSettings: {
            '*/*': {metricsEnabled: true, throttlingRateLimit: 10.5, throttlingBurstLimit: 20},
            '~1{id}/GET': {cachingEnabled: true, cacheTtlInSeconds: 60},
            'plain/POST': {metricsEnabled: false},
          },
          variables: {alias: 'live'},
        },
      ],
    },
  },
  {
    request: 'GET /restapis/abc123/deployments?limit=500',
    body: {item: [{id: 'dep001', description: `apigw sha256:${hash} by CI`, createdDate: 1_700_000_100}]},
  },
]

test('readLiveApi: a REST API by its project, with names for ids and values for texts', async () => {
  const {clients, assertAllUsed} = stubbedClients(answers)
  const live = await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
  assertAllUsed()
  assert.deepEqual(live, {
    kind: 'rest',
    apiId: 'abc123',
    api: {
      kind: 'rest',
      name: 'pets',
      apiKeySource: 'HEADER',
      binaryMediaTypes: ['*/*', 'image/png'],
      policy: {Version: '2012-10-17', Statement: []},
      disableExecuteApiEndpoint: false,
      endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
      tags: {'apigw:project': 'pets'},
      resources: ['/', '/{id}'],
      methods: {
        'GET /{id}': {
          authorizationType: 'CUSTOM',
          authorizer: 'token',
          authorizationScopes: [],
          apiKeyRequired: true,
          requestValidator: 'all',
          requestParameters: {'method.request.path.id': true},
          requestModels: {},
          responses: {'200': {responseParameters: {}, responseModels: {'application/json': 'Pet'}}},
          integration: {
            type: 'HTTP',
            httpMethod: 'GET',
            uri: 'https://example.com/{id}',
            connectionType: 'INTERNET',
            requestParameters: {},
            requestTemplates: {},
            passthroughBehavior: 'WHEN_NO_MATCH',
            cacheKeyParameters: ['method.request.path.id'],
            timeoutInMillis: 29_000,
            responses: {'200': {responseParameters: {}, responseTemplates: {'application/json': '$input.body'}}},
          },
        },
      },
      models: {
        Owner: {contentType: 'application/xml', schema: '<schema/>'},
        Pet: {contentType: 'application/json', schema: {items: {$ref: '#/models/Owner'}}},
      },
      requestValidators: {all: {validateRequestBody: true, validateRequestParameters: true}},
      authorizers: {
        token: {type: 'TOKEN', authType: 'custom', authorizerResultTtlInSeconds: 60, providerARNs: []},
        'token#auth02': {type: 'TOKEN', authType: 'custom', providerARNs: []},
      },
      gatewayResponses: {
        UNAUTHORIZED: {
          statusCode: '401',
          responseParameters: {'gatewayresponse.header.X': "'a'"},
          responseTemplates: {},
        },
      },
      documentationParts: [{location: {type: 'API'}, properties: {info: {description: 'Pets.'}}}],
    },
    stages: [
      {
        stage: {
          kind: 'restStage',
          stageName: 'prod',
          variables: {alias: 'live'},
          tracingEnabled: true,
          cacheClusterEnabled: false,
          methodSettings: {
            '*/*': {metricsEnabled: true, throttlingBurstLimit: 20, throttlingRateLimit: 10.5},
            'GET /{id}': {cachingEnabled: true, cacheTtlInSeconds: 60},
            'POST /plain': {metricsEnabled: false},
          },
          tags: {},
        },
        deploymentId: 'dep001',
        contentHash: hash,
        deployedAtMs: 1_700_000_100_000,
      },
    ],
    deployments: [
      {
        deploymentId: 'dep001',
        description: `apigw sha256:${'ab'.repeat(32)} by CI`,
        contentHash: 'ab'.repeat(32),
        createdAtMs: 1_700_000_100_000,
      },
    ],
    ids: {
      resources: {'/': 'root01', '/{id}': 'res001'},
      authorizers: {token: 'auth01', 'token#auth02': 'auth02'},
      requestValidators: {all: 'valid1'},
      documentationParts: {'{"type":"API"}': 'part01'},
    },
  })
  assert.equal(clients.limiter.calls.total, 11)
})

test('readLiveApi: there is no REST API of the project', async () => {
  const {clients, assertAllUsed} = stubbedClients([{request: 'GET /restapis?limit=500', body: {item: [listed]}}])
  assert.equal(await readLiveApi(clients, 'rest', {by: 'project', project: 'other'}), undefined)
  assertAllUsed()
})
