import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'
import {assertGolden} from '../support/golden.js'
import {jsonShape} from '../support/json-shape.js'
import {assertResult} from '../support/result-schema.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

const settings = `name: shop
defaultStage: dev
stages:
  dev:
    target: local
    variables: {who: base}
    accessLog:
      destination: arn:aws:logs:us-east-1:000000000000:log-group:shop
      format: $context.requestId $context.status $context.responseLatency
`

const folder = join(temporaryFolder(), 'shop')

/** One project whose stage goes through all tests, one after the other; each leaves it without a canary. */
beforeAll(async () => {
  const project = {template: 'rest', directory: folder, name: 'shop', region: 'us-east-1', force: false} as const
  await writeProject(packageFolder, project)
  writeFileSync(join(folder, 'apigw.yaml'), settings)
})

afterAll(() => stopProject(folder))

function run(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd: folder})
}

async function apigw(...words: string[]): Promise<string> {
  const {code, stdout, stderr} = await run(...words)
  assert.equal(code, 0, stderr)
  return stdout
}

async function json<Result>(...words: string[]): Promise<Result> {
  const {stdout, stderr} = await run(...words, '--json')
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

/** How a command fails: its exit code, and the code of its error. */
async function failure(...words: string[]): Promise<[number | null, string]> {
  const {code, stdout} = await run(...words, '--json')
  return [code, (JSON.parse(stdout) as {error: {code: string}}).error.code]
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, file), 'utf8')
  assert.notEqual(change(before), before)
  writeFileSync(join(folder, file), change(before))
}

function rename(from: string, to: string): void {
  edit('openapi.yaml', (text) => text.replaceAll(`"name": "${from}"}`, `"name": "${to}"}`))
}

type StageJson = {deploymentId: string; stage: {variables: object; canarySettings?: Canary}}
type Canary = {deploymentId: string; percentTraffic: number; stageVariableOverrides?: object}
type Outcome = {calls: number; stage: {url: string; canaryPercent?: number}}

/** The only stage. */
async function stage(): Promise<StageJson> {
  const [only] = await json<StageJson[]>('stage', 'list')
  assert.ok(only)
  return only
}

async function send(url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await (await fetch(url)).text()
}

/** Watches until the first look, is interrupted, and answers the exit code. */
async function lookOnce(...words: string[]): Promise<number | null> {
  const session = startCli(['canary', 'watch', ...words], {cwd: folder})
  await session.output(/% for /)
  session.process.kill('SIGINT')
  return (await session.ended).code
}

test('the first deploy cannot be a canary', async () => {
  await apigw('account', 'update', '--logging-role', 'arn:aws:iam::000000000000:role/logs')
  assert.deepEqual(await failure('deploy', '--canary', '10'), [3, 'CANARY_NO_BASE'])
  assert.match(await apigw('deploy'), /Deployed to stage dev/)
})

test('HTTP and WebSocket APIs cannot be deployed as a canary', async () => {
  const env = {APIGW_STATE: join(folder, '.apigw', 'local')}
  for (const template of ['http', 'websocket'] as const) {
    const cwd = join(folder, '..', template)
    await writeProject(packageFolder, {template, directory: cwd, name: template, region: 'us-east-1', force: false})
    const {code, stdout} = await runCli(['deploy', '--canary', '10', '--json'], {cwd, env})
    const {error} = JSON.parse(stdout) as {error: {code: string; what: string}}
    assert.deepEqual([code, error.code, error.what], [64, 'CANARY_REST_ONLY', `${template} cannot have a canary; nothing was changed.`]) // prettier-ignore
  }
  assert.equal((await json<object[]>('api', 'list')).length, 1)
})

test('deploy --canary is planned, saved, deployed, shifted, promoted and taken back', async () => {
  const before = await stage()
  rename('Rex', 'Max')
  edit('apigw.yaml', (text) => text.replace('who: base', 'who: next'))
  const planned = await apigw('plan', '--canary', '10', '--out', 'plan.json')
  assert.match(planned, /canarySettings\.percentTraffic +10[^]*canarySettings\.stageVariableOverrides\.who +next/)
  const made = await apigw('apply', 'plan.json', '--yes')
  assert.match(made, /Deployed to the canary of stage dev with \d calls\.\nIt gets 10 % of the requests: "apigw canary watch --stage dev"/) // prettier-ignore
  const {canarySettings, ...rest} = (await stage()).stage
  assert.deepEqual({...before.stage, ...rest}, before.stage)
  assert.deepEqual([canarySettings?.percentTraffic, canarySettings?.stageVariableOverrides], [10, {who: 'next'}])

  assert.equal((await json<Outcome>('deploy', '--canary', '10')).calls, 0)
  assert.equal((await json<Outcome>('deploy', '--canary', '50')).calls, 1)
  rename('Max', 'Leo')
  assert.deepEqual(await failure('deploy', '--canary', '50'), [3, 'CANARY_RUNNING'])
  assert.deepEqual(await failure('deploy'), [3, 'GATE_REFUSED'])
  rename('Leo', 'Max')

  const {percentTraffic} = await json<Canary>('canary', 'status')
  assert.equal(percentTraffic, 50)
  await apigw('canary', 'promote', '--yes')
  assert.deepEqual(await failure('canary', 'status'), [1, 'CANARY_NONE'])
  assert.deepEqual((await json<{changes: object[]}>('plan')).changes, [])
  assert.match(await apigw('call', 'GET', '/pets'), /Max/)

  await apigw('rollback', '--yes')
  assert.equal((await stage()).stage.canarySettings?.percentTraffic, 50)
  await apigw('canary', 'abort', '--yes')
  assert.deepEqual(await stage(), before)
})

test('canary start, update and abort change the stage as they say, and a start is taken back', async () => {
  const before = await stage()
  await apigw('apply', '--yes')
  await apigw('canary', 'start', '--percent', '5', '--variables', 'who=third', '--yes')
  const started = (await stage()).stage.canarySettings
  assert.deepEqual([started?.percentTraffic, started?.stageVariableOverrides], [5, {who: 'third'}])
  assert.deepEqual(await failure('canary', 'start', '--percent', '5'), [3, 'CANARY_RUNNING'])
  await apigw('rollback', '--yes')
  assert.deepEqual(await stage(), before)
  await apigw('canary', 'start', '--deployment', started?.deploymentId ?? '', '--yes')
  await apigw('canary', 'update', '--percent', '30', '--variables', 'who=')
  assert.deepEqual((await stage()).stage.canarySettings?.percentTraffic, 30)
  assert.match(await apigw('canary', 'abort', '--dry-run'), /- canarySettings/)
  await apigw('canary', 'abort')
  assert.deepEqual(await stage(), before)
})

test('deploy --canary --verify keeps what answers, and takes a canary back that does not', async () => {
  const before = await stage()
  const {stage: kept} = await json<Outcome>('deploy', '--canary', '50', '--verify', '/pets')
  assert.equal(kept.canaryPercent, 50)
  await apigw('canary', 'abort', '--yes')
  edit('openapi.yaml', (text) => text.replaceAll(`{"statusCode": 200}`, `{}`))
  assert.deepEqual(await failure('deploy', '--canary', '50', '--verify', '/pets'), [3, 'VERIFY_FAILED'])
  assert.deepEqual(await stage(), before)
})

test('canary watch goes on after an interruption, and aborts a canary that fails', async () => {
  const before = await stage()
  const {stage: served} = await json<Outcome>('deploy', '--canary', '50')
  const words = ['--for', '10m', '--min-requests', '10', '--step', '50,100']
  assert.equal(await lookOnce(...words), 130)
  await send(`${served.url}/pets`, 80)
  await apigw('local', 'clock', 'advance', '10m')
  assert.deepEqual(await failure('canary', 'watch', ...words), [3, 'CANARY_ABORTED'])
  assert.deepEqual(await stage(), before)
})

test('canary watch promotes a canary that is good', async () => {
  edit('openapi.yaml', (text) => text.replaceAll(`'{}'`, `'{"statusCode": 200}'`))
  const {stage: served} = await json<Outcome>('deploy', '--canary', '50')
  const words = ['--for', '10m', '--min-requests', '10', '--step', '50']
  assert.equal(await lookOnce(...words), 130)
  await send(`${served.url}/pets`, 80)
  await apigw('local', 'clock', 'advance', '10m')
  const watched = await json<{outcome: string}>('canary', 'watch', ...words)
  assert.equal(watched.outcome, 'promoted')
  assertResult(['canary', 'watch'], watched)
  assertGolden('json-canary.txt', `$ apigw canary watch --json\n${jsonShape(watched)}\n`)
  assert.deepEqual((await json<{changes: object[]}>('plan')).changes, [])
})

test('a cache is switched on, shown, emptied and switched off', async () => {
  const {status: none} = await json<{status: string}>('cache', 'status')
  await apigw('cache', 'enable', '--size', '0.5', '--yes')
  const {status: on} = await json<{status: string}>('cache', 'status')
  await apigw('cache', 'flush')
  await apigw('cache', 'flush', '--authorizers')
  await apigw('cache', 'disable', '--yes')
  const {status: off} = await json<{status: string}>('cache', 'status')
  assert.deepEqual([none, on, off], ['NOT_AVAILABLE', 'AVAILABLE', 'NOT_AVAILABLE'])
})
