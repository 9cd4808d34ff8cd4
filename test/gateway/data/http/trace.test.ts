import assert from 'node:assert/strict'
import {test} from 'vitest'
import {TraceLog} from '../../../../src/gateway/trace-log.js'
import {answering, authorizerUri, newDeployment, newPorts, send} from './http-fixture.js'
import type {ApiFixture} from './http-fixture.js'

async function traceOf(fixture: ApiFixture, line: string, headers: readonly string[], invoke: unknown) {
  const log = new TraceLog({always: true})
  const ports = {...newPorts({invokeFunction: answering(invoke)}), recorder: log}
  await send(newDeployment(fixture), ports, line, {headers})
  return {masked: log.find(undefined, 'masked'), unmasked: log.find(undefined, 'unmasked')}
}

test('a trace names each phase that had something to do, and the configuration that decided', async () => {
  const integration = {
    requestParameters: {'append:header.x': 'y'},
    responseParameters: {'200': {'remove:header.z': "''"}},
  }
  const fixture = {api: {corsConfiguration: {allowOrigins: ['*']}}, routes: [{routeKey: 'GET /pets/{id}', integration}]}
  const {masked} = await traceOf(fixture, 'GET /pets/7', ['Origin', 'https://a.test'], {statusCode: 200, body: 'cat'})
  assert.deepEqual(
    masked?.phases.map(({name, decidedBy}) => [name, decidedBy]),
    [
      ['selectRoute', 'GET /pets/{id}'],
      ['mapHttpRequest', 'GET /pets/{id} integration.requestParameters'],
      ['toOutgoing', 'GET /pets/{id} integration.uri'],
      ['callHttpIntegration', 'GET /pets/{id} integration.uri'],
      ['mapHttpResponse', 'GET /pets/{id} integration.responseParameters["200"]'],
      ['addCors', 'corsConfiguration'],
    ],
  )
})

test('a refusal of an authorizer is told, its identity source masked', async () => {
  const authorizer = {
    authorizerId: 'a1',
    authorizerType: 'REQUEST',
    authorizerUri,
    authorizerPayloadFormatVersion: '2.0',
    enableSimpleResponses: true,
    identitySource: ['$request.header.X-Who'],
    name: 'guard',
  }
  const fixture = {
    routes: [{routeKey: 'GET /pets', authorizationType: 'CUSTOM', authorizerId: 'a1'}],
    authorizers: [authorizer],
  }
  const {masked, unmasked} = await traceOf(fixture, 'GET /pets', ['X-Who', 'somebody-secret'], {isAuthorized: false})
  const refused = masked?.phases.find(({refusal}) => refusal !== undefined)
  assert.deepEqual(
    [refused?.name, refused?.refusal?.type, refused?.decidedBy],
    ['authorizeRequest', 'ACCESS_DENIED', 'GET /pets authorizer'],
  )
  assert.doesNotMatch(JSON.stringify(masked), /somebody-secret/)
  assert.match(JSON.stringify(unmasked), /somebody-secret/)
})

test('a request without a route is told with the error answer', async () => {
  const {masked} = await traceOf({routes: []}, 'GET /pets', [], null)
  assert.deepEqual(
    masked?.phases.map(({name}) => name),
    ['selectRoute', 'toErrorAnswer'],
  )
})
