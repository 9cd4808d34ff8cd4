import assert from 'node:assert/strict'
import {beforeEach, test} from 'vitest'
import type {AccountFields, AccountNoun, AccountThing} from '../../src/account/account-noun.js'
import {clientCertificate} from '../../src/account/client-certificate.js'
import {loggingRoleCalls} from '../../src/account/logging-role.js'
import {vpcLink} from '../../src/account/vpc-link.js'
import {readAccount} from '../../src/aws/read/account.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Call} from '../../src/plan/call.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {planeClients} from '../support/plane-clients.js'

const loadBalancer = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/shop/50dc6c495c0c9188'
const role = 'arn:aws:iam::123456789012:role/apigateway-logs'

let clients: Clients

beforeEach(() => {
  clients = planeClients()
})

async function carryOut(calls: readonly Call[]): Promise<string> {
  await makeCalls(clients, {names: ['shop'], calls}, {dryRun: false})
  return calls.map(({service, operation}) => `${service} ${operation}`).join(' ')
}

async function only<Fields extends AccountFields>(noun: AccountNoun<Fields>): Promise<AccountThing> {
  const [found] = await noun.list(clients)
  assert.ok(found)
  return found
}

const links = [
  {service: 'rest', values: {targetArn: loadBalancer}, row: ['1', 'AVAILABLE', loadBalancer]},
  {service: 'http', values: {subnet: ['subnet-1', 'subnet-2']}, row: ['2', 'AVAILABLE', 'subnet-1 subnet-2']},
]

for (const {service, values, row} of links) {
  test(`a VPC link of ${service} APIs is made, renamed and deleted`, async () => {
    assert.equal(await carryOut(await vpcLink.create('shop', values, clients)), `${service} CreateVpcLink`)
    assert.deepEqual(vpcLink.row(await only(vpcLink)).slice(1), row)
    assert.deepEqual(await vpcLink.update(await only(vpcLink), {newName: 'shop'}, clients), [])
    const renamed = await vpcLink.update(await only(vpcLink), {newName: 'store'}, clients)
    assert.equal(await carryOut(renamed), `${service} UpdateVpcLink`)
    assert.equal((await only(vpcLink)).name, 'store')
    assert.equal(await carryOut(await vpcLink.remove(await only(vpcLink), clients)), `${service} DeleteVpcLink`)
  })
}

const wrongLinks = [
  {name: 'both', values: {targetArn: loadBalancer, subnet: ['subnet-1']}},
  {name: 'neither', values: {}},
]

for (const {name, values} of wrongLinks) {
  test(`a VPC link that leads to ${name} is refused`, async () => {
    const made = async () => vpcLink.create('shop', values, clients)
    await assert.rejects(made, {code: 'VALUE_INVALID'})
  })
}

test('a client certificate is made, found by its description, and deleted', async () => {
  assert.equal(await carryOut(await clientCertificate.create('2026', {}, clients)), 'rest GenerateClientCertificate')
  const made = await only(clientCertificate)
  assert.equal(made.name, '2026')
  assert.match(JSON.stringify(made.thing.pem), /BEGIN CERTIFICATE/)
  assert.deepEqual(await clientCertificate.update(made, {description: '2026'}, clients), [])
  await carryOut(await clientCertificate.update(made, {description: 'old'}, clients))
  const renamed = await only(clientCertificate)
  assert.deepEqual([renamed.id, renamed.name], [made.id, 'old'])
  await carryOut(await clientCertificate.remove(renamed, clients))
  assert.deepEqual(await clientCertificate.list(clients), [])
})

test('the role for logs is set once and taken away', async () => {
  const before = await readAccount(clients)
  assert.equal(before.loggingRoleArn, undefined)
  await carryOut(loggingRoleCalls(before.loggingRoleArn, role))
  assert.equal((await readAccount(clients)).loggingRoleArn, role)
  assert.deepEqual(loggingRoleCalls(role, role), [])
  await carryOut(loggingRoleCalls(role, ''))
  assert.equal((await readAccount(clients)).loggingRoleArn, undefined)
  assert.throws(() => loggingRoleCalls(undefined, 'apigateway-logs'), {code: 'VALUE_INVALID'})
})
