import assert from 'node:assert/strict'
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {readGatewayFile} from '../../src/aws/local-gateway.js'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import {startProxy} from '../support/slow-proxy.js'
import type {Proxy} from '../support/slow-proxy.js'
import {controlC, hasTerminals, runOnTerminal} from '../support/terminal.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let proxy: Proxy | undefined

beforeEach(async () => {
  folder = join(temporaryFolder(), 'shop')
  await writeProject(packageFolder, {
    template: 'rest',
    directory: folder,
    name: 'shop',
    region: 'eu-west-1',
    force: false,
  })
})

afterEach(async () => {
  proxy?.close()
  await stopProject(folder)
})

test('Ctrl-C in the middle of a deploy finishes the call, says where it stopped, and the next run completes it', async () => {
  await runCli(['local', 'start', '--detach'], {cwd: folder})
  const gateway = readGatewayFile(join(folder, '.apigw', 'local'))
  let press: () => void = () => undefined
  proxy = await startProxy(
    () => gateway?.url ?? '',
    (request) => {
      // The first call that changes something is under way when the key is pressed, once: a second Ctrl-C means at once.
      if (request.method === 'GET') return Promise.resolve()
      press()
      press = () => undefined
      return delay(100)
    },
  )
  const deploy = startCli(['deploy', '--endpoint', proxy.url, '--json'], {cwd: folder})
  press = () => deploy.process.kill('SIGINT')
  const {code, stdout} = await deploy.ended
  const {error} = JSON.parse(stdout) as {error: {code: string; what: string; fix: string}}
  assert.deepEqual([code, error.code], [130, 'APPLY_INTERRUPTED'])
  assert.match(error.what, /^Interrupted: 1 of \d+ calls were made\.$/)

  const [journal = ''] = readdirSync(join(folder, '.apigw', 'local', 'journal'))
  const last =
    readFileSync(join(folder, '.apigw', 'local', 'journal', journal), 'utf8')
      .trim()
      .split('\n')
      .at(-1) ?? ''
  assert.equal((JSON.parse(last) as {outcome: string}).outcome, 'interrupted')

  assert.equal((await runCli(['deploy'], {cwd: folder})).code, 0)
  assert.equal((await runCli(['call', 'GET', '/pets/1'], {cwd: folder})).code, 0)
})

test.skipIf(!hasTerminals)('Ctrl-C and "no" at the question of apply change nothing', async () => {
  for (const answer of [controlC, 'n\r']) {
    const apply = runOnTerminal(['apply'], folder)
    await apply.answer(/Carry this out\?/, answer)
    const {code, shown} = await apply.ended
    assert.equal(code, 130)
    assert.match(shown, /error (INTERRUPTED|DECLINED): /)
  }
  const {stdout} = await runCli(['api', 'list', '--query', 'length(@)'], {cwd: folder})
  assert.equal(stdout, '0\n')
})

test.skipIf(!hasTerminals)('a yes at the question of apply carries it out', async () => {
  const apply = runOnTerminal(['apply'], folder)
  await apply.answer(/Carry this out\?/, 'y\r')
  const {code, shown} = await apply.ended
  assert.equal(code, 0)
  assert.match(shown, /Applied to API \w+ with \d+ calls?\./)
})
