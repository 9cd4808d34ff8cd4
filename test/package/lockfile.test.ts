import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'vitest'

type Locked = {version?: string; integrity?: string; hasInstallScript?: boolean; resolved?: string}

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const {packages} = JSON.parse(text) as {packages: Record<string, Locked>}
const installed = Object.entries(packages).filter(([path]) => path !== '')

function pathsOf(isMeant: (locked: Locked) => boolean): string[] {
  return installed.filter(([, locked]) => isMeant(locked)).map(([path]) => path)
}

test('every package of the lockfile has a hash, and none comes from outside of a registry', () => {
  assert.ok(installed.length > 100)
  assert.deepEqual(
    pathsOf(({integrity}) => !/^sha512-/.test(integrity ?? '')),
    [],
  )
  assert.deepEqual(
    pathsOf(({resolved}) => resolved !== undefined && !resolved.startsWith('https://')),
    [],
  )
})

test('no package but esbuild runs a program while it is installed', () => {
  const names = pathsOf(({hasInstallScript}) => hasInstallScript === true).map((path) =>
    path.replace(/^.*node_modules\//, ''),
  )
  assert.deepEqual(
    [...new Set(names)].filter((name) => name !== 'fsevents'),
    ['esbuild'],
  )
})
