import assert from 'node:assert/strict'
import {test} from 'vitest'
import {signHeaders} from '../../support/sdk-signer.js'
import {answering, functionUri, newDeployment, newPorts, send} from './http/http-fixture.js'
import {apiId, deploy, lambdaProxy, lambdaUri, portsOf, returns, stageOf} from './rest/rest-fixture.js'
import {connect, newFixture, returns as answers} from './websocket/websocket-fixture.js'

// Every variable of docs/aws-facts.md "Variables and mapping" for the three kinds of API: one request each, answered by a Lambda proxy
// behind an authorizer that allows. `-` is what AWS prints for what does not exist there.
const destinationArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:access'
const everything = {Statement: [{Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*'}]}
const allowing = {principalId: 'me', policyDocument: everything, context: {team: 'a "b"', size: 7}}
const guardUri = lambdaUri.replace('function:echo', 'function:guard')

type Row = [name: string, rest: string, http: string, websocket: string]
const uuid = (count: number) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
const restHost = `${apiId}.execute-api.localhost:4600`
const httpHost = 'api1.execute-api.localhost'
const httpId = 'D2ofXiw9S1qOfwA='
const lambdaId = '0f6a1f5e-2c3d-4b5a-8e7f-001122334455'

const rows: Row[] = [
  ['accountId', '123456789012', '123456789012', '-'],
  ['apiId', apiId, 'api1', 'chat1'],
  ['authenticate.status', '-', '-', '-'],
  ['authenticate.latency', '-', '-', '-'],
  ['authenticate.error', '-', '-', '-'],
  ['authorizer.status', '200', '200', '200'],
  ['authorizer.latency', '0', '0', '0'],
  ['authorizer.error', '-', '-', '-'],
  ['authorizer.integrationStatus', '200', '-', '200'],
  ['authorizer.integrationLatency', '0', '-', '0'],
  ['authorizer.requestId', uuid(2), '-', '00000003-2c3d-4b5a-8e7f-001122334455'],
  ['authorizer.principalId', 'me', 'me', 'me'],
  // Values are not escaped, whatever stands around them.
  ['authorizer.team', 'a "b"', 'a "b"', 'a "b"'],
  ['authorizer.size', '7', '7', '7'],
  ['authorizer.claims', '-', '-', '-'],
  ['authorizer.claims.sub', '-', '-', '-'],
  ['authorize.status', '200', '-', '200'],
  ['authorize.latency', '0', '-', '0'],
  ['authorize.error', '-', '-', '-'],
  ['awsEndpointRequestId', uuid(3), lambdaId, '-'],
  ['awsEndpointRequestId2', '-', '-', '-'],
  ['cipherSuite', '-', '-', '-'],
  ['tlsVersion', '-', '-', '-'],
  ['connectedAt', '-', '-', '1772651717042'],
  ['connectionId', '-', '-', '<id>'],
  ['customDomain.basePathMatched', '-', '-', '-'],
  ['customDomain.routingRuleIdMatched', '-', '-', '-'],
  ['dataProcessed', '-', '2', '-'],
  ['deploymentId', 'dep1', '-', '-'],
  ['domainName', restHost, httpHost, 'chat1.execute-api.localhost:4600'],
  ['domainPrefix', apiId, 'api1', '-'],
  ['endpointType', 'REGIONAL', '-', '-'],
  ['error.message', '-', '-', '-'],
  ['error.messageString', '"-"', '"-"', '"-"'],
  ['error.responseType', '-', '-', '-'],
  ['error.validationErrorString', '-', '-', '-'],
  ['eventType', '-', '-', 'CONNECT'],
  ['extendedRequestId', 'AAAAAAAAQACAAAA=', httpId, '<id>'],
  ['httpMethod', 'GET', 'GET', '-'],
  ['identity.accountId', '-', '-', '-'],
  ['identity.caller', '-', '-', '-'],
  ['identity.user', '-', '-', '-'],
  ['identity.userArn', '-', '-', '-'],
  ['identity.userAgent', 'me/1', 'me/1', 'me/1'],
  ['identity.sourceIp', '127.0.0.1', '192.0.2.7', '192.0.2.7'],
  ['identity.principalOrgId', '-', '-', '-'],
  ['identity.apiKey', '-', '-', '-'],
  ['identity.apiKeyId', '-', '-', '-'],
  ['identity.cognitoAuthenticationProvider', '-', '-', '-'],
  ['identity.cognitoAuthenticationType', '-', '-', '-'],
  ['identity.cognitoIdentityId', '-', '-', '-'],
  ['identity.cognitoIdentityPoolId', '-', '-', '-'],
  ['identity.clientCert.subjectDN', '-', '-', '-'],
  ['identity.vpcId', '-', '-', '-'],
  ['identity.vpceId', '-', '-', '-'],
  ['integration.error', '-', '-', '-'],
  ['integration.integrationStatus', '200', '200', '-'],
  ['integration.latency', '0', '0', '-'],
  ['integration.requestId', uuid(3), lambdaId, '-'],
  ['integration.status', '200', '200', '-'],
  ['integration.responseTransferMode', 'BUFFERED', '-', '-'],
  ['integration.timeToAllHeaders', '-', '-', '-'],
  ['integration.timeToFirstContent', '-', '-', '-'],
  ['integrationErrorMessage', '-', '-', '-'],
  ['integrationLatency', '0', '0', '0'],
  ['integrationStatus', '200', '200', '-'],
  ['isCanaryRequest', '-', '-', '-'],
  ['messageId', '-', '-', '-'],
  ['path', '/prod/pets/7', '/pets/7', '-'],
  ['protocol', 'HTTP/1.1', 'HTTP/1.1', '-'],
  ['requestId', uuid(1), httpId, '<id>'],
  ['requestTime', '04/Mar/2020:19:15:17 +0000', '04/Mar/2026:19:15:17 +0000', '04/Mar/2026:19:15:17 +0000'],
  ['requestTimeEpoch', '1583349317135', '1772651717', '1772651717042'],
  ['resourceId', 'res0', '-', '-'],
  ['resourcePath', '/pets/{id}', '-', '-'],
  ['responseLatency', '0', '0', '-'],
  ['responseLength', '2', '2', '-'],
  ['routeKey', '-', 'GET /pets/{id}', '$connect'],
  ['stage', 'prod', '$default', 'prod'],
  ['status', '200', '200', '200'],
  ['waf.error', '-', '-', '-'],
  ['waf.latency', '-', '-', '-'],
  ['waf.status', '-', '-', '-'],
  ['wafResponseCode', '-', '-', '-'],
  ['webaclArn', '-', '-', '-'],
  ['xrayTraceId', 'Root=1-5e5ffe45-000000000000400080000000', '-', '-'],
]

// Values may hold anything but this.
const separator = '\u241f'
const format = rows.map(([name]) => `$context.${name}`).join(separator)
const accessLogSettings = {destinationArn, format}
const userAgent = ['User-Agent', 'me/1', 'Authorization', 'token']

async function restLine(): Promise<string | undefined> {
  const method = lambdaProxy({authorizationType: 'CUSTOM', authorizerId: 'a1'})
  const lambda = (_event: unknown, {functionArn}: {functionArn: string}) =>
    returns(functionArn.endsWith('guard') ? allowing : {statusCode: 200, body: 'ok'})()
  const authorizer = {id: 'a1', name: 'guard', type: 'TOKEN', authorizerUri: guardUri}
  const authorizers = [{...authorizer, identitySource: 'method.request.header.Authorization'}]
  const ports = portsOf({lambda})
  const stage = stageOf({accessLogSettings})
  await deploy({routes: {'GET /pets/{id}': method}, authorizers}, ports, stage).call('/pets/7', {headers: userAgent})
  return ports.invocations[0]?.accessLog?.line
}

async function httpLine(): Promise<string | undefined> {
  const integration = {integrationType: 'AWS_PROXY', integrationUri: functionUri, payloadFormatVersion: '2.0'}
  const guarded = {authorizationType: 'CUSTOM' as const, authorizerId: 'guard'}
  const authorizer = {authorizerId: 'guard', name: 'guard', authorizerType: 'REQUEST' as const}
  const authorizers = [
    {
      ...{...authorizer, authorizerUri: functionUri.replace('pets', 'guard')},
      ...{identitySource: ['$request.header.Authorization'], authorizerPayloadFormatVersion: '2.0' as const},
    },
  ]
  const ports = newPorts({
    invokeFunction: ({functionArn}) =>
      answering(functionArn.endsWith('guard') ? allowing : {statusCode: 200, body: 'ok'})(),
  })
  const routes = [{routeKey: 'GET /pets/{id}', integration, ...guarded}]
  const deployment = newDeployment({routes, authorizers, stage: {accessLogSettings}})
  await send(deployment, ports, 'GET /pets/7', {headers: userAgent})
  return ports.invocations[0]?.accessLog?.line
}

async function webSocketLine(): Promise<string | undefined> {
  const fixture = newFixture(
    {
      routes: {$connect: {authorizationType: 'CUSTOM', authorizerId: 'auth1'}},
      authorizer: {identitySource: ['route.request.header.Authorization']},
      stage: {accessLogSettings},
    },
    {lambda: ({functionArn}) => answers(functionArn.endsWith('guard') ? allowing : {statusCode: 200})()},
  )
  await connect(fixture, '/prod', userAgent)
  return fixture.invocations[0]?.accessLog?.line.replace(/[\w-]{15}=/g, '<id>')
}

const kinds = {rest: restLine, http: httpLine, websocket: webSocketLine}

for (const [index, kind] of (['rest', 'http', 'websocket'] as const).entries()) {
  test(`every variable of the access log of a ${kind} API`, async () => {
    const values = ((await kinds[kind]()) ?? '').split(separator)
    const expected = Object.fromEntries(rows.map((row) => [row[0], row[index + 1]]))
    assert.deepEqual(Object.fromEntries(rows.map(([name], at) => [name, values[at]])), expected)
  })
}

const nowMs = Date.UTC(2026, 2, 4, 19, 15, 17)
const key = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret'}
const iamFormat = ['authenticate', 'authorize', 'authorizer']
  .flatMap((phase) => [`$context.${phase}.status`, `$context.${phase}.error`])
  .join('|')

const iamCases = [
  {name: 'allowed', effect: 'Allow', secret: 'secret', line: /^200\|-\|200\|-\|-\|-$/},
  {name: 'denied by its policy', effect: 'Deny', secret: 'secret', line: /^200\|-\|403\|.*explicit deny.*\|-\|-$/},
  {name: 'signed wrongly', effect: 'Allow', secret: 'other', line: /^403\|.*[sS]ignature[^]*\|-\|-\|-\|-$/},
]

for (const {name, effect, secret, line} of iamCases) {
  test(`AWS_IAM has the phases authenticate and authorize: a request that is ${name}`, async () => {
    const policy = JSON.stringify({Statement: [{Effect: effect, Action: 'execute-api:*', Resource: '*'}]})
    const principalArn = 'arn:aws:iam::123456789012:user/ann'
    const record = {...key, policy, principalArn, accountId: '123456789012', createdAtMs: 0}
    const ports = {...portsOf({nowMs: () => nowMs}), findAccessKey: () => record}
    const stage = stageOf({accessLogSettings: {destinationArn, format: iamFormat}})
    const api = deploy({routes: {'GET /pets': lambdaProxy({authorizationType: 'AWS_IAM'})}}, ports, stage)
    const credentials = {...key, secretAccessKey: secret}
    const headers = await signHeaders(credentials, {host: restHost, target: '/prod/pets', nowMs})
    await api.call('/pets', {headers})
    assert.match(ports.invocations[0]?.accessLog?.line ?? '', line)
  })
}

test('an authorizer answered from its cache has a status and no call', async () => {
  const names = ['status', 'integrationLatency', 'integrationStatus', 'requestId', 'error']
  const cachedFormat = names.map((name) => `$context.authorizer.${name}`).join('|')
  const authorizer = {
    id: 'a1',
    name: 'guard',
    type: 'TOKEN',
    authorizerUri: guardUri,
    authorizerResultTtlInSeconds: 300,
  }
  const authorizers = [{...authorizer, identitySource: 'method.request.header.Authorization'}]
  const ports = portsOf({lambda: returns(allowing)})
  const stage = stageOf({accessLogSettings: {destinationArn, format: cachedFormat}})
  const method = lambdaProxy({authorizationType: 'CUSTOM', authorizerId: 'a1'})
  const api = deploy({routes: {'GET /pets': method}, authorizers}, ports, stage)
  for (let count = 0; count < 2; count += 1) await api.call('/pets', {headers: userAgent})
  assert.deepEqual(
    ports.invocations.map(({accessLog}) => accessLog?.line),
    [`200|0|200|${uuid(2)}|-`, '200|0|-|-|-'],
  )
})

test('a request id that is no UUID is replaced, and the log says so', async () => {
  const ports = portsOf()
  const stage = stageOf({accessLogSettings: {destinationArn, format: '$context.requestId'}})
  await deploy({routes: {'GET /': lambdaProxy()}}, ports, stage).call('/', {headers: ['x-amzn-RequestId', 'mine']})
  assert.equal(ports.invocations[0]?.accessLog?.line, `${uuid(1)}_REPLACED_INVALID_REQUEST_ID`)
})
