import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {test} from 'vitest'
import {parseDocument} from 'yaml'
import {parseTemplate} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const folder = new URL('../../../shared/corpus/open/', import.meta.url)
const files = existsSync(folder) ? readdirSync(folder) : []
const templateFiles = files.filter((file) => /\.(?:vtl|vm)$/.test(file))
const definitionFiles = files.filter((file) => /\.(?:ya?ml|json)$/.test(file))

test.skipIf(files.length > 0)('corpus: skipped, the folder of real definitions is not here', () => {
  assert.equal(files.length, 0)
})

for (const file of templateFiles) {
  test(`corpus: ${file} parses`, () => {
    // %NAME% is filled in by the program that owns the template; it is no VTL.
    const source = readFileSync(new URL(file, folder), 'utf8').replace(/%[A-Z_]+%/g, 'true')
    assert.doesNotThrow(() => parseTemplate(source))
  })
}

/** Templates that are no VTL: here, quotes are escaped once too often. */
const broken: Readonly<Record<string, number>> = {'localstack__localstack__api_definition.yaml': 2}

for (const file of definitionFiles) {
  const templates = findTemplates(readFileSync(new URL(file, folder), 'utf8'))
  if (templates.length === 0) continue
  test(`corpus: the ${templates.length} templates of ${file} parse, but for ${broken[file] ?? 0}`, () => {
    assert.equal(templates.filter((template) => !parses(template)).length, broken[file] ?? 0)
  })
}

function parses(template: string): boolean {
  try {
    parseTemplate(template)
    return true
  } catch (error) {
    if (error instanceof VtlError) return false
    throw error
  }
}

/** The values of every requestTemplates and responseTemplates; none of a document that cannot be read. */
function findTemplates(text: string): string[] {
  const document = parseDocument(text, {uniqueKeys: false, logLevel: 'silent'})
  if (document.errors.length > 0) return []
  return templatesIn(document.toJS({maxAliasCount: 1000}), false)
}

function templatesIn(value: unknown, isTemplates: boolean): string[] {
  if (typeof value === 'string') return isTemplates ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    templatesIn(member, isTemplates || key === 'requestTemplates' || key === 'responseTemplates'),
  )
}
