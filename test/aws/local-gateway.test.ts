import assert from 'node:assert/strict'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {ApiGatewayV2Client, CreateApiCommand, CreateRouteCommand} from '@aws-sdk/client-apigatewayv2'
import {afterEach, test} from 'vitest'
import {findGateway, LocalGateway, readGatewayFile} from '../../src/aws/local-gateway.js'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import type {GatewayEvent, GatewayFunction} from '../../src/model/gateway-admin.js'
import {httpCall} from '../support/http-client.js'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()))
})

async function start(stateDirectory?: string): Promise<{gateway: Gateway; local: LocalGateway}> {
  const onDefect = (error: unknown): never => assert.fail(error as Error)
  const gateway = await startGateway({port: 0, version: '1.2.3', onDefect, ...(stateDirectory && {stateDirectory})})
  running.push(gateway)
  return {gateway, local: new LocalGateway(gateway)}
}

function v2Client({url}: Gateway): ApiGatewayV2Client {
  return new ApiGatewayV2Client({
    region: 'eu-west-1',
    endpoint: url,
    credentials: {accessKeyId: 'A', secretAccessKey: 'x'},
  })
}

const hello: GatewayFunction = {
  name: 'hello',
  runtime: 'nodejs20.x',
  handler: 'src/hello.handler',
  directory: '/project',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {SECRET: 'hidden'},
  accountId: '000000000000',
  region: 'eu-west-1',
}

test('a gateway is found by its file, and known to be gone by its answer', async () => {
  const stateDirectory = join(mkdtempSync(join(tmpdir(), 'apigw-local-')), 'local')
  assert.equal(readGatewayFile(stateDirectory), undefined)
  const {gateway} = await start(stateDirectory)
  const file = readGatewayFile(stateDirectory)
  assert.ok(file)
  const local = new LocalGateway(file)
  const {startedAt, pid, port, url, version} = file
  assert.deepEqual(await local.status(), {
    ...{pid, port, url, version, startedAt, stateDirectory},
    ...{clockOffsetMs: 0, restApis: 0, httpApis: 0, functions: 0, auth: 'signed', limits: 'none'},
  })
  assert.equal(await local.isRunning(file), true)
  assert.equal(await local.isRunning({...file, startedAt: 1}), false)
  assert.equal((await findGateway(stateDirectory))?.url, url)
  await gateway.close()
  assert.equal(await local.isRunning(file), false)
  assert.equal(await findGateway(stateDirectory), undefined)
})

test('a half-written file announces nothing', () => {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-local-'))
  writeFileSync(join(directory, 'gateway.json'), '{"pid":')
  assert.equal(readGatewayFile(directory), undefined)
})

test('putFunctions replaces the functions of one folder and hides their environment', async () => {
  const {local} = await start()
  const {environment, ...shown} = hello
  const summary = {
    ...shown,
    functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:hello',
    environmentNames: Object.keys(environment),
  }
  await local.putFunctions('/other', [{...hello, name: 'other', directory: '/other'}])
  assert.deepEqual((await local.putFunctions('/project', [hello])).slice(1), [summary])
  await local.putFunctions('/project', [{...hello, name: 'bye', directory: '/project/sub'}])
  assert.deepEqual(
    (await local.functions()).map(({name}) => name),
    ['other', 'bye'],
  )
  await local.putFunctions('/project', [])
  assert.deepEqual(
    (await local.functions()).map(({name}) => name),
    ['other'],
  )
})

const invalidFunctions = [
  {name: 'a relative folder', change: {directory: 'project'}},
  {name: 'a folder outside the project', change: {directory: '/projector'}},
  {name: 'a name that is no function name', change: {name: '../x'}},
  {name: 'a timeout beyond fifteen minutes', change: {timeoutSeconds: 901}},
  {
    name: 'an environment value that is no text',
    change: {environment: JSON.parse('{"A":1}') as Record<string, string>},
  },
]

for (const {name, change} of invalidFunctions) {
  test(`putFunctions refuses ${name} and changes nothing`, async () => {
    const {local} = await start()
    await local.putFunctions('/project', [hello])
    await assert.rejects(local.putFunctions('/project', [{...hello, ...change}]), {code: 'LOCAL_GATEWAY_REFUSED'})
    assert.deepEqual(
      (await local.functions()).map((fn) => fn.name),
      ['hello'],
    )
  })
}

test('the clock moves on, survives a restart, and goes back', async () => {
  const stateDirectory = join(mkdtempSync(join(tmpdir(), 'apigw-local-')), 'local')
  const first = await start(stateDirectory)
  const before = await first.local.clock()
  const after = await first.local.clock({advanceMs: 3_600_000})
  assert.equal(after.offsetMs, 3_600_000)
  assert.equal(after.nowMs - before.nowMs >= 3_600_000, true)
  await first.gateway.close()
  const {local} = await start(stateDirectory)
  assert.equal((await local.clock()).offsetMs, 3_600_000)
  assert.equal((await local.clock({reset: true})).offsetMs, 0)
  await assert.rejects(local.clock({advanceMs: -1}), {code: 'LOCAL_GATEWAY_REFUSED'})
})

test('reset empties the gateway', async () => {
  const {gateway, local} = await start()
  await v2Client(gateway).send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
  await local.putFunctions('/project', [hello])
  await local.reset()
  const {httpApis, functions} = await local.status()
  assert.deepEqual({httpApis, functions}, {httpApis: 0, functions: 0})
})

test('routes are those of the deployed snapshots', async () => {
  const {gateway, local} = await start()
  const client = v2Client(gateway)
  const Target = 'https://backend.example'
  const {ApiId = ''} = await client.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP', Target}))
  assert.deepEqual(await local.routes(), [
    {
      kind: 'http',
      apiId: ApiId,
      apiName: 'pets',
      stage: '$default',
      method: 'ANY',
      path: '/{proxy+}',
      url: `${gateway.url}/execute-api/${ApiId}/{proxy+}`,
    },
  ])
  await client.send(new CreateRouteCommand({ApiId, RouteKey: 'GET /pets'}))
  assert.equal((await local.routes()).length, 1)
})

test('coverage lists every operation of the services', async () => {
  const {local} = await start()
  const {operations, features} = await local.coverage()
  assert.equal(operations.length, 283)
  assert.deepEqual(
    operations.find(({service, operation}) => service === 'apigatewayv2' && operation === 'CreateRoute'),
    {service: 'apigatewayv2', operation: 'CreateRoute', state: 'implemented'},
  )
  assert.equal(
    features.every(({why}) => why !== ''),
    true,
  )
})

test('events tell of requests while someone listens, and end with the gateway', async () => {
  const {gateway, local} = await start()
  const events = local.events()
  const first = events.next()
  // The stream is open once the gateway answers something that was asked later on another connection.
  let seen: IteratorResult<GatewayEvent> | undefined
  const waiting = first.then((event) => (seen = event))
  while (seen === undefined) {
    await httpCall(gateway.port, {path: '/execute-api/unknown/prod/pets'})
    gateway.publish({kind: 'functionLog', functionName: 'hello', requestId: 'r', line: 'text'})
    await new Promise(setImmediate)
  }
  await waiting
  assert.deepEqual(seen.value, {kind: 'functionLog', functionName: 'hello', requestId: 'r', line: 'text'})
  await gateway.close()
  let last = await events.next()
  while (last.done !== true) last = await events.next()
  assert.equal(last.done, true)
})

test('shutdown ends the gateway', async () => {
  const {gateway, local} = await start()
  await local.shutdown()
  await gateway.closed
  await assert.rejects(local.status(), {code: 'LOCAL_GATEWAY_UNREACHABLE'})
})

const withoutToken = [
  {method: 'PUT', path: '/_apigw/functions'},
  {method: 'POST', path: '/_apigw/functions/reload'},
  {method: 'POST', path: '/_apigw/reset'},
  {method: 'POST', path: '/_apigw/clock'},
  {method: 'POST', path: '/_apigw/shutdown'},
]

for (const {method, path} of withoutToken) {
  test(`${method} ${path} needs the token`, async () => {
    const {gateway} = await start()
    const wrong = {'x-apigw-token': 'x'.repeat(gateway.token.length)}
    const answers = [
      await httpCall(gateway.port, {method, path, body: '{}'}),
      await httpCall(gateway.port, {method, path, body: '{}', headers: wrong}),
    ]
    assert.deepEqual(
      answers.map(({status}) => status),
      [403, 403],
    )
    assert.equal((await httpCall(gateway.port, {path: '/_apigw/status'})).status, 200)
  })
}

const unusual = [
  {call: {path: '/_apigw/nothing'}, status: 404},
  {call: {method: 'DELETE', path: '/_apigw/status'}, status: 405},
  // The console page is at /_apigw/.
  {call: {path: '/_apigw'}, status: 308},
]

for (const {call, status} of unusual) {
  test(`${call.method ?? 'GET'} ${call.path} answers ${status}`, async () => {
    const {gateway} = await start()
    assert.equal((await httpCall(gateway.port, call)).status, status)
  })
}

test('another program on the port is told apart', async () => {
  const other = createServer((_request, response) => response.writeHead(404).end('<html>')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  await assert.rejects(new LocalGateway({url, token: ''}).status(), {code: 'LOCAL_GATEWAY_REFUSED'})
  other.close()
})
