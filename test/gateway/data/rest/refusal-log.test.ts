import assert from 'node:assert/strict'
import {test} from 'vitest'
import {AccountBuckets} from '../../../../src/gateway/data/account-buckets.js'
import {BackendError, type InvokeResult, type LogDelivery} from '../../../../src/gateway/data/ports.js'
import type {UsagePlanRecord} from '../../../../src/gateway/store/rest-account-records.js'
import type {MethodSettingRecord} from '../../../../src/gateway/store/rest-records.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {
  apiId,
  deploy,
  gatewayResponse,
  lambdaArn,
  lambdaProxy,
  lambdaUri,
  methodOf,
  mock,
  portsOf,
  returns,
  stageOf,
  throws,
} from './rest-fixture.js'
import type {Call, SnapshotParts} from './rest-fixture.js'

/** Every line of AWS's logs about a request that is refused or fails, but for what bodies and headers tell. */
const setting: MethodSettingRecord = {
  metricsEnabled: false,
  loggingLevel: 'INFO',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
}

type Case = {
  name: string
  parts: SnapshotParts
  call?: Call
  setting?: Partial<MethodSettingRecord>
  plan?: Partial<UsagePlanRecord>
  lambda?: () => InvokeResult
  backend?: () => never
  accountLimit?: {rateLimit: number; burstLimit: number}
  lines: readonly string[]
}

const id = '00000000-0000-4000-8000-000000000001'
const value = 'x'.repeat(34) + 'F0yrv6'
const stars = '*'.repeat(34) + 'F0yrv6'
const withKey = {headers: ['x-api-key', value]}
const verifying = (key: string) => `Verifying Usage Plan for request: ${id}. API Key: ${key} API Stage: ${apiId}/prod`
const place = `RestApi ${apiId}, Stage prod, Resource res0, HttpMethod GET`
const free =
  "API Key  authorized because method 'GET /' does not require API Key. Request will not contribute to throttle or quota limits"
const begin = [
  verifying(''),
  free,
  `Usage Plan check succeeded for API Key  and API Stage ${apiId}/prod`,
  `Starting execution for request: ${id}`,
  'HTTP Method: GET, Resource Path: /',
]
const keyed = {routes: {'GET /': mock({}, {apiKeyRequired: true})}}
const notAuthorized = (key: string) =>
  `API Key ${key} not authorized because method 'GET /' requires API Key and API Key is not associated with a Usage Plan for API Stage ${apiId}/prod: No Usage Plan found for key and API Stage`

const token = `Bearer ${'t'.repeat(20)}`
const authorizer = {id: 'a1', name: 'guard', type: 'TOKEN', authorizerUri: lambdaUri}
const guarded: SnapshotParts = {
  routes: {'GET /': mock({}, {authorizationType: 'CUSTOM', authorizerId: 'a1'})},
  authorizers: [{...authorizer, identitySource: 'method.request.header.Authorization'}],
}
const withToken = {headers: ['Authorization', token]}
const starting = `Starting authorizer: a1 for request: ${id}`
const sending = `Sending request to https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/${lambdaArn}/invocations`
const policy = (Effect: string) => ({
  principalId: 'somebody-important',
  policyDocument: {Version: '2012-10-17', Statement: [{Action: 'execute-api:Invoke', Effect, Resource: '*'}]},
})
const fromBackend = {'GET /': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.test/p'})}
const failing = (reason: BackendError['reason']) => () => {
  throw new BackendError(reason, 'only the developer is told this')
}

const cases: readonly Case[] = [
  {
    name: 'a throttled method (public log of 26 February 2019)',
    parts: {routes: {'GET /': mock()}},
    setting: {throttlingRateLimit: 1, throttlingBurstLimit: 0},
    lines: [
      verifying(''),
      `Key throttle limit exceeded for ${place}. Limit: 1.00 Burst: 0`,
      'Method completed with status: 429',
    ],
  },
  {
    name: 'a throttled key (AWS re:Post, 2022)',
    parts: keyed,
    call: withKey,
    plan: {throttle: {rateLimit: 5, burstLimit: 0}},
    lines: [
      verifying(stars),
      `API Key ${stars} exceeded throttle limit for API Stage ${apiId}/prod: Key throttle limit exceeded for Usage Plan ID plan1, ${place}. Limit: 5.00 Burst: 0`,
      'Method completed with status: 429',
    ],
  },
  {
    name: 'a quota that is used up (public log of 28 February 2021)',
    parts: keyed,
    call: withKey,
    plan: {quota: {limit: 0, offset: 0, period: 'DAY'}},
    lines: [
      verifying(stars),
      `API Key ${stars} exceeded quota limit for API Stage ${apiId}/prod: Key quota exhausted for Usage Plan ID plan1. Limit: 0 Period: DAY`,
      'Method completed with status: 429',
    ],
  },
  {
    name: 'an account over its limit, in our words',
    parts: {routes: {'GET /': mock()}},
    accountLimit: {rateLimit: 1, burstLimit: 0},
    lines: [
      verifying(''),
      'The request is over the limit of account 123456789012 in eu-west-1: 1 requests per second, 0 at once.',
      'Method completed with status: 429',
    ],
  },
  {
    name: 'no key where one is required',
    parts: keyed,
    lines: [verifying(''), notAuthorized(''), 'Method completed with status: 403'],
  },
  {
    name: 'a key without a plan for the stage',
    parts: keyed,
    call: withKey,
    plan: {apiStages: []},
    lines: [verifying(stars), notAuthorized(stars), 'Method completed with status: 403'],
  },
  {
    name: 'no token for the authorizer (public log of 10 January 2026)',
    parts: guarded,
    lines: [starting, `Unauthorized request: ${id}`],
  },
  {
    name: 'a function that answers Unauthorized',
    parts: guarded,
    call: withToken,
    lambda: throws('Unauthorized'),
    lines: [starting, `Unauthorized request: ${id}`],
  },
  {
    name: 'a policy that denies',
    parts: guarded,
    call: withToken,
    lambda: returns(policy('Deny')),
    lines: [
      starting,
      'Using valid authorizer policy for principal: ************ortant',
      'Successfully completed authorizer execution',
      'User is not authorized to access this resource with an explicit deny',
      'Method completed with status: 403',
    ],
  },
  {
    name: 'an authorizer that answers null (public log of 14 September 2016)',
    parts: guarded,
    call: withToken,
    lambda: returns(null),
    lines: [
      starting,
      'Execution failed due to configuration error: Could not parse policy',
      'Method completed with status: 500',
    ],
  },
  {
    name: 'an authorizer whose answer has a member too many (public log of 8 June 2023)',
    parts: guarded,
    call: withToken,
    lambda: returns({...policy('Allow'), roles: 'admin'}),
    lines: [
      starting,
      'Execution failed due to configuration error: Invalid JSON in response: Unrecognized field "roles" , not marked as ignorable',
      'Method completed with status: 500',
    ],
  },
  {
    name: 'an authorizer that may not be invoked',
    parts: guarded,
    call: withToken,
    lambda: () => ({outcome: 'refused', reason: 'no-permission', message: 'only the developer is told this'}),
    lines: [
      starting,
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
      'Method completed with status: 500',
    ],
  },
  {
    name: 'a missing parameter',
    parts: {
      routes: {
        'GET /': mock({}, {requestParameters: {'method.request.querystring.q': true}, requestValidatorId: 'params'}),
      },
    },
    lines: [...begin, 'Missing required request parameters: [q]', 'Method completed with status: 400'],
  },
  {
    name: 'a function that may not be invoked (public log of 5 April 2018)',
    parts: {routes: {'GET /': lambdaProxy()}},
    lambda: () => ({outcome: 'refused', reason: 'no-permission', message: 'only the developer is told this'}),
    lines: [
      ...begin,
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
      'Method completed with status: 500',
      'AWS Integration Endpoint RequestId : 00000000-0000-4000-8000-000000000002',
    ],
  },
  {
    name: 'a backend that is too slow (public log of 2023)',
    parts: {routes: fromBackend},
    backend: failing('timeout'),
    lines: [...begin, 'Execution failed due to a timeout error', 'Method completed with status: 504'],
  },
  {
    name: 'a gateway response that was put (public log of 25 February 2025)',
    parts: {
      routes: fromBackend,
      gatewayResponses: [gatewayResponse('DEFAULT_5XX', {statusCode: '500'})],
    },
    backend: failing('bad-url'),
    lines: [
      ...begin,
      'Execution failed due to configuration error: Invalid endpoint address',
      'Gateway response type: DEFAULT_5XX with status code: 500',
      'Method completed with status: 500',
    ],
  },
]

function fillPlan(store: Store, parts: Partial<UsagePlanRecord>): void {
  const scope = ['123456789012', 'eu-west-1']
  store.transaction(() => {
    const dates = {createdDate: 0, lastUpdatedDate: 0, stageKeys: []}
    store.put('apiKey', [...scope, 'key1'], {id: 'key1', value, enabled: true, ...dates})
    const record = {id: 'plan1', name: 'basic', apiStages: [{apiId, stage: 'prod'}], ...parts}
    store.put('usagePlan', [...scope, 'plan1'], record)
    store.put('usagePlanKey', ['plan1', 'key1'], {id: 'key1', type: 'API_KEY'})
  })
}

async function logOf({parts, call, plan, lambda, backend, accountLimit, ...rest}: Case): Promise<string[]> {
  const store = Store.open()
  if (plan !== undefined) fillPlan(store, plan)
  const deliveries: LogDelivery[] = []
  const ports = {
    ...portsOf({...(lambda && {lambda}), ...(backend && {backend})}),
    writeLogs: (delivery: LogDelivery) => deliveries.push(delivery),
    ...(accountLimit && {accountBuckets: new AccountBuckets(() => accountLimit)}),
  }
  const stage = stageOf({methodSettings: {'*/*': {...setting, ...rest.setting}}})
  await deploy(parts, ports, stage, store).call('/', call)
  store.close()
  return deliveries.flatMap(({events}) => events.map(({message}) => message.slice(id.length + 3)))
}

for (const one of cases) {
  test(`the log of ${one.name}`, async () => {
    const [first, ...lines] = await logOf(one)
    assert.match(first ?? '', /^Extended Request Id: \S+=$/)
    assert.deepEqual(lines, one.lines)
  })
}

test('dataTrace shows what the authorizer was asked and answered, its identity masked', async () => {
  const lambda = returns(policy('Allow'))
  const call = withToken
  const lines = await logOf({name: '', parts: guarded, call, lambda, setting: {dataTraceEnabled: true}, lines: []})
  const from = lines.indexOf(starting)
  const event = `{"type":"TOKEN","methodArn":"arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/GET/","authorizationToken":"${token}"}`
  assert.deepEqual(
    lines.slice(from, from + 8).filter((line) => !line.startsWith('Endpoint request headers')),
    [
      starting,
      `Incoming identity: ${'*'.repeat(21)}tttttt`,
      `Endpoint request URI: ${sending.slice('Sending request to '.length)}`,
      `Endpoint request body after transformations: ${event}`,
      sending,
      `Authorizer result body before parsing: ${JSON.stringify(policy('Allow'))}`,
      'Using valid authorizer policy for principal: ************ortant',
    ],
  )
})
