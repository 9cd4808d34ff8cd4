import assert from 'node:assert/strict'
import {truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {largestSavedBytes, membersOf, readSavedJson} from '../../src/apply/saved-json.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {temporaryFolder} from '../support/cli.js'

const folder = temporaryFolder()
const invalid = (why: string, cause: unknown) =>
  new ApigwError({code: 'PLAN_FILE_INVALID', exit: 'usage', what: 'It cannot be read.', why, fix: 'Make it again.'}, {cause}) // prettier-ignore

const refused: Readonly<Record<string, {write: (file: string) => void; why: RegExp}>> = {
  missing: {write: () => undefined, why: /ENOENT/},
  empty: {write: (file) => writeFileSync(file, ''), why: /not JSON/},
  'cut off': {write: (file) => writeFileSync(file, '{"formatVersion":1,'), why: /not JSON/},
  'too large': {
    write: (file) => {
      writeFileSync(file, '{}')
      truncateSync(file, largestSavedBytes + 1)
    },
    why: /has 67108865 bytes/,
  },
}

for (const [title, {write, why}] of Object.entries(refused)) {
  test(`readSavedJson: a file that is ${title} is refused with the reason`, async () => {
    const file = join(folder, `${title}.json`)
    write(file)
    await assert.rejects(readSavedJson(file, invalid), (error: ApigwError) => why.test(error.why))
  })
}

test('readSavedJson, membersOf: the members of what was saved', async () => {
  const file = join(folder, 'plan.json')
  writeFileSync(file, '{"a":[1],"__proto__":{"b":2}}')
  assert.deepEqual(membersOf(await readSavedJson(file, invalid)).a, [1])
  assert.deepEqual([membersOf(null), membersOf('text'), membersOf(undefined)], [{}, {}, {}])
})
