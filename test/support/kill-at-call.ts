import assert from 'node:assert/strict'
import {join} from 'node:path'
import {readGatewayFile} from '../../src/aws/local-gateway.js'
import {startCli} from './cli.js'
import {startProxy} from './slow-proxy.js'
import type {Proxy} from './slow-proxy.js'

/**
 * Runs a command of a project on the local gateway and ends it by SIGKILL when its nth call that changes something
 * arrives, which is not answered. The proxy in between is the caller's to close.
 */
export async function killAtCall(calls: number, words: readonly string[], folder: string): Promise<Proxy> {
  const gateway = readGatewayFile(join(folder, '.apigw', 'local'))
  let left = calls
  let kill: () => void = () => undefined
  const proxy = await startProxy(
    () => gateway?.url ?? '',
    (request) => {
      if (request.method !== 'GET') left -= 1
      if (request.method !== 'GET' && left === 0) kill()
      return Promise.resolve()
    },
  )
  const command = startCli([...words, '--endpoint', proxy.url, '--yes'], {cwd: folder})
  kill = () => command.process.kill('SIGKILL')
  assert.equal((await command.ended).code, null)
  return proxy
}
