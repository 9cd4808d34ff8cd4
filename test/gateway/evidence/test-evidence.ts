import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import type {Evidence} from './evidence.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Makes a test of each piece of evidence, and one that every member of the models has some. */
export function testEvidence(
  what: string,
  members: readonly string[],
  table: Readonly<Record<string, Evidence>>,
): void {
  test(`every member of ${what} has evidence, and no evidence is for a member that is gone`, () => {
    assert.deepEqual([...new Set(members)].sort(), Object.keys(table).sort())
  })
  for (const [member, evidence] of Object.entries(table)) testOne(member, evidence)
}

function testOne(member: string, evidence: Evidence): void {
  switch (evidence.kind) {
    case 'changes':
      test(`${member} changes what is answered, sent or logged`, async () => {
        assert.notDeepEqual(await evidence.with(), await evidence.without())
      })
      return
    case 'shown':
      test(`${member} has tests of its own`, () => {
        const file = `${root}${evidence.by}`
        assert.ok(existsSync(file), evidence.by)
        const word = evidence.mention ?? member.split('.').at(-1) ?? ''
        assert.ok(readFileSync(file, 'utf8').includes(word), `${evidence.by} does not mention ${word}`)
      })
      return
    case 'silent':
  }
}
