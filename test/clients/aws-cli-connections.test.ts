import assert from 'node:assert/strict'
import {once} from 'node:events'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {WebSocket} from 'ws'
import {startGateway, type Gateway} from '../../src/gateway/server.js'
import {apiId, deployApi, mocking} from '../gateway/data/websocket/websocket-records.js'
import {awsProgram, runSteps, type Step} from './aws-cli.js'

const program = awsProgram

describe.skipIf(program === undefined)('the AWS CLI and @connections (skipped where it is not installed)', () => {
  let gateway: Gateway | undefined

  beforeAll(async () => {
    gateway = await startGateway({port: 0, version: 'test'})
    const whoAmI = mocking('$context.connectionId')
    // The account by which the CLI of these tests signs.
    deployApi(gateway.store, {api: {accountId: '000000000000', region: 'us-east-1'}, routes: {$default: whoAmI}})
  })
  afterAll(() => gateway?.close())

  /** An open client, its connection id, and everything that it is sent from here on. */
  async function openClient(): Promise<{socket: WebSocket; connectionId: string; sent: string[]}> {
    const headers = {'User-Agent': 'probe'}
    const socket = new WebSocket(`${gateway?.url.replace('http', 'ws') ?? ''}/execute-api/${apiId}/prod`, {headers})
    await once(socket, 'open')
    socket.send('who am I?')
    const [answer] = (await once(socket, 'message')) as [Buffer]
    const sent: string[] = []
    socket.on('message', (data: Buffer) => sent.push(data.toString()))
    return {socket, connectionId: answer.toString(), sent}
  }

  /** The places where a backend may look for the connections of an API. */
  const endpoints = [
    {name: "the gateway's own address", path: ''},
    {name: 'the stage by path', path: `/execute-api/${apiId}/prod`},
  ]
  for (const {name, path} of endpoints) {
    test.concurrent(
      `posts to, looks up and closes a connection at ${name}; then it is gone`,
      {timeout: 120_000},
      async () => {
        const url = gateway?.url ?? ''
        const {socket, connectionId, sent} = await openClient()
        const closed = once(socket, 'close')
        const call = (words: string): Pick<Step, 'argv'> => ({
          argv: `--endpoint-url ${url}${path} apigatewaymanagementapi ${words} --connection-id ${connectionId}`,
        })
        // Version 2 of the CLI takes binary parameters as base64 unless it is told otherwise.
        const steps: Step[] = [
          {...call('post-to-connection'), more: ['--data', Buffer.from('from afar').toString('base64')]},
          {...call('get-connection'), shows: {Identity: {SourceIp: '127.0.0.1', UserAgent: 'probe'}}},
          call('delete-connection'),
          {...call('post-to-connection'), more: ['--data', 'bGF0ZQ=='], fails: 'GoneException'},
          {...call('get-connection'), fails: 'GoneException'},
          {...call('delete-connection'), fails: 'GoneException'},
        ]
        assert.equal(await runSteps(program ?? '', url, steps), steps.length)
        const [code, reason] = (await closed) as [number, Buffer]
        assert.deepEqual([sent, code, reason.toString()], [['from afar'], 1000, 'Connection Closed Normally'])
      },
    )
  }
})
