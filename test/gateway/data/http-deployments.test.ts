import assert from 'node:assert/strict'
import {
  CreateApiCommand,
  GetIntegrationsCommand,
  CreateAuthorizerCommand,
  CreateRouteCommand,
  ResetAuthorizersCacheCommand,
  UpdateStageCommand,
  CreateStageCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {createDataPlane} from '../../../src/gateway/data/data-plane.js'
import {refusal, testV2Client} from '../../support/control-plane.js'
import {authorizerUri, functionUri, newPorts} from './http/http-fixture.js'

test('ResetAuthorizersCache makes the stage ask its authorizer again, and nothing else does', async () => {
  const {client, store} = testV2Client()
  const {ApiId = ''} = await client.send(
    new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target: functionUri}),
  )
  const {Items = []} = await client.send(new GetIntegrationsCommand({ApiId}))
  const {AuthorizerId} = await client.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: 'guard',
      AuthorizerType: 'REQUEST',
      AuthorizerUri: authorizerUri,
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
    }),
  )
  const Target = `integrations/${Items[0]?.IntegrationId ?? ''}`
  await client.send(
    new CreateRouteCommand({ApiId, RouteKey: 'GET /pets', Target, AuthorizationType: 'CUSTOM', AuthorizerId}),
  )
  await client.send(new CreateStageCommand({ApiId, StageName: 'prod', AutoDeploy: true}))

  const answers = {guard: '{"isAuthorized":true}', pets: '{"statusCode":200}'}
  const ports = newPorts({
    invokeFunction: ({functionArn}) => ({
      outcome: 'success',
      payload: functionArn.endsWith(':guard') ? answers.guard : answers.pets,
    }),
  })
  const {invoke} = createDataPlane({store, ports})
  const asked = async (): Promise<number> => {
    const request = {
      ...{method: 'GET', target: '/prod/pets', rawHeaders: ['Authorization', 'secret'], body: Buffer.alloc(0)},
      ...{sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', signal: new AbortController().signal},
    }
    const {status} = await invoke(request, {apiId: ApiId, style: 'path', host: 'localhost'})
    assert.equal(status, 200)
    return ports.invoked.filter(({functionArn}) => functionArn.endsWith(':guard')).length
  }
  assert.deepEqual([await asked(), await asked()], [1, 1])
  await client.send(new UpdateStageCommand({ApiId, StageName: 'prod', Description: 'changed'}))
  assert.equal(await asked(), 1)
  await client.send(new ResetAuthorizersCacheCommand({ApiId, StageName: 'prod'}))
  assert.deepEqual([await asked(), await asked()], [2, 2])
  assert.equal(
    await refusal(client.send(new ResetAuthorizersCacheCommand({ApiId, StageName: 'other'}))),
    'NotFoundException 404 Invalid stage identifier specified',
  )
})
