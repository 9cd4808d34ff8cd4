import assert from 'node:assert/strict'
import {
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  CreateModelCommand,
  CreateRouteCommand,
  CreateRouteResponseCommand,
  DeleteApiCommand,
  DeleteIntegrationResponseCommand,
  DeleteModelCommand,
  DeleteRouteRequestParameterCommand,
  DeleteRouteResponseCommand,
  GetApiCommand,
  GetIntegrationResponsesCommand,
  GetModelTemplateCommand,
  GetModelsCommand,
  GetRouteResponsesCommand,
  UpdateIntegrationResponseCommand,
  UpdateModelCommand,
  UpdateRouteCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal} from '../../../support/control-plane.js'
import {addRoute, testHttpApi} from '../../../support/http-api.js'
import type {TestHttpApi} from '../../../support/http-api.js'

const schema = '{"type":"object","properties":{"name":{"type":"string"}}}'

/** A WebSocket API with a mock integration on the route `send`. */
async function testMessages(): Promise<TestHttpApi & {IntegrationId: string; RouteId: string}> {
  const api = await testHttpApi('WEBSOCKET')
  const {client, ApiId} = api
  const {IntegrationId = ''} = await client.send(new CreateIntegrationCommand({ApiId, IntegrationType: 'MOCK'}))
  const Target = `integrations/${IntegrationId}`
  const {RouteId = ''} = await client.send(new CreateRouteCommand({ApiId, RouteKey: 'send', Target}))
  return {...api, IntegrationId, RouteId}
}

test('a WebSocket API has its own endpoint and selection expression', async () => {
  const {client, ApiId} = await testHttpApi('WEBSOCKET')
  const api = await client.send(new GetApiCommand({ApiId}))
  assert.deepEqual(
    [api.ApiEndpoint, api.RouteSelectionExpression],
    [`wss://${ApiId}.execute-api.eu-west-1.amazonaws.com`, '$request.body.action'],
  )
})

test('models are created, rendered as templates, changed and deleted', async () => {
  const {client, ApiId, RouteId} = await testMessages()
  const {ModelId, ContentType} = await client.send(new CreateModelCommand({ApiId, Name: 'pet', Schema: schema}))
  assert.equal(ContentType, 'application/json')
  const {Value} = await client.send(new GetModelTemplateCommand({ApiId, ModelId}))
  assert.equal(Value, '#set($inputRoot = $input.path(\'$\'))\n{\n  "name" : "$inputRoot.name"\n}')
  await client.send(new UpdateModelCommand({ApiId, ModelId, Name: 'animal'}))
  assert.deepEqual(
    (await client.send(new GetModelsCommand({ApiId}))).Items?.map(({Name}) => Name),
    ['animal'],
  )
  await client.send(new UpdateRouteCommand({ApiId, RouteId, RequestModels: {$default: 'animal'}}))
  assert.equal(
    await refusal(client.send(new DeleteModelCommand({ApiId, ModelId}))),
    "ConflictException 409 Cannot delete model 'animal', is referenced in route: send",
  )
  await client.send(new UpdateRouteCommand({ApiId, RouteId, RequestModels: {$default: 'other'}}))
  await client.send(new DeleteModelCommand({ApiId, ModelId}))
  assert.equal(
    await refusal(client.send(new GetModelTemplateCommand({ApiId, ModelId}))),
    `NotFoundException 404 Invalid Model identifier specified ${ModelId ?? ''}`,
  )
})

const refusedModels = [
  {
    name: 'a taken name',
    input: {Name: 'pet', Schema: schema},
    answer: 'ConflictException 409 Model name already exists for this API',
  },
  {
    name: 'a name with a dash',
    input: {Name: 'my-pet', Schema: schema},
    answer: 'BadRequestException 400 Model name must be alphanumeric: my-pet',
  },
  {
    name: 'an empty schema',
    input: {Name: 'empty', Schema: ' '},
    answer: 'BadRequestException 400 Model schema must have at least 1 property or array items defined',
  },
]

for (const {name, input, answer} of refusedModels) {
  test(`CreateModel with ${name} is refused`, async () => {
    const {client, ApiId} = await testMessages()
    await client.send(new CreateModelCommand({ApiId, Name: 'pet', Schema: schema}))
    assert.equal(await refusal(client.send(new CreateModelCommand({ApiId, ...input}))), answer)
  })
}

test('a route has one response, and a deployment freezes all parts', async () => {
  const {client, ApiId, RouteId, IntegrationId, store} = await testMessages()
  const response = {ApiId, RouteId, RouteResponseKey: '$default'}
  const {RouteResponseId} = await client.send(new CreateRouteResponseCommand(response))
  assert.equal(
    await refusal(client.send(new CreateRouteResponseCommand(response))),
    'ConflictException 409 Route response with key $default already exists for this route',
  )
  assert.equal(
    await refusal(client.send(new CreateRouteResponseCommand({...response, RouteResponseKey: 'other'}))),
    'BadRequestException 400 Invalid route response key. Only $default is supported',
  )
  const byKey = {ApiId, IntegrationId, IntegrationResponseKey: '/2\\d\\d/'}
  const {IntegrationResponseId} = await client.send(new CreateIntegrationResponseCommand(byKey))
  await client.send(
    new UpdateIntegrationResponseCommand({
      ApiId,
      IntegrationId,
      IntegrationResponseId,
      TemplateSelectionExpression: '\\$default',
    }),
  )
  assert.match(await refusal(client.send(new CreateIntegrationResponseCommand(byKey))), /^ConflictException 409/)
  const {DeploymentId = ''} = await client.send(new CreateDeploymentCommand({ApiId}))
  const snapshot = store.get('httpSnapshot', [ApiId, DeploymentId])
  assert.deepEqual(
    [snapshot?.routeResponses, snapshot?.integrationResponses],
    [
      {[RouteId]: [{routeResponseId: RouteResponseId, routeResponseKey: '$default'}]},
      {
        [IntegrationId]: [
          {
            integrationResponseId: IntegrationResponseId,
            integrationResponseKey: '/2\\d\\d/',
            templateSelectionExpression: '\\$default',
          },
        ],
      },
    ],
  )
  await client.send(new DeleteRouteResponseCommand({ApiId, RouteId, RouteResponseId}))
  await client.send(new DeleteIntegrationResponseCommand({ApiId, IntegrationId, IntegrationResponseId}))
  assert.deepEqual(
    [
      (await client.send(new GetRouteResponsesCommand({ApiId, RouteId}))).Items,
      (await client.send(new GetIntegrationResponsesCommand({ApiId, IntegrationId}))).Items,
    ],
    [[], []],
  )
})

test('deleting the API takes the parts of its routes and integrations along', async () => {
  const {client, ApiId, RouteId, IntegrationId, store} = await testMessages()
  await client.send(new CreateRouteResponseCommand({ApiId, RouteId, RouteResponseKey: '$default'}))
  await client.send(new CreateIntegrationResponseCommand({ApiId, IntegrationId, IntegrationResponseKey: '$default'}))
  await client.send(new CreateModelCommand({ApiId, Name: 'pet', Schema: schema}))
  await client.send(new DeleteApiCommand({ApiId}))
  const left = (['routeResponse', 'integrationResponse', 'v2Model', 'route'] as const).flatMap((kind) =>
    store.all(kind),
  )
  assert.deepEqual(left, [])
})

test('request parameters of a route are merged and deleted one by one', async () => {
  const {client, ApiId} = await testHttpApi('WEBSOCKET')
  const header = 'route.request.header.Authorization'
  const query = 'route.request.querystring.room'
  const {RouteId} = await client.send(
    new CreateRouteCommand({ApiId, RouteKey: '$connect', RequestParameters: {[header]: {Required: true}}}),
  )
  await client.send(new UpdateRouteCommand({ApiId, RouteId, RequestParameters: {[query]: {Required: false}}}))
  const labels = {ApiId, RouteId, RequestParameterKey: header}
  await client.send(new DeleteRouteRequestParameterCommand(labels))
  const {RequestParameters} = await client.send(new UpdateRouteCommand({ApiId, RouteId, OperationName: 'connect'}))
  assert.deepEqual(RequestParameters, {[query]: {Required: false}})
  assert.match(await refusal(client.send(new DeleteRouteRequestParameterCommand(labels))), /^NotFoundException 404/)
})

test('HTTP APIs have no route or integration responses', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const RouteId = await addRoute(api, 'GET /pets')
  const calls = [
    client.send(new CreateRouteResponseCommand({ApiId, RouteId, RouteResponseKey: '$default'})),
    client.send(
      new CreateIntegrationResponseCommand({ApiId, IntegrationId: 'a000002', IntegrationResponseKey: '$default'}),
    ),
  ]
  assert.deepEqual(await Promise.all(calls.map(refusal)), [
    'BadRequestException 400 Route responses are not supported for HTTP protocol Apis.',
    'BadRequestException 400 Integration responses are not supported for HTTP protocol Apis.',
  ])
})
