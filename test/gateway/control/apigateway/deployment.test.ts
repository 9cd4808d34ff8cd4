import assert from 'node:assert/strict'
import {test} from 'vitest'
import {checkDeployable, featuresOf} from '../../../../src/gateway/control/apigateway/deploy-checks.js'
import type {Members} from '../../../../src/gateway/control/operation.js'
import type {Feature} from '../../../../src/gateway/store/feature-registry.js'
import type {MethodRecord, RestSnapshot} from '../../../../src/gateway/store/rest-records.js'
import {accountId, Caller, nowMs, region} from './caller.js'

test('a deployment keeps the API as it was', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.mockApi()
  const deployment = caller.call('CreateDeployment', {restApiId, description: 'first'})
  assert.deepEqual(deployment, {id: deployment['id'], description: 'first', createdDate: nowMs})
  const key = [restApiId, String(deployment['id'])]
  const before = JSON.stringify(caller.store.get('restSnapshot', key))
  caller.call('CreateResource', {restApiId, parentId: rootId, pathPart: 'later'})
  caller.call('DeleteMethod', {restApiId, resourceId: rootId, httpMethod: 'GET'})
  caller.call('UpdateRestApi', {restApiId, patchOperations: [{op: 'replace', path: '/name', value: 'later'}]})
  assert.equal(JSON.stringify(caller.store.get('restSnapshot', key)), before)
  assert.deepEqual(caller.call('GetDeployment', {restApiId, deploymentId: deployment['id'], embed: ['apisummary']}), {
    ...deployment,
    apiSummary: {'/': {GET: {authorizationType: 'NONE', apiKeyRequired: false}}},
  })
})

test('CreateDeployment: makes the stage, then moves it and changes only what is named', () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi()
  const first = caller.text(
    'CreateDeployment',
    {restApiId, stageName: 'prod', stageDescription: 'live', variables: {a: '1'}},
    'id',
  )
  const labels = {restApiId, stageName: 'prod'}
  const stage = caller.call('GetStage', labels)
  assert.deepEqual(
    [stage['deploymentId'], stage['description'], stage['variables'], stage['tracingEnabled']],
    [first, 'live', {a: '1'}, false],
  )
  caller.call('UpdateStage', {
    ...labels,
    patchOperations: [{op: 'replace', path: '/*/*/metrics/enabled', value: 'true'}],
  })
  const second = caller.text('CreateDeployment', {restApiId, stageName: 'prod', tracingEnabled: true}, 'id')
  const moved = caller.call('GetStage', labels)
  assert.deepEqual(moved, {
    ...stage,
    methodSettings: moved['methodSettings'],
    deploymentId: second,
    tracingEnabled: true,
  })
})

test('CreateDeployment: a canary gets the new deployment, the stage keeps its own', () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi()
  const first = caller.text('CreateDeployment', {restApiId, stageName: 'prod'}, 'id')
  const canarySettings = {percentTraffic: 50, stageVariableOverrides: {testVar: 'canary'}}
  const second = caller.text('CreateDeployment', {restApiId, stageName: 'prod', canarySettings}, 'id')
  const stage = caller.call('GetStage', {restApiId, stageName: 'prod'})
  assert.equal(stage['deploymentId'], first)
  assert.deepEqual(stage['canarySettings'], {...canarySettings, deploymentId: second, useStageCache: false})
  for (const deploymentId of [first, second]) {
    assert.equal(
      caller.refusal('DeleteDeployment', {restApiId, deploymentId}),
      'BadRequestException: Active stages pointing to this deployment must be moved or deleted',
    )
  }
})

const content = 'BadRequestException: Invalid deployment content specified.'
const refusals: {name: string; input: Members; refusal: string}[] = [
  {
    name: 'a canary without a stage',
    input: {canarySettings: {}},
    refusal: `${content}Non null and non empty stageName must be provided for canary deployment. Provided value is null`,
  },
  {
    name: 'a canary with an empty stage',
    input: {stageName: '', canarySettings: {}},
    refusal: `${content}Non null and non empty stageName must be provided for canary deployment. Provided value is `,
  },
  {
    name: 'a canary on a stage that does not exist',
    input: {stageName: 'non-existing', canarySettings: {}},
    refusal: `${content}Stage non-existing must already be created before making a canary release deployment`,
  },
  {
    name: 'a bad stage name',
    input: {stageName: 'a b'},
    refusal: 'BadRequestException: Stage name only allows a-zA-Z0-9_',
  },
  {
    name: 'an unknown API',
    input: {restApiId: 'fake'},
    refusal: 'NotFoundException: Invalid API identifier specified 111111111111:fake',
  },
]

for (const {name, input, refusal} of refusals) {
  test(`CreateDeployment: refuses ${name}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.mockApi()
    assert.equal(caller.refusal('CreateDeployment', {restApiId, ...input}), refusal)
    assert.deepEqual(caller.call('GetDeployments', {restApiId}), {items: []})
  })
}

test('CreateDeployment: refuses an API without methods, or a method without an integration', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.restApi()
  assert.equal(
    caller.refusal('CreateDeployment', {restApiId}),
    "BadRequestException: The REST API doesn't contain any methods",
  )
  caller.call('PutMethod', {restApiId, resourceId: rootId, httpMethod: 'GET', authorizationType: 'NONE'})
  assert.equal(
    caller.refusal('CreateDeployment', {restApiId}),
    'BadRequestException: No integration defined for method',
  )
})

test("CreateDeployment: refuses a private API without a policy, in AWS's words", () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi({endpointConfiguration: {types: ['PRIVATE']}})
  assert.equal(
    caller.refusal('CreateDeployment', {restApiId}),
    "BadRequestException: Private REST API doesn't have a resource policy attached to it",
  )
})

const method: MethodRecord = {
  httpMethod: 'GET',
  authorizationType: 'NONE',
  apiKeyRequired: false,
  methodIntegration: {
    type: 'MOCK',
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    cacheNamespace: 'r',
    cacheKeyParameters: [],
  },
}

function snapshotOf(changes: Partial<MethodRecord>, api: Partial<RestSnapshot['restApi']> = {}): RestSnapshot {
  const restApi = {
    accountId,
    region,
    id: 'a',
    name: 'pets',
    createdDate: nowMs,
    rootResourceId: 'r',
    apiKeySource: 'HEADER' as const,
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
    ...api,
  }
  const resources = [{id: 'r', path: '/', resourceMethods: {GET: {...method, ...changes}}}]
  return {restApi, resources, models: [], requestValidators: [], authorizers: [], gatewayResponses: []}
}

const refused = (): Feature => ({state: 'refused', why: 'Not yet.'})
const enforced = (): Feature => ({state: 'enforced', why: ''})

const features: {feature: string; snapshot: RestSnapshot; place: string}[] = [
  {feature: 'rest resource policy', snapshot: snapshotOf({}, {policy: '{}'}), place: 'API a'},
  {feature: 'rest AWS_IAM authorization', snapshot: snapshotOf({authorizationType: 'AWS_IAM'}), place: 'GET /'},
  {feature: 'rest Lambda authorizer', snapshot: snapshotOf({authorizationType: 'CUSTOM'}), place: 'GET /'},
  {feature: 'rest Cognito authorizer', snapshot: snapshotOf({authorizationType: 'COGNITO_USER_POOLS'}), place: 'GET /'},
  {feature: 'rest API key required', snapshot: snapshotOf({apiKeyRequired: true}), place: 'GET /'},
  {feature: 'rest request validator', snapshot: snapshotOf({requestValidatorId: 'v'}), place: 'GET /'},
  {feature: 'rest compression', snapshot: snapshotOf({}, {minimumCompressionSize: 0}), place: 'API a'},
]

for (const {feature, snapshot, place} of features) {
  test(`deploy checks: find "${feature}" and refuse it until it is enforced`, () => {
    assert.deepEqual(featuresOf(snapshot), [{feature, place}])
    assert.throws(
      () => checkDeployable(snapshot, refused),
      (error: Error) => {
        assert.match(error.message, new RegExp(`${feature} \\(${place}\\): Not yet\\.`))
        assert.match(error.message, /apigw local coverage/)
        return true
      },
    )
    assert.deepEqual(checkDeployable(snapshot, enforced), [feature])
  })
}

test('deploy checks: a plain API relies on nothing', () => {
  assert.deepEqual(checkDeployable(snapshotOf({}), refused), [])
})

test('deployments: list, describe, delete', () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi()
  const deploymentId = caller.text('CreateDeployment', {restApiId}, 'id')
  const patchOperations = [{op: 'replace', path: '/description', value: 'new-description'}]
  const updated = caller.call('UpdateDeployment', {restApiId, deploymentId, patchOperations})
  assert.deepEqual(updated, {id: deploymentId, createdDate: nowMs, description: 'new-description'})
  assert.deepEqual(caller.call('GetDeployments', {restApiId}), {items: [updated]})
  caller.call('DeleteDeployment', {restApiId, deploymentId})
  assert.equal(caller.store.get('restSnapshot', [restApiId, deploymentId]), undefined)
  for (const operation of ['GetDeployment', 'UpdateDeployment', 'DeleteDeployment']) {
    assert.equal(
      caller.refusal(operation, {restApiId, deploymentId}),
      'NotFoundException: Invalid Deployment identifier specified',
      operation,
    )
  }
})
