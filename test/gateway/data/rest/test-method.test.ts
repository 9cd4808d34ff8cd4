import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {TestCall} from '../../../../src/gateway/data/ports.js'
import {createRestTester} from '../../../../src/gateway/data/rest/rest-tester.js'
import {rootPrincipal} from '../../../../src/gateway/identity/principal.js'
import {Store} from '../../../../src/gateway/store/store.js'
import type {AuthorizerRecord} from '../../../../src/gateway/store/rest-records.js'
import {
  lambdaArn,
  lambdaProxy,
  lambdaUri,
  methodOf,
  mock,
  portsOf,
  returns,
  snapshotOf,
  throws,
} from './rest-fixture.js'
import type {SnapshotParts} from './rest-fixture.js'

const store = Store.open()

function newTest(parts: SnapshotParts, lambda = returns({statusCode: 200, body: 'made'})) {
  const ports = portsOf({lambda, backend: () => ({body: Buffer.from('from afar')})})
  const call = (path = '', headers: readonly string[] = [], rest: Partial<TestCall> = {}): TestCall => ({
    snapshot: snapshotOf(parts),
    pathWithQueryString: path,
    headers,
    body: '',
    stageVariables: {},
    caller: {principal: rootPrincipal('123456789012'), accessKey: 'AKIA', userAgent: 'aws-cli'},
    additionalContext: {},
    signal: new AbortController().signal,
    ...rest,
  })
  return {call, ports, tester: createRestTester({store, ports})}
}

const id = '00000000-0000-4000-8000-000000000001'
const at = 'Wed Mar 04 19:15:17 UTC 2020 : '

test('a test of a MOCK answers what AWS answers', async () => {
  const template = '$context.stage $context.path $input.params("id") $stageVariables.a $context.identity.sourceIp'
  const {call, tester} = newTest({
    routes: {'GET /pets/{id}': mock({responseTemplates: {'application/json': template}})},
  })
  const target = {resourcePath: '/pets/{id}', verb: 'GET'}
  const answer = await tester.method(call('/pets/7?x=1', [], {stageVariables: {a: 'A'}}), target)
  const body = 'test-invoke-stage /pets/7 7 A test-invoke-source-ip'
  assert.deepEqual(answer, {
    status: 200,
    body,
    headers: ['Content-Type', 'application/json'],
    latencyMs: 0,
    log: [
      `Execution log for request ${id}`,
      `${at}Starting execution for request: ${id}`,
      `${at}HTTP Method: GET, Resource Path: /pets/{id}`,
      `${at}Method request path: {id=7}`,
      `${at}Method request query string: {x=1}`,
      `${at}Method request headers: {}`,
      `${at}Method request body before transformations: `,
      `${at}Method response body after transformations: ${body}`,
      `${at}Method response headers: {Content-Type=application/json}`,
      `${at}Successfully completed execution`,
      `${at}Method completed with status: 200`,
      '',
    ].join('\n'),
  })
})

test('authorizer, API key and resource policy are left out of a test', async () => {
  const guarded = mock({}, {apiKeyRequired: true, authorizationType: 'CUSTOM', authorizerId: 'a1'})
  const {call, tester} = newTest({
    routes: {'GET /pets': guarded},
    authorizers: [authorizerOf('TOKEN')],
    restApi: {policy: JSON.stringify({Statement: [{Effect: 'Deny', Principal: '*', Action: '*', Resource: '*'}]})},
  })
  const answer = await tester.method(call(), {resourcePath: '/pets', verb: 'GET'})
  assert.equal(answer?.status, 200)
})

test('the event of a test has no headers, and the context of AWS', async () => {
  const {call, tester, ports} = newTest({routes: {'ANY /pets': lambdaProxy()}})
  const answer = await tester.method(call(), {resourcePath: '/pets', verb: 'PUT'})
  assert.deepEqual([answer?.status, answer?.body], [200, 'made'])
  const event = JSON.parse(ports.functionCalls[0]?.payload ?? '') as {
    headers: null
    requestContext: {identity: Record<string, unknown>}
  }
  const {headers, requestContext} = event
  assert.equal(headers, null)
  const {stage, domainPrefix, path, httpMethod} = requestContext as Record<string, unknown>
  assert.deepEqual([stage, domainPrefix, path, httpMethod], ['test-invoke-stage', 'testPrefix', '/pets', 'PUT'])
  const {apiKey, apiKeyId, userArn, accessKey, userAgent} = requestContext.identity
  assert.deepEqual(
    [apiKey, apiKeyId, userArn, accessKey, userAgent],
    ['test-invoke-api-key', 'test-invoke-api-key-id', 'arn:aws:iam::123456789012:root', 'AKIA', 'aws-cli'],
  )
  assert.match(ports.functionCalls[0]?.sourceArn ?? '', /\/test-invoke-stage\/PUT\/pets$/)
})

test('a refused test shows the type of the error, and why', async () => {
  const {call, tester} = newTest({routes: {'GET /pets': lambdaProxy()}}, returns('hello world'))
  const answer = await tester.method(call(), {resourcePath: '/pets', verb: 'GET'})
  assert.deepEqual(
    [answer?.status, answer?.body, answer?.headers],
    [502, '{"message": "Internal server error"}', ['x-amzn-ErrorType', 'InternalServerErrorException']],
  )
  assert.match(
    answer?.log ?? '',
    /before transformations: "hello world"\n.* : Execution failed due to configuration error: Malformed Lambda proxy response\n.* : Method completed with status: 502\n$/,
  )
})

test('what an HTTP integration gets in a test', async () => {
  const route = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.test/p'})
  const {call, tester, ports} = newTest({routes: {'GET /pets': route}})
  await tester.method(call('/pets?a=1', ['X-Mine', '1']), {resourcePath: '/pets', verb: 'GET'})
  assert.deepEqual(
    ports.backendCalls.map(({headers}) => headers.slice(0, 2)),
    [['X-Mine', '1']],
  )
  assert.equal(ports.backendCalls[0]?.target, '/p?a=1')
})

test('a test shows backends the client certificate that it names', async () => {
  const route = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://backend.test/p'})
  const {call, tester, ports} = newTest({routes: {'GET /pets': route}})
  const target = {resourcePath: '/pets', verb: 'GET'}
  await tester.method(call('/pets'), target)
  await tester.method(call('/pets', [], {clientCertificateId: 'cert1'}), target)
  assert.deepEqual(
    ports.backendCalls.map(({clientCertificateId}) => clientCertificateId),
    [undefined, 'cert1'],
  )
})

test('a method that is not there has no test', async () => {
  const {call, tester} = newTest({routes: {'GET /pets': mock()}})
  assert.equal(await tester.method(call(), {resourcePath: '/pets', verb: 'PUT'}), undefined)
  assert.equal(await tester.authorizer(call(), 'nobody'), undefined)
})

function authorizerOf(type: string, parts: Partial<AuthorizerRecord> = {}): AuthorizerRecord {
  return {
    id: 'a1',
    name: 'guard',
    type,
    authorizerUri: lambdaUri,
    identitySource: 'method.request.header.Authorization',
    ...parts,
  }
}

const policyDocument = {
  Version: '2012-10-17',
  Statement: [{Action: 'execute-api:Invoke', Effect: 'Deny', Resource: '*'}],
}

test('a test of an authorizer tells its answer, whatever the policy says', async () => {
  const answer = {principalId: 'somebody-important', policyDocument}
  const {call, tester, ports} = newTest({routes: {}, authorizers: [authorizerOf('TOKEN')]}, returns(answer))
  const tested = await tester.authorizer(call('', ['Authorization', 'a-long-enough-token']), 'a1')
  const {log = '', ...rest} = tested ?? {}
  assert.deepEqual(rest, {
    clientStatus: 200,
    latencyMs: 0,
    principalId: 'somebody-important',
    policy: JSON.stringify(policyDocument),
  })
  const lines = log.split('\n').filter((line) => !line.includes('Endpoint request headers'))
  const uri = `https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/${lambdaArn}/invocations`
  assert.deepEqual(lines, [
    `Execution log for request ${id}`,
    `${at}Starting authorizer: a1 for request: ${id}`,
    `${at}Incoming identity: *************-token`,
    `${at}Endpoint request URI: ${uri}`,
    `${at}Endpoint request body after transformations: ${ports.functionCalls[0]?.payload ?? ''}`,
    `${at}Sending request to ${uri}`,
    `${at}Authorizer result body before parsing: ${JSON.stringify(answer)}`,
    `${at}Using valid authorizer policy for principal: ************ortant`,
    `${at}Successfully completed authorizer execution`,
    '',
  ])
  assert.match(ports.functionCalls[0]?.payload ?? '', /:abcde12345\/ESTestInvoke-stage\/GET\/"/)
})

const refusals = [
  {name: 'Unauthorized', lambda: throws('Unauthorized'), status: 401, line: `Unauthorized request: ${id}`},
  {name: 'a missing token', lambda: returns(1), headers: [], status: 401, line: `Unauthorized request: ${id}`},
  {
    name: 'an unusable answer',
    lambda: returns({}),
    status: 500,
    line: 'Could not parse policy\nWed Mar 04 19:15:17 UTC 2020 : AuthorizerConfigurationException\n',
  },
]

for (const {name, lambda, status, line, headers = ['Authorization', 'token']} of refusals) {
  test(`a test of an authorizer that ends with ${name}`, async () => {
    const {call, tester} = newTest({routes: {}, authorizers: [authorizerOf('TOKEN')]}, lambda)
    const tested = await tester.authorizer(call('', headers), 'a1')
    assert.equal(tested?.clientStatus, status)
    assert.ok(tested.log.includes(line), tested.log)
  })
}

test('tests ask an authorizer anew each time', async () => {
  const answer = {principalId: 'me', policyDocument}
  const {call, tester, ports} = newTest({routes: {}, authorizers: [authorizerOf('REQUEST')]}, returns(answer))
  await tester.authorizer(call('', ['Authorization', 'token']), 'a1')
  const {log} = (await tester.authorizer(call('', ['Authorization', 'token']), 'a1')) ?? {}
  assert.equal(ports.functionCalls.length, 2)
  assert.match(log ?? '', /Incoming identity: \{method\.request\.header\.Authorization=\*{5}\}/)
})
