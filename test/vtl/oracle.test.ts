import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {test} from 'vitest'
import {parseTemplate, renderTemplate, type TemplateInput} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

/** One line of a fixture: what Apache Velocity made of a template, null where it failed. tools/vtl-oracle writes them. */
type Case = Partial<TemplateInput> & {group: string; template: string; expected: string | null}

const here = new URL('./', import.meta.url)
const inputs = JSON.parse(readFileSync(new URL('inputs.json', here), 'utf8')) as TemplateInput

function readCases(file: string): Case[] {
  const lines = readFileSync(new URL(file, here), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Case)
}

/** What is printed, or null for a located error. */
function outcome({template, body, params}: Case): string | null {
  try {
    const input = {...inputs, ...(body === undefined ? {} : {body}), ...(params === undefined ? {} : {params})}
    return renderTemplate(parseTemplate(template), input).text
  } catch (error) {
    assert.ok(error instanceof VtlError, `${template}: ${String(error)}`)
    assert.ok(error.line >= 1 && error.column >= 1, `${template}: ${error.line}:${error.column}`)
    return null
  }
}

const files = readdirSync(here).filter((file) => file.endsWith('.jsonl'))

for (const file of files) {
  const all = readCases(file)
  for (const group of new Set(all.map((given) => given.group))) {
    const cases = all.filter((given) => given.group === group)
    test(`${file}: ${cases.length} cases of ${group} print what Velocity prints`, () => {
      const wrong = cases.filter((given) => outcome(given) !== given.expected)
      assert.deepEqual(
        wrong.map((given) => ({...given, actual: outcome(given)})),
        [],
      )
    })
  }
}

test('the fixtures hold at least 1,600 cases', () => {
  const count = files.map((file) => readCases(file).length).reduce((sum, length) => sum + length, 0)
  assert.ok(count >= 1600, String(count))
})
