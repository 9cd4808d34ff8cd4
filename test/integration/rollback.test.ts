import assert from 'node:assert/strict'
import {existsSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import {killAtCall} from '../support/kill-at-call.js'
import type {Proxy} from '../support/slow-proxy.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let proxy: Proxy | undefined

beforeEach(async () => {
  folder = join(temporaryFolder(), 'shop')
  const project = {template: 'rest', directory: folder, name: 'shop', region: 'eu-west-1', force: false} as const
  await writeProject(packageFolder, project)
})

afterEach(async () => {
  proxy?.close()
  await stopProject(folder)
})

type Failure = {error: {code: string; what: string; fix: string}}
type PlanJson = {changes: {action: string; kind: string; name: string}[]}

async function apigw(...words: string[]): Promise<string> {
  const {code, stdout, stderr} = await runCli(words, {cwd: folder})
  assert.equal(code, 0, stderr)
  return stdout
}

async function json<Result>(...words: string[]): Promise<Result> {
  const {stdout, stderr} = await runCli([...words, '--json'], {cwd: folder})
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

function rename(from: string, to: string): void {
  const file = join(folder, 'openapi.yaml')
  const before = readFileSync(file, 'utf8')
  assert.ok(before.includes(from))
  writeFileSync(file, before.replaceAll(from, to))
}

test('a rollback leads back to the answers and the deployment of before; a second one leads forward again', async () => {
  await apigw('deploy')
  const [before] = await json<{deploymentId: string}[]>('deployment', 'list')
  rename('"name": "Rex"}', '"name": "Max"}')
  await apigw('deploy')
  assert.match(await apigw('call', 'GET', '/pets'), /Max/)

  const unasked = await json<Failure>('rollback', '--no-input')
  assert.equal(unasked.error.code, 'VALUE_MISSING')

  const rolledBack = await apigw('rollback', '--yes')
  assert.match(rolledBack, /^Takes back the run of [^]*~ stage dev[^]*Rolled back with 3 calls\./)
  assert.match(await apigw('call', 'GET', '/pets'), /Rex/)
  const left = await json<{deploymentId: string}[]>('deployment', 'list')
  assert.deepEqual(left, [before])

  await apigw('rollback', '--yes')
  assert.match(await apigw('call', 'GET', '/pets'), /Max/)
  assert.deepEqual((await json<PlanJson>('plan')).changes, [])
})

test('what a run needs to be taken back can be read by its owner only', async () => {
  await apigw('deploy')
  const journals = join(folder, '.apigw', 'local', 'journal')
  assert.deepEqual(
    readdirSync(journals).map((file) => statSync(join(journals, file)).mode & 0o777),
    [0o600, 0o600],
  )
})

test('rolling back the first deploy deletes the API again, and says so', async () => {
  await apigw('deploy')
  assert.match(await apigw('rollback', '--yes'), /- REST API shop[^]*Rolled back with 1 call\./)
  assert.deepEqual(await json('api', 'list'), [])
})

for (const calls of [1, 2, 3]) {
  test(`kill -9 at call ${calls} of a deploy: --resume ends at the desired state, and a rollback at the one before`, async () => {
    await apigw('deploy')
    rename('"name": "Rex"}', '"name": "Max"}')
    proxy = await killAtCall(calls, ['deploy'], folder)
    const resumed = await apigw('deploy', '--resume')
    assert.match(resumed, /^Resumes the run of /)
    assert.deepEqual((await json<PlanJson>('plan')).changes, [])
    assert.match(await apigw('call', 'GET', '/pets'), /Max/)

    await apigw('rollback', '--yes')
    assert.match(await apigw('call', 'GET', '/pets'), /Rex/)
    assert.equal((await json<object[]>('deployment', 'list')).length, 1)
  })
}

test('deploy --verify keeps what answers, and takes back what does not', async () => {
  await apigw('deploy', '--verify', '/pets')
  rename('"name": "Rex"}', '"name": "Max"}')
  const failed = await runCli(['deploy', '--verify', '/pets', '--expect', '201', '--json'], {cwd: folder})
  const {error} = JSON.parse(failed.stdout) as Failure & {error: {why: string}}
  assert.deepEqual([failed.code, error.code], [3, 'VERIFY_FAILED'])
  assert.match(error.why, /answered 200; expected was status 201\.$/)
  assert.match(await apigw('call', 'GET', '/pets'), /Rex/)
  assert.equal((await json<object[]>('deployment', 'list')).length, 1)
})

test('deploy --verify: a first deploy that fails leaves no API, and says so', async () => {
  const failed = await runCli(['deploy', '--verify', '/pets', '--expect', '201', '--json'], {cwd: folder})
  const {error} = JSON.parse(failed.stdout) as Failure
  assert.deepEqual([failed.code, error.code], [3, 'VERIFY_FAILED'])
  assert.match(error.what, /first deploy of shop to us-east-1, so the API it made was deleted again\.$/)
  assert.deepEqual(await json<object[]>('api', 'list'), [])
})

test('a definition that cannot be read starts no gateway', async () => {
  rename('paths:', 'paths: [')
  for (const command of ['plan', 'deploy', 'apply']) {
    const {code, stderr} = await runCli([command], {cwd: folder})
    assert.equal(code, 64)
    assert.doesNotMatch(stderr, /Started the local gateway/)
  }
  assert.equal(existsSync(join(folder, '.apigw', 'local', 'gateway.json')), false)
})

test('rollback --to brings the stage and the definition back to a deployment', async () => {
  await apigw('deploy')
  const [first] = await json<{deploymentId: string}[]>('deployment', 'list')
  rename('"name": "Rex"}', '"name": "Max"}')
  await apigw('deploy')
  const difference = await apigw('deployment', 'diff', first?.deploymentId ?? '', 'dev')
  assert.match(difference, /^From deployment \w+ to \w+:\n[^]*~ GET \/pets\n[^]*Rex[^]*Max/)
  assert.match(await apigw('deployment', 'diff', 'dev', 'dev'), /answer alike/)
  assert.match(await apigw('deployment', 'show', 'dev'), /^id\t\w+\n[^]*served by\tdev\n[^]*GET \/pets/)
  const to = await apigw('rollback', '--to', first?.deploymentId ?? '', '--yes')
  assert.match(to, /^Goes back to deployment \w+\.\n/)
  assert.match(await apigw('call', 'GET', '/pets'), /Rex/)
  rename('"name": "Max"}', '"name": "Rex"}')
  assert.deepEqual((await json<PlanJson>('plan')).changes, [])
  assert.equal((await json<Failure>('rollback', '--to', 'nothing')).error.code, 'DEPLOYMENT_NOT_FOUND')
})

test('there is nothing to resume or to take back where nothing ran, and nothing to resume after a good run', async () => {
  assert.equal((await json<Failure>('apply', '--resume')).error.code, 'NOTHING_TO_RESUME')
  assert.equal((await json<Failure>('rollback')).error.code, 'NOTHING_TO_ROLL_BACK')
  await apigw('deploy')
  assert.match((await json<Failure>('deploy', '--resume')).error.what, /nothing to resume on stage dev/)
})
