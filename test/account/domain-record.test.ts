import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {domain} from '../../src/account/domain.js'
import type {AccountThing} from '../../src/account/account-noun.js'
import {recordCall} from '../../src/account/domain-record.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Call} from '../../src/plan/call.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {planeClients} from '../support/plane-clients.js'
import {startRoute53} from '../support/route53-stand-in.js'
import type {Route53StandIn, StandInZone} from '../support/route53-stand-in.js'
import {makeRestApi} from '../support/staged-apis.js'

const name = 'api.shop.example.com'
const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/6a7e9c8b-1111-2222-3333-444455556666'
const target = {name: 'd-1.execute-api.eu-west-1.amazonaws.com', hostedZoneId: 'ZLY8HYME6SFDD'}
const zones: StandInZone[] = [
  {id: 'Z1COM', name: 'example.com'},
  {id: 'Z2SHOP', name: 'shop.example.com'},
  {id: 'Z3SHOP', name: 'shop.example.com', isPrivate: true},
  {id: 'Z4ORG', name: 'example.org'},
  {id: 'Z5ORG', name: 'example.org'},
]

let route53: Route53StandIn

afterEach(() => route53.close())

async function opened(): Promise<Clients> {
  const secrets: Record<string, string> = {}
  route53 = await startRoute53(zones, secrets)
  const clients = planeClients({route53Endpoint: route53.url})
  const {accessKeyId, secretAccessKey} = await (await clients.rest()).config.credentials()
  secrets[accessKeyId] = secretAccessKey
  return clients
}

async function carryOut(clients: Clients, calls: readonly Call[]): Promise<void> {
  const {ids = {}} = await makeCalls(clients, {names: [name], calls}, {dryRun: false})
  assert.deepEqual(ids, {})
}

async function found(clients: Clients): Promise<AccountThing> {
  const [only] = await domain.list(clients)
  assert.ok(only)
  return only
}

test('a domain is made, mapped and led to by Route 53, in one go', async () => {
  const clients = await opened()
  await makeRestApi(clients, 'pets')
  const calls = await domain.create(name, {certificate, map: {'/v1/': 'pets:prod', '/': 'pets:dev'}, route53: 'auto'}, clients) // prettier-ignore
  assert.deepEqual(calls.map(({operation}) => operation), ['CreateDomainName', 'CreateApiMapping', 'CreateApiMapping', 'ChangeResourceRecordSets']) // prettier-ignore
  await carryOut(clients, calls)
  const made = await found(clients)
  const {mappings} = (await domain.details?.(clients, made)) ?? {}
  assert.deepEqual(Object.keys(mappings ?? {}).sort(), ['/', '/v1'])
  const {dnsTarget} = made.thing as {dnsTarget: {name: string; hostedZoneId: string}}
  const change = (type: string) =>
    `<Change><Action>CREATE</Action><ResourceRecordSet><Name>${name}</Name><Type>${type}</Type><AliasTarget><HostedZoneId>${dnsTarget.hostedZoneId}</HostedZoneId><DNSName>${dnsTarget.name}</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet></Change>`
  assert.deepEqual(route53.asked, [
    `/2013-04-01/hostedzonesbyname?dnsname=${name}&maxitems=100`,
    '/2013-04-01/hostedzonesbyname?dnsname=shop.example.com&maxitems=100',
    `<?xml version="1.0" encoding="UTF-8"?><ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes>${change('A')}${change('AAAA')}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`,
  ])
  assert.deepEqual(new Set(route53.signed.map(({region, service}) => `${region} ${service}`)), new Set(['us-east-1 route53'])) // prettier-ignore
})

test('what a record leads to already is only moved when that is asked for', async () => {
  const clients = await opened()
  await carryOut(clients, await domain.create(name, {certificate, route53: 'Z2SHOP'}, clients))
  const {input, ...again} = await recordCall(clients, name, {zone: '/hostedzone/Z2SHOP', target})
  const created = JSON.parse(JSON.stringify(input).replaceAll('UPSERT', 'CREATE')) as Call['input']
  await assert.rejects(carryOut(clients, [{...again, input: created}]), {
    code: 'AWS_BAD_REQUEST',
    why: `[Tried to create resource record set [name='${name}.', type='A'] but it already exists].`,
  })
  const update = await domain.update(await found(clients), {route53: 'auto'}, clients)
  assert.deepEqual(update.map(({operation}) => operation), ['ChangeResourceRecordSets']) // prettier-ignore
  await carryOut(clients, update)
  assert.match(route53.asked.at(-1) ?? '', /UPSERT.*<DNSName>d-/)
})

const refusals = [
  {what: 'no zone has its name', domainName: 'api.example.net', code: 'ZONE_NOT_FOUND'},
  {what: 'two zones have its name', domainName: '*.example.org', code: 'ZONE_AMBIGUOUS'},
]

for (const {what, domainName, code} of refusals) {
  test(`no zone is chosen where ${what}`, async () => {
    const clients = await opened()
    await assert.rejects(recordCall(clients, domainName, {zone: 'auto', target}), {code})
  })
}

test('a zone that is not there is told in the words of Route 53', async () => {
  const clients = await opened()
  const call = await recordCall(clients, name, {zone: 'Z9', target})
  await assert.rejects(carryOut(clients, [call]), {code: 'AWS_NOT_FOUND', why: 'No hosted zone found with ID: Z9.'})
})

test('a wrong secret is refused, and beside another API Gateway than AWS no Route 53 of AWS is asked', async () => {
  route53 = await startRoute53(zones, {})
  const call = await recordCall(planeClients(), name, {zone: 'Z2SHOP', target})
  await assert.rejects(carryOut(planeClients({route53Endpoint: route53.url}), [call]), {code: /^AWS_(ACCESS_DENIED|CREDENTIALS\w*)$/}) // prettier-ignore
  await assert.rejects(carryOut(planeClients(), [call]), {code: 'ROUTE53_ELSEWHERE'})
  await assert.rejects(recordCall(planeClients(), name, {zone: 'auto', target}), {code: 'ROUTE53_ELSEWHERE'})
  assert.deepEqual(route53.asked, [])
})
