import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {test} from 'vitest'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/security.md', root), 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('|') && !/^\|\s*(?:-|what could)/.test(line))

test('every path that the security page names exists', () => {
  const paths = [...page.matchAll(/`((?:src|test|scripts|docs)\/[^`\s]+|package(?:-lock)?\.json)`/g)].map(
    ([, path = '']) => path,
  )
  assert.ok(paths.length > 60, `only ${paths.length} paths were found`)
  assert.deepEqual(
    paths.filter((path) => !existsSync(new URL(path, root))),
    [],
  )
})

test('every threat of the security page has its test', () => {
  assert.ok(rows.length > 30, `only ${rows.length} rows were found`)
  assert.deepEqual(
    rows.filter((row) => !/`test\/[^`]+\.test\.ts`\s*\|$/.test(row)),
    [],
  )
})
