import assert from 'node:assert/strict'
import {beforeEach, test} from 'vitest'
import type {AccountThing} from '../../src/account/account-noun.js'
import {findAccountThing} from '../../src/account/find-account-thing.js'
import {importCall, importedKeys} from '../../src/account/import-keys.js'
import {disableCall, expiredKeys, key, replacesTag, revokeAfterTag} from '../../src/account/key.js'
import {rotateCalls} from '../../src/account/rotate-key.js'
import {usagePlan} from '../../src/account/usage-plan.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Call} from '../../src/plan/call.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import type {MadeCalls} from '../../src/project/edit/make-calls.js'
import {planeClients} from '../support/plane-clients.js'

const value = 'a-value-that-nobody-may-see'
const untilMs = Date.parse('2026-12-01T08:00:00Z')

let clients: Clients

beforeEach(async () => {
  clients = planeClients()
  await carryOut(await usagePlan.create('basic', {}, clients))
  await carryOut(await usagePlan.create('gold', {}, clients))
})

function carryOut(calls: readonly Call[]): Promise<MadeCalls> {
  return makeCalls(clients, {names: ['acme'], calls}, {dryRun: false})
}

async function find(name: string): Promise<AccountThing> {
  return findAccountThing(key, await key.list(clients), name)
}

async function plansOf(name: string): Promise<unknown> {
  return (await key.details?.(clients, await find(name)))?.usagePlans
}

async function makeAcme(): Promise<MadeCalls> {
  return carryOut(await key.create('acme', {description: 'ACME', value, plan: ['basic', 'gold']}, clients))
}

test('a key is made with its plans, and its value is told to nobody but who asks', async () => {
  const made = await makeAcme()
  assert.ok(!JSON.stringify(made).includes(value))
  assert.equal(made.calls[0]?.input.value, '***')
  assert.deepEqual(await plansOf('acme'), ['basic', 'gold'])
  const found = await find('acme')
  assert.ok(!JSON.stringify([found, await key.details?.(clients, found)]).includes(value))
  assert.deepEqual(await key.secret?.read(clients, found.id), {value})
  assert.deepEqual(made.ids, {acme: found.id})
})

test('a key is disabled and enabled', async () => {
  await makeAcme()
  await carryOut([disableCall(await find('acme'))])
  assert.equal((await find('acme')).thing.enabled, false)
  assert.deepEqual(await key.update(await find('acme'), {enabled: false}, clients), [])
  await carryOut(await key.update(await find('acme'), {enabled: true, description: ''}, clients))
  const {enabled, description} = (await find('acme')).thing
  assert.deepEqual([enabled, description ?? ''], [true, ''])
})

test('a rotation makes a second key in the same plans and marks the first', async () => {
  await makeAcme()
  const old = await find('acme')
  const {calls, predecessor} = await rotateCalls(old, clients, untilMs)
  await carryOut(calls)
  assert.equal(predecessor, 'acme until 2026-12-01')
  const [fresh, before] = [await find('acme'), await find(predecessor)]
  assert.equal(before.id, old.id)
  assert.deepEqual(fresh.thing.tags, {[replacesTag]: old.id})
  assert.deepEqual(before.thing.tags, {[revokeAfterTag]: '2026-12-01T08:00:00Z'})
  assert.deepEqual(await plansOf('acme'), ['basic', 'gold'])
  assert.deepEqual(await plansOf(predecessor), ['basic', 'gold'])
  assert.notDeepEqual(await key.secret?.read(clients, fresh.id), {value})

  const keys = await key.list(clients)
  assert.deepEqual(expiredKeys(keys, untilMs - 1, true), [])
  assert.deepEqual(expiredKeys(keys, untilMs, false), [before])
  await carryOut([disableCall(before)])
  assert.deepEqual(expiredKeys(await key.list(clients), untilMs, false), [])
})

test('the tag of a project goes to the new key alone', async () => {
  await makeAcme()
  const old = await find('acme')
  const tagged = {...old, thing: {...old.thing, tags: {'apigw:project': 'pets', team: 'shop'}}}
  const {calls} = await rotateCalls(tagged, clients, untilMs)
  assert.deepEqual(calls[0]?.input.tags, {'apigw:project': 'pets', team: 'shop', [replacesTag]: old.id})
  assert.deepEqual(calls.find(({operation}) => operation === 'UntagResource')?.input.tagKeys, ['apigw:project'])
})

for (const made of [1, 2, 3, 4]) {
  test(`a rotation that broke off after ${made} calls is gone on with, by the id of the old key`, async () => {
    await makeAcme()
    const old = await find('acme')
    const {calls} = await rotateCalls(old, clients, untilMs)
    await carryOut(calls.slice(0, made))
    await carryOut((await rotateCalls(await find(old.id), clients, untilMs)).calls)
    const names = (await key.list(clients)).map(({name}) => name)
    assert.deepEqual(names, ['acme', 'acme until 2026-12-01'])
    assert.deepEqual(await plansOf('acme'), ['basic', 'gold'])
  })
}

const imports = [
  {name: 'good rows', strict: false, rows: `acme,${value}-1\ninitech,${value}-2`, ids: 2, warnings: 0},
  {name: 'a bad row beside a good one', strict: false, rows: `acme,${value}-1\ninitech,short`, ids: 1, warnings: 1},
]

for (const {name, strict, rows, ids, warnings} of imports) {
  test(`an import of ${name}`, async () => {
    const call = importCall(`Name,Key\n${rows}\n`, {format: 'csv', strict})
    let answer: {ids?: string[]; warnings?: string[]} = {}
    const onAnswer = (_operation: string, given: object) => {
      answer = given
    }
    const made = await makeCalls(clients, {names: ['keys.csv'], calls: [call]}, {dryRun: false, onAnswer})
    assert.ok(!JSON.stringify(made).includes(value))
    assert.deepEqual([answer.ids?.length, answer.warnings?.length ?? 0], [ids, warnings])
  })
}

test('a strict import fails on a bad row', async () => {
  const call = importCall('Name,Key\nacme,short\n', {format: 'csv', strict: true})
  await assert.rejects(carryOut([call]), {code: 'AWS_BAD_REQUEST', why: /Warnings found during import/})
})

test('keys of repeated rows count once', () => {
  const answer = {ids: ['a', 'b', 'a'], warnings: ['row 4']}
  assert.deepEqual(importedKeys(answer), {keyIds: ['a', 'b'], importWarnings: ['row 4']})
  assert.deepEqual(importedKeys({}), {keyIds: [], importWarnings: []})
})
