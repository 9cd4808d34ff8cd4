import assert from 'node:assert/strict'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetRestApisCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateApiMappingCommand,
  CreateDomainNameCommand,
  GetApiCommand,
} from '@aws-sdk/client-apigatewayv2'
import {afterEach, test} from 'vitest'
import {LocalGateway} from '../../src/aws/local-gateway.js'
import type {GatewayFile} from '../../src/model/gateway-admin.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway, GatewayOptions} from '../../src/gateway/server.js'
import {httpCall} from '../support/http-client.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: '1.2.3', onDefect, ...options})
  running.push(gateway)
  return gateway
}

function newDirectory(): string {
  return join(mkdtempSync(join(tmpdir(), 'apigw-server-')), 'local')
}

function sdkOptions({url}: Gateway) {
  return {
    region: 'eu-west-1',
    endpoint: url,
    credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'x'},
    maxAttempts: 1,
  }
}

test('the SDK clients of both versions work over the socket, and the state survives a restart', async () => {
  const stateDirectory = newDirectory()
  const first = await start({stateDirectory})
  const created = await new ApiGatewayV2Client(sdkOptions(first)).send(
    new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}),
  )
  await new APIGatewayClient(sdkOptions(first)).send(new CreateRestApiCommand({name: 'dogs'}))
  await first.close()
  const second = await start({stateDirectory})
  const found = await new ApiGatewayV2Client(sdkOptions(second)).send(new GetApiCommand({ApiId: created.ApiId}))
  assert.deepEqual({...found, $metadata: undefined}, {...created, $metadata: undefined})
  const {items = []} = await new APIGatewayClient(sdkOptions(second)).send(new GetRestApisCommand({}))
  assert.deepEqual(
    items.map(({name}) => name),
    ['dogs'],
  )
})

test('gateway.json names the running gateway, is private, and goes with it', async () => {
  const stateDirectory = newDirectory()
  const gateway = await start({stateDirectory})
  const path = join(stateDirectory, 'gateway.json')
  const file = JSON.parse(readFileSync(path, 'utf8')) as GatewayFile
  const {url, port, token} = gateway
  assert.deepEqual({...file, startedAt: 0}, {pid: process.pid, port, url, token, version: '1.2.3', startedAt: 0})
  assert.equal(statSync(path).mode & 0o777, 0o600)
  await gateway.close()
  assert.throws(() => statSync(path), {code: 'ENOENT'})
})

test('a second gateway on the same state is refused, and leaves the first alone', async () => {
  const stateDirectory = newDirectory()
  const gateway = await start({stateDirectory})
  await assert.rejects(start({stateDirectory}), (error: {code?: string; why?: string}) => {
    assert.equal(error.code, 'STATE_LOCKED')
    assert.equal(error.why?.includes(`process id ${process.pid} (${gateway.url})`), true)
    return true
  })
  assert.equal((await httpCall(gateway.port, {path: '/_apigw/status'})).status, 200)
})

test('a port in use is refused, and the state is free again', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const {port} = taken.address() as AddressInfo
  const stateDirectory = newDirectory()
  await assert.rejects(start({port, stateDirectory}), {code: 'PORT_IN_USE'})
  await start({stateDirectory})
  taken.close()
})

/** Deploys a mock route GET / to stage `prod`. */
async function deployMock(gateway: Gateway): Promise<string> {
  const client = new APIGatewayClient(sdkOptions(gateway))
  const {id: restApiId = '', rootResourceId: resourceId = ''} = await client.send(
    new CreateRestApiCommand({name: 'pets'}),
  )
  const method = {restApiId, resourceId, httpMethod: 'GET'}
  await client.send(new PutMethodCommand({...method, authorizationType: 'NONE'}))
  const requestTemplates = {'application/json': '{"statusCode": 200}'}
  await client.send(new PutIntegrationCommand({...method, type: 'MOCK', requestTemplates}))
  await client.send(new PutMethodResponseCommand({...method, statusCode: '200'}))
  const responseTemplates = {'application/json': '{"pets":[]}'}
  await client.send(new PutIntegrationResponseCommand({...method, statusCode: '200', responseTemplates}))
  await client.send(new CreateDeploymentCommand({restApiId, stageName: 'prod'}))
  return restApiId
}

test('a deployed API answers by path and by host, to any origin, and tells who listens', async () => {
  const invocations: string[] = []
  const gateway = await start({onInvocation: ({routeKey, status}) => invocations.push(`${routeKey ?? ''} ${status}`)})
  const apiId = await deployMock(gateway)
  const headers = {Origin: 'https://shop.example', 'Sec-Fetch-Site': 'cross-site'}
  const answers = [
    await httpCall(gateway.port, {path: `/execute-api/${apiId}/prod/`, headers}),
    await httpCall(gateway.port, {
      path: '/prod?x=1',
      headers: {...headers, Host: `${apiId}.execute-api.localhost:${gateway.port}`},
    }),
    await httpCall(gateway.port, {path: `/execute-api/${apiId}`}),
  ]
  assert.deepEqual(
    answers.map(({status, body}) => `${status} ${body}`),
    ['200 {"pets":[]}', '200 {"pets":[]}', '403 {"message":"Forbidden"}'],
  )
  assert.deepEqual(invocations, ['GET / 200', 'GET / 200'])
})

test('a function of a project answers through an HTTP API, under a custom domain name too', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-project-'))
  writeFileSync(join(directory, 'hello.mjs'), 'export const handler = async (event) => ({path: event.rawPath})')
  const gateway = await start()
  const client = new ApiGatewayV2Client(sdkOptions(gateway))
  await new LocalGateway(gateway).putFunctions(directory, [
    {
      ...{name: 'hello', runtime: 'nodejs20.x', handler: 'hello.handler', directory, environment: {}},
      ...{timeoutSeconds: 10, memoryMb: 128, accountId: '000000000000', region: 'eu-west-1'},
    },
  ])
  const Target = 'arn:aws:lambda:eu-west-1:000000000000:function:hello'
  const {ApiId = ''} = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target}))
  const DomainName = 'api.example.com'
  const CertificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'
  await client.send(new CreateDomainNameCommand({DomainName, DomainNameConfigurations: [{CertificateArn}]}))
  await client.send(new CreateApiMappingCommand({DomainName, ApiId, Stage: '$default', ApiMappingKey: 'v1'}))
  const answers = [
    await httpCall(gateway.port, {path: `/execute-api/${ApiId}/pets`}),
    await httpCall(gateway.port, {path: '/v1/dogs', headers: {Host: DomainName}}),
    await httpCall(gateway.port, {path: '/v2/dogs', headers: {Host: DomainName}}),
    await httpCall(gateway.port, {path: '/_apigw/status', headers: {Host: DomainName}}),
  ]
  assert.deepEqual(
    answers.map(({status, body}) => `${status} ${body}`),
    ['200 {"path":"/pets"}', '200 {"path":"/dogs"}', '403 {"message":"Forbidden"}', '403 {"message":"Forbidden"}'],
  )
})

const refused = [
  {name: 'a foreign Host (DNS rebinding)', call: {path: '/restapis', headers: {Host: 'evil.example'}}, status: 403},
  {
    name: 'a foreign Host on the data plane',
    call: {path: '/execute-api/abc/x', headers: {Host: 'evil.example'}},
    status: 403,
  },
  {
    name: 'a foreign Host on the admin API',
    call: {path: '/_apigw/status', headers: {Host: 'evil.example:4600'}},
    status: 403,
  },
  {
    name: 'another origin on the control plane',
    call: {path: '/v2/apis', headers: {Origin: 'https://evil.example'}},
    status: 403,
  },
  {name: 'a sandboxed page', call: {path: '/v2/apis', headers: {Origin: 'null'}}, status: 403},
  {name: 'a cross-site form', call: {path: '/_apigw/status', headers: {'Sec-Fetch-Site': 'cross-site'}}, status: 403},
  {
    name: 'another port of this machine',
    call: {path: '/_apigw/status', headers: {'Sec-Fetch-Site': 'same-site'}},
    status: 403,
  },
  {name: 'a call without a signature', call: {path: '/restapis'}, status: 403},
  {
    name: 'an announced body above 10 MB',
    call: {path: '/v2/apis', method: 'POST', headers: {'Content-Length': '10485761'}},
    status: 413,
  },
]

for (const {name, call, status} of refused) {
  test(`${name} is refused with ${status}`, async () => {
    const gateway = await start()
    assert.equal((await httpCall(gateway.port, call)).status, status)
  })
}

test('unsigned calls are answered with auth: none', async () => {
  const gateway = await start({auth: 'none'})
  const answer = await httpCall(gateway.port, {path: '/restapis'})
  assert.deepEqual([answer.status, answer.body], [200, '{"item":[]}'])
})

test('an error has AWS headers and body', async () => {
  const gateway = await start()
  const {status, headers, body} = await httpCall(gateway.port, {path: '/restapis'})
  assert.deepEqual(
    [status, headers['x-amzn-errortype'], body],
    [403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'],
  )
  assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/)
})

const torn = [
  {name: 'its headers', text: 'POST /v2/apis HTTP/1.1\r\nHost: loc'},
  {
    name: 'a body of known length',
    text: 'POST /v2/apis HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"name"',
  },
  {
    name: 'a chunk',
    text: 'POST /v2/apis HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{"name"',
  },
  {
    name: 'an upgrade',
    text: 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-We',
  },
]
for (const {name, text} of torn) {
  test(`a client that leaves in the middle of ${name} is no defect, and the next one is answered`, async () => {
    const gateway = await start()
    const socket = connect(gateway.port, '127.0.0.1')
    await new Promise((written) => socket.write(text, written))
    // Answered after those bytes, so that the gateway has them.
    await httpCall(gateway.port, {path: '/_apigw/status'})
    socket.destroy()
    await once(socket, 'close')
    assert.equal((await httpCall(gateway.port, {path: '/_apigw/status'})).status, 200)
  })
}

test('a chunked body above 10 MB is answered before it ends, and what follows is thrown away', async () => {
  const gateway = await start()
  const socket = connect(gateway.port, '127.0.0.1')
  socket.write('POST /v2/apis HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n')
  const mebibyte = `100000\r\n${'x'.repeat(1024 * 1024)}\r\n`
  for (let sent = 0; sent < 11; sent += 1) socket.write(mebibyte)
  const [first] = (await once(socket, 'data')) as [Buffer]
  for (let sent = 0; sent < 5; sent += 1) socket.write(mebibyte)
  socket.write('0\r\n\r\nGET /_apigw/status HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [second] = (await once(socket, 'data')) as [Buffer]
  assert.deepEqual(
    [first, second].map((answer) => answer.toString().split('\r\n')[0]),
    ['HTTP/1.1 413 Payload Too Large', 'HTTP/1.1 200 OK'],
  )
  socket.destroy()
})

test('malformed requests and clients that hang up do not disturb the gateway', async () => {
  const gateway = await start()
  for (const bytes of [
    'NONSENSE\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc',
  ]) {
    const socket = connect(gateway.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.end(bytes)
    socket.resume()
    await once(socket, 'close')
  }
  assert.equal((await httpCall(gateway.port, {path: '/_apigw/status'})).status, 200)
})

test('traces are told only to who has the token', async () => {
  const gateway = await start({recording: 'always'})
  for (const path of ['/_apigw/traces', '/_apigw/trace', '/_apigw/trace/events']) {
    assert.equal((await httpCall(gateway.port, {path})).status, 403, path)
  }
  const headers = {'x-apigw-token': gateway.token}
  assert.equal((await httpCall(gateway.port, {path: '/_apigw/traces', headers})).body, '[]')
  const client = new LocalGateway(gateway)
  assert.equal(await client.trace(undefined, {unmask: false}), undefined)
})
