import assert from 'node:assert/strict'
import {existsSync, writeFileSync} from 'node:fs'
import {request} from 'node:http'
import {basename, join} from 'node:path'
import {afterEach, beforeEach, test} from 'vitest'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'

let cwd: string

beforeEach(() => {
  cwd = temporaryFolder()
})

afterEach(() => stopProject(cwd))

function apigw(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd})
}

async function json(...words: string[]): Promise<Record<string, unknown>> {
  const {stdout} = await apigw(...words, '--json')
  return JSON.parse(stdout) as Record<string, unknown>
}

test('a detached gateway outlives its command, is found again, and stops when told to', async () => {
  const started = await json('local', 'start', '--detach')
  const status = await json('local', 'status')
  assert.deepEqual(status, {running: true, ...started})
  assert.equal(started.stateDirectory, join(cwd, '.apigw', 'local'))
  assert.deepEqual(await json('local', 'stop'), {stopped: true, url: started.url})
  assert.deepEqual(await json('local', 'status'), {running: false, stateDirectory: started.stateDirectory})
  assert.deepEqual(await json('local', 'stop'), {stopped: false})
})

test('commands that start the gateway at the same moment share one', async () => {
  const started = await Promise.all([1, 2, 3].map(() => json('local', 'start', '--detach')))
  assert.equal(new Set(started.map(({url}) => url)).size, 1)
})

test('starting what runs already changes nothing', async () => {
  const first = await json('local', 'start', '--detach')
  assert.deepEqual(await json('local', 'start', '--detach'), first)
})

test('the gateway in the foreground says where it is and ends on Ctrl-C with its state kept', async () => {
  const running = startCli(['local', 'start'], {cwd})
  const [, url = ''] = await running.output(/The gateway is at (http:\S+)\. Ctrl-C stops it\./)
  assert.equal(await statusOf(`${url}/_apigw/status`), 200)
  running.process.kill('SIGINT')
  assert.equal((await running.ended).code, 0)
  assert.ok(existsSync(join(cwd, '.apigw', 'local', 'state.sqlite')))
  assert.ok(!existsSync(join(cwd, '.apigw', 'local', 'gateway.json')))
})

test('a port that another program has is refused by name, and taken around when nobody asked for it', async () => {
  const holder = startCli(['local', 'start', '--ephemeral'], {cwd})
  const [, port = ''] = await holder.output(/http:\/\/127\.0\.0\.1:(\d+)/)
  const refused = await apigw('local', 'start', '--port', port, '--json')
  const {error} = JSON.parse(refused.stdout) as {error: {code: string; what: string}}
  assert.deepEqual([refused.code, error.code], [1, 'PORT_IN_USE'])
  assert.match(error.what, new RegExp(`port ${port}`))
  holder.process.kill('SIGINT')
  await holder.ended
})

test('a gateway that cannot start in the background says why', async () => {
  writeFileSync(join(cwd, 'state'), 'a file in place of the folder')
  const {code, stdout, stderr} = await apigw('local', 'start', '--detach', '--state', join(cwd, 'state'))
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^error /)
})

test('env prints what each shell evaluates', async () => {
  const {url} = await json('local', 'start', '--detach')
  const {stdout} = await apigw('local', 'env')
  assert.match(stdout, new RegExp(`^export AWS_ENDPOINT_URL_API_GATEWAY='${String(url)}'$`, 'm'))
  assert.match((await apigw('local', 'env', '--shell', 'fish')).stdout, /^set -gx AWS_REGION 'us-east-1'$/m)
})

test('reset asks first, and empties a running gateway as well as a stopped one', async () => {
  await json('local', 'start', '--detach')
  const refused = await apigw('local', 'reset')
  assert.equal(refused.code, 64)
  assert.match(refused.stderr, new RegExp(`fix: Add --confirm ${basename(cwd)}`))
  const wrong = await apigw('local', 'reset', '--confirm', 'another')
  assert.match(wrong.stderr, new RegExp(`The name is ${basename(cwd)}, not another`))
  assert.equal((await apigw('local', 'reset', '--confirm', basename(cwd))).code, 0)
  assert.equal((await apigw('local', 'reset', '--yes')).code, 0)
  await apigw('local', 'stop')
  assert.equal((await apigw('local', 'reset', '--yes')).code, 0)
  assert.ok(!existsSync(join(cwd, '.apigw', 'local', 'state.sqlite')))
})

test('--no-auth, --limits and --ephemeral hold for a gateway in the background too', async () => {
  const words = ['--no-auth', '--limits', 'aws', '--ephemeral', '--vpc-endpoints']
  const {url, auth, limits, stateDirectory} = await json('local', 'start', '--detach', ...words)
  assert.deepEqual([auth, limits, stateDirectory], ['none', 'aws', undefined])
  // The account's bucket holds 40 calls.
  const statuses = await Promise.all(Array.from({length: 60}, () => statusOf(`${String(url)}/restapis`)))
  assert.deepEqual([...new Set(statuses)].sort(), [200, 429])
  assert.ok(!existsSync(join(cwd, '.apigw', 'local', 'state.sqlite')))
})

test('a gateway refuses calls without a signature, and has no limits, unless told otherwise', async () => {
  const {url, auth, limits} = await json('local', 'start', '--detach')
  assert.deepEqual([auth, limits], ['signed', 'none'])
  const statuses = await Promise.all(Array.from({length: 60}, () => statusOf(`${String(url)}/restapis`)))
  assert.deepEqual([...new Set(statuses)], [403])
})

test('coverage lists features and operations with their states', async () => {
  const {features, operations} = (await json('local', 'coverage')) as Record<string, {state: string}[]>
  const states = (entries: {state: string}[] = []) => entries.map(({state}) => state)
  assert.ok(states(features).every((state) => ['enforced', 'warned', 'refused'].includes(state)))
  assert.ok((operations?.length ?? 0) >= 230)
})

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {agent: false}, (incoming) => {
      incoming.resume()
      resolve(incoming.statusCode ?? 0)
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
