import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {writeOutputEvent} from '../../src/cli/output-file.js'

const folder = mkdtempSync(join(tmpdir(), 'apigw-output-'))

test('events are lines of JSON with their time, in a file of its owner', () => {
  const file = join(folder, 'events.jsonl')
  writeOutputEvent(file, {event: 'plan', calls: 3}, 0)
  writeOutputEvent(file, {event: 'done'}, 1000)
  assert.deepEqual(readFileSync(file, 'utf8').trim().split('\n'), [
    '{"at":"1970-01-01T00:00:00.000Z","event":"plan","calls":3}',
    '{"at":"1970-01-01T00:00:01.000Z","event":"done"}',
  ])
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('without the variable nothing is written; a file that cannot be written says so', () => {
  writeOutputEvent(undefined, {event: 'plan'}, 0)
  writeOutputEvent('', {event: 'plan'}, 0)
  const file = join(folder, 'no-such-folder', 'events.jsonl')
  assert.throws(() => writeOutputEvent(file, {event: 'plan'}, 0), {code: 'OUTPUT_FILE_NOT_WRITABLE'})
})
