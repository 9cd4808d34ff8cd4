import assert from 'node:assert/strict'
import {test} from 'vitest'
import {webSocketRefusal} from '../../../../src/gateway/data/websocket/describe-phases.js'
import type {Trace} from '../../../../src/gateway/data/trace.js'
import {exchange, newFixture, openClient, returns, settle, throws} from './websocket-fixture.js'
import {mocking} from './websocket-records.js'

function watched(isWatched: boolean) {
  const kept: Trace[] = []
  return {kept, recorder: {isWatched: () => isWatched, tickMs: () => 0, keep: (trace: Trace) => void kept.push(trace)}}
}

test('every event is recorded by its phases while somebody watches', async () => {
  const {kept, recorder} = watched(true)
  const fixture = newFixture(
    {routes: {$connect: {}, two: mocking('x'), $disconnect: {}}},
    {lambda: returns({statusCode: 200})},
    {recorder},
  )
  const client = await openClient(fixture)
  await exchange(client, '{"action":"two"}')
  await exchange(client, '{"action":"none"}')
  client.closed(1000, '')
  await settle()
  assert.deepEqual(
    kept.map(({method, status, phases}) => `${method} ${status} ${phases.map(({name}) => name).join(' ')}`),
    [
      'CONNECT 200 mapEvent callEventIntegration mapReply',
      'MESSAGE 200 selectEventRoute mapEvent callEventIntegration mapReply',
      'MESSAGE 403 selectEventRoute toErrorFrame',
      'DISCONNECT 200 mapEvent callEventIntegration mapReply',
    ],
  )
})

test('without a watcher only an upgrade that asks for it is recorded', async () => {
  const {kept, recorder} = watched(false)
  const fixture = newFixture({routes: {$default: mocking('x')}}, {}, {recorder})
  await exchange(await openClient(fixture), 'x')
  assert.deepEqual(kept, [])
  await exchange(await openClient(fixture, '/prod', ['x-apigw-trace', '1']), 'x')
  assert.deepEqual(
    kept.map(({method}) => method),
    ['CONNECT'],
  )
})

test('a phase that refuses says why; what nobody foresaw is a defect', async () => {
  const {kept, recorder} = watched(true)
  const fixture = newFixture({routes: {$default: {}}}, {lambda: throws('boom')}, {recorder})
  await exchange(await openClient(fixture), 'x')
  const refusal = kept[1]?.phases.find(({name}) => name === 'callEventIntegration')?.refusal
  assert.deepEqual(refusal, {
    type: 'INTEGRATION_FAILURE',
    reason:
      'Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: 00000005-2c3d-4b5a-8e7f-001122334455',
    status: 502,
  })
  assert.equal(webSocketRefusal(new TypeError('ours')).type, 'INTERNAL_ERROR')
})
