import assert from 'node:assert/strict'
import {test} from 'vitest'
import {extendedRequestId} from '../../../../src/gateway/data/extended-request-id.js'
import {connectionIdOf} from '../../../../src/gateway/data/websocket/socket-event.js'

test('connectionIdOf: no id looks like an option of a command line', () => {
  const [plain, hyphen] = ['01234567', 'f8234567'].map((start) => `${start}-2c3d-4b5a-8e7f-001122334455`)
  assert.ok(plain !== undefined && hyphen !== undefined)
  assert.ok(extendedRequestId(hyphen).startsWith('-'))
  assert.equal(connectionIdOf(hyphen), extendedRequestId(hyphen).replace('-', '_'))
  assert.equal(connectionIdOf(plain), extendedRequestId(plain))
})
