import assert from 'node:assert/strict'
import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {lockState} from '../../../src/gateway/store/state-lock.js'

function newDirectory(): string {
  return join(mkdtempSync(join(tmpdir(), 'apigw-lock-')), 'local')
}

const holder = fileURLToPath(new URL('../../support/hold-lock.ts', import.meta.url))

test('a directory has one holder at a time', () => {
  const directory = newDirectory()
  const first = lockState(directory)
  assert.ok(first)
  assert.equal(lockState(directory), undefined)
  first.release()
  const second = lockState(directory)
  assert.ok(second)
  second.release()
})

test('another process is kept out until the holder is gone, however it goes', async () => {
  const directory = newDirectory()
  const child = spawn(process.execPath, ['--import', 'tsx', holder, directory], {stdio: ['ignore', 'pipe', 'inherit']})
  await once(child.stdout, 'data')
  assert.equal(lockState(directory), undefined)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = lockState(directory)
  assert.ok(lock)
  assert.equal(execFileSync(process.execPath, ['--import', 'tsx', holder, directory]).toString(), 'refused\n')
  lock.release()
})

test('a directory whose lock cannot be opened is no state that can be written', () => {
  const directory = newDirectory()
  mkdirSync(join(directory, 'gateway.lock'), {recursive: true})
  assert.throws(
    () => lockState(directory),
    (error) => error instanceof ApigwError && error.code === 'STATE_NOT_WRITABLE' && error.what.includes(directory),
  )
})
