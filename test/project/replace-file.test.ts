import assert from 'node:assert/strict'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {replaceFile} from '../../src/project/replace-file.js'

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'apigw-replace-'))
}

function modeOf(file: string): number {
  return statSync(file).mode & 0o777
}

test('replaceFile: a file keeps its mode and its links, and nothing is left beside it', async () => {
  const folder = freshFolder()
  const [file, link] = [join(folder, 'apigw.yaml'), join(folder, 'link.yaml')]
  writeFileSync(file, 'before')
  chmodSync(file, 0o640)
  symlinkSync(file, link)
  await replaceFile(link, 'after')
  assert.deepEqual([readFileSync(file, 'utf8'), modeOf(file)], ['after', 0o640])
  assert.ok(lstatSync(link).isSymbolicLink())
  assert.deepEqual(readdirSync(folder).sort(), ['apigw.yaml', 'link.yaml'])
})

test('replaceFile: a mode that is asked for is that of the new file, whatever the old one had', async () => {
  const file = join(freshFolder(), 'plan.json')
  writeFileSync(file, 'before')
  chmodSync(file, 0o666)
  await replaceFile(file, 'after', 0o600)
  assert.equal(modeOf(file), 0o600)
})

test('replaceFile: a failure leaves the file as it was and nothing beside it', async () => {
  const folder = freshFolder()
  const file = join(folder, 'taken')
  writeFileSync(file, 'before')
  // Another run of this process left half a file there: it is not written to, and not taken for ours.
  writeFileSync(join(folder, `.taken.${process.pid}.new`), 'half')
  await assert.rejects(replaceFile(file, 'after'), {code: 'EEXIST'})
  assert.equal(readFileSync(file, 'utf8'), 'before')
})

test.skipIf(process.platform !== 'linux')(
  'replaceFile: a device is written to as it is; a full one says so',
  async () => {
    await replaceFile('/dev/null', 'text')
    await assert.rejects(replaceFile('/dev/full', 'text'), {code: 'ENOSPC'})
    assert.ok(statSync('/dev/full').isCharacterDevice())
  },
)
