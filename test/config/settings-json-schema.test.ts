import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {test} from 'vitest'
import {parse} from 'yaml'
import {settingsJsonSchema} from '../../src/config/settings-json-schema.js'

test('schemas/apigw.schema.json is what the settings say; "npm run gen:schema" writes it', () => {
  const file = new URL('../../schemas/apigw.schema.json', import.meta.url)
  assert.equal(readFileSync(file, 'utf8'), settingsJsonSchema())
})

const cases = [
  {name: 'a small file', text: 'name: x\nstages: {dev: {target: local}}\n', valid: true},
  {name: 'numbers as variables', text: 'name: x\nvariables: {limit: 5, on: true}\n', valid: true},
  {name: 'an account id without quotes', text: 'name: x\nstages: {prod: {accountId: 123456789012}}\n', valid: true},
  {name: 'an unknown setting', text: 'name: x\ntagz: {}\n', valid: false},
  {name: 'a bad target', text: 'name: x\nstages: {dev: {target: cloud}}\n', valid: false},
]

for (const {name, text, valid} of cases) {
  test(`the JSON Schema ${valid ? 'takes' : 'refuses'} ${name}`, () => {
    const validate = new Ajv2020({strict: false, validateFormats: false}).compile(
      JSON.parse(settingsJsonSchema()) as object,
    )
    assert.equal(validate(parse(text)), valid)
  })
}
