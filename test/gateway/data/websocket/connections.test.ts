import assert from 'node:assert/strict'
import {test} from 'vitest'
import {exchange, newFixture, openClient, returns, settle} from './websocket-fixture.js'
import {mocking} from './websocket-records.js'

const minuteMs = 60_000

test('a connection without messages is closed after ten minutes of the gateway’s clock', async () => {
  const fixture = newFixture({routes: {$default: mocking('x')}})
  const client = await openClient(fixture)
  fixture.clock.nowMs += 10 * minuteMs - 1
  fixture.plane.expire()
  assert.deepEqual(client.closings, [])
  await exchange(client, 'still here')
  fixture.clock.nowMs += 10 * minuteMs - 1
  fixture.plane.expire()
  assert.deepEqual(client.closings, [])
  fixture.clock.nowMs += 1
  fixture.plane.expire()
  assert.deepEqual(client.closings, [{code: 1001, reason: 'Going away'}])
})

test('a busy connection is closed after two hours', async () => {
  const fixture = newFixture({routes: {$default: mocking('x')}})
  const client = await openClient(fixture)
  for (let minute = 0; minute < 119; minute += 1) {
    fixture.clock.nowMs += minuteMs
    await exchange(client, 'x')
    fixture.plane.expire()
  }
  assert.deepEqual(client.closings, [])
  fixture.clock.nowMs += minuteMs
  fixture.plane.expire()
  assert.equal(client.closings.length, 1)
})

test('callbacks count as activity; a closed connection takes none', async () => {
  const fixture = newFixture({routes: {$default: {}}})
  const client = await openClient(fixture)
  const connection = fixture.plane.connections.find(client.connectionId)
  fixture.clock.nowMs += 5 * minuteMs
  assert.equal(connection?.post(Buffer.from('hello')), 'sent')
  assert.equal(connection.lastActiveAtMs, fixture.clock.nowMs)
  assert.deepEqual(client.sent, ['hello'])
  connection.close(1000, 'Connection Closed Normally')
  assert.equal(fixture.plane.connections.find(client.connectionId), undefined)
  client.message('too late')
  await settle()
  assert.deepEqual([client.sent, fixture.functionCalls.length], [['hello'], 0])
})

test('a callback to a client that takes nothing is refused', async () => {
  const fixture = newFixture({routes: {$default: {}}})
  const client = await openClient(fixture)
  client.socket.bufferedBytes = 1024 * 1024
  assert.equal(fixture.plane.connections.find(client.connectionId)?.post(Buffer.from('x')), 'full')
  assert.deepEqual(client.sent, [])
})

const endings = [
  {name: 'with a code and a reason', code: 4001, reason: 'bored', shown: {code: 4001, reason: 'bored'}},
  {
    name: 'without a code',
    code: 1005,
    reason: '',
    shown: {code: 1005, reason: 'Client-side close frame status not set'},
  },
  {name: 'by a lost connection', code: 1006, reason: '', shown: {code: 1006, reason: 'Connection closed abnormally'}},
  {name: 'with a code and no reason', code: 1000, reason: '', shown: {code: 1000, reason: ''}},
]

for (const {name, code, reason, shown} of endings) {
  test(`$disconnect hears of an end ${name}`, async () => {
    const fixture = newFixture({routes: {$disconnect: {}}}, {lambda: returns({statusCode: 200})})
    const client = await openClient(fixture)
    client.closed(code, reason)
    await fixture.plane.settled()
    const {requestContext} = JSON.parse(fixture.functionCalls[0]?.payload ?? '{}') as {
      requestContext: {disconnectStatusCode: number; disconnectReason: string}
    }
    assert.deepEqual({code: requestContext.disconnectStatusCode, reason: requestContext.disconnectReason}, shown)
  })
}

test('an end by the gateway shows the gateway’s reason', async () => {
  const fixture = newFixture({routes: {$disconnect: {}}}, {lambda: returns({statusCode: 200})})
  const client = await openClient(fixture)
  fixture.plane.closeAll()
  assert.deepEqual(client.closings, [{code: 1001, reason: 'Going away'}])
  client.closed(1006, '')
  await fixture.plane.settled()
  assert.match(fixture.functionCalls[0]?.payload ?? '', /"disconnectStatusCode":1001.*"disconnectReason":"Going away"/)
})

test('what $disconnect answers, or that it fails, is nobody’s business', async () => {
  const fixture = newFixture({routes: {$disconnect: {}}}, {lambda: () => Promise.reject(new TypeError('ours'))})
  const client = await openClient(fixture)
  client.closed(1000, '')
  await fixture.plane.settled()
  assert.deepEqual(
    fixture.invocations.map(({method, status}) => `${method} ${status}`),
    ['CONNECT 200', 'DISCONNECT 500'],
  )
})

test('the record of each event: route, status, messages in both directions and the access log line', async () => {
  const format =
    '$context.eventType $context.routeKey $context.status $context.connectionId $context.messageId $context.error.message $context.error.messageString $context.identity.sourceIp $context.integration.status'
  const accessLogSettings = {format, destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:chat'}
  const fixture = newFixture(
    {
      routes: {two: mocking('x'), one: {}, bad: {integration: {integrationType: 'STRANGE'}}},
      stage: {accessLogSettings},
    },
    {lambda: returns({statusCode: 202})},
  )
  const client = await openClient(fixture)
  for (const action of ['two', 'one', 'bad', 'none']) await exchange(client, JSON.stringify({action}))
  client.closed(1000, '')
  await fixture.plane.settled()
  assert.deepEqual(
    fixture.invocations.map(({apiKind, method, path, status, messages, errorType}) =>
      [apiKind, method, path, status, messages, errorType ?? '-'].join(' '),
    ),
    [
      'websocket CONNECT $connect 200 1 -',
      'websocket MESSAGE two 200 2 -',
      'websocket MESSAGE one 202 1 -',
      'websocket MESSAGE bad 500 2 API_CONFIGURATION_ERROR',
      'websocket MESSAGE  403 0 ACCESS_DENIED',
      'websocket DISCONNECT $disconnect 200 1 -',
    ],
  )
  assert.deepEqual(
    fixture.invocations.map(({accessLog}) => accessLog?.line.replace(/[\w-]{15}=/g, '…')),
    [
      'CONNECT $connect 200 … - - "-" 192.0.2.7 -',
      'MESSAGE two 200 … … - "-" 192.0.2.7 -',
      'MESSAGE one 202 … … - "-" 192.0.2.7 -',
      'MESSAGE bad 500 … … Internal server error "Internal server error" 192.0.2.7 -',
      'MESSAGE - 403 … … Forbidden "Forbidden" 192.0.2.7 -',
      'DISCONNECT $disconnect 200 … - - "-" 192.0.2.7 -',
    ],
  )
})
