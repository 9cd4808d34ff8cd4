import assert from 'node:assert/strict'
import {test} from 'vitest'
import {stageUrl} from '../../src/project/stage-url.js'

const api = {kind: 'rest' as const, apiId: 'a1', stageName: 'prod', region: 'eu-west-1'}

const cases = [
  {name: 'on AWS', address: api, url: 'https://a1.execute-api.eu-west-1.amazonaws.com/prod'},
  {
    name: 'in China',
    address: {...api, region: 'cn-north-1'},
    url: 'https://a1.execute-api.cn-north-1.amazonaws.com.cn/prod',
  },
  {
    name: 'of the stage $default',
    address: {...api, stageName: '$default'},
    url: 'https://a1.execute-api.eu-west-1.amazonaws.com',
  },
  {
    name: 'on the local gateway',
    address: {...api, gatewayUrl: 'http://127.0.0.1:4600'},
    url: 'http://127.0.0.1:4600/execute-api/a1/prod',
  },
  {
    name: 'of a WebSocket API on AWS',
    address: {...api, kind: 'websocket' as const},
    url: 'wss://a1.execute-api.eu-west-1.amazonaws.com/prod',
  },
  {
    name: 'of a WebSocket API on the local gateway',
    address: {...api, kind: 'websocket' as const, gatewayUrl: 'http://127.0.0.1:4600'},
    url: 'ws://127.0.0.1:4600/execute-api/a1/prod',
  },
]

for (const {name, address, url} of cases) {
  test(`stageUrl ${name}`, () => {
    assert.equal(stageUrl(address), url)
  })
}
