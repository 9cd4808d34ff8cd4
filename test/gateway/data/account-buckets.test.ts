import assert from 'node:assert/strict'
import {test} from 'vitest'
import {AccountBuckets} from '../../../src/gateway/data/account-buckets.js'
import {accountThrottle} from '../../../src/gateway/store/account-throttle.js'
import {answering, newDeployment, newPorts, send} from './http/http-fixture.js'
import {deploy, mock, portsOf, stageOf} from './rest/rest-fixture.js'
import {connectResult, newFixture, returns, startMs} from './websocket/websocket-fixture.js'

const limit = {rateLimit: 1, burstLimit: 2}
const account = {accountId: '123456789012', region: 'eu-west-1'}

test('an account has one bucket per region, which time fills again', () => {
  const buckets = new AccountBuckets(() => limit)
  const taken = (scope: typeof account, nowMs: number): boolean => buckets.take(scope, nowMs) === undefined
  const there = {...account, region: 'us-east-1'}
  const other = {...account, accountId: '999999999999'}
  assert.deepEqual(
    [taken(account, 0), taken(account, 0), taken(account, 0), taken(there, 0), taken(other, 0), taken(account, 1000)],
    [true, true, false, true, true, true],
  )
})

test('the limits are those that GetAccount shows: a quarter in young regions', () => {
  const passed = (region: string): number => {
    const buckets = new AccountBuckets()
    let count = 0
    while (count < 20_000 && buckets.take({...account, region}, 0) === undefined) count += 1
    return count
  }
  assert.deepEqual([passed('eu-west-1'), passed('af-south-1')], [5000, 1250])
  assert.deepEqual(accountThrottle('eu-west-1'), {rateLimit: 10_000, burstLimit: 5000})
  assert.deepEqual(accountThrottle('mx-central-1'), {rateLimit: 2500, burstLimit: 1250})
})

test('REST, HTTP and WebSocket APIs of an account share its bucket', async () => {
  const accountBuckets = new AccountBuckets(() => ({rateLimit: 1, burstLimit: 3}))
  const rest = deploy({routes: {'GET /': mock()}}, {...portsOf({nowMs: () => startMs}), accountBuckets})
  const httpPorts = {...newPorts({invokeFunction: answering('hi'), nowMs: () => startMs}), accountBuckets}
  const http = newDeployment({routes: [{routeKey: 'GET /pets'}]})
  const sockets = newFixture({routes: {$connect: {}}}, {lambda: returns({statusCode: 200})}, {accountBuckets})
  const round = async () => [
    (await rest.call('/')).status,
    (await send(http, httpPorts, 'GET /pets')).status,
    (await connectResult(sockets)).status,
  ]
  assert.deepEqual(await round(), [200, 200, 101])
  assert.deepEqual(await round(), [429, 429, 429])
  sockets.clock.nowMs += 1000
  assert.deepEqual((await connectResult(sockets)).status, 101)
})

test('a refused request is answered, measured and explained like any throttled one', async () => {
  const accountBuckets = new AccountBuckets(() => ({rateLimit: 1, burstLimit: 0}))
  const {call, ports} = deploy({routes: {'GET /': mock()}}, {...portsOf(), accountBuckets})
  const {status, body, headers} = await call('/')
  assert.deepEqual(
    [status, body, headers['x-amzn-errortype']],
    [429, '{"message":"Too Many Requests"}', 'TooManyRequestsException'],
  )
  const [{errorType, errorMessage, status: measured} = {status: 0}] = ports.invocations
  assert.deepEqual(
    [measured, errorType, errorMessage],
    [
      429,
      'THROTTLED',
      'The request is over the limit of account 123456789012 in eu-west-1: 1 requests per second, 0 at once.',
    ],
  )
})

test('what the stage stops does not draw on the account', async () => {
  const accountBuckets = new AccountBuckets(() => ({rateLimit: 1, burstLimit: 2}))
  const closed = {throttlingRateLimit: 0, throttlingBurstLimit: 0}
  const setting = {
    metricsEnabled: false,
    dataTraceEnabled: false,
    cachingEnabled: false,
    cacheTtlInSeconds: 300,
    cacheDataEncrypted: false,
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
  }
  const stage = stageOf({methodSettings: {'~1closed/GET': {...setting, ...closed}}})
  const ports = {...portsOf(), accountBuckets}
  const {call} = deploy({routes: {'GET /closed': mock(), 'GET /open': mock()}}, ports, stage)
  const statuses = []
  for (const path of ['/closed', '/closed', '/open', '/open', '/open']) statuses.push((await call(path)).status)
  assert.deepEqual(statuses, [429, 429, 200, 200, 429])
})
