import assert from 'node:assert/strict'
import {mkdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {cachedNames, keepNames} from '../../src/completion/name-cache.js'
import {temporaryFolder} from '../support/cli.js'

const names = {api: ['pets'], route: [], stage: ['dev'], projectStage: [], authorizer: [], model: [], validator: []}
const minuteMs = 60_000

test('names are kept for five minutes, for one key, and for nobody else to read', () => {
  const file = join(temporaryFolder(), 'cache', 'names.json')
  keepNames(file, {key: 'one', atMs: 0, names})
  assert.deepEqual(cachedNames(file, 'one', 4 * minuteMs), names)
  assert.equal(cachedNames(file, 'one', 5 * minuteMs), undefined)
  assert.equal(cachedNames(file, 'other', minuteMs), undefined)
  assert.equal(cachedNames(file, 'one', -1), undefined)
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('a file that is none, or too large, is no cache', () => {
  const file = join(temporaryFolder(), 'names.json')
  assert.equal(cachedNames(file, 'one', 0), undefined)
  writeFileSync(file, '{"key": "one", ')
  assert.equal(cachedNames(file, 'one', 0), undefined)
  writeFileSync(file, JSON.stringify({key: 'one', atMs: 0, names, more: 'x'.repeat(2 * 1024 * 1024)}))
  assert.equal(cachedNames(file, 'one', 0), undefined)
})

test('where nothing can be written, nothing is kept and nothing fails', () => {
  const folder = join(temporaryFolder(), 'names.json')
  mkdirSync(folder)
  keepNames(folder, {key: 'one', atMs: 0, names})
  assert.equal(cachedNames(folder, 'one', 0), undefined)
})
