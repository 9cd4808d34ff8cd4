import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller, nowMs} from './caller.js'

class StageCaller extends Caller {
  readonly api = this.mockApi()
  readonly deploymentId = this.deploy()
  readonly labels = {restApiId: this.api.restApiId, stageName: 'dev'}
  readonly created = {
    stageName: 'dev',
    deploymentId: this.deploymentId,
    createdDate: nowMs,
    lastUpdatedDate: nowMs,
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    methodSettings: {},
    tracingEnabled: false,
  }

  deploy(members: Members = {}): string {
    return this.text('CreateDeployment', {restApiId: this.api.restApiId, ...members}, 'id')
  }

  create(members: Members = {}): Members {
    return this.call('CreateStage', {...this.labels, deploymentId: this.deploymentId, ...members})
  }

  patch(...patchOperations: Members[]): Members {
    return this.call('UpdateStage', {...this.labels, patchOperations})
  }

  stage(): Members {
    return this.call('GetStage', this.labels)
  }

  /** The role that AWS wants before a stage may log. */
  allowLogs(): void {
    const value = 'arn:aws:iam::111111111111:role/logs'
    this.call('UpdateAccount', {patchOperations: [{op: 'replace', path: '/cloudwatchRoleArn', value}]})
  }
}

test('CreateStage: answers the defaults, and what was given', () => {
  const caller = new StageCaller()
  assert.deepEqual(caller.create(), caller.created)
  assert.deepEqual(caller.stage(), caller.created)
  const given = {description: 'my stage', variables: {a: 'b'}, tracingEnabled: true, tags: {team: 'store'}}
  assert.deepEqual(caller.create({stageName: 's2', ...given}), {...caller.created, stageName: 's2', ...given})
})

test('CreateStage: a cache cluster is there at once', () => {
  const caller = new StageCaller()
  const {cacheClusterEnabled, cacheClusterSize, cacheClusterStatus} = caller.create({cacheClusterEnabled: true})
  assert.deepEqual([cacheClusterEnabled, cacheClusterSize, cacheClusterStatus], [true, '0.5', 'AVAILABLE'])
})

const creationRefusals: {name: string; input: Members; refusal: string}[] = [
  {
    name: 'an unknown deployment',
    input: {deploymentId: 'fake'},
    refusal: 'BadRequestException: Deployment id does not exist',
  },
  {
    name: 'an unknown canary deployment',
    input: {canarySettings: {deploymentId: 'fake'}},
    refusal: 'BadRequestException: Deployment id does not exist',
  },
  {
    name: 'a name with a slash',
    input: {stageName: 'a/b'},
    refusal: 'BadRequestException: Stage name only allows a-zA-Z0-9_',
  },
  {
    name: 'more traffic than there is',
    input: {canarySettings: {percentTraffic: 101}},
    refusal: 'BadRequestException: Invalid percentTraffic. Must be between 0.0 and 100.0',
  },
  {
    name: 'a variable name with a dash',
    input: {variables: {'a-b': 'c'}},
    refusal: 'BadRequestException: Invalid stage variable name: a-b',
  },
]

for (const {name, input, refusal} of creationRefusals) {
  test(`CreateStage: refuses ${name}`, () => {
    const caller = new StageCaller()
    const stage = {...caller.labels, deploymentId: caller.deploymentId, ...input}
    assert.equal(caller.refusal('CreateStage', stage), refusal)
  })
}

test('CreateStage: refuses a name that is taken', () => {
  const caller = new StageCaller()
  caller.create()
  assert.equal(
    caller.refusal('CreateStage', {...caller.labels, deploymentId: caller.deploymentId}),
    'ConflictException: Stage already exists',
  )
})

test('GetStages: filters by deployment', () => {
  const caller = new StageCaller()
  caller.create()
  const other = caller.deploy({stageName: 'other'})
  const names = (input: Members): unknown =>
    (caller.call('GetStages', {restApiId: caller.api.restApiId, ...input}) as {item: {stageName: string}[]}).item.map(
      ({stageName}) => stageName,
    )
  assert.deepEqual(names({}), ['dev', 'other'])
  assert.deepEqual(names({deploymentId: other}), ['other'])
})

test('UpdateStage: changes as recorded, in one call', () => {
  const caller = new StageCaller()
  caller.create()
  const answer = caller.patch(
    {op: 'replace', path: '/description', value: 'stage new'},
    {op: 'replace', path: '/variables/var1', value: 'test'},
    {op: 'replace', path: '/variables/var2', value: 'test2'},
    {op: 'replace', path: '/*/*/throttling/burstLimit', value: '123'},
    {op: 'replace', path: '/*/*/caching/enabled', value: 'true'},
    {op: 'replace', path: '/tracingEnabled', value: 'true'},
    {op: 'replace', path: '/test/GET/throttling/burstLimit', value: '124'},
  )
  const defaults = {
    metricsEnabled: false,
    dataTraceEnabled: false,
    throttlingBurstLimit: 123,
    throttlingRateLimit: 10_000,
    cachingEnabled: true,
    cacheTtlInSeconds: 300,
    cacheDataEncrypted: false,
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
  }
  assert.deepEqual(answer, {
    ...caller.created,
    description: 'stage new',
    variables: {var1: 'test', var2: 'test2'},
    tracingEnabled: true,
    methodSettings: {'*/*': defaults, 'test/GET': {...defaults, throttlingBurstLimit: 124}},
  })
  caller.patch({op: 'remove', path: '/*/*'}, {op: 'remove', path: '/test/GET'})
  assert.deepEqual(caller.stage()['methodSettings'], {})
})

test('UpdateStage: every method setting has its path', () => {
  const caller = new StageCaller()
  caller.allowLogs()
  caller.create()
  const values: [path: string, value: string, member: string, stored: unknown][] = [
    ['metrics/enabled', 'true', 'metricsEnabled', true],
    ['logging/dataTrace', 'true', 'dataTraceEnabled', true],
    ['logging/loglevel', 'INFO', 'loggingLevel', 'INFO'],
    ['throttling/burstLimit', '7', 'throttlingBurstLimit', 7],
    ['throttling/rateLimit', '0.5', 'throttlingRateLimit', 0.5],
    ['caching/enabled', 'true', 'cachingEnabled', true],
    ['caching/ttlInSeconds', '60', 'cacheTtlInSeconds', 60],
    ['caching/dataEncrypted', 'true', 'cacheDataEncrypted', true],
    ['caching/requireAuthorizationForCacheControl', 'false', 'requireAuthorizationForCacheControl', false],
    [
      'caching/unauthorizedCacheControlHeaderStrategy',
      'FAIL_WITH_403',
      'unauthorizedCacheControlHeaderStrategy',
      'FAIL_WITH_403',
    ],
  ]
  caller.patch(...values.map(([path, value]) => ({op: 'replace', path: `/~1pets~1{id}/GET/${path}`, value})))
  const {methodSettings} = caller.stage() as {methodSettings: Record<string, Members>}
  assert.deepEqual(
    methodSettings['~1pets~1{id}/GET'],
    Object.fromEntries(values.map(([, , member, stored]) => [member, stored])),
  )
})

test('UpdateStage: access logs, canary and deployment', () => {
  const caller = new StageCaller()
  caller.allowLogs()
  caller.create({variables: {testVar: 'default'}})
  const next = caller.deploy()
  const destinationArn = 'arn:aws:logs:eu-west-1:111111111111:log-group:access'
  const base = {...caller.created, variables: {testVar: 'default'}}
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/accessLogSettings/destinationArn', value: destinationArn},
      {op: 'add', path: '/accessLogSettings/format', value: '$context.requestId'},
    ),
    {...base, accessLogSettings: {destinationArn, format: '$context.requestId'}},
  )
  assert.deepEqual(caller.patch({op: 'remove', path: '/accessLogSettings'}), base)
  const canary = {deploymentId: next, percentTraffic: 0, useStageCache: false}
  assert.deepEqual(caller.patch({op: 'replace', path: '/canarySettings/deploymentId', value: next}), {
    ...base,
    canarySettings: canary,
  })
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/canarySettings/stageVariableOverrides/testVar', value: 'canary'},
      {op: 'replace', path: '/canarySettings/percentTraffic', value: '12.5'},
    )['canarySettings'],
    {...canary, percentTraffic: 12.5, stageVariableOverrides: {testVar: 'canary'}},
  )
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/canarySettings/percentTraffic', value: '0.0'},
      {op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables'},
      {op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId'},
      {op: 'remove', path: '/canarySettings'},
    ),
    {...base, deploymentId: next, variables: {testVar: 'canary'}},
  )
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/deploymentId', value: caller.deploymentId},
      {op: 'remove', path: '/variables/testVar'},
    ),
    caller.created,
  )
})

test('UpdateStage: promotion of a canary that is not there', () => {
  const caller = new StageCaller()
  caller.create()
  const copy = {op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId'}
  assert.equal(
    caller.refusal('UpdateStage', {...caller.labels, patchOperations: [copy]}),
    'BadRequestException: Promotion not available. Canary does not exist.',
  )
  const answer = caller.patch({op: 'replace', path: '/canarySettings/percentTraffic', value: '0.0'}, copy)
  assert.equal(answer['deploymentId'], caller.deploymentId)
})

const nothingToRemove = (token: string): string =>
  `BadRequestException: Cannot remove method setting ${token} because there is no method setting for this method `

const patchRefusals: {operation: Members; refusal: string | RegExp}[] = [
  {
    operation: {op: 'replace', path: '/tags/tag1', value: 'x'},
    refusal:
      /^BadRequestException: Invalid method setting path: \/tags\/tag1\. Must be one of: \[\/deploymentId, .*\/variables\/\{variable_name\}, \/tracingEnabled\]$/,
  },
  {
    operation: {op: 'replace', path: '/documentation_version', value: 'x'},
    refusal: /^BadRequestException: Invalid method setting path: \/documentation_version\. Must be one of: /,
  },
  {
    operation: {op: 'replace', path: '/canarySettings/badPath', value: 'x'},
    refusal: /^BadRequestException: Invalid method setting path: \/canarySettings\/badPath\. Must be one of: /,
  },
  {operation: {op: 'remove', path: '/canarySettings/badPath'}, refusal: nothingToRemove('canarySettings/badPath')},
  {
    operation: {op: 'remove', path: '/canarySettings/stageVariableOverrides'},
    refusal: nothingToRemove('canarySettings/stageVariableOverrides'),
  },
  {operation: {op: 'remove', path: '/*/*'}, refusal: nothingToRemove('*/*')},
  {operation: {op: 'remove', path: '/accessLogSettings'}, refusal: nothingToRemove('accessLogSettings')},
  {
    operation: {op: 'remove', path: '/accessLogSettings/destinationArn'},
    refusal: nothingToRemove('accessLogSettings/destinationArn'),
  },
  {operation: {op: 'remove', path: '/variables/none'}, refusal: nothingToRemove('variables/none')},
  {
    operation: {op: 'add', path: '/canarySettings/deploymentId', value: 'x'},
    refusal: 'BadRequestException: Invalid add operation with path: /canarySettings/deploymentId',
  },
  {
    operation: {op: 'replace', path: '/canarySettings/deploymentId', value: 'x'},
    refusal: 'BadRequestException: Deployment id does not exist',
  },
  {
    operation: {op: 'replace', path: '/deploymentId', value: 'x'},
    refusal: 'BadRequestException: Deployment id does not exist',
  },
  {
    operation: {op: 'copy', from: '/variables', path: '/canarySettings/stageVariableOverrides'},
    refusal:
      'BadRequestException: Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
  },
  {
    operation: {op: 'replace', path: '/accessLogSettings/wrong', value: 'x'},
    refusal:
      'BadRequestException: Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
  },
  ...[
    {op: 'replace', path: '/*/*/logging/loglevel', value: 'ERROR'},
    {op: 'replace', path: '/~1/GET/logging/loglevel', value: 'INFO'},
    {op: 'add', path: '/accessLogSettings/destinationArn', value: 'arn:aws:logs:eu-west-1:111111111111:log-group:a'},
  ].map((operation) => ({
    operation,
    refusal: 'BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging',
  })),
  {
    operation: {op: 'replace', path: '/accessLogSettings/format', value: ''},
    refusal: 'BadRequestException: Access Log value must not be empty',
  },
  {
    operation: {op: 'replace', path: `/${'x'.repeat(9000)}/GET/metrics/enabled`, value: 'true'},
    refusal: /^BadRequestException: Invalid method setting path: /,
  },
  {
    operation: {op: 'replace', path: '/*/*/throttling/burstLimit', value: 'many'},
    refusal: 'BadRequestException: Invalid throttling limit specified: many',
  },
  {
    operation: {op: 'replace', path: '/cacheClusterSize', value: '3'},
    refusal:
      'BadRequestException: Invalid cache cluster size specified. Valid options are 0.5,1.6,6.1,13.5,28.4,58.2,118,237',
  },
]

for (const {operation, refusal} of patchRefusals) {
  test(`UpdateStage: refuses ${JSON.stringify(operation).slice(0, 100)}`, () => {
    const caller = new StageCaller()
    caller.create()
    const answer = caller.refusal('UpdateStage', {...caller.labels, patchOperations: [operation]})
    if (typeof refusal === 'string') assert.equal(answer, refusal)
    else assert.match(answer, refusal)
    assert.deepEqual(caller.stage(), caller.created)
  })
}

test('stages that do not exist are 404', () => {
  const caller = new StageCaller()
  for (const operation of ['GetStage', 'UpdateStage', 'DeleteStage', 'FlushStageCache', 'FlushStageAuthorizersCache']) {
    assert.equal(
      caller.refusal(operation, caller.labels),
      'NotFoundException: Invalid stage identifier specified',
      operation,
    )
  }
})

test('flushing a cache starts a new generation of it alone', () => {
  const caller = new StageCaller()
  caller.create()
  caller.call('FlushStageCache', caller.labels)
  caller.call('FlushStageCache', caller.labels)
  caller.call('FlushStageAuthorizersCache', caller.labels)
  assert.deepEqual(caller.store.get('cacheGeneration', [caller.api.restApiId, 'dev']), {
    stageCache: 2,
    authorizersCache: 1,
  })
  caller.call('DeleteStage', caller.labels)
  assert.equal(caller.store.get('cacheGeneration', [caller.api.restApiId, 'dev']), undefined)
})
