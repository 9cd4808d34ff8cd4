import type {UsagePlanRecord} from '../../src/gateway/store/rest-account-records.js'
import type {MethodSettingRecord} from '../../src/gateway/store/rest-records.js'
import type {Store} from '../../src/gateway/store/store.js'
import {apiId, mock} from '../gateway/data/rest/rest-fixture.js'
import {sequences, type Seen, type Sequence} from './exchange.js'

const area = 'throttling'
const guide = {
  area,
  source: 'developer guide, Throttle requests to your REST APIs; Usage plans and API keys',
  recorded: '2026-04',
}
const captured = {
  area,
  source: 'captures in radkawar/stackd, testdata/aws/apigateway/api_key_runtime.json',
  recorded: '2026-09-24',
}
const recording = {
  area,
  source: 'localstack test_apigateway_common.py, test_api_key_required_for_methods',
  recorded: '2023-07-27',
}

const scope = ['123456789012', 'eu-west-1']
const withKey = {headers: ['x-api-key', 'secret']}
const routes = {'GET /': mock({}, {apiKeyRequired: true}), 'GET /open': mock()}

const ok: Seen = {status: 200}
const forbidden: Seen = {
  status: 403,
  body: '{"message":"Forbidden"}',
  headers: {'x-amzn-errortype': 'ForbiddenException'},
}
const throttled: Seen = {
  status: 429,
  body: '{"message":"Too Many Requests"}',
  headers: {'x-amzn-errortype': 'TooManyRequestsException'},
}
const exceeded: Seen = {
  status: 429,
  body: '{"message":"Limit Exceeded"}',
  headers: {'x-amzn-errortype': 'LimitExceededException'},
}

/** A key in a plan of stage prod. */
function plan(parts: Partial<UsagePlanRecord> = {}, {enabled = true, isMember = true} = {}) {
  return (store: Store): void => {
    const dates = {createdDate: 0, lastUpdatedDate: 0, stageKeys: []}
    store.put('apiKey', [...scope, 'key1'], {id: 'key1', value: 'secret', enabled, ...dates})
    const record = {id: 'plan1', name: 'basic', apiStages: [{apiId, stage: 'prod'}], ...parts}
    store.put('usagePlan', [...scope, 'plan1'], record)
    if (isMember) store.put('usagePlanKey', ['plan1', 'key1'], {id: 'key1', type: 'API_KEY'})
  }
}

const keys: Sequence[] = (
  [
    ['no key', {}, plan(), forbidden],
    ['the key of a plan', withKey, plan(), ok],
    ['an unknown key', {headers: ['x-api-key', 'other']}, plan(), forbidden],
    ['an empty key', {headers: ['x-api-key', '']}, plan(), forbidden],
    ['a disabled key', withKey, plan({}, {enabled: false}), forbidden],
    ['a key of no plan', withKey, plan({}, {isMember: false}), forbidden],
    ['a key of a plan for another stage', withKey, plan({apiStages: [{apiId, stage: 'dev'}]}), forbidden],
    ['a key of a plan for another API', withKey, plan({apiStages: [{apiId: 'other', stage: 'prod'}]}), forbidden],
  ] as const
).map(([name, call, fill, seen]) => ({
  ...recording,
  name: `${name} gives ${seen.status} where a key is required`,
  api: {routes},
  fill,
  steps: [{call, seen}],
}))

const open: Sequence[] = [
  {
    ...captured,
    name: 'an unknown key is ignored where none is required',
    api: {routes},
    fill: plan(),
    steps: [{target: '/open', call: {headers: ['x-api-key', 'other']}, seen: ok}],
  },
  {
    ...captured,
    name: 'a key of a plan is metered where none is required',
    api: {routes},
    fill: plan({quota: {limit: 1, offset: 0, period: 'DAY'}}),
    steps: [
      {target: '/open', call: withKey, seen: ok},
      {target: '/open', call: withKey, seen: exceeded},
      {target: '/open', seen: ok},
    ],
  },
  {
    ...captured,
    name: 'a disabled key is metered where none is required',
    api: {routes},
    fill: plan({quota: {limit: 1, offset: 0, period: 'DAY'}}, {enabled: false}),
    steps: [
      {target: '/open', call: withKey, seen: ok},
      {target: '/open', call: withKey, seen: exceeded},
    ],
  },
]

const day = 24 * 3_600_000

/** Quotas by period, from 31 January 2026, 12:00 UTC, a Saturday. */
const quotas: Sequence[] = (
  [
    ['DAY', [0, 0, 11 * 3_600_000, 3_600_000], [ok, exceeded, exceeded, ok]],
    ['WEEK', [0, 0, day], [ok, exceeded, ok]],
    ['MONTH', [0, 0, day], [ok, exceeded, ok]],
  ] as const
).map(([period, advances, seen]) => ({
  ...guide,
  name: `a quota of one request per ${period}`,
  api: {routes},
  fill: plan({quota: {limit: 1, offset: 0, period}}),
  steps: advances.map((advanceMs, index) => ({advanceMs, call: withKey, seen: seen[index] ?? ok})),
}))

const setting: MethodSettingRecord = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 2,
  throttlingRateLimit: 1,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

const buckets: Sequence[] = [
  {
    ...guide,
    name: 'a stage limit allows its burst, then its rate',
    api: {routes},
    stage: {methodSettings: {'*/*': setting}},
    steps: [
      {target: '/open', seen: ok},
      {target: '/open', seen: ok},
      {target: '/open', seen: throttled},
      {advanceMs: 1_000, target: '/open', seen: ok},
      {target: '/open', seen: throttled},
      {advanceMs: 60_000, target: '/open', seen: ok},
      {target: '/open', seen: ok},
      {target: '/open', seen: throttled},
    ],
  },
  {
    ...guide,
    name: 'a limit of zero stops everything',
    api: {routes},
    stage: {methodSettings: {'*/*': {...setting, throttlingBurstLimit: 0, throttlingRateLimit: 0}}},
    steps: [{target: '/open', seen: throttled}],
  },
  {
    ...guide,
    name: 'a method limit is its own bucket',
    api: {routes},
    stage: {methodSettings: {'~1open/GET': {...setting, throttlingBurstLimit: 1}}},
    steps: [
      {target: '/open', seen: ok},
      {target: '/open', seen: throttled},
      {target: '/', seen: forbidden},
    ],
  },
  {
    ...guide,
    name: 'a plan limits each key',
    api: {routes},
    fill: plan({throttle: {rateLimit: 1, burstLimit: 1}}),
    steps: [
      {call: withKey, seen: ok},
      {call: withKey, seen: throttled},
      {advanceMs: 1_000, call: withKey, seen: ok},
      {target: '/open', seen: ok},
    ],
  },
  {
    ...guide,
    name: 'a plan limits a method of a stage',
    api: {routes},
    fill: plan({apiStages: [{apiId, stage: 'prod', throttle: {'/open/GET': {rateLimit: 1, burstLimit: 1}}}]}),
    steps: [
      {target: '/open', call: withKey, seen: ok},
      {target: '/open', call: withKey, seen: throttled},
      {call: withKey, seen: ok},
    ],
  },
]

sequences([...keys, ...open, ...quotas, ...buckets])
