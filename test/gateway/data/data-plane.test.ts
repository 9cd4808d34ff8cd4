import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {createDataPlane, type ApiAddress} from '../../../src/gateway/data/data-plane.js'
import type {Trace} from '../../../src/gateway/data/trace.js'
import type {StageRecord} from '../../../src/gateway/store/rest-records.js'
import {Store} from '../../../src/gateway/store/store.js'
import {
  apiId,
  lambdaProxy,
  mock,
  named,
  portsOf,
  resultOf,
  returns,
  snapshotOf,
  stageOf,
  type SnapshotParts,
} from './rest/rest-fixture.js'

const stores: Store[] = []

afterEach(() => {
  for (const store of stores.splice(0)) store.close()
})

function newStore(): Store {
  const store = Store.open()
  stores.push(store)
  return store
}

/** Writes an API with one deployment per snapshot (`dep1`, `dep2`, …) and its stages. */
function putRest(store: Store, snapshots: readonly SnapshotParts[], stages: readonly StageRecord[]): void {
  store.transaction(() => {
    for (const [index, parts] of snapshots.entries()) {
      const snapshot = snapshotOf(parts)
      store.put('restApi', [apiId], snapshot.restApi)
      store.put('restSnapshot', [apiId, `dep${index + 1}`], snapshot)
    }
    for (const stage of stages) store.put('stage', [apiId, stage.stageName], stage)
  })
}

const byPath: ApiAddress = {apiId, style: 'path', host: '127.0.0.1:4600'}

async function call(store: Store, target: string, address = byPath, ports = portsOf()) {
  const request = {
    method: 'GET',
    target,
    rawHeaders: ['Host', address.host],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  }
  const {status, body} = resultOf(await createDataPlane({store, ports}).invoke(request, address))
  return {status, body}
}

const forbidden = {status: 403, body: '{"message":"Forbidden"}'}

// Unknown API or stage on a live host: docs/aws-facts.md "Gateway responses", "Outside the 21 types".
test('an unknown API and an unknown stage are forbidden', async () => {
  const store = newStore()
  putRest(store, [{routes: {'GET /': named('root')}}], [stageOf()])
  assert.deepEqual(await call(store, '/prod', {...byPath, apiId: 'zzzzz'}), forbidden)
  assert.deepEqual(await call(store, '/test'), forbidden)
  assert.deepEqual(await call(store, '/'), forbidden)
  assert.deepEqual(await call(store, '/PROD'), forbidden)
  assert.deepEqual(await call(store, '/__proto__'), forbidden)
})

test('the first path segment names the stage, the rest is matched', async () => {
  const store = newStore()
  putRest(store, [{routes: {'GET /': named('root'), 'GET /pets': named('pets')}}], [stageOf()])
  for (const [target, body] of [
    ['/prod', 'root'],
    ['/prod/', 'root'],
    ['/prod?x=1', 'root'],
    ['//prod/pets', 'pets'],
    ['/prod/pets/', 'pets'],
    ['http://127.0.0.1:4600/prod/pets', 'pets'],
  ] as const) {
    assert.deepEqual(await call(store, target), {status: 200, body}, target)
  }
})

test('requests run against the deployed snapshot, whatever the API looks like now', async () => {
  const store = newStore()
  putRest(store, [{routes: {'GET /': named('deployed')}}], [stageOf()])
  store.transaction(() =>
    store.put('resource', [apiId, 'root'], {id: 'root', path: '/', resourceMethods: {GET: named('edited')}}),
  )
  assert.equal((await call(store, '/prod')).body, 'deployed')
})

test('a stage that moves to another deployment, changes variables or goes away is followed at once', async () => {
  const store = newStore()
  const route = (text: string) => ({
    routes: {'GET /': mock({responseTemplates: {'application/json': `${text} $stageVariables.v`}})},
  })
  putRest(store, [route('one'), route('two')], [stageOf({variables: {v: 'a'}})])
  assert.equal((await call(store, '/prod')).body, 'one a')
  putRest(store, [], [stageOf({variables: {v: 'b'}, deploymentId: 'dep2'})])
  assert.equal((await call(store, '/prod')).body, 'two b')
  store.transaction(() => store.delete('stage', [apiId, 'prod']))
  assert.deepEqual(await call(store, '/prod'), forbidden)
})

test('an API whose default endpoint is disabled is forbidden', async () => {
  const store = newStore()
  putRest(store, [{routes: {'GET /': named('root')}, restApi: {disableExecuteApiEndpoint: true}}], [stageOf()])
  assert.deepEqual(await call(store, '/prod'), forbidden)
})

test('the domain prefix is the first label of the host, or the API id of a call by path', async () => {
  const store = newStore()
  const responseTemplates = {'application/json': '$context.domainName $context.domainPrefix'}
  putRest(store, [{routes: {'GET /': mock({responseTemplates})}}], [stageOf()])
  const host = `${apiId}.execute-api.localhost:4600`
  assert.equal((await call(store, '/prod')).body, `127.0.0.1:4600 ${apiId}`)
  assert.equal((await call(store, '/prod', {apiId, style: 'host', host})).body, `${host} ${apiId}`)
})

// Custom domains: docs/aws-facts.md "Integrations" (the event's path has the base path), docs/aws-facts.md "Control plane" ($context.path is the client's).
const domains = [
  {mapping: {mappedPath: '/v1', stage: 'prod'}, target: '/pets', path: '/v1/pets', contextPath: '/v1/pets'},
  {mapping: {mappedPath: '', stage: 'prod'}, target: '/', path: '/', contextPath: '/'},
  {mapping: {mappedPath: '/v1'}, target: '/prod/pets', path: '/v1/pets', contextPath: '/v1/prod/pets'},
]

for (const {mapping, target, path, contextPath} of domains) {
  test(`a custom domain with mapping ${JSON.stringify(mapping)} shows ${contextPath}`, async () => {
    const store = newStore()
    const parts = {
      routes: {'ANY /{p+}': lambdaProxy(), 'GET /': lambdaProxy()},
      restApi: {disableExecuteApiEndpoint: true},
    }
    putRest(store, [parts], [stageOf()])
    const ports = portsOf({lambda: returns({statusCode: 200})})
    const {status} = await call(store, target, {apiId, style: 'domain', host: 'api.example.com', ...mapping}, ports)
    assert.equal(status, 200)
    const event = JSON.parse(ports.functionCalls[0]?.payload ?? '') as {
      path: string
      requestContext: {path: string; domainPrefix: string}
    }
    assert.deepEqual(
      [event.path, event.requestContext.path, event.requestContext.domainPrefix],
      [path, contextPath, 'api'],
    )
  })
}

// Canary: docs/aws-facts.md "Limits" (variables and isCanaryRequest recorded by localstack test_apigateway_canary.py).
test('a canary gets its share of requests, with its own deployment and overridden variables', async () => {
  const store = newStore()
  const responseTemplates = (name: string) => ({
    'application/json': `${name} $stageVariables.color $stageVariables.size $context.isCanaryRequest $context.deploymentId`,
  })
  const snapshot = (name: string) => ({routes: {'GET /': mock({responseTemplates: responseTemplates(name)})}})
  const canarySettings = {
    deploymentId: 'dep2',
    percentTraffic: 25,
    stageVariableOverrides: {color: 'blue'},
    useStageCache: false,
  }
  putRest(
    store,
    [snapshot('main'), snapshot('canary')],
    [stageOf({variables: {color: 'red', size: 'big'}, canarySettings})],
  )
  const drawn = (random: number) => call(store, '/prod', byPath, portsOf({random: () => random}))
  assert.equal((await drawn(0)).body, 'canary blue big true dep2')
  assert.equal((await drawn(0.2499)).body, 'canary blue big true dep2')
  assert.equal((await drawn(0.25)).body, 'main red big false dep1')
  assert.equal((await drawn(0.99)).body, 'main red big false dep1')
})

test('a canary without traffic is never drawn, and the stage says that it has one', async () => {
  const store = newStore()
  const canarySettings = {deploymentId: 'dep1', percentTraffic: 0, useStageCache: false}
  const responseTemplates = {'application/json': '$context.isCanaryRequest'}
  putRest(store, [{routes: {'GET /': mock({responseTemplates})}}], [stageOf({canarySettings})])
  assert.equal((await call(store, '/prod', byPath, portsOf({random: () => 0}))).body, 'false')
})

test('an HTTP API without such a stage answers Not Found', async () => {
  const store = newStore()
  store.transaction(() => {
    store.put('v2Api', ['h1'], {
      apiId: 'h1',
      name: 'h',
      accountId: '123456789012',
      region: 'eu-west-1',
      protocolType: 'HTTP',
      createdDate: 0,
      apiKeySelectionExpression: '$request.header.x-api-key',
      routeSelectionExpression: '$request.method $request.path',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
    })
  })
  assert.deepEqual(await call(store, '/pets', {...byPath, apiId: 'h1'}), {status: 404, body: '{"message":"Not Found"}'})
})

const fromVpce = {Principal: '*', Action: 'execute-api:Invoke', Resource: '*'}
const policy = JSON.stringify({
  Statement: [
    {Effect: 'Allow', ...fromVpce},
    {Effect: 'Deny', ...fromVpce, Condition: {StringNotEquals: {'aws:SourceVpce': 'vpce-0a1b'}}},
  ],
})
const privateParts: SnapshotParts = {
  routes: {
    'GET /': mock({responseTemplates: {'application/json': '$context.identity.vpceId $context.identity.vpcId'}}),
  },
  restApi: {endpointConfiguration: {types: ['PRIVATE']}, policy},
}
const publicParts: SnapshotParts = {routes: {'GET /': named('public')}}
const hint =
  'This API is private: start the gateway with --vpc-endpoints and name the endpoint in the header x-apigw-source-vpce.'
const throughVpce = ['X-Apigw-Source-Vpce', 'vpce-0a1b', 'x-apigw-source-vpc', 'vpc-1']

const endpoints: {
  name: string
  parts?: SnapshotParts
  vpcEndpoints?: 'header' | 'none'
  headers?: string[]
  address?: Partial<ApiAddress>
  answer: string
}[] = [
  {name: 'a private API from outside', answer: `403 {"message":"Forbidden"} ${hint}`},
  {
    name: 'a private API while headers are not believed',
    vpcEndpoints: 'none',
    headers: throughVpce,
    answer: `403 {"message":"Forbidden"} ${hint}`,
  },
  {name: 'a private API through its endpoint', headers: throughVpce, answer: '200 vpce-0a1b vpc-1'},
  {
    name: 'a private API by a host that names the endpoint',
    address: {style: 'host', vpceId: 'vpce-0a1b', host: 'x.execute-api.localhost'},
    answer: '200 vpce-0a1b ',
  },
  {
    name: 'a private API through an endpoint that its policy refuses',
    headers: ['x-apigw-source-vpce', 'vpce-other'],
    answer:
      '403 {"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abcde12345/prod/GET/ with an explicit deny"}',
  },
  {
    name: 'a header that is no endpoint',
    headers: ['x-apigw-source-vpce', 'anything'],
    answer: `403 {"message":"Forbidden"} ${hint}`,
  },
  {name: 'a public API', parts: publicParts, answer: '200 public'},
  {
    name: 'a public API through a VPC endpoint',
    parts: publicParts,
    headers: throughVpce,
    answer: '403 {"message":"Forbidden"}',
  },
]

for (const {name, parts = privateParts, vpcEndpoints = 'header', headers = [], address = {}, answer} of endpoints) {
  test(`VPC endpoints: ${name} is answered with ${answer.slice(0, 3)}`, async () => {
    const store = newStore()
    putRest(store, [parts], [stageOf()])
    const plane = createDataPlane({store, ports: portsOf(), vpcEndpoints})
    const request = {
      ...{method: 'GET', target: '/prod', rawHeaders: ['Host', byPath.host, ...headers], body: Buffer.alloc(0)},
      ...{sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', signal: new AbortController().signal},
    }
    const {
      status,
      body,
      headers: answered,
    } = resultOf(await plane.invoke(request, {...byPath, ...address} as ApiAddress))
    const {'x-apigw-local-hint': shown} = answered
    assert.equal([status, body, ...(shown === undefined ? [] : [shown])].join(' '), answer)
  })
}

test('a request that reaches no stage is recorded for who asks, and told to no log', async () => {
  const store = newStore()
  putRest(store, [{routes: {'GET /': mock()}}], [stageOf()])
  const kept: Trace[] = []
  const recorder = {isWatched: () => true, tickMs: () => 0, keep: (trace: Trace) => void kept.push(trace)}
  const ports = {...portsOf(), recorder}
  await call(store, '/live/', byPath, ports)
  await call(store, '/live/', {...byPath, apiId: 'nobody'}, ports)
  const reasons = kept.map(({status, phases}) => [status, phases[0]?.name, phases[0]?.refusal?.reason])
  assert.deepEqual(reasons, [
    [403, 'findStage', `API ${apiId} has no deployed stage "live".`],
    [403, 'findStage', 'This gateway has no REST or HTTP API nobody.'],
  ])
  assert.deepEqual(ports.invocations, [])
})
