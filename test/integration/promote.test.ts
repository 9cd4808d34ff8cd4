import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import {killAtCall} from '../support/kill-at-call.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

const settings = `name: shop
defaultStage: dev
stages:
  dev: {target: local, variables: {who: dev}, throttle: {rateLimit: 7, burstLimit: 9}}
  prod: {target: local, variables: {who: prod}}
  away: {target: local, region: eu-west-1}
`

let folder: string

beforeEach(async () => {
  folder = join(temporaryFolder(), 'shop')
  const project = {template: 'rest', directory: folder, name: 'shop', region: 'eu-west-1', force: false} as const
  await writeProject(packageFolder, project)
  writeFileSync(join(folder, 'apigw.yaml'), settings)
})

afterEach(() => stopProject(folder))

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

function edit(change: (text: string) => string): void {
  const file = join(folder, 'openapi.yaml')
  const before = readFileSync(file, 'utf8')
  assert.notEqual(change(before), before)
  writeFileSync(file, change(before))
}

type Failure = {error: {code: string; what: string; why: string}}
type StageJson = {stage: {stageName: string}; deploymentId: string}
const pets = ['call', 'GET', '/pets'] as const

test('a stage serves the deployment of another one, with its own variables, and goes back', async () => {
  await apigw('deploy')
  await apigw('deploy', '--stage', 'prod')
  edit((text) => text.replace('"name": "Rex"}', '"name": "Max"}'))
  await apigw('deploy')
  edit((text) => text.replace('"name": "Max"}', '"name": "Not deployed"}'))
  await apigw('apply', '--yes')
  assert.match(await apigw(...pets, '--stage', 'prod'), /Rex/)

  const promoted = await apigw('promote', 'dev', 'prod', '--yes')
  assert.match(promoted, /^Promotes dev to prod: deployment \w+ of definition \w{12}\.\n\nFor callers of prod:\n/)
  assert.match(promoted, /Rex[^]*Max[^]*~ stage prod[^]*Deployed to stage prod with 1 call\./)
  assert.match(await apigw(...pets, '--stage', 'prod'), /Max/)
  const stages = await json<StageJson[]>('stage', 'list')
  assert.equal(new Set(stages.map(({deploymentId}) => deploymentId)).size, 1)
  assert.match(await apigw('promote', 'dev', 'prod', '--yes'), /^Nothing to do/m)

  await apigw('rollback', '--stage', 'prod', '--yes')
  assert.match(await apigw(...pets, '--stage', 'prod'), /Rex/)
})

test('a promotion that breaks clients of the second stage is refused until it is allowed', async () => {
  await apigw('deploy', '--stage', 'prod')
  edit((text) => text.replaceAll('/pets/{petId}', '/animals/{petId}'))
  await apigw('deploy')
  const {error} = await json<Failure>('promote', 'dev', 'prod', '--yes')
  assert.deepEqual([error.code, error.why], ['GATE_REFUSED', 'route-removed on GET /pets/{petId}: The route goes.'])
  await apigw('promote', 'dev', 'prod', '--yes', '--allow', 'route-removed')
})

test('--copy takes variables and settings over, and a saved promotion is applied as it is', async () => {
  await apigw('deploy')
  await apigw('promote', 'dev', 'prod', '--copy', 'variables', '--copy', 'settings', '--out', 'plan.json')
  assert.equal((await json<StageJson[]>('stage', 'list')).length, 1)
  await apigw('apply', 'plan.json', '--yes')
  const [dev, prod] = await json<StageJson[]>('stage', 'list')
  assert.deepEqual(prod, {...dev, name: 'prod', stage: {...dev?.stage, stageName: 'prod'}})
})

test('kill -9 in the middle of a promotion: it is resumed, and taken back', async () => {
  await apigw('deploy')
  const proxy = await killAtCall(1, ['promote', 'dev', 'prod', '--copy', 'settings'], folder)
  try {
    await apigw('deploy', '--stage', 'prod', '--resume')
    assert.match(await apigw(...pets, '--stage', 'prod'), /Rex/)
    await apigw('rollback', '--stage', 'prod', '--yes')
    assert.equal((await json<StageJson[]>('stage', 'list')).length, 1)
  } finally {
    proxy.close()
  }
})

test('a stage in another region gets what the first one serves, not what the files say by now', async () => {
  await apigw('deploy')
  edit((text) => text.replace('"name": "Rex"}', '"name": "Not deployed"}'))
  await apigw('promote', 'dev', 'away', '--yes')
  assert.match(await apigw(...pets, '--stage', 'away'), /Rex/)
})

const mistakes = [
  {words: ['dev', 'dev'], code: 'PROMOTE_SAME_STAGE'},
  {words: ['prod', 'dev'], code: 'STAGE_NOT_FOUND'},
  {words: ['dev', 'nowhere'], code: 'STAGE_UNKNOWN'},
]

test('a promotion from or to a stage that there is not is refused with what to do', async () => {
  await apigw('deploy')
  for (const {words, code} of mistakes) {
    const {error} = await json<Failure>('promote', ...words, '--yes')
    assert.equal(error.code, code)
  }
})

const chat = `name: chat
type: websocket
defaultStage: dev
stages:
  dev: {target: local, variables: {who: dev}}
  prod: {target: local, variables: {who: prod}}
  away: {target: local, region: eu-west-1}
routeSelectionExpression: $request.body.action
routes:
  $default: &mock
    response: true
    integration:
      type: MOCK
      requestTemplates: '{"statusCode": 200}'
      responses: {$default: {responseTemplates: '{"text": "first"}'}}
  bye: *mock
`

test('stages of a WebSocket API are promoted too: gated, with their own variables, back again, and elsewhere', async () => {
  const file = join(folder, 'apigw.yaml')
  writeFileSync(file, chat)
  await apigw('deploy')
  await apigw('promote', 'dev', 'prod', '--yes')
  writeFileSync(file, chat.replace('  bye: *mock\n', '').replace('first', 'second'))
  await apigw('deploy', '--allow', 'route-removed')

  const {error} = await json<Failure>('promote', 'dev', 'prod', '--yes')
  assert.deepEqual([error.code, error.why], ['GATE_REFUSED', 'route-removed on bye: The route goes.'])
  const allow = ['--allow', 'route-removed', '--yes']
  assert.match(
    await apigw('promote', 'dev', 'prod', ...allow),
    /^Promotes dev to prod: [^]*For callers of prod:[^]*- bye/,
  )
  const [dev, prod] = await json<(StageJson & {stage: {stageVariables: object}})[]>('stage', 'list')
  assert.equal(prod?.deploymentId, dev?.deploymentId)
  assert.deepEqual([dev?.stage.stageVariables, prod?.stage.stageVariables], [{who: 'dev'}, {who: 'prod'}])
  assert.match(await apigw('ws', '--stage', 'prod', '--send', '{}'), /second/)

  await apigw('rollback', '--stage', 'prod', '--yes')
  assert.match(await apigw('ws', '--stage', 'prod', '--send', '{}'), /first/)

  writeFileSync(file, chat.replace('  bye: *mock\n', '').replace('first', 'not deployed'))
  await apigw('promote', 'dev', 'away', '--yes')
  assert.match(await apigw('ws', '--stage', 'away', '--send', '{}'), /second/)
})
