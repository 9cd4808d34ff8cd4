import assert from 'node:assert/strict'
import {CreateApiKeyCommand, CreateDomainNameCommand, CreateUsagePlanCommand, CreateVpcLinkCommand, GenerateClientCertificateCommand} from '@aws-sdk/client-api-gateway' // prettier-ignore
import {CreateVpcLinkCommand as CreateV2VpcLinkCommand} from '@aws-sdk/client-apigatewayv2'
import {beforeAll, test} from 'vitest'
import {removeTagCalls, setTagCalls} from '../../src/account/tag.js'
import type {Tagged, TagKind} from '../../src/account/tag.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Call} from '../../src/plan/call.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {chooseTagged} from '../../src/resource-command/choose-tagged.js'
import {makeHttpApi, makeRestApi} from '../support/staged-apis.js'
import {planeClients} from '../support/plane-clients.js'

const domainName = 'api.example.com'
const loadBalancer = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shop/50dc6c495c0c9188'
let clients: Clients

beforeAll(async () => {
  clients = planeClients()
  await makeRestApi(clients, 'pets')
  await makeHttpApi(clients, 'orders')
  const [rest, http] = [await clients.rest(), await clients.http()]
  const regionalCertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b-1111-2222-3333-444455556666'
  await rest.send(new CreateDomainNameCommand({domainName, regionalCertificateArn, endpointConfiguration: {types: ['REGIONAL']}})) // prettier-ignore
  await rest.send(new CreateUsagePlanCommand({name: 'basic'}))
  await rest.send(new CreateApiKeyCommand({name: 'acme', tags: {'apigw:project': 'shop'}}))
  await rest.send(new CreateVpcLinkCommand({name: 'old', targetArns: [loadBalancer]}))
  await rest.send(new GenerateClientCertificateCommand({description: 'backend'}))
  await http.send(new CreateV2VpcLinkCommand({Name: 'new', SubnetIds: ['subnet-1']}))
})

function find(kind: TagKind | undefined, word: string | undefined): Promise<Tagged> {
  const refuse = () => Promise.reject(new Error('nobody to ask'))
  return chooseTagged(kind, word, {
    choice: {clients, project: undefined, askWhich: refuse, askStage: refuse},
    ask: refuse,
  })
}

async function carryOut(calls: readonly Call[]): Promise<string> {
  await makeCalls(clients, {names: [], calls}, {dryRun: false})
  return calls.map(({service, operation}) => `${service} ${operation}`).join(' ')
}

const things = [
  {kind: 'api', word: 'pets', service: 'rest'},
  {kind: 'api', word: 'orders', service: 'http'},
  {kind: 'stage', word: 'pets:prod', service: 'rest'},
  {kind: 'stage', word: 'orders:prod', service: 'http'},
  {kind: 'domain', word: domainName, service: 'rest'},
  {kind: 'usage-plan', word: 'basic', service: 'rest'},
  {kind: 'vpc-link', word: 'old', service: 'rest'},
  {kind: 'vpc-link', word: 'new', service: 'http'},
  {kind: 'client-cert', word: 'backend', service: 'rest'},
] as const

const free = {withProjectTag: false}

for (const {kind, word, service} of things) {
  test(`tags of the ${kind} ${word} are set, kept and taken away`, async () => {
    assert.equal(await carryOut(setTagCalls(await find(kind, word), {team: 'store', tier: '1'}, free)), `${service} TagResource`) // prettier-ignore
    assert.deepEqual((await find(kind, word)).tags, {team: 'store', tier: '1'})
    assert.equal(await carryOut(setTagCalls(await find(kind, word), {team: 'store'}, free)), '')
    assert.equal(await carryOut(removeTagCalls(await find(kind, word), ['tier', 'tier'], free)), `${service} UntagResource`) // prettier-ignore
    assert.deepEqual((await find(kind, word)).tags, {team: 'store'})
  })
}

test('the tag of the project is left alone unless a flag says otherwise', async () => {
  const key = await find('key', 'acme')
  assert.throws(() => removeTagCalls(key, ['apigw:project'], free), {code: 'TAG_PROTECTED'})
  assert.throws(() => setTagCalls(key, {'apigw:project': 'mine'}, free), {code: 'TAG_PROTECTED'})
  assert.deepEqual(setTagCalls(key, {'apigw:project': 'shop'}, free), [])
  assert.equal(await carryOut(removeTagCalls(key, ['apigw:project'], {withProjectTag: true})), 'rest UntagResource')
  assert.deepEqual((await find('key', 'acme')).tags, {})
})

test('what is not there is told, with what is near', async () => {
  await carryOut(setTagCalls(await find('api', 'pets'), {team: 'store'}, free))
  const pets = await find('api', 'pets')
  assert.throws(() => removeTagCalls(pets, ['tema'], free), {code: 'NAME_NOT_FOUND', fix: 'Did you mean "team"?'})
  await assert.rejects(find('stage', 'pets:prd'), {code: 'STAGE_NOT_FOUND', fix: 'Did you mean "prod"?'})
  await assert.rejects(find(undefined, undefined), /nobody to ask/)
})
