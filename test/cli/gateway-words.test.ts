import assert from 'node:assert/strict'
import {test} from 'vitest'
import {gatewayWords} from '../../src/cli/gateway-words.js'

const cases = [
  {flags: {}, words: []},
  {flags: {limits: 'none', 'no-auth': false}, words: []},
  {
    flags: {limits: 'aws', 'no-auth': true, 'allow-aws': true, 'vpc-endpoints': true, tls: true, ephemeral: true},
    words: ['--allow-aws', '--no-auth', '--vpc-endpoints', '--tls', '--ephemeral', '--limits', 'aws'],
  },
] as const

for (const {flags, words} of cases) {
  test(`gatewayWords: ${JSON.stringify(flags)}`, () => assert.deepEqual(gatewayWords(flags), words))
}
