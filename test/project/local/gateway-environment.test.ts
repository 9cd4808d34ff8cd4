import assert from 'node:assert/strict'
import {test} from 'vitest'
import {gatewayEnvironment} from '../../../src/project/local/gateway-environment.js'

test('gatewayEnvironment redirects the services that are served; the account is the access key', () => {
  const operations = [
    {service: 'apigateway', operation: 'GetRestApi', state: 'implemented' as const},
    {service: 'apigatewayv2', operation: 'TagResource', state: 'stored' as const},
    {service: 'logs', operation: 'GetLogEvents', state: 'notImplemented' as const},
    {service: 'apigatewaymanagementapi', operation: 'PostToConnection', state: 'implemented' as const},
  ]
  const url = 'http://127.0.0.1:4600'
  assert.deepEqual(gatewayEnvironment({url, accountId: '123456789012', region: 'eu-west-1', operations}), {
    AWS_ENDPOINT_URL_API_GATEWAY: url,
    AWS_ENDPOINT_URL_APIGATEWAYV2: url,
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
  })
})

test('gatewayEnvironment names the authority behind an https URL', () => {
  const address = {url: 'https://localhost:4600', authorityFile: '/state/tls/ca.pem', operations: []}
  const {AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS} = gatewayEnvironment({...address, accountId: '1', region: 'eu-west-1'})
  assert.deepEqual([AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS], ['/state/tls/ca.pem', '/state/tls/ca.pem'])
})
