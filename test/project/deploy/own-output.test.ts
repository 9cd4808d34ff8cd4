import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, openSync, readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'

const module = fileURLToPath(new URL('../../../src/project/deploy/own-output.ts', import.meta.url))

test('ownOutput knows the file that a process prints to, by whatever path, and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-output-'))
  const log = join(folder, 'dev.log')
  const program = `
    import {ownOutput} from ${JSON.stringify(module)}
    const isOwn = ownOutput()
    const paths = ['dev.log', './dev.log', 'other.log', '.'].map((path) => ${JSON.stringify(`${folder}/`)} + path)
    console.log(JSON.stringify(paths.map(isOwn)))
  `
  const stdio = ['ignore', openSync(log, 'w'), 'inherit'] as const
  spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {stdio: [...stdio]})
  assert.deepEqual(JSON.parse(readFileSync(log, 'utf8')), [true, true, false, false])
})
