import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {explanations} from '../../../src/errors/explanations/all.js'
import {gatewayAnswers} from '../../../src/errors/explanations/gateway-response.js'
import {gatewayResponseTypes, ownStatusCode} from '../../../src/model/gateway-response-types.js'

const source = join(import.meta.dirname, '../../../src')

/** Codes as the sources write them: `code: 'X'`, and those that a condition picks. */
function codesOfSources(): string[] {
  const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'))
  const texts = files
    .filter((file) => !file.includes('explanations'))
    .map((file) => readFileSync(join(source, file), 'utf8'))
  const written = texts.flatMap((text) =>
    [...text.matchAll(/\bcode: '([A-Z][A-Z\d_]+)'/g)].map(([, code]) => code ?? ''),
  )
  const picked = texts.flatMap((text) =>
    [...text.matchAll(/'((?:SPEC|SETTINGS)_[A-Z\d_]+)'/g)].map(([, code]) => code ?? ''),
  )
  return [...new Set([...written, ...picked])].sort()
}

test('every code that the sources use is explained, and no other', () => {
  assert.deepEqual(Object.keys(explanations).sort(), codesOfSources())
})

test('an explanation is a sentence and has what to do', () => {
  for (const [code, {means, steps}] of Object.entries(explanations)) {
    assert.match(means, /^[^ ].*\.$/, code)
    assert.ok(steps.length > 0 || code === 'INTERRUPTED', code)
  }
})

test('every gateway response is explained with the status that the gateway answers', () => {
  assert.deepEqual(Object.keys(gatewayAnswers).sort(), gatewayResponseTypes)
  for (const [type, {status}] of Object.entries(gatewayAnswers)) {
    assert.ok([undefined, String(status)].includes(ownStatusCode(type)), type)
  }
})
