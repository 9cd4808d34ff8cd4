import assert from 'node:assert/strict'
import {test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import {answering, authorizerUri, functionUri, newDeployment, newPorts, send} from './http-fixture.js'

const destinationArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:pets'
const names = [
  ...['httpMethod', 'routeKey', 'status', 'responseLength', 'requestTimeEpoch', 'resourcePath', 'integrationStatus'],
  ...['integration.status', 'error.message', 'error.messageString', 'error.responseType', 'integrationErrorMessage'],
]
const format = names.map((name) => `$context.${name}`).join('|')
const lambda = {integrationType: 'AWS_PROXY', integrationUri: functionUri, payloadFormatVersion: '2.0'}

const cases: {name: string; line: string; answer: unknown; logged: string}[] = [
  {
    name: 'an answered request',
    line: 'GET /pets/1',
    answer: {statusCode: 201, body: 'hello'},
    logged: 'GET|GET /pets/{id}|201|5|1772651717|-|200|201|-|"-"|-|-',
  },
  {
    name: 'a request without a route',
    line: 'GET /x',
    answer: {},
    logged: 'GET|-|404|23|1772651717|-|-|-|Not Found|"Not Found"|NOT_FOUND|-',
  },
]

for (const {name, line, answer, logged} of cases) {
  test(`access log: ${name}`, async () => {
    const routes = [{routeKey: 'GET /pets/{id}', integration: lambda}]
    const ports = newPorts({invokeFunction: answering(answer)})
    await send(newDeployment({routes, stage: {accessLogSettings: {destinationArn, format}}}), ports, line)
    assert.deepEqual(ports.invocations[0]?.accessLog, {destinationArn, line: logged})
  })
}

test('access log: what a backend or an authorizer did wrong is said there', async () => {
  const stage = {
    accessLogSettings: {destinationArn, format: '$context.integrationErrorMessage|$context.authorizer.error'},
  }
  const routes = [{routeKey: 'GET /pets', integration: lambda}]
  const failing = newPorts({
    invokeFunction: () => {
      throw new BackendError('network', 'The function is away.')
    },
  })
  await send(newDeployment({routes, stage}), failing, 'GET /pets')
  assert.match(failing.invocations[0]?.accessLog?.line ?? '', /^\S.*[^-]\|-$/)
  const guarded = [{...routes[0], routeKey: 'GET /pets', authorizationType: 'CUSTOM' as const, authorizerId: 'guard'}]
  const authorizers = [
    {
      ...{authorizerId: 'guard', name: 'guard', authorizerType: 'REQUEST' as const, authorizerUri},
      ...{identitySource: ['$request.header.Authorization'], authorizerPayloadFormatVersion: '2.0' as const},
    },
  ]
  const refusing = newPorts({})
  await send(newDeployment({routes: guarded, authorizers, stage}), refusing, 'GET /pets')
  assert.match(refusing.invocations[0]?.accessLog?.line ?? '', /^-\|\S.*[^-]$/)
})
