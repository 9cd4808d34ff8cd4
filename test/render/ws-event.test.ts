import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderWsEvent} from '../../src/render/ws-event.js'
import type {WsEventView} from '../../src/render/ws-event.js'

const atMs = new Date(2026, 10, 21, 6, 5, 4, 32).getTime()

const cases: {event: WsEventView; line: string}[] = [
  {event: {kind: 'connected', atMs, url: 'ws://a/dev'}, line: 'connected to ws://a/dev'},
  {
    event: {kind: 'connected', atMs, url: 'ws://a/dev', subprotocol: 'v2'},
    line: 'connected to ws://a/dev, subprotocol v2',
  },
  {event: {kind: 'sent', atMs, text: 'hello'}, line: '> hello'},
  {event: {kind: 'received', atMs, text: 'a\u001b[2Jb'}, line: '< a\\x1b[2Jb'},
  {
    event: {kind: 'routed', atMs, eventType: 'MESSAGE', routeKey: 'send', status: 200, latencyMs: 3.6},
    line: '  route send  200  4 ms',
  },
  {
    event: {
      kind: 'routed',
      atMs,
      eventType: 'MESSAGE',
      status: 403,
      latencyMs: 1,
      errorType: 'FORBIDDEN',
      errorMessage: 'No route.',
    },
    line: '  route message, no route  403  1 ms  FORBIDDEN: No route.',
  },
  {event: {kind: 'closed', atMs, code: 1000, reason: ''}, line: 'closed with 1000'},
  {event: {kind: 'closed', atMs, code: 1009, reason: 'Message too big'}, line: 'closed with 1009 Message too big'},
]

for (const {event, line} of cases) {
  test(`renderWsEvent: ${line}`, () => {
    assert.equal(renderWsEvent(event, {colour: false}), `06:05:04.032  ${line}`)
  })
}
