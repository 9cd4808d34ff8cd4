import assert from 'node:assert/strict'
import {test} from 'vitest'
import {askMissing} from '../../src/cli/missing-value.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

const strict = {flag: '--name NAME', what: 'The name', question: () => assert.fail('nobody is there')}
const missing = {...strict, fallback: 'pets'}

test('askMissing takes the fallback with --yes', async () => {
  assert.equal(await askMissing(missing, {yes: true, noInput: false, json: false}), 'pets')
})

for (const {why, ...asking} of [
  {noInput: true, json: false, why: 'With --no-input nothing is asked.'},
  {noInput: false, json: true, why: 'With --json nothing is asked.'},
  {noInput: false, json: false, why: 'There is no terminal to ask on.'},
]) {
  test(`askMissing names the flag when nobody can be asked: ${why}`, async () => {
    await assert.rejects(async () => askMissing(missing, {yes: false, ...asking}), {
      code: 'VALUE_MISSING',
      exit: 'usage',
      what: 'The name is missing.',
      why,
      fix: 'Add --name NAME.',
    })
  })
}

test('askMissing does not invent an answer that has no fallback', async () => {
  await assert.rejects(async () => askMissing(strict, {yes: true, noInput: true, json: false}), {code: 'VALUE_MISSING'})
})

test('askMissing throws what there is more to say', async () => {
  const refusal = new ApigwError({code: 'STAGE_AMBIGUOUS', exit: 'usage', what: '', why: '', fix: ''})
  const asking = {yes: false, noInput: false, json: true}
  await assert.rejects(async () => askMissing({...strict, refusal}, asking), {code: 'STAGE_AMBIGUOUS'})
})
