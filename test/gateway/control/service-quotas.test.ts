import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../src/gateway/control/operation.js'
import {ServiceError} from '../../../src/gateway/control/service-error.js'
import {withinQuotas} from '../../../src/gateway/control/service-quotas.js'
import {Store} from '../../../src/gateway/store/store.js'

const scope = {accountId: '123456789012', region: 'eu-west-1'}
const owner = ['123456789012', 'eu-west-1']

type Put = (store: Store, index: number) => void

/** Records are only counted: what else they hold does not matter here. */
function put(kind: Parameters<Store['put']>[0], parent: readonly string[], members: object = {}): Put {
  return (store, index) =>
    store.put(kind, [...parent, String(index)], {...scope, id: String(index), ...members} as never)
}

const api = (type: string) => put('restApi', [], {endpointConfiguration: {types: [type]}})

const planOfKey: Put = (store, index) => {
  put('usagePlan', owner)(store, index)
  store.put('usagePlanKey', [String(index), 'k'], {} as never)
}

/** The plan with as many method throttles in one of its stages. */
const throttlesOfPlan: Put = (store, index) => {
  const throttle = Object.fromEntries(Array.from({length: index}, (_, method) => [`/p${method}/GET`, {rateLimit: 1}]))
  const apiStages = [
    {apiId: 'a', stage: 'dev'},
    {apiId: 'a', stage: 'prod', throttle},
  ]
  store.put('usagePlan', [...owner, 'p'], {apiStages} as never)
}

const domain = (...types: string[]) => put('domainName', [], {endpointConfiguration: {types}})

const codes = {apigateway: 'LimitExceededException', apigatewayv2: 'ConflictException'} as const
const v2 = 'apigatewayv2'

// Source: docs/aws-facts.md "Limits" to §5; the form of the text from docs/aws-facts.md "Control plane".
const cases: {put: Put; input?: Members; maximum: number; things: string; where?: string; service?: typeof v2}[] = [
  {put: api('REGIONAL'), maximum: 600, things: 'Regional APIs', where: 'account'},
  {put: api('EDGE'), maximum: 120, things: 'Edge-optimized APIs', where: 'account'},
  {put: api('PRIVATE'), maximum: 600, things: 'Private APIs', where: 'account'},
  {put: put('resource', ['a']), input: {restApiId: 'a'}, maximum: 300, things: 'resources'},
  {put: put('stage', ['a']), input: {restApiId: 'a'}, maximum: 10, things: 'stages'},
  {put: put('authorizer', ['a']), input: {restApiId: 'a'}, maximum: 10, things: 'Authorizers'},
  {put: put('documentationPart', ['a']), input: {restApiId: 'a'}, maximum: 2000, things: 'documentation parts'},
  {put: put('apiKey', owner), maximum: 10_000, things: 'API Keys', where: 'account'},
  {put: put('usagePlan', owner), maximum: 300, things: 'usage plans', where: 'account'},
  {put: planOfKey, input: {keyId: 'k'}, maximum: 10, things: 'usage plans', where: 'API key'},
  {put: throttlesOfPlan, input: {usagePlanId: 'p'}, maximum: 20, things: 'method throttles', where: 'stage'},
  {put: domain('REGIONAL'), maximum: 120, things: 'custom domain names', where: 'account'},
  {put: domain('EDGE', 'REGIONAL'), maximum: 120, things: 'custom domain names', where: 'account', service: v2},
  {put: domain('PRIVATE'), maximum: 50, things: 'private custom domain names', where: 'account'},
  {put: put('clientCertificate', owner), maximum: 60, things: 'client certificates', where: 'account'},
  {put: put('vpcLink', owner), maximum: 20, things: 'VPC links', where: 'account'},
  {put: put('v2VpcLink', owner), maximum: 10, things: 'VPC links', where: 'account'},
  {
    put: put('domainNameAccessAssociation', owner),
    maximum: 100,
    things: 'domain name access associations',
    where: 'account',
  },
  {put: put('route', ['a']), input: {apiId: 'a'}, maximum: 300, things: 'Routes', service: v2},
  {put: put('integration', ['a']), input: {apiId: 'a'}, maximum: 300, things: 'Integrations', service: v2},
  {put: put('v2Authorizer', ['a']), input: {apiId: 'a'}, maximum: 10, things: 'Authorizers', service: v2},
  {put: put('v2Stage', ['a']), input: {apiId: 'a'}, maximum: 10, things: 'Stages', service: v2},
  {
    put: put('apiMapping', ['d']),
    input: {domainName: 'd'},
    maximum: 200,
    things: 'API mappings',
    where: 'domain name',
    service: v2,
  },
  {
    put: put('routingRule', ['d']),
    input: {domainName: 'd'},
    maximum: 50,
    things: 'routing rules',
    where: 'domain name',
    service: v2,
  },
]

for (const {put: add, input = {}, maximum, things, where = 'API', service = 'apigateway'} of cases) {
  test(`${maximum} ${things} per ${where} are allowed, and not one more`, () => {
    const store = Store.open()
    const call = (index: number) => () => {
      add(store, index)
      return {}
    }
    store.transaction(() => {
      for (let index = 1; index < maximum; index += 1) add(store, index)
    })
    store.transaction(() => withinQuotas({store, scope, service}, input, call(maximum)))
    assert.throws(
      () => store.transaction(() => withinQuotas({store, scope, service}, input, call(maximum + 1))),
      (error) => {
        assert.ok(error instanceof ServiceError)
        const text = `Maximum number of ${things} for this ${where} has been reached. Please contact AWS if you need additional ${things}.`
        assert.deepEqual([error.code, error.status, error.message], [codes[service], 429, text])
        return true
      },
    )
  })
}

test('APIs of other accounts and regions do not count', () => {
  const store = Store.open()
  store.transaction(() => {
    for (let index = 0; index < 120; index += 1) api('EDGE')(store, index)
  })
  const other = {accountId: '999999999999', region: 'eu-west-1'}
  const call = () => {
    put('restApi', [], {...other, endpointConfiguration: {types: ['EDGE']}})(store, 1000)
    return {}
  }
  assert.deepEqual(
    store.transaction(() => withinQuotas({store, scope: other, service: 'apigateway'}, {}, call)),
    {},
  )
})
