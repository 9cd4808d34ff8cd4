import assert from 'node:assert/strict'
import {CreateStageCommand, ExportApiCommand, ImportApiCommand, UpdateRouteCommand} from '@aws-sdk/client-apigatewayv2'
import type {ExportApiCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {parse} from 'yaml'
import type {HttpSnapshot} from '../../../../src/gateway/store/v2-records.js'
import {refusal} from '../../../support/control-plane.js'
import {addAuthorizer, addRoute, testHttpApi} from '../../../support/http-api.js'
import type {TestHttpApi} from '../../../support/http-api.js'

async function exported(api: TestHttpApi, input: Partial<ExportApiCommandInput> = {}): Promise<string> {
  const {client, ApiId} = api
  const answer = await client.send(new ExportApiCommand({ApiId, Specification: 'OAS30', OutputType: 'JSON', ...input}))
  return Buffer.from(answer.body ?? []).toString()
}

async function protectedApi(): Promise<TestHttpApi & {RouteId: string}> {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const RouteId = await addRoute(api, 'GET /pets/{id}')
  const AuthorizerId = await addAuthorizer(api)
  await client.send(
    new UpdateRouteCommand({ApiId, RouteId, AuthorizationType: 'JWT', AuthorizerId, AuthorizationScopes: ['read']}),
  )
  return {...api, RouteId}
}

/** What a definition says, without ids and dates. */
function meaning({routes, integrations, authorizers}: HttpSnapshot): object {
  return {
    routes: routes.map(({routeKey, authorizationType, authorizationScopes}) => [
      routeKey,
      authorizationType,
      authorizationScopes,
    ]),
    integrations: integrations.map((integration) => ({...integration, integrationId: ''})),
    authorizers: authorizers.map((authorizer) => ({...authorizer, authorizerId: ''})),
  }
}

function workingCopy({store}: TestHttpApi, apiId: string): HttpSnapshot {
  const api = store.get('v2Api', [apiId])
  assert.ok(api)
  const [routes, integrations] = [store.list('route', [apiId]), store.list('integration', [apiId])]
  return {api, routes, integrations, authorizers: store.list('v2Authorizer', [apiId])}
}

test('an export imports to the same API', async () => {
  const api = await protectedApi()
  const imported = await api.client.send(new ImportApiCommand({Body: await exported(api)}))
  assert.deepEqual(meaning(workingCopy(api, imported.ApiId ?? '')), meaning(workingCopy(api, api.ApiId)))
})

test('an export names the endpoint, with the stage as base path, and the date as version', async () => {
  const api = await protectedApi()
  await api.client.send(new CreateStageCommand({ApiId: api.ApiId, StageName: 'prod', AutoDeploy: true}))
  const {info, servers} = JSON.parse(await exported(api, {StageName: 'prod'})) as {info: object; servers: object[]}
  assert.deepEqual(info, {title: 'pets', version: '2023-11-14T22:13:20.000Z'})
  assert.deepEqual(servers, [
    {
      url: `https://${api.ApiId}.execute-api.eu-west-1.amazonaws.com/{basePath}`,
      variables: {basePath: {default: 'prod'}},
      'x-amazon-apigateway-endpoint-configuration': {disableExecuteApiEndpoint: false, ipAddressType: 'ipv4'},
    },
  ])
})

test('YAML says the same as JSON, and extensions can be left out', async () => {
  const api = await protectedApi()
  assert.deepEqual(parse(await exported(api, {OutputType: 'YAML'})), JSON.parse(await exported(api)))
  assert.equal((await exported(api, {IncludeExtensions: false})).includes('x-amazon'), false)
})

const refused = [
  {
    name: 'another specification',
    input: {Specification: 'OAS31'},
    answer: 'BadRequestException 400 Invalid specification. Only OAS30 is supported',
  },
  {
    name: 'another output',
    input: {OutputType: 'XML'},
    answer: 'BadRequestException 400 Invalid outputType. Must be one of [JSON, YAML]',
  },
  {
    name: 'another version',
    input: {ExportVersion: '2.0'},
    answer: 'BadRequestException 400 Invalid exportVersion. Only 1.0 is supported',
  },
  {
    name: 'an unknown stage',
    input: {StageName: 'prod'},
    answer: 'NotFoundException 404 Invalid stage identifier specified',
  },
]

for (const {name, input, answer} of refused) {
  test(`ExportApi with ${name} is refused`, async () => {
    assert.equal(await refusal(exported(await testHttpApi(), input)), answer)
  })
}
