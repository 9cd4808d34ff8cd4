import assert from 'node:assert/strict'
import {test} from 'vitest'
import {gatewayEnvironment} from '../../src/project/gateway-environment.js'

test('gatewayEnvironment names the services, the account as access key, and the region twice', () => {
  assert.deepEqual(gatewayEnvironment('http://127.0.0.1:4600', {accountId: '123456789012', region: 'eu-west-1'}), {
    AWS_ENDPOINT_URL_API_GATEWAY: 'http://127.0.0.1:4600',
    AWS_ENDPOINT_URL_APIGATEWAYV2: 'http://127.0.0.1:4600',
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
  })
})
