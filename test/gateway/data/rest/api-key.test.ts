import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {UsageMeter} from '../../../../src/gateway/data/rest/usage-meter.js'
import type {ApiKeyRecord, UsagePlanRecord} from '../../../../src/gateway/store/rest-account-records.js'
import type {MethodSettingRecord} from '../../../../src/gateway/store/rest-records.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {apiId, deploy, lambdaUri, mock, portsOf, returns, stageOf} from './rest-fixture.js'

const stores: Store[] = []

afterEach(async () => {
  await nextTurn()
  for (const store of stores.splice(0)) store.close()
})

/** When the meter has written. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

const scope = ['123456789012', 'eu-west-1']
const responseTemplates = {'application/json': '$!context.identity.apiKey $!context.identity.apiKeyId'}
const keyed = mock({responseTemplates}, {apiKeyRequired: true})
const open = mock({responseTemplates})

type Setup = {
  keys?: readonly Partial<ApiKeyRecord>[]
  plan?: Partial<UsagePlanRecord>
  members?: readonly string[]
  settings?: Record<string, Partial<MethodSettingRecord>>
}

const setting: MethodSettingRecord = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

function newStore({keys = [{}], plan = {}, members = ['key1']}: Setup): Store {
  const store = Store.open()
  stores.push(store)
  store.transaction(() => {
    for (const key of keys) {
      const record = {
        id: 'key1',
        value: 'secret',
        enabled: true,
        createdDate: 0,
        lastUpdatedDate: 0,
        stageKeys: [],
        ...key,
      }
      store.put('apiKey', [...scope, record.id], record)
    }
    const record = {id: 'plan1', name: 'basic', apiStages: [{apiId, stage: 'prod'}], ...plan}
    store.put('usagePlan', [...scope, record.id], record)
    for (const id of members) store.put('usagePlanKey', [record.id, id], {id, type: 'API_KEY'})
  })
  return store
}

/** An API whose clock is `clock.nowMs`. */
function api(setup: Setup = {}) {
  const clock = {nowMs: Date.parse('2026-01-31T12:00:00Z')}
  const store = newStore(setup)
  const settings = Object.entries(setup.settings ?? {}).map(([key, parts]) => [key, {...setting, ...parts}])
  const stage = stageOf({methodSettings: Object.fromEntries(settings) as Record<string, MethodSettingRecord>})
  const routes = {'GET /keyed': keyed, 'GET /open': open, 'POST /open': open, 'ANY /any': open, 'GET /': open}
  const ports = portsOf({nowMs: () => clock.nowMs})
  return {clock, store, ...deploy({routes}, ports, stage, store)}
}

const key = {headers: ['X-API-Key', 'secret']}
const forbidden = '{"message":"Forbidden"}'

// Cases: docs/aws-facts.md "Authorization", "API keys and usage plans" (AWS-validated in localstack's api_key_validation.py) and "Captured details".
const checks: {name: string; setup: Setup; headers: string[]; reason: RegExp | undefined}[] = [
  {name: 'a known key in a plan of this stage', setup: {}, headers: ['x-api-key', 'secret'], reason: undefined},
  {name: 'no key', setup: {}, headers: [], reason: /has no API key/},
  {name: 'an empty key', setup: {}, headers: ['x-api-key', ''], reason: /has no API key/},
  {name: 'an unknown key', setup: {}, headers: ['x-api-key', 'other'], reason: /not known/},
  {name: 'a prototype name as key', setup: {}, headers: ['x-api-key', '__proto__'], reason: /not known/},
  {name: 'a disabled key', setup: {keys: [{enabled: false}]}, headers: key.headers, reason: /disabled/},
  {name: 'a key without plan', setup: {members: []}, headers: key.headers, reason: /no usage plan/},
  {
    name: 'a key whose plan is for another stage',
    setup: {plan: {apiStages: [{apiId, stage: 'test'}]}},
    headers: key.headers,
    reason: /no usage plan/,
  },
  {
    name: 'a key whose plan is for another API',
    setup: {plan: {apiStages: [{apiId: 'zzzzz', stage: 'prod'}]}},
    headers: key.headers,
    reason: /no usage plan/,
  },
]

for (const {name, setup, headers, reason} of checks) {
  test(`a method that requires a key, called with ${name}, ${reason === undefined ? 'answers' : 'is forbidden'}`, async () => {
    const made = api(setup)
    const result = await made.call('/keyed', {headers})
    if (reason === undefined) {
      assert.deepEqual([result.status, result.body], [200, 'secret key1'])
      return
    }
    assert.deepEqual(
      [result.status, result.body, result.headers['x-amzn-errortype']],
      [403, forbidden, 'ForbiddenException'],
    )
    assert.match(made.ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('a method without key requirement shows any key it gets, and refuses none', async () => {
  assert.equal((await api().call('/open', {headers: ['x-api-key', 'other']})).body, 'other ')
  assert.equal((await api({keys: [{enabled: false}]}).call('/open', key)).body, 'secret key1')
  assert.equal((await api().call('/open')).body, ' ')
})

test('a key that is made or changed while the gateway runs counts at once', async () => {
  const made = api({keys: [], members: []})
  assert.equal((await made.call('/keyed', key)).status, 403)
  made.store.transaction(() => {
    made.store.put('apiKey', [...scope, 'k2'], {
      id: 'k2',
      value: 'secret',
      enabled: true,
      createdDate: 0,
      lastUpdatedDate: 0,
      stageKeys: [],
    })
    made.store.put('usagePlanKey', ['plan1', 'k2'], {id: 'k2', type: 'API_KEY'})
  })
  assert.equal((await made.call('/keyed', key)).status, 200)
})

test('with source AUTHORIZER the key comes from the authorizer, never from the header', async () => {
  const policyDocument = {Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]}
  const authorizers = [
    {
      id: 'a',
      name: 'a',
      type: 'TOKEN',
      authorizerUri: lambdaUri,
      identitySource: 'method.request.header.Authorization',
    },
  ]
  const routes = {'GET /': {...keyed, authorizationType: 'CUSTOM', authorizerId: 'a'}}
  const call = async (usageIdentifierKey: string | undefined) => {
    const ports = portsOf({lambda: returns({principalId: 'p', policyDocument, usageIdentifierKey})})
    const made = deploy({routes, authorizers, restApi: {apiKeySource: 'AUTHORIZER'}}, ports, stageOf(), newStore({}))
    return (await made.call('/', {headers: ['Authorization', 'x', ...key.headers]})).status
  }
  assert.deepEqual([await call('secret'), await call('other'), await call(undefined)], [200, 403, 403])
})

async function statuses(call: () => Promise<{status: number}>, count: number): Promise<number[]> {
  const seen: number[] = []
  for (let index = 0; index < count; index += 1) seen.push((await call()).status)
  return seen
}

// Throttling: docs/aws-facts.md "Limits".
test('a plan throttles each key by itself, over all methods', async () => {
  const made = api({
    keys: [{}, {id: 'key2', value: 'second'}],
    members: ['key1', 'key2'],
    plan: {throttle: {rateLimit: 1, burstLimit: 2}},
  })
  assert.deepEqual(await statuses(() => made.call('/keyed', key), 2), [200, 200])
  const refused = await made.call('/open', key)
  assert.deepEqual([refused.status, refused.body], [429, '{"message":"Too Many Requests"}'])
  assert.equal(refused.headers['x-amzn-errortype'], 'TooManyRequestsException')
  assert.equal((await made.call('/keyed', {headers: ['x-api-key', 'second']})).status, 200)
  made.clock.nowMs += 1000
  assert.deepEqual(await statuses(() => made.call('/keyed', key), 2), [200, 429])
})

test('a plan can throttle one method of a stage', async () => {
  const throttle = {'/open/GET': {rateLimit: 0, burstLimit: 1}, '//GET': {rateLimit: 0, burstLimit: 0}}
  const made = api({plan: {apiStages: [{apiId, stage: 'prod', throttle}]}})
  assert.deepEqual(await statuses(() => made.call('/open', key), 2), [200, 429])
  assert.deepEqual(await statuses(() => made.call('/open', {...key, method: 'POST'}), 2), [200, 200])
  assert.deepEqual(await statuses(() => made.call('/', key), 1), [429])
  assert.deepEqual(await statuses(() => made.call('/open'), 2), [200, 200])
})

test('a stage throttles every method by itself, its own entry before the default one', async () => {
  const limits = (throttlingBurstLimit: number) => ({throttlingBurstLimit, throttlingRateLimit: 0})
  const made = api({
    settings: {'*/*': limits(1), '~1open/POST': limits(2), '~1any/ANY': limits(3), '~1/GET': limits(0)},
  })
  assert.deepEqual(await statuses(() => made.call('/open'), 2), [200, 429])
  assert.deepEqual(await statuses(() => made.call('/open', {method: 'POST'}), 3), [200, 200, 429])
  assert.deepEqual(await statuses(() => made.call('/any', {method: 'PATCH'}), 4), [200, 200, 200, 429])
  assert.deepEqual(await statuses(() => made.call('/'), 1), [429])
})

test('what a refusal reports names the limit', async () => {
  const made = api({settings: {'*/*': {throttlingBurstLimit: 0, throttlingRateLimit: 0}}})
  await made.call('/open')
  assert.equal(made.ports.invocations[0]?.errorType, 'THROTTLED')
  assert.match(made.ports.invocations[0].errorMessage ?? '', /stage prod for GET \/open: 0 requests per second/)
})

// Quotas: docs/aws-facts.md "Limits".
test('a quota ends with its period, and refused requests do not count', async () => {
  const made = api({plan: {quota: {limit: 2, offset: 0, period: 'DAY'}}})
  assert.deepEqual(await statuses(() => made.call('/keyed', key), 4), [200, 200, 429, 429])
  const refused = await made.call('/keyed', key)
  assert.deepEqual(
    [refused.body, refused.headers['x-amzn-errortype']],
    ['{"message":"Limit Exceeded"}', 'LimitExceededException'],
  )
  made.clock.nowMs += 86_400_000
  assert.deepEqual(await statuses(() => made.call('/keyed', key), 1), [200])
})

const day = '2026-01-31'
const noon = Date.parse(`${day}T12:00:00Z`)
const plan: UsagePlanRecord = {id: 'plan1', name: 'basic', apiStages: [], quota: {limit: 3, offset: 0, period: 'MONTH'}}

test('the meter writes what it counted, once, and knows what is left before that', async () => {
  const store = newStore({plan})
  const meter = new UsageMeter(store, () => undefined)
  assert.deepEqual([meter.count(plan, 'key1', noon), meter.count(plan, 'key1', noon)], [true, true])
  assert.equal(store.get('usage', ['plan1', 'key1', day]), undefined)
  await nextTurn()
  assert.deepEqual(store.get('usage', ['plan1', 'key1', day]), {used: 2, remaining: 1})
  await nextTurn()
  assert.deepEqual(store.get('usage', ['plan1', 'key1', day]), {used: 2, remaining: 1})
  assert.deepEqual([meter.count(plan, 'key1', noon), meter.count(plan, 'key1', noon)], [true, false])
})

test('usage of earlier days of the period counts, and granted requests are given', () => {
  const store = newStore({plan})
  store.transaction(() => store.put('usage', ['plan1', 'key1', '2026-01-05'], {used: 3, remaining: 0}))
  const meter = new UsageMeter(store, () => undefined)
  assert.equal(meter.count(plan, 'key1', noon), false)
  store.transaction(() => store.put('usage', ['plan1', 'key1', day], {used: 0, remaining: 1}))
  assert.deepEqual([meter.count(plan, 'key1', noon), meter.count(plan, 'key1', noon)], [true, false])
})

test('a plan without quota is metered too, a key that left its plan is not written', async () => {
  const store = newStore({plan})
  const meter = new UsageMeter(store, () => undefined)
  const unlimited: UsagePlanRecord = {id: plan.id, name: plan.name, apiStages: []}
  meter.count(unlimited, 'key1', noon)
  meter.count(unlimited, 'gone', noon)
  await nextTurn()
  assert.deepEqual(store.get('usage', ['plan1', 'key1', day]), {used: 1, remaining: 0})
  assert.equal(store.get('usage', ['plan1', 'gone', day]), undefined)
})
