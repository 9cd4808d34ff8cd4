import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {HttpApi, HttpIntegration} from '../../src/model/http-api.js'
import {listRoutes} from '../../src/project/list-routes.js'

const lambda: HttpIntegration = {
  integrationType: 'AWS_PROXY',
  integrationUri: 'arn:aws:lambda:eu-west-1:000000000000:function:hello:live',
  connectionType: 'INTERNET',
  payloadFormatVersion: '2.0',
  timeoutInMillis: 30_000,
  requestParameters: {},
  responseParameters: {},
}

const open = {authorizationType: 'NONE' as const, authorizationScopes: []}

const api: HttpApi = {
  kind: 'http',
  name: 'pets',
  disableExecuteApiEndpoint: false,
  ipAddressType: 'ipv4',
  authorizers: {},
  tags: {},
  routes: {
    'POST /pets': {...open, authorizationType: 'JWT', authorizer: 'users', integration: lambda},
    'GET /pets': {
      ...open,
      integration: {...lambda, integrationType: 'HTTP_PROXY', integrationUri: 'https://b.example/'},
    },
    'GET /a': {...open, integration: {...lambda, integrationSubtype: 'SQS-SendMessage'}},
    $default: open,
  },
}

test('listRoutes names what answers each route and who may call it, by path and verb', () => {
  const rows = listRoutes(api).map(({route, integration, target, authorization}) =>
    [route, integration, target, authorization].join(' | '),
  )
  assert.deepEqual(rows, [
    '$default | none |  | NONE',
    'GET /a | SQS-SendMessage | hello:live | NONE',
    'GET /pets | HTTP_PROXY | https://b.example/ | NONE',
    'POST /pets | AWS_PROXY | hello:live | users',
  ])
})
