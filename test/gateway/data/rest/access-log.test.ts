import assert from 'node:assert/strict'
import {test} from 'vitest'
import {deploy, lambdaProxy, lambdaUri, mock, portsOf, returns, stageOf, throws} from './rest-fixture.js'

const destinationArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:access'

async function line(format: string, target = '/pets/7') {
  const routes = {'GET /pets/{id}': lambdaProxy(), 'GET /mock': mock({responseTemplates: {'application/json': 'abc'}})}
  const ports = portsOf({lambda: returns({statusCode: 201, body: 'hello'})})
  const stage = stageOf({variables: {color: 'red'}, accessLogSettings: {destinationArn, format}})
  await deploy({routes}, ports, stage).call(target, {headers: ['User-Agent', 'me']})
  return ports.invocations[0]?.accessLog
}

// Formats and values: docs/aws-facts.md "Metrics and logs" (console presets; `-` for what is not known).
const cases = [
  {
    format:
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
    line: '127.0.0.1 - - [04/Mar/2020:19:15:17 +0000]"GET /pets/{id} HTTP/1.1" 201 5 00000000-0000-4000-8000-000000000001 AAAAAAAAQACAAAA=',
  },
  {format: '$context.path $context.stage $context.apiId\n', line: '/prod/pets/7 prod abcde12345'},
  {format: '${context.status}/${context.integrationStatus} $context.integration.status', line: '201/200 201'},
  {format: '$context.integrationLatency $context.responseLatency', line: '0 0'},
  {format: '$context.error.message $context.error.messageString $context.error.responseType', line: '- "-" -'},
  {format: '$context.unknown $context.authorizer.principalId $stageVariables.color', line: '- - red'},
  {
    format:
      '$context.integration.requestId $context.awsEndpointRequestId $context.waf.status $context.requestTimeEpoch',
    line: '00000000-0000-4000-8000-000000000002 00000000-0000-4000-8000-000000000002 - 1583349317135',
  },
  {format: '$context.authorizer.status $context.authorizer.error $context.authorizer.latency', line: '- - -'},
  {format: '$context.xrayTraceId', line: 'Root=1-5e5ffe45-000000000000400080000000'},
]

for (const {format, line: expected} of cases) {
  test(`the access log format ${format.slice(0, 50)} is filled in`, async () => {
    assert.deepEqual(await line(format), {destinationArn, line: expected})
  })
}

test('a refusal is logged with its error', async () => {
  const format =
    '$context.status $context.error.messageString $context.error.responseType $context.resourcePath $context.integrationStatus'
  assert.equal(
    (await line(format, '/nope'))?.line,
    '403 "Missing Authentication Token" MISSING_AUTHENTICATION_TOKEN - -',
  )
})

test('a MOCK has no integration to speak of', async () => {
  assert.equal(
    (await line('$context.status $context.responseLength $context.integrationLatency', '/mock'))?.line,
    '200 3 -',
  )
})

test('a stage without access log writes no line', async () => {
  const ports = portsOf()
  await deploy({routes: {'GET /': mock()}}, ports).call('/')
  assert.equal(ports.invocations[0]?.accessLog, undefined)
})

const guard = {
  id: 'a1',
  name: 'guard',
  type: 'TOKEN',
  authorizerUri: lambdaUri,
  identitySource: 'method.request.header.Authorization',
}
const authorizerFormat =
  '$context.status $context.authorizer.status $context.authorizer.latency $context.authorizer.principalId $context.authorizer.error'
const everything = {Statement: [{Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*'}]}
const authorizers = [
  {name: 'that allows', lambda: returns({principalId: 'me', policyDocument: everything}), line: '200 200 0 me -'},
  {
    name: 'that refuses',
    lambda: throws('Unauthorized'),
    line: '401 401 0 - The Lambda authorizer answered Unauthorized.',
  },
]

for (const {name, lambda, line: expected} of authorizers) {
  test(`an authorizer ${name} is logged`, async () => {
    const method = mock({}, {authorizationType: 'CUSTOM', authorizerId: 'a1'})
    const stage = stageOf({accessLogSettings: {destinationArn, format: authorizerFormat}})
    const ports = portsOf({lambda})
    const api = deploy({routes: {'GET /pets': method}, authorizers: [guard]}, ports, stage)
    await api.call('/pets', {headers: ['Authorization', 'token']})
    assert.equal(ports.invocations[0]?.accessLog?.line, expected)
  })
}
