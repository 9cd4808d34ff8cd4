import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import {brief, parsed} from './support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations'

test('toRestApi: the methods, resources and defaults of a small document', () => {
  const document = parsed(`
openapi: 3.0.1
info: {title: pets, version: 1.0, description: All pets}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      responses:
        200: {description: ok, headers: {X-Total: {schema: {type: string}}}}
      x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: ${lambda}}
`)
  const {api, problems} = toRestApi(document, options)
  assert.deepEqual(problems, [])
  assert.deepEqual(api, {
    kind: 'rest',
    name: 'pets',
    description: 'All pets',
    version: '1.0',
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['EDGE'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
    resources: ['/', '/pets', '/pets/{id}'],
    methods: {
      'GET /pets/{id}': {
        authorizationType: 'NONE',
        authorizationScopes: [],
        apiKeyRequired: false,
        operationName: 'getPet',
        requestParameters: {'method.request.path.id': true},
        requestModels: {},
        responses: {'200': {responseParameters: {'method.response.header.X-Total': false}, responseModels: {}}},
        integration: {
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri: lambda,
          connectionType: 'INTERNET',
          requestParameters: {},
          requestTemplates: {},
          passthroughBehavior: 'WHEN_NO_MATCH',
          cacheKeyParameters: [],
          timeoutInMillis: 29000,
          responses: {},
        },
      },
    },
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    documentationParts: [],
    tags: {},
  })
})

test('toRestApi: tells every problem at its place at once', () => {
  const document = parsed(`openapi: 3.0.1
info: {title: pets}
x-amazon-apigateway-request-validator: al
x-amazon-apigateway-request-validators: {all: {validateRequestBody: true}}
paths:
  /pets:
    get:
      responses: {}
      security: [{unknown: []}]
      x-amazon-apigateway-integration:
        type: aws_proxi
        urri: x
    post:
      responses: {}
      x-amazon-apigateway-integration: {type: http, httpMethod: GET, uri: example.com}
`)
  const {api, problems} = toRestApi(document, options)
  assert.equal(api, undefined)
  assert.deepEqual(brief(problems), [
    'error SPEC_UNKNOWN_VALIDATOR 3:40',
    'error SPEC_UNKNOWN_VALIDATOR 3:40',
    'error SPEC_UNKNOWN_SCHEME 9:19',
    'error SPEC_UNKNOWN_VALUE 11:15',
    'error SPEC_UNKNOWN_KEY 12:9',
    'error SPEC_BAD_URI 15:75',
  ])
  assert.deepEqual(
    problems.map(({fix}) => fix),
    [
      'Did you mean "all"?',
      'Did you mean "all"?',
      'Declare the scheme, or correct the name.',
      'Did you mean "aws_proxy"?',
      'Did you mean "uri"?',
      'Write the whole URL.',
    ],
  )
})
