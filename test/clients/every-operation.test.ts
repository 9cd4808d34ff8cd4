import assert from 'node:assert/strict'
import {once} from 'node:events'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {WebSocket} from 'ws'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import {coverageOf} from '../../src/gateway/control/coverage.js'
import {serviceOperations} from '../../src/gateway/control/operations.js'
import type {ServiceName} from '../../src/gateway/control/wire-model.js'
import {fillIn} from './every-operation/call.js'
import type {Members, OperationCall} from './every-operation/call.js'
import {connectionCalls} from './every-operation/connection-calls.js'
import {restCalls} from './every-operation/rest-calls.js'
import {v2Calls} from './every-operation/v2-calls.js'
import {Services} from './every-operation/services.js'

/** The JavaScript SDK sends every operation one call that AWS takes and one that it refuses. */
const tables: Readonly<Partial<Record<ServiceName, readonly OperationCall[]>>> = {
  apigateway: restCalls,
  apigatewayv2: v2Calls,
  apigatewaymanagementapi: connectionCalls,
}

for (const [service, calls] of Object.entries(tables) as [ServiceName, readonly OperationCall[]][]) {
  describe(service, () => {
    let gateway: Gateway
    let services: Services
    let chat: WebSocket
    const kept: Record<string, string> = {}

    beforeAll(async () => {
      gateway = await startGateway({port: 0, version: 'test', onDefect: assert.ifError})
      services = new Services(gateway.url)
      kept.rest = await deployRestApi(services)
      const apiId = await deployChat(services)
      const address = `${gateway.url}/execute-api/${apiId}/prod`
      services.connectionsUrl = address
      chat = new WebSocket(address.replace('http', 'ws'))
      await once(chat, 'open')
      chat.send('who am I?')
      const [told] = (await once(chat, 'message')) as [Buffer]
      kept.connection = told.toString()
    })
    afterAll(async () => {
      chat.terminate()
      await gateway.close()
    })

    for (const {operation, valid, invalid, refused, keep = {}} of calls) {
      test(operation, async () => {
        const filled = (members: Members): Members => fillIn(members, kept) as Members
        await services.expectRefusal(service, operation, {
          members: filled(invalid === 'unsigned' ? valid : invalid),
          isSigned: invalid !== 'unsigned',
          code: refused,
        })
        const answer = await services.expectAnswer(service, operation, filled(valid))
        for (const [name, member] of Object.entries(keep)) kept[name] = String(answer[member])
      })
    }

    test('no operation that the gateway has is left out', () => {
      const sent = new Set(calls.map(({operation}) => operation))
      const missing = coverageOf(serviceOperations).filter(
        (entry) => entry.service === service && entry.state !== 'notImplemented' && !sent.has(entry.operation),
      )
      assert.deepEqual(missing, [])
    })
  })
}

/** The id of a REST API with a stage `prod`, which routing rules of the other service point at. */
async function deployRestApi(services: Services): Promise<string> {
  const document = {
    openapi: '3.0.1',
    info: {title: 'pets', version: '1'},
    paths: {'/': {get: {'x-amazon-apigateway-integration': {type: 'mock'}}}},
  }
  const body = new TextEncoder().encode(JSON.stringify(document))
  const {id} = await services.expectAnswer('apigateway', 'ImportRestApi', {body})
  await services.expectAnswer('apigateway', 'CreateDeployment', {restApiId: id, stageName: 'prod'})
  return String(id)
}

/** The id of a WebSocket API with a stage `prod` that tells every client its connection id. */
async function deployChat(services: Services): Promise<string> {
  const make = (operation: string, members: Members) => services.expectAnswer('apigatewayv2', operation, members)
  const {ApiId} = await make('CreateApi', {
    Name: 'who',
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: '$request.body.action',
  })
  const {IntegrationId} = await make('CreateIntegration', {
    ApiId,
    IntegrationType: 'MOCK',
    RequestTemplates: {$default: '{"statusCode": 200}'},
    TemplateSelectionExpression: '\\$default',
  })
  await make('CreateIntegrationResponse', {
    ApiId,
    IntegrationId,
    IntegrationResponseKey: '$default',
    ResponseTemplates: {$default: '$context.connectionId'},
    TemplateSelectionExpression: '\\$default',
  })
  const Target = `integrations/${String(IntegrationId)}`
  const {RouteId} = await make('CreateRoute', {
    ApiId,
    RouteKey: '$default',
    Target,
    RouteResponseSelectionExpression: '$default',
  })
  await make('CreateRouteResponse', {ApiId, RouteId, RouteResponseKey: '$default'})
  await make('CreateStage', {ApiId, StageName: 'prod', AutoDeploy: true})
  return String(ApiId)
}
