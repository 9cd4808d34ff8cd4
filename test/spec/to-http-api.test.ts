import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {brief, parsed} from './support.js'

const options = {basePath: 'ignore'} as const
const pets = 'arn:aws:lambda:eu-west-1:123456789012:function:pets'

test('toHttpApi: routes, shared integrations, CORS, authorizers and tags of a document', () => {
  const document = parsed(`
openapi: 3.0.1
info: {title: pets, version: 1.0}
tags: [{name: team, x-amazon-apigateway-tag-value: store}, {name: pets}]
servers:
  - url: https://example.com
    x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}
x-amazon-apigateway-cors: {allowOrigins: ['*'], maxAge: 60}
paths:
  /pets:
    get:
      security: [{jwt: [read]}]
      x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/pets'}
  /$default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      x-amazon-apigateway-integration:
        {type: http_proxy, httpMethod: ANY, uri: https://example.com, payloadFormatVersion: 1.0}
components:
  x-amazon-apigateway-integrations:
    pets: {type: aws_proxy, uri: ${pets}, payloadFormatVersion: 2.0}
  securitySchemes:
    jwt:
      type: openIdConnect
      openIdConnectUrl: https://issuer.example.com/.well-known/openid-configuration
      x-amazon-apigateway-authorizer:
        type: jwt
        identitySource: $request.header.Authorization
        jwtConfiguration: {audience: [web]}
`)
  const {api, problems} = toHttpApi(document, options)
  assert.deepEqual(problems, [])
  assert.deepEqual(api, {
    kind: 'http',
    name: 'pets',
    version: '1.0',
    disableExecuteApiEndpoint: true,
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
      $default: {
        authorizationType: 'NONE',
        authorizationScopes: [],
        integration: {
          integrationType: 'HTTP_PROXY',
          integrationMethod: 'ANY',
          integrationUri: 'https://example.com',
          connectionType: 'INTERNET',
          payloadFormatVersion: '1.0',
          timeoutInMillis: 30000,
          requestParameters: {},
          responseParameters: {},
        },
      },
      'GET /pets': {
        authorizationType: 'JWT',
        authorizer: 'jwt',
        authorizationScopes: ['read'],
        integration: {
          integrationType: 'AWS_PROXY',
          integrationMethod: 'POST',
          integrationUri: pets,
          connectionType: 'INTERNET',
          payloadFormatVersion: '2.0',
          timeoutInMillis: 30000,
          requestParameters: {},
          responseParameters: {},
        },
      },
    },
    authorizers: {
      jwt: {
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: {issuer: 'https://issuer.example.com', audience: ['web']},
      },
    },
    tags: {pets: '', team: 'store'},
  })
})

test('toHttpApi: refuses Swagger 2.0, and leaves out integrations that HTTP APIs do not have', () => {
  assert.deepEqual(brief(toHttpApi(parsed('swagger: "2.0"\ninfo: {title: x}\npaths: {}\n'), options).problems), [
    'error SPEC_VERSION 1:10',
  ])
  const mock = parsed(`openapi: 3.0.1
info: {title: x}
paths:
  /:
    get: {x-amazon-apigateway-integration: {type: mock}}
`)
  const {api, problems, warnings} = toHttpApi(mock, options)
  assert.deepEqual(Object.keys(api?.routes ?? {}), ['GET /'])
  assert.equal(api?.routes['GET /']?.integration, undefined)
  assert.deepEqual(brief(problems), ['warning SPEC_INTEGRATION_TYPE 5:51'])
  assert.deepEqual(warnings, ["Unsupported integration type 'MOCK'. Ignoring."])
})
