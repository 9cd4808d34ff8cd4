import assert from 'node:assert/strict'
import {test} from 'vitest'
import {findDomain, routeDomain} from '../../src/gateway/domain-route.js'
import type {DomainNameRecord} from '../../src/gateway/store/rest-account-records.js'
import {Store} from '../../src/gateway/store/store.js'
import type {RoutingRuleRecord} from '../../src/gateway/store/v2-records.js'

const domain: DomainNameRecord = {
  accountId: '000000000000',
  region: 'eu-west-1',
  domainName: 'api.example.com',
  domainNameArn: 'arn',
  domainNameStatus: 'AVAILABLE',
  endpointConfiguration: {types: ['REGIONAL']},
  routingMode: 'BASE_PATH_MAPPING_ONLY',
  securityPolicy: 'TLS_1_2',
}

const mappings = [
  {apiMappingId: '1', apiMappingKey: '', apiId: 'root', stage: 'prod'},
  {apiMappingId: '2', apiMappingKey: 'v1', apiId: 'one', stage: 'prod'},
  {apiMappingId: '3', apiMappingKey: 'v1/pets', apiId: 'pets', stage: '$default'},
  {apiMappingId: '4', apiMappingKey: 'open', apiId: 'open'},
]

function rule(priority: number, changes: Partial<RoutingRuleRecord>): RoutingRuleRecord {
  const routingRuleId = String(priority)
  const actions = [{invokeApi: {apiId: `rule${priority}`, stage: 'prod'}}]
  return {routingRuleId, routingRuleArn: 'arn', priority, conditions: [], actions, ...changes}
}

const rules = [
  rule(30, {conditions: []}),
  rule(10, {conditions: [{matchHeaders: {anyOf: [{header: 'X-Beta', valueGlob: 'yes*'}]}}]}),
  rule(20, {
    conditions: [{matchBasePaths: {anyOf: ['v1', 'v1/pets']}}],
    actions: [{invokeApi: {apiId: 'rule20', stage: 'prod', stripBasePath: true}}],
  }),
]

function newStore(record: DomainNameRecord, withRules: readonly RoutingRuleRecord[] = rules): Store {
  const store = Store.open()
  store.transaction(() => {
    store.put('domainName', [record.domainName], record)
    for (const mapping of mappings) store.put('apiMapping', [record.domainName, mapping.apiMappingKey], mapping)
    for (const entry of withRules) store.put('routingRule', [record.domainName, entry.routingRuleId], entry)
  })
  return store
}

const cases = [
  {name: 'the empty mapping', target: '/pets?x=1', route: 'root prod  /pets?x=1'},
  {name: 'the root itself', target: '/', route: 'root prod  /'},
  {name: 'a mapping key is stripped', target: '/v1/dogs', route: 'one prod /v1 /dogs'},
  {name: 'a mapping key alone', target: '/v1?x=1', route: 'one prod /v1 /?x=1'},
  {name: 'the longest key by whole segments', target: '/v1/pets/7', route: 'pets $default /v1/pets /7'},
  {name: 'a key is no prefix of a longer segment', target: '/v1x/pets', route: 'root prod  /v1x/pets'},
  {name: 'keys are case-sensitive', target: '/V1/dogs', route: 'root prod  /V1/dogs'},
  {name: 'without a stage the caller names it', target: '/open/dev/x', route: 'open - /open /dev/x'},
  {
    name: 'rules only: a header',
    mode: 'ROUTING_RULE_ONLY',
    target: '/v1',
    headers: {'x-beta': 'yes please'},
    route: 'rule10 prod  /v1',
  },
  {
    name: 'rules only: a base path, stripped',
    mode: 'ROUTING_RULE_ONLY',
    target: '/v1/pets/7',
    route: 'rule20 prod /v1/pets /7',
  },
  {
    name: 'rules only: the rule without conditions',
    mode: 'ROUTING_RULE_ONLY',
    target: '/v2',
    route: 'rule30 prod  /v2',
  },
  {name: 'rules first', mode: 'ROUTING_RULE_THEN_BASE_PATH_MAPPING', target: '/v2', route: 'rule30 prod  /v2'},
  {
    name: 'then mappings',
    mode: 'ROUTING_RULE_THEN_BASE_PATH_MAPPING',
    target: '/v2',
    rules: [],
    route: 'root prod  /v2',
  },
  {name: 'rules only, and none', mode: 'ROUTING_RULE_ONLY', target: '/v2', rules: [], route: undefined},
]

for (const {name, mode, target, headers = {}, rules: own, route} of cases) {
  test(`routeDomain: ${name}`, () => {
    const record = {...domain, routingMode: mode ?? domain.routingMode}
    const header = (wanted: string): string[] =>
      Object.entries(headers).flatMap(([key, value]) => (key === wanted.toLowerCase() ? [String(value)] : []))
    const found = routeDomain(newStore(record, own), record, {target, header})
    assert.equal(found && `${found.apiId} ${found.stage ?? '-'} ${found.mappedPath} ${found.target}`, route)
  })
}

test('findDomain: the name itself before the wildcard', () => {
  const store = newStore(domain)
  const wildcard = {...domain, domainName: '*.example.com'}
  store.transaction(() => store.put('domainName', ['*.example.com'], wildcard))
  assert.deepEqual(
    ['api.example.com', 'www.example.com', 'example.com', 'a.b.example.com'].map(
      (host) => findDomain(store, host)?.domainName,
    ),
    ['api.example.com', '*.example.com', undefined, undefined],
  )
})
