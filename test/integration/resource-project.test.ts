import assert from 'node:assert/strict'
import {fileURLToPath} from 'node:url'
import {join} from 'node:path'
import {afterAll, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(temporaryFolder(), 'shop')

afterAll(() => stopProject(folder))

async function json<Result>(...words: string[]): Promise<Result> {
  const {stdout, stderr} = await runCli([...words, '--json'], {cwd: folder})
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

type Plan = {changes: {action: string; name: string}[]}

async function planned(): Promise<string[]> {
  return (await json<Plan>('plan')).changes.map(({action, name}) => `${action} ${name}`)
}

test("an edit of a project's API warns, is seen by the next plan, and a rollback takes it back", async () => {
  await writeProject(packageFolder, {template: 'rest', directory: folder, name: 'shop', region: 'eu-west-1', force: false}) // prettier-ignore
  await json('deploy')
  const edited = await json<{outcome: string; warnings: {code: string}[]}>('model', 'create', 'Extra', '--schema', '{}')
  assert.deepEqual([edited.outcome, edited.warnings.map(({code}) => code)], ['done', ['DECLARED_ELSEWHERE']])
  assert.deepEqual(await planned(), ['delete Extra'])
  await json('rollback', '--yes')
  assert.deepEqual(await planned(), [])
}, 60_000)

test("an edit of another API is no run of the project's stage", async () => {
  await json('api', 'create', 'other', '--kind', 'http')
  const made = await json<{warnings: object[]}>('route', 'add', '$default', 'other', '--url', 'https://b.example')
  assert.deepEqual(made.warnings, [])
  // The rollback of the test before is the last run on the stage: taking that back makes the model again.
  const {changes} = await json<{changes: number}>('rollback', '--yes')
  assert.equal(changes, 1)
  assert.deepEqual(await planned(), ['delete Extra'])
  assert.equal((await json<object[]>('route', 'list', 'other')).length, 1)
}, 60_000)
