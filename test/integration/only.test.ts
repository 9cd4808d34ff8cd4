import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(temporaryFolder(), 'shop')

afterEach(() => stopProject(folder))

type PlanJson = {changes: {name: string}[]; left?: string[]; error?: {code: string; why: string}}

async function json(...words: string[]): Promise<PlanJson> {
  const {stdout, stderr} = await runCli([...words, '--json'], {cwd: folder})
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as PlanJson
}

test('--only brings one route, says what is left out, and the next deploy brings the rest', async () => {
  const project = {template: 'rest', directory: folder, name: 'shop', region: 'eu-west-1', force: false} as const
  await writeProject(packageFolder, project)
  assert.equal((await json('plan', '--only', 'GET /pets')).error?.code, 'ONLY_NEEDS_API')
  await json('deploy')
  const file = join(folder, 'openapi.yaml')
  const text = readFileSync(file, 'utf8').replaceAll('"name": "Rex"}', '"name": "Max"}')
  writeFileSync(file, text.replaceAll('/pets/{petId}', '/animals/{petId}'))

  const unknown = await json('plan', '--only', 'GET /nothing')
  assert.deepEqual(unknown.error?.code, 'ONLY_UNKNOWN')
  assert.match(unknown.error.why, /GET \/animals\/\{petId\}/)
  const {stdout} = await runCli(['deploy', '--only', 'GET /pets'], {cwd: folder})
  assert.match(
    stdout,
    /Only part of the files; left out: .*GET \/pets\/\{petId\}.*Deployed to stage dev with 3 calls\./s,
  )
  assert.match((await runCli(['call', 'GET', '/pets'], {cwd: folder})).stdout, /Max/)
  const rest = await json('plan')
  assert.deepEqual(rest.left, undefined)
  assert.ok(rest.changes.some(({name}) => name === 'GET /animals/{petId}'))
  await json('deploy', '--allow', 'route-removed')
  assert.deepEqual((await json('plan')).changes, [])
})
