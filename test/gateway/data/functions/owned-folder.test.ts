import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {makeOwnedFolder} from '../../../../src/gateway/data/functions/owned-folder.js'

/** Id of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

test('a folder whose process has ended is removed; every other one stays', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'apigw-owned-'))
  const folder = (name: string, owner?: string): string => {
    const path = join(parent, name)
    mkdirSync(path)
    writeFileSync(join(path, 'bundle.mjs'), '')
    if (owner !== undefined) writeFileSync(join(path, '.owner'), owner)
    return path
  }
  const gone = await endedProcess()
  const abandoned = folder('kind-abandoned', `${hostname()} ${gone}\n`)
  const kept = [
    folder('kind-running', `${hostname()} ${process.pid}\n`),
    folder('kind-elsewhere', `another-machine ${gone}\n`),
    folder('kind-nobody'),
    folder('kind-broken', 'x\n'),
    folder('other-abandoned', `${hostname()} ${gone}\n`),
  ]
  const target = folder('target', `${hostname()} ${gone}\n`)
  symlinkSync(target, join(parent, 'kind-link'))
  const own = await makeOwnedFolder('kind', parent)
  assert.deepEqual(
    [existsSync(abandoned), ...[...kept, target, own].map((path) => existsSync(path))],
    [false, true, true, true, true, true, true, true],
  )
  assert.equal(readFileSync(join(own, '.owner'), 'utf8'), `${hostname()} ${process.pid}\n`)
})

test('two that start at the same time do not disturb each other', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'apigw-owned-'))
  const folders = await Promise.all([makeOwnedFolder('kind', parent), makeOwnedFolder('kind', parent)])
  assert.deepEqual(
    folders.map((path) => existsSync(path)),
    [true, true],
  )
})
