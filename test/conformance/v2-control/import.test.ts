import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_reimport.py'
const recorded = '2022-11-17'

const create: Step = {call: 'CreateApi', with: {Name: 'test-import-api', ProtocolType: 'HTTP'}, as: 'api'}
const get: Step = {call: 'GetApi', with: {ApiId: '{api.ApiId}'}}

function reimport(document: object, members: object = {}): Step {
  return {call: 'ReimportApi', with: {ApiId: '{api.ApiId}', Body: JSON.stringify(document), ...members}}
}

const proxy = {type: 'HTTP_PROXY', httpMethod: 'GET', payloadFormatVersion: '1.0', uri: 'https://www.google.de'}
const plain = {
  openapi: '3.0.1',
  info: {title: 'Title test', version: '1.0'},
  paths: {'/test': {get: {'x-amazon-apigateway-integration': proxy}}},
}
const missingModel = {
  openapi: '3.0.1',
  info: {title: 'Title test', version: '2.0', description: 'Description test'},
  paths: {
    '/update': {
      get: {
        'x-amazon-apigateway-integration': proxy,
        responses: {
          200: {
            description: 'Response description',
            content: {'application/json': {schema: {$ref: '#/components/schemas/ModelThatDoesNotExist'}}},
          },
        },
      },
    },
  },
}
const warning =
  "Parse issue: attribute paths.'/update'(get).responses.200.content.schema.#/components/schemas/ModelThatDoesNotExist is missing"
const api = {
  ApiEndpoint: 'https://{api.ApiId}.execute-api.eu-west-1.amazonaws.com',
  ApiId: '{api.ApiId}',
  ApiKeySelectionExpression: '$request.header.x-api-key',
  CreatedDate: madeUp.date,
  DisableExecuteApiEndpoint: false,
  IpAddressType: 'ipv4',
  Name: 'test-import-api',
  ProtocolType: 'HTTP',
  RouteSelectionExpression: '$request.method $request.path',
  Tags: {},
}

const scenarios: readonly Scenario[] = [
  {
    name: 'routes and integrations of the document take the place of what was there',
    source,
    recorded,
    steps: [
      create,
      {call: 'CreateRoute', with: {ApiId: '{api.ApiId}', RouteKey: 'GET /before'}},
      {...reimport(plain), answers: [201, {...api, Name: 'Title test', Version: '1.0'}]},
      {
        call: 'GetIntegrations',
        with: {ApiId: '{api.ApiId}'},
        as: 'integrations',
        answers: [
          200,
          {
            Items: [
              {
                ConnectionType: 'INTERNET',
                IntegrationId: madeUp.id,
                IntegrationMethod: 'GET',
                IntegrationType: 'HTTP_PROXY',
                IntegrationUri: 'https://www.google.de',
                PayloadFormatVersion: '1.0',
                TimeoutInMillis: 30_000,
              },
            ],
          },
        ],
      },
      {
        call: 'GetRoutes',
        with: {ApiId: '{api.ApiId}'},
        answers: [
          200,
          {
            Items: [
              {
                ApiKeyRequired: false,
                AuthorizationScopes: [],
                AuthorizationType: 'NONE',
                RequestParameters: {},
                RouteId: madeUp.id,
                RouteKey: 'GET /test',
                Target: 'integrations/{integrations.Items.0.IntegrationId}',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'a model that is missing is a warning, which can be refused',
    source,
    recorded,
    steps: [
      create,
      {
        ...reimport(missingModel, {FailOnWarnings: true}),
        refuses: ['BadRequestException', `Warnings found during import:\n\t${warning}`],
      },
      {...get, answers: [200, api]},
      {
        ...reimport(missingModel, {FailOnWarnings: false}),
        answers: [
          201,
          {...api, Name: 'Title test', Version: '2.0', Description: 'Description test', Warnings: [warning]},
        ],
      },
    ],
  },
]

testScenarios('imports of HTTP APIs', scenarios, 'apigatewayv2')
