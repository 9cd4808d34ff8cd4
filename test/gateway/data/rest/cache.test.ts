import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {lifeOf} from '../../../../src/gateway/data/life.js'
import {ResponseCache} from '../../../../src/gateway/data/rest/response-cache.js'
import type {IntegrationRecord, MethodSettingRecord, StageRecord} from '../../../../src/gateway/store/rest-records.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {apiId, deploy, methodOf, portsOf, stageOf, type Call} from './rest-fixture.js'

const stores: Store[] = []

afterEach(() => {
  for (const store of stores.splice(0)) store.close()
})

const cached: MethodSettingRecord = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: true,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: false,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

type Setup = {
  stage?: Partial<StageRecord>
  setting?: Partial<MethodSettingRecord>
  integration?: Partial<IntegrationRecord>
  status?: number
  size?: number
}

/** An API whose backend answers how often it was called. */
function api({stage = {}, setting = {}, integration = {}, status = 200, size = 0}: Setup = {}) {
  const clock = {nowMs: 1_000_000}
  let calls = 0
  const backend = () => ({status, body: Buffer.from(`${(calls += 1)}${' '.repeat(size)}`)})
  const ports = portsOf({backend, nowMs: () => clock.nowMs})
  const method = methodOf({
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    uri: 'http://h',
    cacheNamespace: 'res',
    ...integration,
  })
  const store = Store.open()
  stores.push(store)
  const record = stageOf({cacheClusterEnabled: true, methodSettings: {'*/*': {...cached, ...setting}}, ...stage})
  const made = deploy({routes: {'ANY /pets/{id}': method, 'ANY /birds': method}}, ports, record, store)
  const get = async (target = '/pets/7', call: Call = {}) => (await made.call(target, call)).body.trim()
  return {clock, store, get, ...made}
}

const parameters = ['method.request.path.id', 'method.request.querystring.q', 'method.request.header.X-K']

// Rules: docs/aws-facts.md "Limits".
test('an answer is kept for its time and then asked for again', async () => {
  const {get, clock, ports} = api()
  assert.deepEqual([await get(), await get()], ['1', '1'])
  clock.nowMs += 299_999
  assert.equal(await get(), '1')
  clock.nowMs += 1
  assert.equal(await get(), '2')
  assert.deepEqual(
    ports.invocations.map(({cache}) => cache),
    ['miss', 'hit', 'hit', 'miss'],
  )
})

test('only the key parameters tell requests apart', async () => {
  const plain = api()
  assert.deepEqual([await plain.get('/pets/7?q=1'), await plain.get('/pets/8?q=2')], ['1', '1'])
  const keyed = api({integration: {cacheKeyParameters: parameters}})
  const targets = ['/pets/7', '/pets/8', '/pets/7?q=1', '/pets/7?q=1&other=1', '/pets/7?q=2']
  const seen: string[] = []
  for (const target of targets) seen.push(await keyed.get(target))
  assert.deepEqual(seen, ['1', '2', '3', '3', '4'])
  assert.equal(await keyed.get('/pets/7', {headers: ['X-K', '1']}), '5')
})

test('a key parameter of the integration request is what its mapping gives', async () => {
  const integration = {
    cacheKeyParameters: ['integration.request.header.X-Out'],
    requestParameters: {'integration.request.header.X-Out': 'method.request.querystring.q'},
  }
  const {get} = api({integration})
  assert.deepEqual([await get('/pets/7?q=1'), await get('/pets/8?q=1'), await get('/pets/8?q=2')], ['1', '1', '2'])
})

test('methods with one namespace share entries, others do not', async () => {
  const shared = api()
  assert.deepEqual([await shared.get('/pets/7'), await shared.get('/birds')], ['1', '1'])
})

const offs: {name: string; setup: Setup; call?: Call}[] = [
  {name: 'the stage has no cache cluster', setup: {stage: {cacheClusterEnabled: false}}},
  {name: 'caching is switched off', setup: {setting: {cachingEnabled: false}}},
  {name: 'the time to live is 0', setup: {setting: {cacheTtlInSeconds: 0}}},
  {name: 'the verb is not GET and only the default is on', setup: {}, call: {method: 'POST'}},
  {
    name: 'the method has an entry of its own that is off',
    setup: {stage: {methodSettings: {'*/*': cached, '~1pets~1{id}/ANY': {...cached, cachingEnabled: false}}}},
  },
  {name: 'the answer is too large', setup: {size: 1_048_577}},
]

for (const {name, setup, call = {}} of offs) {
  test(`nothing is kept when ${name}`, async () => {
    const {get} = api(setup)
    assert.deepEqual([await get('/pets/7', call), await get('/pets/7', call)], ['1', '2'])
  })
}

test('another verb is cached when its method says so, apart from GET', async () => {
  const {get} = api({stage: {methodSettings: {'~1pets~1{id}/ANY': cached}}})
  assert.deepEqual(
    [await get('/pets/7', {method: 'POST'}), await get('/pets/7', {method: 'POST'}), await get()],
    ['1', '1', '2'],
  )
})

test('errors of the backend are kept like successes', async () => {
  const {get} = api({status: 503})
  assert.deepEqual([await get(), await get()], ['1', '1'])
})

const fresh: Call = {headers: ['Cache-Control', 'max-age=0']}

test('a client may ask for a fresh answer, which replaces the kept one', async () => {
  const {get} = api()
  assert.deepEqual([await get(), await get('/pets/7', fresh), await get()], ['1', '2', '2'])
  assert.equal(await get('/pets/7', {headers: ['Cache-Control', 'no-store, max-age=0']}), '3')
  assert.equal(await get('/pets/7', {headers: ['Cache-Control', 'max-age=01']}), '3')
})

const strategies = [
  {strategy: 'FAIL_WITH_403', status: 403, warning: false},
  {strategy: 'SUCCEED_WITH_RESPONSE_HEADER', status: 200, warning: true},
  {strategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER', status: 200, warning: false},
]

for (const {strategy, status, warning} of strategies) {
  test(`a client that may not ask for a fresh answer gets ${status} by ${strategy}`, async () => {
    const setting = {requireAuthorizationForCacheControl: true, unauthorizedCacheControlHeaderStrategy: strategy}
    const made = api({setting})
    assert.equal(await made.get(), '1')
    const result = await made.call('/pets/7', fresh)
    assert.deepEqual([result.status, 'warning' in result.headers], [status, warning])
    if (status === 200) assert.equal(result.body.trim(), '1')
    assert.equal(await made.get(), '1')
  })
}

test('FlushStageCache drops everything', async () => {
  const {get, store} = api()
  await get()
  store.transaction(() => store.put('cacheGeneration', [apiId, 'prod'], {stageCache: 1, authorizersCache: 0}))
  assert.equal(await get(), '2')
})

test('a cached answer is mapped anew for every request', async () => {
  const responses = [{statusCode: '200', responseTemplates: {'application/json': '$input.params("id") $input.body'}}]
  const method = methodOf({type: 'HTTP', httpMethod: 'GET', uri: 'http://h', cacheNamespace: 'r'}, responses)
  const ports = portsOf({backend: () => ({body: Buffer.from('"x"')})})
  const made = deploy(
    {routes: {'GET /{id}': method}},
    ports,
    stageOf({cacheClusterEnabled: true, methodSettings: {'*/*': cached}}),
  )
  assert.deepEqual([(await made.call('/1')).body, (await made.call('/2')).body], ['1 "x"', '2 "x"'])
  assert.equal(ports.backendCalls.length, 1)
})

test('the cache stays within its size and drops what was unused longest', () => {
  const answer = (size: number) => ({
    status: 200,
    headers: [],
    body: Buffer.alloc(size),
    selectBy: '',
    isBase64Encoded: false,
  })
  const cache = new ResponseCache(10_000)
  const life = lifeOf(0, 10)
  cache.set('a', answer(4000), life)
  cache.set('b', answer(4000), life)
  assert.ok(cache.get('a', 0))
  cache.set('c', answer(4000), life)
  assert.deepEqual(
    [cache.get('a', 0) === undefined, cache.get('b', 0) === undefined, cache.get('c', 0) === undefined],
    [false, true, false],
  )
  cache.set('c', answer(2_000_000), life)
  assert.equal(cache.get('c', 0), undefined)
  assert.equal(cache.get('a', 10), undefined)
})
