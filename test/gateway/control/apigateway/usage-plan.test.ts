import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

class PlanCaller extends Caller {
  readonly api = this.mockApi()
  readonly stage = {apiId: this.api.restApiId, stage: 'dev'}
  readonly stageText = `${this.api.restApiId}:dev`

  constructor() {
    super()
    this.call('CreateDeployment', {restApiId: this.api.restApiId, stageName: 'dev'})
  }

  create(members: Members = {}): Members {
    return this.call('CreateUsagePlan', {name: 'basic', ...members})
  }

  patch(usagePlanId: unknown, ...patchOperations: Members[]): Members {
    return this.call('UpdateUsagePlan', {usagePlanId, patchOperations})
  }
}

/** Recorded: localstack test_apigateway_common.snapshot.json, July 2023. */
test('usage plans: created, read, changed and deleted', () => {
  const caller = new PlanCaller()
  const given = {
    description: 'Test',
    apiStages: [caller.stage],
    throttle: {burstLimit: 1, rateLimit: 2},
    quota: {limit: 10, offset: 0, period: 'DAY'},
    tags: {tag_key: 'tag_value'},
  }
  const plan = caller.create(given)
  assert.deepEqual(plan, {id: plan['id'], name: 'basic', ...given})
  const plain = caller.create({apiStages: [caller.stage]})
  assert.deepEqual(plain, {id: plain['id'], name: 'basic', apiStages: [caller.stage]})
  const usagePlanId = plain['id']
  assert.deepEqual(caller.call('GetUsagePlan', {usagePlanId}), {...plain, tags: {}})
  assert.deepEqual(caller.call('GetUsagePlans'), {items: [plan, plain]})
  const updated = caller.patch(
    usagePlanId,
    {op: 'replace', path: '/throttle/burstLimit', value: '100'},
    {op: 'replace', path: '/throttle/rateLimit', value: '200'},
  )
  assert.deepEqual(updated, {...plain, tags: {}, throttle: {burstLimit: 100, rateLimit: 200}})
  assert.equal(
    caller.refusal('DeleteUsagePlan', {usagePlanId}),
    `BadRequestException: Cannot delete Usage Plan ${String(usagePlanId)} because there are API Stages associated with it`,
  )
  caller.patch(usagePlanId, {op: 'remove', path: '/apiStages', value: caller.stageText})
  caller.call('DeleteUsagePlan', {usagePlanId})
  assert.equal(caller.refusal('GetUsagePlan', {usagePlanId}), 'NotFoundException: Invalid Usage Plan ID specified')
})

const creationRefusals: {input: Members; refusal: string}[] = [
  {input: {apiStages: [{apiId: 'a', stage: 'b'}]}, refusal: 'NotFoundException: API Stage not found: a:b'},
  {
    input: {quota: {period: 'DAY'}},
    refusal: 'BadRequestException: Usage Plan quota limit must be a non-negative numeric',
  },
  {
    input: {quota: {limit: 1, offset: 1, period: 'DAY'}},
    refusal: 'BadRequestException: Usage Plan quota offset must be zero in the DAY period',
  },
  {
    input: {quota: {limit: 1, offset: 7, period: 'WEEK'}},
    refusal: 'BadRequestException: Usage Plan quota offset must be between zero and six inclusive in the WEEK period',
  },
]

for (const {input, refusal} of creationRefusals) {
  test(`CreateUsagePlan: refuses ${JSON.stringify(input)}`, () => {
    assert.equal(new PlanCaller().refusal('CreateUsagePlan', {name: 'basic', ...input}), refusal)
  })
}

test('UpdateUsagePlan: makes a whole quota of its first members, and takes it away', () => {
  const caller = new PlanCaller()
  const {id} = caller.create()
  const quota = caller.patch(
    id,
    {op: 'replace', path: '/quota/period', value: 'MONTH'},
    {op: 'replace', path: '/quota/limit', value: '5000'},
  )['quota']
  assert.deepEqual(quota, {limit: 5000, offset: 0, period: 'MONTH'})
  assert.equal(caller.patch(id, {op: 'remove', path: '/quota'})['quota'], undefined)
})

test('UpdateUsagePlan: limits of single methods of a stage', () => {
  const caller = new PlanCaller()
  const {id} = caller.create({apiStages: [caller.stage]})
  const base = `/apiStages/${caller.stageText}/throttle`
  const throttle = (answer: Members): unknown => (answer['apiStages'] as Members[])[0]?.['throttle']
  assert.deepEqual(
    throttle(
      caller.patch(
        id,
        {op: 'replace', path: `${base}/~1pets~1{id}/GET/rateLimit`, value: '10.5'},
        {op: 'replace', path: `${base}/~1pets~1{id}/GET/burstLimit`, value: '20'},
        {op: 'add', path: `${base}/~1/POST/burstLimit`, value: '1'},
      ),
    ),
    {'/pets/{id}/GET': {rateLimit: 10.5, burstLimit: 20}, '//POST': {burstLimit: 1}},
  )
  assert.deepEqual(throttle(caller.patch(id, {op: 'remove', path: `${base}/~1/POST`})), {
    '/pets/{id}/GET': {rateLimit: 10.5, burstLimit: 20},
  })
  const whole = {'/a/GET': {rateLimit: 1, burstLimit: 2}}
  assert.deepEqual(throttle(caller.patch(id, {op: 'replace', path: base, value: JSON.stringify(whole)})), whole)
  assert.equal(throttle(caller.patch(id, {op: 'remove', path: base})), undefined)
})

const patchRefusals: {operation: Members; refusal: RegExp}[] = [
  {operation: {op: 'add', path: '/apiStages'}, refusal: /^BadRequestException: Invalid API Stage specified$/},
  {
    operation: {op: 'add', path: '/apiStages', value: 'abc'},
    refusal: /^BadRequestException: Invalid API Stage specified$/,
  },
  {
    operation: {op: 'add', path: '/apiStages', value: 'abc:prod'},
    refusal: /^NotFoundException: Invalid API Stage \{api: abc, stage: prod\} specified for usageplan \w+$/,
  },
  {
    operation: {op: 'replace', path: '/throttle/burstLimit', value: '-1'},
    refusal: /burst limit must be a non-negative integer/,
  },
  {
    operation: {op: 'replace', path: '/throttle/rateLimit', value: 'fast'},
    refusal: /rate limit must be a non-negative numeric/,
  },
  {operation: {op: 'replace', path: '/quota/period', value: 'YEAR'}, refusal: /Must be one of \[DAY, WEEK, MONTH\]/},
  {operation: {op: 'replace', path: '/id', value: 'x'}, refusal: /^BadRequestException: Invalid patch path \/id$/},
]

for (const {operation, refusal} of patchRefusals) {
  test(`UpdateUsagePlan: refuses ${JSON.stringify(operation)}`, () => {
    const caller = new PlanCaller()
    const usagePlanId = caller.create()['id']
    assert.match(caller.refusal('UpdateUsagePlan', {usagePlanId, patchOperations: [operation]}), refusal)
  })
}

test('usage plan keys: one plan per key and stage', () => {
  const caller = new PlanCaller()
  const [first, second] = [caller.create({apiStages: [caller.stage]}), caller.create()]
  const key = caller.call('CreateApiKey', {name: 'acme', enabled: true})
  const keyId = key['id']
  const member = {usagePlanId: first['id'], keyId, keyType: 'API_KEY'}
  const answer = {id: keyId, type: 'API_KEY', value: key['value'], name: 'acme'}
  assert.deepEqual(caller.call('CreateUsagePlanKey', member), answer)
  assert.deepEqual(caller.call('GetUsagePlanKey', member), answer)
  assert.deepEqual(caller.call('GetUsagePlans', {keyId}), {items: [first]})
  assert.match(caller.refusal('CreateUsagePlanKey', member), /^ConflictException: /)
  caller.call('CreateUsagePlanKey', {...member, usagePlanId: second['id']})
  const conflict =
    /^ConflictException: \w+ cannot be added to usage plan \w+ because it is already associated with an API stage in usage plan/
  assert.match(
    caller.refusal('UpdateUsagePlan', {
      usagePlanId: second['id'],
      patchOperations: [{op: 'add', path: '/apiStages', value: caller.stageText}],
    }),
    conflict,
  )
  caller.call('DeleteUsagePlanKey', member)
  assert.match(caller.refusal('GetUsagePlanKey', member), /^NotFoundException: /)
})

test('usage: days of a key with what remained, and more granted', () => {
  const caller = new PlanCaller()
  const quota = {limit: 10, offset: 0, period: 'MONTH'}
  const usagePlanId = caller.text('CreateUsagePlan', {name: 'basic', quota}, 'id')
  const keyId = caller.text('CreateApiKey', {name: 'acme'}, 'id')
  caller.call('CreateUsagePlanKey', {usagePlanId, keyId, keyType: 'API_KEY'})
  const range = {usagePlanId, startDate: '2025-12-31', endDate: '2026-01-03'}
  assert.deepEqual(caller.call('GetUsage', range), {...range, items: {}})
  caller.store.transaction(() => {
    caller.store.put('usage', [usagePlanId, keyId, '2025-12-31'], {used: 10, remaining: 0})
    caller.store.put('usage', [usagePlanId, keyId, '2026-01-01'], {used: 4, remaining: 6})
  })
  assert.deepEqual(caller.call('GetUsage', range), {
    ...range,
    items: {
      [keyId]: [
        [10, 0],
        [4, 6],
        [0, 6],
        [0, 6],
      ],
    },
  })
  const patchOperations = [{op: 'replace', path: '/remaining', value: '50'}]
  const granted = caller.call('UpdateUsage', {usagePlanId, keyId, patchOperations})
  assert.deepEqual(granted['items'], {[keyId]: [[0, 50]]})
  const items = caller.call('GetUsage', range)['items'] as Record<string, number[][]>
  assert.deepEqual(items[keyId]?.at(-1), [0, 50])
  for (const [startDate, endDate] of [
    ['yesterday', '2026-01-01'],
    ['2026-01-02', '2026-01-01'],
    ['2025-01-01', '2026-01-01'],
  ]) {
    assert.match(caller.refusal('GetUsage', {usagePlanId, startDate, endDate}), /^BadRequestException: /)
  }
})

test('a stage or an API that goes leaves its usage plans', () => {
  const caller = new PlanCaller()
  const {restApiId} = caller.api
  const plan = caller.create({apiStages: [caller.stage]})
  const stages = (): unknown => caller.call('GetUsagePlan', {usagePlanId: plan['id']})['apiStages']
  caller.call('DeleteStage', {restApiId, stageName: 'dev'})
  assert.deepEqual(stages(), [])
  caller.call('CreateDeployment', {restApiId, stageName: 'dev'})
  caller.patch(plan['id'], {op: 'add', path: '/apiStages', value: caller.stageText})
  assert.deepEqual(stages(), [caller.stage])
  caller.call('DeleteRestApi', {restApiId})
  assert.deepEqual(stages(), [])
})
