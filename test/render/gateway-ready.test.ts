import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderGatewayReady} from '../../src/render/gateway-ready.js'

const url = 'http://127.0.0.1:4600'
const httpsUrl = 'https://localhost:4600'

test('renderGatewayReady: one line without TLS', () => {
  assert.equal(renderGatewayReady({url}), 'The gateway is at http://127.0.0.1:4600. Ctrl-C stops it.')
})

test('renderGatewayReady: with TLS, how its authority is trusted', () => {
  const [first, ...rest] = renderGatewayReady({url, httpsUrl, authorityFile: '/state/tls/ca.pem'}).split('\n')
  assert.equal(first, 'The gateway is at http://127.0.0.1:4600 and https://localhost:4600. Ctrl-C stops it.')
  assert.ok(rest.join('\n').includes('curl --cacert /state/tls/ca.pem https://localhost:4600/'))
})

test('renderGatewayReady: an authority that is kept nowhere cannot be trusted by its file', () => {
  assert.match(renderGatewayReady({url, httpsUrl}), /curl -k/)
})
