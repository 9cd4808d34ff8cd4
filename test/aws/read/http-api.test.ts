import assert from 'node:assert/strict'
import {test} from 'vitest'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {refusing, stubbedClients} from '../../support/stub-wire.js'
import type {Stub} from '../../support/stub-wire.js'

const found = {
  apiId: 'abc123',
  name: 'pets',
  protocolType: 'HTTP',
  corsConfiguration: {allowOrigins: ['*'], maxAge: 60},
  routeSelectionExpression: '$request.method $request.path',
  version: '1',
  description: '',
  tags: {team: 'store'},
}

const answers: Stub[] = [
  {request: 'GET /v2/apis/abc123', body: found},
  {
    request: 'GET /v2/apis/abc123/routes?maxResults=500',
    body: {
      items: [
        {routeId: 'route1', routeKey: 'GET /pets', target: 'integrations/int001', authorizationType: 'NONE'},
        {
          routeId: 'route2',
          routeKey: 'POST /pets',
          target: 'integrations/int001',
          authorizationType: 'JWT',
          authorizerId: 'auth01',
          authorizationScopes: ['write', 'read'],
        },
      ],
      nextToken: 'n2',
    },
  },
  {
    request: 'GET /v2/apis/abc123/routes?maxResults=500&nextToken=n2',
    body: {items: [{routeId: 'route3', routeKey: '$default', authorizationType: 'NONE'}]},
  },
  {
    request: 'GET /v2/apis/abc123/integrations?maxResults=500',
    body: {
      items: [
        {
          integrationId: 'int001',
          integrationType: 'AWS_PROXY',
          integrationUri: 'arn:aws:lambda:eu-west-1:123456789012:function:pets',
          integrationMethod: 'POST',
          connectionType: 'INTERNET',
          payloadFormatVersion: '2.0',
          timeoutInMillis: 30_000,
        },
        {integrationId: 'unused', integrationType: 'HTTP_PROXY', timeoutInMillis: 30_000},
      ],
    },
  },
  {
    request: 'GET /v2/apis/abc123/authorizers?maxResults=500',
    body: {
      items: [
        {
          authorizerId: 'auth01',
          name: 'jwt',
          authorizerType: 'JWT',
          identitySource: ['$request.header.Authorization'],
          jwtConfiguration: {audience: ['b', 'a'], issuer: 'https://issuer.example'},
        },
      ],
    },
  },
  {
    request: 'GET /v2/apis/abc123/stages?maxResults=500',
    body: {
      items: [
        {
          stageName: '$default',
          autoDeploy: true,
          deploymentId: 'dep001',
          defaultRouteSettings: {throttlingBurstLimit: 5, detailedMetricsEnabled: false},
          stageVariables: {kept: 'a', cleared: ''},
        },
      ],
    },
  },
  {
    request: 'GET /v2/apis/abc123/deployments?maxResults=500',
    body: {items: [{deploymentId: 'dep001', autoDeployed: true, createdDate: '2026-01-02T03:04:05Z'}]},
  },
]

const lambda = {
  integrationType: 'AWS_PROXY',
  integrationMethod: 'POST',
  integrationUri: 'arn:aws:lambda:eu-west-1:123456789012:function:pets',
  connectionType: 'INTERNET',
  payloadFormatVersion: '2.0',
  timeoutInMillis: 30_000,
  requestParameters: {},
  responseParameters: {},
}

test('readLiveApi: an HTTP API by its id, with a copy of a shared integration at each route', async () => {
  const {clients, assertAllUsed} = stubbedClients(answers)
  const live = await readLiveApi(clients, 'http', {by: 'id', apiId: 'abc123'})
  assertAllUsed()
  assert.deepEqual(live, {
    kind: 'http',
    apiId: 'abc123',
    api: {
      kind: 'http',
      name: 'pets',
      version: '1',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      corsConfiguration: {
        allowCredentials: false,
        allowHeaders: [],
        allowMethods: [],
        allowOrigins: ['*'],
        exposeHeaders: [],
        maxAge: 60,
      },
      routes: {
        $default: {authorizationType: 'NONE', authorizationScopes: []},
        'GET /pets': {authorizationType: 'NONE', authorizationScopes: [], integration: lambda},
        'POST /pets': {
          authorizationType: 'JWT',
          authorizer: 'jwt',
          authorizationScopes: ['read', 'write'],
          integration: lambda,
        },
      },
      authorizers: {
        jwt: {
          authorizerType: 'JWT',
          identitySource: ['$request.header.Authorization'],
          jwtConfiguration: {issuer: 'https://issuer.example', audience: ['b', 'a']},
        },
      },
      tags: {team: 'store'},
    },
    stages: [
      {
        stage: {
          kind: 'httpStage',
          stageName: '$default',
          autoDeploy: true,
          stageVariables: {kept: 'a'},
          defaultRouteSettings: {detailedMetricsEnabled: false, throttlingBurstLimit: 5},
          routeSettings: {},
          tags: {},
        },
        deploymentId: 'dep001',
        deployedAtMs: Date.parse('2026-01-02T03:04:05Z'),
      },
    ],
    deployments: [{deploymentId: 'dep001', autoDeployed: true, createdAtMs: Date.parse('2026-01-02T03:04:05Z')}],
    ids: {
      routes: {
        $default: {routeId: 'route3'},
        'GET /pets': {routeId: 'route1', integrationId: 'int001'},
        'POST /pets': {routeId: 'route2', integrationId: 'int001'},
      },
      authorizers: {jwt: 'auth01'},
    },
  })
})

const absent: {name: string; stub: Stub}[] = [
  {
    name: 'an id that AWS does not know',
    stub: refusing('GET /v2/apis/abc123', 404, 'NotFoundException', 'Invalid API identifier specified 1:abc123'),
  },
  {
    name: 'a WebSocket API',
    stub: {request: 'GET /v2/apis/abc123', body: {...found, protocolType: 'WEBSOCKET'}},
  },
]

for (const {name, stub} of absent) {
  test(`readLiveApi: no HTTP API for ${name}`, async () => {
    const {clients, assertAllUsed} = stubbedClients([stub])
    assert.equal(await readLiveApi(clients, 'http', {by: 'id', apiId: 'abc123'}), undefined)
    assertAllUsed()
  })
}
