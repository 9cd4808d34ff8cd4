import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, test} from 'vitest'
import {keepNames} from '../../src/completion/name-cache.js'
import {namesPlace} from '../../src/completion/names-place.js'
import {runCli, temporaryFolder} from '../support/cli.js'

const folder = temporaryFolder()
const programs = join(folder, 'programs')

mkdirSync(programs)
symlinkSync(fileURLToPath(new URL('../../bin/run.js', import.meta.url)), join(programs, 'apigw'))
writeFileSync(
  join(folder, 'apigw.yaml'),
  'name: pets\nstages: {dev: {target: local}, demo: {target: local}, prod: {target: aws}}\n',
)

afterAll(() => rmSync(folder, {recursive: true}))

/** What bash puts on the line, as its own completion would call the function. */
async function completed(words: readonly string[]): Promise<string[]> {
  const {stdout} = await runCli(['autocomplete', 'bash'], {cwd: folder})
  const call = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _apigw; printf '%s\\n' "\${COMPREPLY[@]}"`
  const env = {...process.env, PATH: `${programs}${delimiter}${process.env.PATH ?? ''}`}
  const answer = execFileSync('bash', ['-c', `${stdout}\n${call}`, 'bash', 'apigw', ...words], {cwd: folder, env})
  return String(answer)
    .split('\n')
    .filter((line) => line !== '')
}

test('bash completes commands, flags and the stages of the project', async () => {
  assert.deepEqual(await completed(['depl']), ['deploy', 'deployment'])
  assert.deepEqual(await completed(['plan', '--detailed']), ['--detailed-exitcode'])
  assert.deepEqual(await completed(['plan', '--stage', 'd']), ['dev', 'demo'])
})

test('completion starts no gateway, and offers no names where none runs', async () => {
  assert.deepEqual(await completed(['api', 'show', '']), [])
  const {stdout} = await runCli(['local', 'status', '--json'], {cwd: folder})
  assert.doesNotMatch(stdout, /"url"/)
})

test('a name stays one word in bash, whatever it says', async () => {
  const names = {route: [], stage: [], projectStage: [], authorizer: [], model: [], validator: []}
  const {key} = namesPlace(['api', 'show', ''], {cwd: folder, env: process.env})
  const kept = {key, atMs: Date.now(), names: {...names, api: ['x; $(touch made) `id`', '--yes']}}
  keepNames(join(folder, '.apigw', 'cache', 'names.json'), kept)
  assert.deepEqual(await completed(['api', 'show', '']), ['x\\;\\ \\$\\(touch\\ made\\)\\ \\`id\\`'])
})

test('each shell has a script; another one is refused with those there are', async () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const {stdout, code} = await runCli(['autocomplete', shell], {cwd: folder})
    assert.equal(code, 0)
    assert.match(stdout, /__complete/)
  }
  const {code, stderr} = await runCli(['autocomplete', 'tcsh'], {cwd: folder})
  assert.equal(code, 64)
  assert.match(stderr, /bash, zsh, fish, powershell/)
})
