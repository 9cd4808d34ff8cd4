import assert from 'node:assert/strict'
import {existsSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {Journal, journalFileName} from '../../src/apply/journal.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

const isNotWritable = (error: unknown) => error instanceof ApigwError && error.code === 'JOURNAL_NOT_WRITABLE'

const entry = {event: 'end', outcome: 'done'} as const

test('Journal: never writes to a file that exists', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl')
  writeFileSync(file, 'kept')
  assert.throws(() => {
    Journal.open(file, () => 0).write(entry)
  }, isNotWritable)
  assert.equal(readFileSync(file, 'utf8'), 'kept')
})

test('Journal: a folder that cannot be made is named', () => {
  const blocker = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'file')
  writeFileSync(blocker, '')
  assert.throws(() => {
    Journal.open(join(blocker, 'journal', 'run.jsonl'), () => 0).write(entry)
  }, isNotWritable)
})

test('Journal: an entry that cannot be written stops the run', () => {
  const journal = Journal.open(join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl'), () => 0)
  journal.write(entry)
  journal.close()
  assert.throws(() => {
    journal.write(entry)
  }, isNotWritable)
})

for (const outlives of ['crash', 'power cut'] as const) {
  test(`Journal: each entry is in the file before the next call, so that it outlives a ${outlives}`, () => {
    const file = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl')
    const journal = Journal.open(file, () => 0, outlives)
    journal.write(entry)
    journal.write(entry)
    const line = '{"at":"1970-01-01T00:00:00.000Z","event":"end","outcome":"done"}\n'
    assert.equal(readFileSync(file, 'utf8'), line + line)
    journal.close()
  })
}

test('Journal: a run without entries leaves no file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl')
  Journal.open(file, () => 0).close()
  assert.equal(existsSync(file), false)
})

const names = [
  {target: 'prod', name: '20231114T221320.000Z-prod.jsonl'},
  {target: '../..', name: '20231114T221320.000Z-_____.jsonl'},
  {target: '$default', name: '20231114T221320.000Z-_default.jsonl'},
  {target: 'a'.repeat(200), name: `20231114T221320.000Z-${'a'.repeat(64)}.jsonl`},
]

for (const {target, name} of names) {
  test(`journalFileName: ${target.slice(0, 10)} is a file name on every system`, () => {
    assert.equal(journalFileName(target, 1_700_000_000_000), name)
  })
}
