import assert from 'node:assert/strict'
import {
  CreateRouteCommand,
  DeleteIntegrationCommand,
  DeleteRouteCommand,
  GetRouteCommand,
  GetRoutesCommand,
  UpdateRouteCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {CreateRouteCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal} from '../../../support/control-plane.js'
import {addAuthorizer, addIntegration, addRoute, testHttpApi} from '../../../support/http-api.js'
import type {TestHttpApi} from '../../../support/http-api.js'

function shown(answer: object): object {
  return {...answer, $metadata: undefined}
}

test('a route answers AWS defaults, and is read, listed, changed and deleted', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const Target = await addIntegration(api)
  const created = await client.send(new CreateRouteCommand({ApiId, RouteKey: 'GET /pets/{id}', Target}))
  const RouteId = created.RouteId ?? ''
  assert.deepEqual(shown(created), {
    $metadata: undefined,
    ...{ApiKeyRequired: false, AuthorizationType: 'NONE', RouteId: 'a000003', RouteKey: 'GET /pets/{id}', Target},
  })
  assert.deepEqual(shown(await client.send(new GetRouteCommand({ApiId, RouteId}))), shown(created))
  const updated = await client.send(
    new UpdateRouteCommand({ApiId, RouteId, RouteKey: 'ANY /{proxy+}', OperationName: 'all'}),
  )
  assert.deepEqual([updated.RouteKey, updated.OperationName, updated.Target], ['ANY /{proxy+}', 'all', Target])
  assert.deepEqual(
    (await client.send(new GetRoutesCommand({ApiId}))).Items?.map((route) => route.RouteKey),
    ['ANY /{proxy+}'],
  )
  await client.send(new DeleteRouteCommand({ApiId, RouteId}))
  const gone = `NotFoundException 404 Invalid Route identifier specified ${RouteId}`
  assert.equal(await refusal(client.send(new GetRouteCommand({ApiId, RouteId}))), gone)
})

test('a route that is opened again forgets its authorizer', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const RouteId = await addRoute(api, 'GET /pets')
  const AuthorizerId = await addAuthorizer(api)
  await client.send(
    new UpdateRouteCommand({ApiId, RouteId, AuthorizationType: 'JWT', AuthorizerId, AuthorizationScopes: ['read']}),
  )
  const opened = await client.send(new UpdateRouteCommand({ApiId, RouteId, AuthorizationType: 'NONE'}))
  assert.deepEqual([opened.AuthorizationType, opened.AuthorizerId], ['NONE', undefined])
})

test('an integration that a route uses cannot be deleted', async () => {
  const api = await testHttpApi()
  await addRoute(api, 'GET /pets')
  assert.equal(
    await refusal(api.client.send(new DeleteIntegrationCommand({ApiId: api.ApiId, IntegrationId: 'a000002'}))),
    'ConflictException 409 Cannot delete Integration because it is referenced by the following Routes with Ids: [a000003]',
  )
})

type Refused = {name: string; api?: 'HTTP' | 'WEBSOCKET'; input: Partial<CreateRouteCommandInput>; answer: string}

const badFormat =
  'BadRequestException 400 The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"'
const badPart = String.raw`BadRequestException 400 One or more path parts appear to be invalid. Parts are validated against this regular expression: ^(\{[\w.:-]+\+?\}|[a-zA-Z0-9.:_-]+)$`
const invalidAuthorizer = 'BadRequestException 400 Invalid authorizer ID specified. Setting the authorization type to'

const refused: Refused[] = [
  {
    name: 'no route key',
    input: {RouteKey: undefined},
    answer:
      "BadRequestException 400 1 validation error detected: Value null at 'routeKey' failed to satisfy constraint: Member must not be null",
  },
  {name: 'a key without a path', input: {RouteKey: 'GET'}, answer: badFormat},
  {name: 'an unknown verb', input: {RouteKey: 'FETCH /pets'}, answer: badFormat},
  {name: 'a lower-case verb', input: {RouteKey: 'get /pets'}, answer: badFormat},
  {name: 'a WebSocket key', input: {RouteKey: '$connect'}, answer: badFormat},
  {name: 'a space in the path', input: {RouteKey: 'GET /my pets'}, answer: badFormat},
  {name: 'bad characters in the path', input: {RouteKey: 'GET /pets*'}, answer: badPart},
  {name: 'an empty path part', input: {RouteKey: 'GET /pets//dogs'}, answer: badPart},
  {name: 'a parameter that fills only a part', input: {RouteKey: 'GET /pets-{id}'}, answer: badPart},
  {
    name: 'a greedy parameter in the middle',
    input: {RouteKey: 'GET /{all+}/x'},
    answer: 'BadRequestException 400 A greedy path variable must be the last path part of a route key.',
  },
  {
    name: 'one parameter name twice',
    input: {RouteKey: 'GET /{id}/{id}'},
    answer: 'BadRequestException 400 Path variable names must be unique in a route key.',
  },
  {
    name: 'a key that exists',
    input: {RouteKey: 'GET /dogs'},
    answer: 'ConflictException 409 Route with key GET /dogs already exists for this API',
  },
  {
    name: 'an unknown integration',
    input: {Target: 'integrations/nothing'},
    answer: 'NotFoundException 404 Invalid Integration identifier specified nothing',
  },
  {
    name: 'JWT without an authorizer',
    input: {AuthorizationType: 'JWT'},
    answer: `${invalidAuthorizer} JWT requires a valid JWT authorizer.`,
  },
  {
    name: 'an unknown authorizer',
    input: {AuthorizationType: 'JWT', AuthorizerId: 'x'},
    answer: `${invalidAuthorizer} JWT requires a valid JWT authorizer.`,
  },
  {
    name: 'an authorizer of another type',
    input: {AuthorizationType: 'CUSTOM', AuthorizerId: 'a00004'},
    answer: `${invalidAuthorizer} CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.`,
  },
  {
    name: 'an API key',
    input: {ApiKeyRequired: true},
    answer: 'BadRequestException 400 ApiKeyRequired is not currently supported for HTTP protocol Apis.',
  },
  {
    name: 'authorization on a message',
    api: 'WEBSOCKET',
    input: {RouteKey: 'send', AuthorizationType: 'AWS_IAM'},
    answer: 'BadRequestException 400 Currently, authorization is restricted to the $connect route only',
  },
  {
    name: 'a reserved WebSocket key',
    api: 'WEBSOCKET',
    input: {RouteKey: '$other'},
    answer: 'BadRequestException 400 Route keys that begin with $ must be one of [$connect, $disconnect, $default]',
  },
]

async function withRouteAndAuthorizer(protocol: 'HTTP' | 'WEBSOCKET' | undefined): Promise<TestHttpApi> {
  const api = await testHttpApi(protocol)
  if (protocol === 'WEBSOCKET') return api
  await addRoute(api, 'GET /dogs')
  await addAuthorizer(api)
  return api
}

for (const {name, api: protocol, input, answer} of refused) {
  test(`CreateRoute with ${name} is refused and leaves nothing behind`, async () => {
    const {client, store, ApiId} = await withRouteAndAuthorizer(protocol)
    const before = store.list('route', [ApiId])
    assert.equal(await refusal(client.send(new CreateRouteCommand({ApiId, RouteKey: 'GET /pets', ...input}))), answer)
    assert.deepEqual(store.list('route', [ApiId]), before)
  })
}
