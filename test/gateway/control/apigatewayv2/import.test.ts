import assert from 'node:assert/strict'
import {
  CreateStageCommand,
  GetAuthorizersCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  ImportApiCommand,
  ReimportApiCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal, testV2Client} from '../../../support/control-plane.js'

const definition = {
  openapi: '3.0.1',
  info: {title: 'pets', version: '7', description: 'All pets'},
  tags: [{name: 'team', 'x-amazon-apigateway-tag-value': 'store'}],
  'x-amazon-apigateway-cors': {allowOrigins: ['https://shop.example'], maxAge: 60},
  components: {
    securitySchemes: {
      tokens: {
        type: 'oauth2',
        flows: {},
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.header.Authorization',
          jwtConfiguration: {issuer: 'https://issuer.example', audience: ['pets']},
        },
      },
    },
  },
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        security: [{tokens: ['read']}],
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pets/invocations',
          payloadFormatVersion: '2.0',
        },
      },
    },
    '/$default': {
      'x-amazon-apigateway-any-method': {
        isDefaultRoute: true,
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'ANY',
          uri: 'https://backend.example',
          payloadFormatVersion: '1.0',
        },
      },
    },
  },
}

test('ImportApi makes the API of a document', async () => {
  const {client} = testV2Client()
  const {ApiId, ...api} = await client.send(new ImportApiCommand({Body: JSON.stringify(definition)}))
  assert.deepEqual(
    [api.Name, api.Version, api.Description, api.Tags, api.CorsConfiguration],
    [
      'pets',
      '7',
      'All pets',
      {team: 'store'},
      {AllowCredentials: false, AllowOrigins: ['https://shop.example'], MaxAge: 60},
    ],
  )
  const [authorizers, routes, integrations] = [
    (await client.send(new GetAuthorizersCommand({ApiId}))).Items ?? [],
    (await client.send(new GetRoutesCommand({ApiId}))).Items ?? [],
    (await client.send(new GetIntegrationsCommand({ApiId}))).Items ?? [],
  ]
  const uriOf = (target = ''): string | undefined =>
    integrations.find(({IntegrationId}) => target === `integrations/${IntegrationId ?? ''}`)?.IntegrationUri
  assert.deepEqual(
    routes.map((route) => [
      route.RouteKey,
      route.AuthorizationType,
      route.AuthorizerId,
      route.OperationName,
      uriOf(route.Target),
    ]),
    [
      ['$default', 'NONE', undefined, undefined, 'https://backend.example'],
      [
        'GET /pets/{id}',
        'JWT',
        authorizers[0]?.AuthorizerId,
        'getPet',
        'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:pets/invocations',
      ],
    ],
  )
})

test('ReimportApi replaces everything but the stages, and an automatic stage serves it at once', async () => {
  const {client, store} = testV2Client()
  const {ApiId = ''} = await client.send(new ImportApiCommand({Body: JSON.stringify(definition)}))
  await client.send(new CreateStageCommand({ApiId, StageName: '$default', AutoDeploy: true}))
  const {'/$default': fallback} = definition.paths
  const next = {openapi: '3.0.1', info: {title: 'dogs'}, paths: {'/dogs': fallback}}
  const api = await client.send(new ReimportApiCommand({ApiId, Body: JSON.stringify(next)}))
  assert.deepEqual(
    [api.ApiId, api.Name, api.Version, api.Description, api.CorsConfiguration, api.Tags],
    [ApiId, 'dogs', undefined, undefined, undefined, {}],
  )
  assert.deepEqual((await client.send(new GetAuthorizersCommand({ApiId}))).Items, [])
  const {deploymentId = ''} = store.get('v2Stage', [ApiId, '$default']) ?? {}
  assert.deepEqual(
    store.get('httpSnapshot', [ApiId, deploymentId])?.routes.map(({routeKey}) => routeKey),
    ['$default'],
  )
})

const refused = [
  {
    name: 'Swagger 2.0',
    body: '{"swagger":"2.0","info":{"title":"a"},"paths":{}}',
    message: /^Only OpenAPI 3.x.x are currently supported$/,
  },
  {
    name: 'OpenAPI 3.1',
    body: '{"openapi":"3.1.0","info":{"title":"a"},"paths":{}}',
    message: /^Unable to build importer with provided input. Unable to determine OAS version from '3.1.0'$/,
  },
  {
    name: 'text that is no document',
    body: '{"openapi":',
    message: /^Failed to parse the uploaded OpenAPI document due to: /,
  },
  {name: 'an empty body', body: ' ', message: /^Failed to parse the uploaded OpenAPI document due to: /},
  {
    name: 'a backend that is no URL',
    body: JSON.stringify(definition).replace('https://backend.example', 'backend.example'),
    message: /^Errors found during import:\n\t/,
  },
]

for (const {name, body, message} of refused) {
  test(`ImportApi with ${name} is refused and leaves nothing behind`, async () => {
    const {client, store} = testV2Client()
    const answer = await refusal(client.send(new ImportApiCommand({Body: body})))
    assert.match(answer.replace('BadRequestException 400 ', ''), message)
    assert.deepEqual(store.list('v2Api', []), [])
  })
}
