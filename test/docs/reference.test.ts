import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {referencePages} from '../../scripts/docs/reference.js'

const folder = fileURLToPath(new URL('../../docs/reference', import.meta.url))

test('the reference tells the commands and codes as they are (npm run gen:docs)', async () => {
  const pages = await referencePages()
  assert.deepEqual(readdirSync(folder).sort(), pages.map(({file}) => file).sort())
  for (const {file, text} of pages) assert.equal(readFileSync(join(folder, file), 'utf8'), text, file)
})

test('links of the pages lead to pages that are there', () => {
  const docs = join(folder, '..')
  const files = readdirSync(docs, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.md'))
  const broken = files.flatMap((file) => {
    const text = readFileSync(join(docs, file), 'utf8').replaceAll(/```[^]*?```/g, '')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link]) => link ?? '')
    return links.filter((link) => !exists(join(docs, file, '..', link))).map((link) => `${file}: ${link}`)
  })
  assert.deepEqual(broken, [])
})

function exists(path: string): boolean {
  try {
    return readdirSync(join(path, '..')).includes(path.split('/').at(-1) ?? '')
  } catch {
    return false
  }
}
