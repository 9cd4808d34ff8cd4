import assert from 'node:assert/strict'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {loadSettings} from '../../src/config/load-settings.js'
import {loadUserSettings, userSettingsFile} from '../../src/config/user-settings.js'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'apigw-settings-'))
})

afterEach(async () => {
  await rm(folder, {recursive: true, force: true})
})

async function refusal(promise: Promise<unknown>): Promise<{code: string; problems: string[]}> {
  try {
    await promise
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
    assert.equal(error.exit, 'usage')
    const problems = error.problems.map(({file, line, column, code}) => `${file}:${line}:${column} ${code}`)
    return {code: error.code, problems}
  }
  throw new Error('Nothing was thrown.')
}

test('loadSettings: finds apigw.yaml in the folder or above', async () => {
  await writeFile(path.join(folder, 'apigw.yaml'), 'name: pets\n')
  const below = path.join(folder, 'src', 'deep')
  await mkdir(below, {recursive: true})
  assert.deepEqual(await loadSettings(below), {
    settings: {name: 'pets', type: 'rest', stages: {}},
    file: path.join(folder, 'apigw.yaml'),
  })
})

test('loadSettings: apigw.yml will do', async () => {
  await writeFile(path.join(folder, 'apigw.yml'), 'name: pets\n')
  assert.equal((await loadSettings(folder)).file, path.join(folder, 'apigw.yml'))
})

test('loadSettings: throws with every problem of the file', async () => {
  await writeFile(path.join(folder, 'apigw.yaml'), 'nam: pets\nstages: {dev: {target: x}}\n')
  assert.deepEqual(await refusal(loadSettings(folder)), {
    code: 'SETTINGS_INVALID',
    problems: [
      'apigw.yaml:1:1 SETTINGS_MISSING',
      'apigw.yaml:1:1 SETTINGS_UNKNOWN_KEY',
      'apigw.yaml:2:24 SETTINGS_BAD_VALUE',
    ],
  })
})

test('loadSettings: throws when there is none, or a folder in its place', async () => {
  assert.deepEqual(await refusal(loadSettings(folder)), {code: 'SETTINGS_NOT_FOUND', problems: []})
  await mkdir(path.join(folder, 'apigw.yaml'))
  assert.deepEqual(await refusal(loadSettings(folder)), {code: 'SETTINGS_FILE', problems: []})
})

test("loadUserSettings: the user's file, or nothing", async () => {
  const file = path.join(folder, 'config.yaml')
  assert.deepEqual(await loadUserSettings(file), {})
  await writeFile(file, 'region: eu-west-1\nprofile: mine\n')
  assert.deepEqual(await loadUserSettings(file), {region: 'eu-west-1', profile: 'mine'})
  await writeFile(file, 'region: 5\n')
  assert.deepEqual(await refusal(loadUserSettings(file)), {
    code: 'SETTINGS_INVALID',
    problems: [`${file}:1:9 SETTINGS_BAD_VALUE`],
  })
})

test('userSettingsFile: where the platform keeps settings', () => {
  assert.equal(userSettingsFile({XDG_CONFIG_HOME: '/x'}, '/home/me'), path.join('/x', 'apigw', 'config.yaml'))
  assert.equal(userSettingsFile({}, '/home/me'), path.join('/home/me', '.config', 'apigw', 'config.yaml'))
})
