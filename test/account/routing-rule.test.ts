import assert from 'node:assert/strict'
import {CreateDomainNameCommand} from '@aws-sdk/client-api-gateway'
import {beforeEach, test} from 'vitest'
import type {AccountThing} from '../../src/account/account-noun.js'
import {domain} from '../../src/account/domain.js'
import {createRuleCalls, deleteRuleCalls, ruleDomain, updateRuleCalls} from '../../src/account/routing-rule.js'
import type {Clients} from '../../src/aws/clients.js'
import {readRoutingRules} from '../../src/aws/read/routing-rules.js'
import type {RoutingRule} from '../../src/aws/read/routing-rules.js'
import type {Call} from '../../src/plan/call.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {readRuleWish} from '../../src/resource-command/rule-words.js'
import {makeRestApi} from '../support/staged-apis.js'
import {planeClients} from '../support/plane-clients.js'

let clients: Clients

beforeEach(async () => {
  clients = planeClients()
  await makeRestApi(clients, 'pets')
  const regionalCertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b-1111-2222-3333-444455556666'
  const input = {domainName: 'api.example.com', regionalCertificateArn, endpointConfiguration: {types: ['REGIONAL' as const]}} // prettier-ignore
  await (await clients.rest()).send(new CreateDomainNameCommand(input))
})

async function find(): Promise<{found: AccountThing; rules: RoutingRule[]}> {
  const [found = assert.fail()] = await domain.list(clients)
  return {found, rules: await readRoutingRules(clients, ruleDomain(found))}
}

async function carryOut(calls: readonly Call[]): Promise<string> {
  await makeCalls(clients, {names: [], calls}, {dryRun: false})
  return calls.map(({operation}) => operation).join(' ')
}

type Words = Parameters<typeof readRuleWish>[0]

async function create(priority: number, words: Words & {to: string}): Promise<string> {
  const {found, rules} = await find()
  const {to = assert.fail(), ...wish} = await readRuleWish(words, clients)
  return carryOut(createRuleCalls(found, rules, priority, {...wish, to}))
}

async function update(priority: number, words: Words): Promise<string> {
  const {found, rules} = await find()
  return carryOut(updateRuleCalls(found, rules, priority, await readRuleWish(words, clients)))
}

test('rules are made in the order of their priorities, changed and deleted', async () => {
  const beta = {to: 'pets:dev', header: ['X-Version=beta*', 'X-User=ann'], path: '/v1/'}
  assert.equal(await create(20, {to: 'pets:prod'}), 'UpdateDomainName CreateRoutingRule')
  assert.equal(await create(10, beta), 'CreateRoutingRule')
  const shown = (await find()).rules.map(({priority, headers, basePath, stage, stripBasePath}) => ({priority, headers, basePath, stage, stripBasePath})) // prettier-ignore
  assert.deepEqual(shown, [
    {priority: 10, headers: [{name: 'X-Version', value: 'beta*'}, {name: 'X-User', value: 'ann'}], basePath: 'v1', stage: 'dev', stripBasePath: false}, // prettier-ignore
    {priority: 20, headers: [], basePath: undefined, stage: 'prod', stripBasePath: false},
  ])
  assert.equal(await update(10, {to: 'pets:dev', path: 'v1'}), '')
  assert.equal(await update(10, {to: 'pets:prod', header: [''], path: 'v2', 'strip-path': true}), 'PutRoutingRule')
  const [first = assert.fail()] = (await find()).rules
  assert.deepEqual([first.headers, first.basePath, first.stage, first.stripBasePath], [[], 'v2', 'prod', true])
  const {found, rules} = await find()
  assert.equal(await carryOut(deleteRuleCalls(found, rules, 10)), 'DeleteRoutingRule')
  assert.deepEqual((await find()).rules.map(({priority}) => priority), [20]) // prettier-ignore
})

test('what is taken, not there or not written well is refused', async () => {
  await create(1, {to: 'pets:prod'})
  await assert.rejects(create(1, {to: 'pets:dev'}), {code: 'RESOURCE_EXISTS'})
  await assert.rejects(update(2, {path: 'v1'}), {code: 'NAME_NOT_FOUND', why: 'It has those of 1.'})
  await assert.rejects(create(3, {to: 'pets:dev', header: ['X-Version']}), {code: 'VALUE_INVALID'})
  await assert.rejects(create(3, {to: 'pets:dev', header: ['Authorization=x']}), {code: 'AWS_BAD_REQUEST'})
})

test('two conditions on one header stay two, also when something else of the rule changes', async () => {
  const header = ['X-Version=beta*', 'X-Version=*-eu']
  await create(1, {to: 'pets:dev', header})
  assert.equal(await update(1, {header}), '')
  assert.equal(await update(1, {to: 'pets:prod'}), 'PutRoutingRule')
  const [rule = assert.fail()] = (await find()).rules
  assert.deepEqual([rule.stage, rule.headers.map(({name, value}) => `${name}=${value}`)], ['prod', header])
})
