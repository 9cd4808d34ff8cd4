import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** Kilobytes that a command may load before it runs: what all share is 525 of them, edits of an API 200, an SDK client 350. */
const budgetKb = 1200

/** A static import as the build writes it; what waits until it is reached is `__import(…)`. */
const staticImport = /\brequire\("(\.{1,2}\/[^"]+)"\)/g

/** A file of dist/ with all that its static imports bring along. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
    loadedWith(resolve(dirname(file), path), seen)
  }
  return seen
}

function kilobytes(files: ReadonlySet<string>): number {
  return [...files].reduce((sum, file) => sum + readFileSync(file).length, 0) / 1000
}

const commands = readdirSync(join(dist, 'commands'), {recursive: true, encoding: 'utf8'})
  .filter((file) => file.endsWith('.cjs'))
  .sort()

test('a command is measured with the chunks that it needs', () => {
  assert.ok(
    kilobytes(loadedWith(join(dist, 'commands/api/list.cjs'))) > 300,
    'the imports of the bundles are not found',
  )
})

test('no command loads heavy code before it needs it', () => {
  const heavy = commands
    .map((file) => ({file, kb: Math.round(kilobytes(loadedWith(join(dist, 'commands', file))))}))
    .filter(({kb}) => kb > budgetKb)
    .map(({file, kb}) => `${file} loads ${kb} kB`)
  assert.deepEqual(
    heavy,
    [],
    `A command's static imports are beyond ${budgetKb} kB. Import what is large (an SDK client, zod, yaml, the gateway) ` +
      'with `await import(…)` in the function that needs it.',
  )
})

test('of the languages that zod speaks only English is in the build', () => {
  const files = readdirSync(dist, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.cjs'))
  const texts = files.map((file) => readFileSync(join(dist, file), 'utf8'))
  assert.ok(texts.some((text) => text.includes('Invalid input: expected')))
  assert.ok(!texts.some((text) => text.includes('Entrada inv')), 'write `import * as z` instead of `import {z}`')
})
