import assert from 'node:assert/strict'
import {mkdir, mkdtemp, rename, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, test} from 'vitest'
import {watchFolders} from '../../../src/project/dev/watch-folders.js'
import type {FolderWatch} from '../../../src/project/dev/watch-folders.js'

let folder: string
let watching: FolderWatch
let reports: (readonly string[])[]
let wake: () => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apigw-watch-'))
  await mkdir(join(folder, 'src'))
  await mkdir(join(folder, 'node_modules'))
  reports = []
  wake = () => undefined
  watching = watchFolders([folder], {
    settleMs: 20,
    onChange: (paths) => {
      reports.push(paths)
      wake()
    },
    isForeign: (path) => path.endsWith('own.log'),
    onError: (_folder, error) => assert.fail(error),
  })
})

afterEach(() => watching.close())

/** Paths of all reports, once one contains the file. */
async function until(file: string): Promise<string[]> {
  while (!reports.flat().includes(file)) await new Promise<void>((resolve) => (wake = resolve))
  return reports.flat()
}

test('watchFolders reports a file that is written and one that is replaced by renaming', async () => {
  const written = join(folder, 'openapi.yaml')
  await writeFile(written, 'a')
  await until(written)
  reports = []
  await writeFile(join(folder, 'new'), 'b')
  await rename(join(folder, 'new'), written)
  await until(written)
})

test('watchFolders reports many writes close together once', async () => {
  const file = join(folder, 'src', 'a.ts')
  for (let count = 0; count < 20; count += 1) await writeFile(file, String(count))
  await until(file)
  assert.deepEqual(reports, [[file]])
})

test('watchFolders sees files of a folder that is made later', async () => {
  const nested = join(folder, 'src', 'deep')
  await mkdir(nested)
  await until(nested)
  await writeFile(join(nested, 'b.ts'), '')
  await until(join(nested, 'b.ts'))
})

test('watchFolders is silent about dependencies, dot files and backups', async () => {
  for (const name of ['node_modules/x.js', '.apigw', 'a.yaml~', '4913']) await writeFile(join(folder, name), '')
  const file = join(folder, 'last.yaml')
  await writeFile(file, '')
  assert.deepEqual(await until(file), [file])
})

test('watchFolders follows another list of folders when told to', async () => {
  const other = await mkdtemp(join(tmpdir(), 'apigw-watch-'))
  watching.follow([other])
  await writeFile(join(folder, 'old.yaml'), '')
  await writeFile(join(other, 'new.yaml'), '')
  assert.deepEqual(await until(join(other, 'new.yaml')), [join(other, 'new.yaml')])
})

test('watchFolders leaves out files that are none of the project', async () => {
  await writeFile(join(folder, 'own.log'), 'a line')
  const file = join(folder, 'openapi.yaml')
  await writeFile(file, 'a')
  assert.deepEqual(await until(file), [file])
})
