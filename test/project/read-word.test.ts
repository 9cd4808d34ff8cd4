import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {readWord} from '../../src/project/read-word.js'
import {temporaryFolder} from '../support/cli.js'

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Ends at once.
}

async function* endless(): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(1024 * 1024)
  for (;;) yield await Promise.resolve(piece)
}

test('a word is itself, a file or stdin', async () => {
  const file = join(temporaryFolder(), 'body.json')
  writeFileSync(file, '{"id": 7}')
  assert.equal(String(await readWord('{"id": 1}', nothing())), '{"id": 1}')
  assert.equal(String(await readWord(`@${file}`, nothing())), '{"id": 7}')
  assert.equal(String(await readWord('-', nothing())), '')
})

test('what does not end is given up', async () => {
  await assert.rejects(readWord('-', endless()), /It holds more than 64 MiB/)
  await assert.rejects(readWord('@/dev/zero', nothing()), /It holds more than 64 MiB/)
})

test('a missing file is the error of the file system', async () => {
  await assert.rejects(readWord('@no/such/file', nothing()), {code: 'ENOENT'})
})
