import assert from 'node:assert/strict'
import {beforeEach, test} from 'vitest'
import type {AccountThing} from '../../src/account/account-noun.js'
import {checkDomainDns} from '../../src/account/check-domain-dns.js'
import type {DomainCheck} from '../../src/account/check-domain-dns.js'
import {checkDomain} from '../../src/account/check-domain.js'
import type {DomainWish} from '../../src/account/check-domain.js'
import {dnsLookup} from '../../src/account/dns-lookup.js'
import type {DnsLookup} from '../../src/account/dns-lookup.js'
import {dnsTargetOf, domain} from '../../src/account/domain.js'
import {mapCalls, unmapCalls} from '../../src/account/map-domain.js'
import {readApiStage} from '../../src/account/plan-stages.js'
import type {Clients} from '../../src/aws/clients.js'
import type {Call} from '../../src/plan/call.js'
import type {Values} from '../../src/resource/field.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {makeHttpApi, makeRestApi} from '../support/staged-apis.js'
import {planeClients} from '../support/plane-clients.js'

const name = 'api.example.com'

let clients: Clients

beforeEach(async () => {
  clients = planeClients()
  await makeRestApi(clients, 'pets')
  await makeHttpApi(clients, 'orders')
})

async function carryOut(calls: readonly Call[]): Promise<string[]> {
  await makeCalls(clients, {names: [name], calls}, {dryRun: false})
  return calls.map(({operation}) => operation)
}

function certificateIn(region: string): string {
  return `arn:aws:acm:${region}:123456789012:certificate/6a7e9c8b-1111-2222-3333-444455556666`
}

async function add(values: Values<typeof domain.fields>): Promise<AccountThing> {
  await carryOut(await domain.create(name, values, clients))
  return find()
}

async function find(): Promise<AccountThing> {
  const [found] = await domain.list(clients)
  assert.ok(found)
  return found
}

async function map(path: string, to: string): Promise<string[]> {
  const stage = await readApiStage(clients, to)
  return carryOut(await mapCalls(await find(), path, stage, clients))
}

const endpoints = [
  {
    endpointType: 'regional' as const,
    region: 'eu-west-1',
    steps: [['CreateApiMapping'], [], ['UpdateApiMapping'], ['DeleteApiMapping']],
    second: 'orders:prod',
  },
  {
    endpointType: 'edge' as const,
    region: 'us-east-1',
    steps: [['CreateBasePathMapping'], [], ['UpdateBasePathMapping'], ['DeleteBasePathMapping']],
    second: 'pets:dev',
  },
]

for (const {endpointType, region, steps, second} of endpoints) {
  test(`paths of a domain that is ${endpointType} are mapped, moved and taken off`, async () => {
    const made = await add({certificate: certificateIn(region), endpointType})
    assert.equal(domain.row(made)[0], endpointType)
    assert.match(dnsTargetOf(made)?.name ?? '', /amazonaws\.com$|cloudfront\.net$/)
    assert.deepEqual(await map('v1', 'pets:prod'), steps[0])
    assert.deepEqual(await map('v1', 'pets:prod'), steps[1])
    assert.deepEqual(await map('v1', second), steps[2])
    const {mappings, record} = (await domain.details?.(clients, await find())) ?? {}
    assert.match(JSON.stringify(mappings), /^\{"\/v1":"\w+:(prod|dev)"\}$/)
    assert.match(JSON.stringify(record), /^"api\.example\.com\. 300 IN CNAME \S+\."$/)
    assert.deepEqual(await carryOut(await unmapCalls(await find(), 'v1', clients)), steps[3])
    await assert.rejects(unmapCalls(await find(), 'v1', clients), {code: 'NAME_NOT_FOUND'})
    await carryOut(await domain.remove(await find(), clients))
    assert.deepEqual(await domain.list(clients), [])
  })
}

test('settings of a domain change in one call, and a second update finds nothing', async () => {
  const found = await add({certificate: certificateIn('eu-west-1')})
  const values = {truststore: 's3://pki/clients.pem', securityPolicy: 'SecurityPolicy_TLS13_1_2_2021_06'}
  const calls = await domain.update(found, values, clients)
  assert.deepEqual(
    (calls[0]?.input.patchOperations as {path: string}[]).map(({path}) => path),
    ['/mutualTlsAuthentication/truststoreUri', '/securityPolicy', '/endpointAccessMode'],
  )
  await carryOut(calls)
  assert.deepEqual(await domain.update(await find(), values, clients), [])
})

const regional = {certificate: certificateIn('eu-west-1')}
const edge = {certificate: certificateIn('us-east-1'), endpointType: 'edge' as const}
const wishes: {what: string; wish: DomainWish; why?: RegExp}[] = [
  {what: 'a certificate beside the domain', wish: regional},
  {what: 'a certificate of another region', wish: {...regional, certificate: certificateIn('us-east-1')}, why: /in eu-west-1 needs one there/}, // prettier-ignore
  {what: 'a certificate for CloudFront', wish: edge},
  {what: 'an edge domain with a regional certificate', wish: {...edge, certificate: certificateIn('eu-west-1')}, why: /must be in us-east-1/}, // prettier-ignore
  {what: 'mutual TLS', wish: {...regional, truststore: 's3://pki/clients.pem'}},
  {what: 'mutual TLS at the edge', wish: {...edge, truststore: 's3://pki/clients.pem'}, why: /Mutual TLS needs/},
  {what: 'mutual TLS with TLS 1.0', wish: {truststore: 's3://a/b', securityPolicy: 'TLS_1_0'}, why: /Mutual TLS needs/},
  {what: 'a policy of the edge', wish: {...edge, securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE'}},
  {what: 'a policy of the edge elsewhere', wish: {securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE'}, why: /no security policy/}, // prettier-ignore
  {what: 'a policy that nobody knows', wish: {securityPolicy: 'TLS_1_4'}, why: /no security policy/},
]

for (const {what, wish, why} of wishes) {
  test(`${why === undefined ? 'a domain may have' : 'no domain has'} ${what}`, () => {
    const check = () => checkDomain(name, wish, 'eu-west-1')
    if (why === undefined) check()
    else assert.throws(check, {code: 'VALUE_INVALID', why})
  })
}

const names = [
  {word: 'API.Example.com.', kept: 'api.example.com'},
  {word: '*.example.com', kept: '*.example.com'},
  {word: 'https://api.example.com', kept: undefined},
  {word: 'a.*.example.com', kept: undefined},
  {word: `${'a'.repeat(64)}.example.com`, kept: undefined},
  {word: 'localhost', kept: undefined},
]

for (const {word, kept} of names) {
  test(`${word} is ${kept ?? 'no domain'}`, () => {
    if (kept === undefined) assert.throws(() => domain.toName?.(word), {code: 'NAME_INVALID'})
    else assert.equal(domain.toName?.(word), kept)
  })
}

const target = {name: 'd-abc.execute-api.eu-west-1.amazonaws.com', hostedZoneId: 'Z1'}

/** DNS as a table of names. */
function zone(aliases: Record<string, string[]>, addresses: Record<string, string[]>): DnsLookup {
  return {
    aliases: (asked) => Promise.resolve(aliases[asked] ?? []),
    addresses: (asked) => Promise.resolve(addresses[asked] ?? []),
  }
}

const lookups: {what: string; lookup: DnsLookup; dns: DomainCheck['dns']}[] = [
  {what: 'an alias of the target', lookup: zone({[name]: [`${target.name.toUpperCase()}.`]}, {}), dns: 'leads-there'},
  {what: 'addresses of the target', lookup: zone({}, {[name]: ['192.0.2.1'], [target.name]: ['192.0.2.2', '192.0.2.1']}), dns: 'leads-there'}, // prettier-ignore
  {what: 'other addresses', lookup: zone({}, {[name]: ['192.0.2.9'], [target.name]: ['192.0.2.1']}), dns: 'leads-elsewhere'}, // prettier-ignore
  {what: 'nothing', lookup: zone({}, {}), dns: 'no-record'},
  // Port 1 of this machine: nobody answers there.
  {what: 'no answer', lookup: dnsLookup('127.0.0.1:1'), dns: 'unknown'},
]

for (const {what, lookup, dns} of lookups) {
  test(`a domain of which DNS knows ${what}: ${dns}`, async () => {
    const checked = await checkDomainDns({name, status: 'AVAILABLE', target}, lookup)
    assert.equal(checked.dns, dns, checked.found)
    assert.equal(checked.record, `api.example.com. 300 IN CNAME ${target.name}.`)
    const [, batch = ''] = /--change-batch '(.*)'$/.exec(checked.route53 ?? '') ?? []
    const {Changes} = JSON.parse(batch) as {Changes: {ResourceRecordSet: {Type: string; AliasTarget: object}}[]}
    assert.deepEqual(Changes.map(({ResourceRecordSet: {Type}}) => Type), ['A', 'AAAA']) // prettier-ignore
  })
}

test('a private domain has no record, and a wildcard is asked for by a name below it', async () => {
  const checked = await checkDomainDns({name, status: '', target: undefined}, zone({}, {}))
  assert.deepEqual([checked.dns, checked.record], ['unknown', undefined])
  const wild = zone({'apigw-check.example.com': [target.name]}, {})
  assert.equal((await checkDomainDns({name: '*.example.com', status: '', target}, wild)).dns, 'leads-there')
})
