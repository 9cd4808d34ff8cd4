import assert from 'node:assert/strict'
import {test} from 'vitest'
import {askMissing} from '../../src/cli/missing-value.js'

const strict = {flag: '--name NAME', what: 'The name', question: () => assert.fail('nobody is there')}
const missing = {...strict, fallback: 'pets'}

test('askMissing takes the fallback with --yes', async () => {
  assert.equal(await askMissing(missing, {yes: true, noInput: false}), 'pets')
})

for (const {noInput, why} of [
  {noInput: true, why: 'With --no-input nothing is asked.'},
  {noInput: false, why: 'There is no terminal to ask on.'},
]) {
  test(`askMissing names the flag when nobody can be asked: ${why}`, async () => {
    await assert.rejects(async () => askMissing(missing, {yes: false, noInput}), {
      code: 'VALUE_MISSING',
      exit: 'usage',
      what: 'The name is missing.',
      why,
      fix: 'Add --name NAME.',
    })
  })
}

test('askMissing does not invent an answer that has no fallback', async () => {
  await assert.rejects(async () => askMissing(strict, {yes: true, noInput: true}), {code: 'VALUE_MISSING'})
})
