import type {IntegrationRecord, MethodSettingRecord} from '../../src/gateway/store/rest-records.js'
import {methodOf} from '../gateway/data/rest/rest-fixture.js'
import {sequences, type Seen, type Sequence} from './exchange.js'

const area = 'caching'
const guide = {area, source: 'developer guide, Cache settings for REST APIs in API Gateway', recorded: '2026-04'}

const setting: MethodSettingRecord = {
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
  methodSettings?: Record<string, Partial<MethodSettingRecord>>
  integration?: Partial<IntegrationRecord>
  cacheClusterEnabled?: boolean
  status?: number
  sizeBytes?: number
}

/** A backend that answers with the number of its call, behind a stage with a cache. */
function cached({
  methodSettings = {'*/*': {}},
  integration = {},
  cacheClusterEnabled = true,
  status = 200,
  sizeBytes = 0,
}: Setup = {}) {
  let calls = 0
  const method = methodOf({
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    uri: 'http://backend.example/',
    cacheNamespace: 'res',
    ...integration,
  })
  const settings = Object.entries(methodSettings).map(([key, parts]) => [key, {...setting, ...parts}])
  return {
    api: {
      routes: {
        'ANY /pets/{id}': method,
        'ANY /birds': {
          ...method,
          methodIntegration: {...method.methodIntegration, cacheNamespace: integration.cacheNamespace ?? 'birds'},
        },
      },
    },
    stage: {cacheClusterEnabled, methodSettings: Object.fromEntries(settings) as Record<string, MethodSettingRecord>},
    ports: {backend: () => ({status, body: Buffer.from(`${(calls += 1)}${' '.repeat(sizeBytes)}`)})},
  } as Pick<Sequence, 'api' | 'stage' | 'ports'>
}

const nth = (count: number): Seen => ({status: 200, body: String(count)})
const fresh = {headers: ['Cache-Control', 'max-age=0']}
const keys = ['method.request.path.id', 'method.request.querystring.q', 'method.request.header.X-K']

/** One sequence of targets with the number of the backend's call that answers each. */
function answers(name: string, setup: Setup, ...steps: Sequence['steps']): Sequence {
  return {...guide, name, ...cached(setup), steps}
}

const pet = '/pets/7'

sequences([
  answers('an answer is kept', {}, {target: pet, seen: nth(1)}, {target: pet, seen: nth(1)}),
  answers(
    'an answer is kept for its time to live',
    {},
    {target: pet, seen: nth(1)},
    {advanceMs: 299_000, target: pet, seen: nth(1)},
    {advanceMs: 2_000, target: pet, seen: nth(2)},
  ),
  answers(
    'a time to live of zero keeps nothing',
    {methodSettings: {'*/*': {cacheTtlInSeconds: 0}}},
    {target: pet, seen: nth(1)},
    {target: pet, seen: nth(2)},
  ),
  answers(
    'a stage without a cluster keeps nothing',
    {cacheClusterEnabled: false},
    {target: pet, seen: nth(1)},
    {target: pet, seen: nth(2)},
  ),
  answers(
    'caching switched off keeps nothing',
    {methodSettings: {'*/*': {cachingEnabled: false}}},
    {target: pet, seen: nth(1)},
    {target: pet, seen: nth(2)},
  ),
  answers(
    'without key parameters all requests to a method share one answer',
    {},
    {target: '/pets/7?q=1', seen: nth(1)},
    {target: '/pets/8?q=2', seen: nth(1)},
  ),
  answers(
    'a path parameter tells requests apart',
    {integration: {cacheKeyParameters: keys}},
    {target: '/pets/7', seen: nth(1)},
    {target: '/pets/8', seen: nth(2)},
    {target: '/pets/7', seen: nth(1)},
  ),
  answers(
    'a query parameter tells requests apart',
    {integration: {cacheKeyParameters: keys}},
    {target: `${pet}?q=1`, seen: nth(1)},
    {target: `${pet}?q=2`, seen: nth(2)},
    {target: pet, seen: nth(3)},
    {target: `${pet}?q=1&z=9`, seen: nth(1)},
  ),
  answers(
    'a header tells requests apart',
    {integration: {cacheKeyParameters: keys}},
    {target: pet, call: {headers: ['X-K', '1']}, seen: nth(1)},
    {target: pet, call: {headers: ['X-K', '2']}, seen: nth(2)},
    {target: pet, call: {headers: ['X-K', '1']}, seen: nth(1)},
  ),
  answers(
    'resources do not share answers by themselves',
    {},
    {target: pet, seen: nth(1)},
    {target: '/birds', seen: nth(2)},
  ),
  answers(
    'a shared namespace makes resources share answers',
    {integration: {cacheNamespace: 'shared'}},
    {target: pet, seen: nth(1)},
    {target: '/birds', seen: nth(1)},
  ),
  answers(
    'the stage default keeps GET only',
    {},
    {target: pet, call: {method: 'POST'}, seen: nth(1)},
    {target: pet, call: {method: 'POST'}, seen: nth(2)},
  ),
  answers(
    'errors of the backend are kept, too',
    {status: 500},
    {target: pet, seen: {status: 500, body: '1'}},
    {target: pet, seen: {status: 500, body: '1'}},
  ),
  answers(
    'an answer beyond 1,048,576 bytes is not kept',
    {sizeBytes: 1_048_576},
    {target: pet, seen: {status: 200, body: `1${' '.repeat(1_048_576)}`}},
    {target: pet, seen: {status: 200, body: `2${' '.repeat(1_048_576)}`}},
  ),
  answers(
    'anyone may ask for a fresh answer where no permission is needed',
    {},
    {target: pet, seen: nth(1)},
    {target: pet, call: fresh, seen: nth(2)},
    {target: pet, seen: nth(2)},
  ),
  answers(
    'no-cache is not max-age=0',
    {},
    {target: pet, seen: nth(1)},
    {target: pet, call: {headers: ['Cache-Control', 'no-cache']}, seen: nth(1)},
  ),
  answers(
    'without permission a fresh answer is refused where the stage says so',
    {
      methodSettings: {
        '*/*': {requireAuthorizationForCacheControl: true, unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403'},
      },
    },
    {target: pet, seen: nth(1)},
    {target: pet, call: fresh, seen: {status: 403}},
  ),
  answers(
    'without permission the kept answer comes with a warning',
    {methodSettings: {'*/*': {requireAuthorizationForCacheControl: true}}},
    {target: pet, seen: nth(1)},
    {
      target: pet,
      call: fresh,
      seen: {
        ...nth(1),
        headers: {warning: '199 - "Cache-Control header was ignored: the caller may not invalidate the cache."'},
      },
    },
  ),
  answers(
    'without permission the kept answer comes without a word',
    {
      methodSettings: {
        '*/*': {
          requireAuthorizationForCacheControl: true,
          unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER',
        },
      },
    },
    {target: pet, seen: nth(1)},
    {target: pet, call: fresh, seen: {...nth(1), headers: {warning: undefined}}},
  ),
])
