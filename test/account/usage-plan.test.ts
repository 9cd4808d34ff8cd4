import assert from 'node:assert/strict'
import {beforeEach, test} from 'vitest'
import type {AccountThing} from '../../src/account/account-noun.js'
import {findAccountThing} from '../../src/account/find-account-thing.js'
import {key} from '../../src/account/key.js'
import {attachCalls, detachCalls, usagePlan} from '../../src/account/usage-plan.js'
import type {PlanLinks} from '../../src/account/usage-plan.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Values} from '../../src/resource/field.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {planeClients} from '../support/plane-clients.js'
import {makeRestApi} from '../support/staged-apis.js'

let clients: Clients

beforeEach(async () => {
  clients = planeClients()
  await makeRestApi(clients, 'pets')
})

type PlanValues = Values<typeof usagePlan.fields>

async function create(name: string, values: PlanValues): Promise<void> {
  const calls = await usagePlan.create(name, values, clients)
  await makeCalls(clients, {names: [name], calls}, {dryRun: false})
}

async function find(name: string): Promise<AccountThing> {
  return findAccountThing(usagePlan, await usagePlan.list(clients), name)
}

async function addKey(name: string): Promise<void> {
  const calls = await key.create(name, {}, clients)
  await makeCalls(clients, {names: [name], calls}, {dryRun: false})
}

test('a plan is made with its stages, its keys and its product code', async () => {
  await addKey('acme')
  const values = {rateLimit: 10, burstLimit: 20, quota: '10000/month', productCode: 'code1', apiStage: ['pets:prod'], key: ['acme']} // prettier-ignore
  await create('basic', values)
  const made = await find('basic')
  const {throttle, quota, productCode} = made.thing
  assert.deepEqual(throttle, {rateLimit: 10, burstLimit: 20})
  assert.deepEqual(quota, {limit: 10_000, offset: 0, period: 'MONTH'})
  assert.equal(productCode, 'code1')
  assert.match(usagePlan.row(made).slice(1).join(' '), /^10 20 10000\/month \w+:prod$/)
  assert.deepEqual(await usagePlan.details?.(clients, made), {keys: ['acme']})
})

const limits = {rateLimit: 10, burstLimit: 20, quota: '10000/month', productCode: 'code1', description: 'small'}
const updates: {name: string; before: PlanValues; values: PlanValues; patches: string[]}[] = [
  {name: 'nothing changes', before: limits, values: limits, patches: []},
  {name: 'one limit of two', before: limits, values: {rateLimit: 50}, patches: ['replace /throttle/rateLimit 50']},
  {name: 'no limits', before: limits, values: {unlimited: true}, patches: ['remove /throttle']},
  {name: 'no limits where there are none', before: {}, values: {unlimited: true}, patches: []},
  {name: 'another period', before: limits, values: {quota: '10000/week'}, patches: ['replace /quota/period WEEK']},
  {name: 'a first quota', before: {}, values: {quota: '5/day'}, patches: ['replace /quota/limit 5', 'replace /quota/period DAY']}, // prettier-ignore
  {name: 'no quota', before: limits, values: {quota: ''}, patches: ['remove /quota']},
  {name: 'another offer', before: limits, values: {productCode: 'code2'}, patches: ['replace /productCode code2']},
  {name: 'no offer', before: limits, values: {productCode: ''}, patches: ['remove /productCode']},
  {name: 'no description', before: limits, values: {description: ''}, patches: ['replace /description']},
]

for (const {name, before, values, patches} of updates) {
  test(`an update of a plan: ${name}`, async () => {
    await create('basic', before)
    const calls = await usagePlan.update(await find('basic'), values, clients)
    assert.deepEqual(calls.flatMap(({input}) => patchWords(input)), patches) // prettier-ignore
    await makeCalls(clients, {names: ['basic'], calls}, {dryRun: false})
    assert.deepEqual(await usagePlan.update(await find('basic'), values, clients), [])
  })
}

function patchWords({patchOperations}: {patchOperations?: unknown}): string[] {
  return (patchOperations as {op: string; path: string; value?: string}[]).map(({op, path, value = ''}) =>
    `${op} ${path} ${value}`.trimEnd(),
  )
}

test('stages and keys are attached once, and detached', async () => {
  await addKey('acme')
  await addKey('initech')
  await create('basic', {key: ['acme']})
  const links: PlanLinks = {apiStage: ['pets:prod'], key: ['acme', 'initech']}
  const calls = await attachCalls(await find('basic'), links, clients)
  assert.deepEqual(calls.map(({operation}) => operation), ['UpdateUsagePlan', 'CreateUsagePlanKey']) // prettier-ignore
  await makeCalls(clients, {names: ['basic'], calls}, {dryRun: false})
  assert.deepEqual(await attachCalls(await find('basic'), links, clients), [])
  const back = await detachCalls(await find('basic'), links, clients)
  await makeCalls(clients, {names: ['basic'], calls: back}, {dryRun: false})
  assert.deepEqual(await usagePlan.details?.(clients, await find('basic')), {keys: []})
  assert.deepEqual(await detachCalls(await find('basic'), links, clients), [])
})

test('a plan that meters a stage is deleted with its links', async () => {
  await create('basic', {apiStage: ['pets:prod']})
  const calls = await usagePlan.remove(await find('basic'), clients)
  await makeCalls(clients, {names: ['basic'], calls}, {dryRun: false})
  assert.deepEqual(await usagePlan.list(clients), [])
})

const refusals: {name: string; values: PlanValues; code: string}[] = [
  {name: 'a stage without an API', values: {apiStage: ['prod']}, code: 'VALUE_INVALID'},
  {name: 'an API that is not there', values: {apiStage: ['pest:prod']}, code: 'API_NOT_FOUND'},
  {name: 'a key that is not there', values: {key: ['acme']}, code: 'NAME_NOT_FOUND'},
]

for (const {name, values, code} of refusals) {
  test(`a plan is not made with ${name}`, () => assert.rejects(usagePlan.create('basic', values, clients), {code}))
}

test('all pages are listed, and a name that two plans have is told by id', async () => {
  const names = Array.from({length: 130}, (_, index) => `plan-${String(index).padStart(3, '0')}`)
  for (const name of [...names, 'plan-000']) await create(name, {})
  const plans = await usagePlan.list(clients)
  assert.equal(plans.length, 131)
  assert.throws(() => findAccountThing(usagePlan, plans, 'plan-000'), {code: 'RESOURCE_AMBIGUOUS'})
  const [first] = plans
  assert.equal(findAccountThing(usagePlan, plans, first?.id ?? ''), first)
})
