import assert from 'node:assert/strict'
import {chmod, mkdtemp, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import type {Plan} from '../../../src/plan/plan.js'
import {readPlanFile, writePlanFile} from '../../../src/project/deploy/plan-file.js'

const plan: Plan = {
  formatVersion: 1,
  api: {kind: 'rest', name: 'pets'},
  target: {name: 'dev', region: 'us-east-1'},
  changes: [],
  findings: [],
  execution: {way: 'granular', calls: []},
  budget: {granular: {calls: 0, seconds: 0}, import: {impossible: 'no'}},
  liveHash: 'a',
  contentHash: 'b',
}

async function planFile(text?: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'apigw-plan-')), 'plan.json')
  if (text !== undefined) await writeFile(file, text)
  return file
}

test('a plan is read back as it was written', async () => {
  const file = await planFile()
  await writePlanFile(file, plan)
  assert.deepEqual(await readPlanFile(file), plan)
})

test('a plan is for its owner only, also in place of a file that all may read', async () => {
  const file = await planFile('old')
  await chmod(file, 0o644)
  await writePlanFile(file, plan)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
})

const refused = [
  {name: 'no file', text: undefined},
  {name: 'an empty file', text: ''},
  {name: 'something else', text: '[1, 2]'},
  {name: 'a plan of another format', text: JSON.stringify({...plan, formatVersion: 2})},
  {name: 'a plan without calls', text: JSON.stringify({...plan, execution: {way: 'granular'}})},
  {name: 'a plan of nothing', text: JSON.stringify({...plan, api: null})},
]

for (const {name, text} of refused) {
  test(`readPlanFile refuses ${name}`, async () => {
    const file = await planFile(text)
    await assert.rejects(readPlanFile(file), {code: 'PLAN_FILE_INVALID', exit: 'usage'})
  })
}
