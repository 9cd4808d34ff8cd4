import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Api} from '../../src/model/api.js'
import type {DeployedStage} from '../../src/model/deployed-stage.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {RestApi} from '../../src/model/rest-api.js'
import type {Stage} from '../../src/model/stage.js'
import {contentHash} from '../../src/plan/content-hash.js'
import {planApi} from '../../src/plan/plan-api.js'
import type {PlanInput} from '../../src/plan/plan-api.js'
import {liveHttp, liveRest} from '../support/calls.js'
import {httpApiOf, mockMethod, restApiOf} from '../support/many-routes.js'

function plan(members: Partial<PlanInput> & {desired: Api}) {
  const target = {name: 'prod', region: 'eu-west-1'}
  return planApi({target, project: 'pets', live: undefined, renderImport: () => '{}', ...members})
}

function live(api: RestApi, stages: readonly DeployedStage[] = []): LiveApi {
  return {...liveRest, kind: 'rest', api: {...api, tags: {'apigw:project': 'pets'}}, stages} as LiveApi
}

const api = restApiOf(2)
const stage: Stage = {kind: 'restStage', stageName: 'prod'}

test('planApi: nothing to do is a plan without changes and calls', () => {
  const {changes, execution, budget} = plan({desired: api, live: live(api)})
  assert.deepEqual(
    {changes, execution, budget},
    {
      changes: [],
      execution: {way: 'granular', calls: []},
      budget: {granular: {calls: 0, seconds: 0}, import: {calls: 0, seconds: 0}},
    },
  )
})

test('planApi: equal input gives an equal plan, and a plan survives being saved', () => {
  const one = plan({desired: api, stage})
  assert.deepEqual(JSON.parse(JSON.stringify(one)), one)
  assert.deepEqual(plan({desired: structuredClone(api), stage}), one)
})

test('planApi: an API gets the tag of its project', () => {
  const [first] = plan({desired: api}).changes
  assert.ok(first?.action === 'create')
  assert.deepEqual((first.after as RestApi).tags, {'apigw:project': 'pets'})
})

const ways: {name: string; input: Partial<PlanInput> & {desired: Api}; way: string; operations: string[]}[] = [
  {
    name: 'a new REST API is created and imported',
    input: {desired: api},
    way: 'import',
    operations: ['CreateRestApi', 'PutRestApi'],
  },
  {
    name: 'a new HTTP API is imported',
    input: {desired: httpApiOf(2)},
    way: 'import',
    operations: ['ImportApi'],
  },
  {
    name: 'one changed route is patched',
    input: {desired: restApiOf(2, 404), live: live(api)},
    way: 'granular',
    operations: ['UpdateIntegration'],
  },
  {
    name: 'a new route, which takes five calls, is imported',
    input: {
      desired: {...api, resources: [...api.resources, '/new'], methods: {...api.methods, 'GET /new': mockMethod(200)}},
      live: live(api),
    },
    way: 'import',
    operations: ['PutRestApi'],
  },
  {
    name: 'a document that is too large goes call by call',
    input: {desired: httpApiOf(1), renderImport: () => ' '.repeat(6 * 1024 * 1024 + 1)},
    way: 'granular',
    operations: ['CreateApi', 'CreateIntegration', 'CreateRoute'],
  },
  {
    name: 'so does an API that a document cannot hold',
    input: {desired: httpApiOf(1), renderImport: () => ({impossible: 'it has no words for this'})},
    way: 'granular',
    operations: ['CreateApi', 'CreateIntegration', 'CreateRoute'],
  },
  {
    name: 'models that refer to one another are imported, however few they are',
    input: {
      desired: {...api, models: {A: {contentType: 'application/json', schema: {items: {$ref: '#/models/A'}}}}},
      live: live(api),
    },
    way: 'import',
    operations: ['PutRestApi'],
  },
  {
    name: 'documentation goes beside an import',
    input: {desired: {...api, documentationParts: [{location: {type: 'API'}, properties: {}}]}},
    way: 'import',
    operations: ['CreateRestApi', 'PutRestApi', 'ImportDocumentationParts'],
  },
]

for (const {name, input, way, operations} of ways) {
  test(`planApi: ${name}`, () => {
    const {execution} = plan(input)
    assert.deepEqual(
      {way: execution.way, operations: execution.calls.map(({operation}) => operation)},
      {way, operations},
    )
  })
}

test('planApi: a way that cannot be gone says why', () => {
  const {budget} = plan({desired: httpApiOf(1), renderImport: () => ({impossible: 'it has no words for this'})})
  assert.deepEqual(budget.import, {impossible: 'it has no words for this'})
})

test('planApi: reimporting an HTTP API keeps the tags of others', () => {
  const existing = liveHttp({})
  assert.ok(existing.kind === 'http')
  const tagged: LiveApi = {...existing, api: {...existing.api, tags: {billing: 'x', 'apigw:project': 'pets'}}}
  const sent: Api[] = []
  plan({
    desired: httpApiOf(5),
    live: tagged,
    renderImport: (desired) => {
      sent.push(desired)
      return '{}'
    },
  })
  assert.deepEqual(
    sent.map(({tags}) => tags),
    [{'apigw:project': 'pets', billing: 'x'}],
  )
})

const served = {stage, deploymentId: 'dep001', contentHash: contentHash(api)}

const stages: {name: string; stages: DeployedStage[]; operations: string[]}[] = [
  {name: 'a stage that serves the definition', stages: [served], operations: []},
  {
    name: 'a hash that was shortened',
    stages: [{...served, contentHash: contentHash(api).slice(0, 12)}],
    operations: [],
  },
  {name: 'a stage that is missing', stages: [], operations: ['CreateDeployment', 'CreateStage']},
  {
    name: 'a stage that serves another definition',
    stages: [{...served, contentHash: 'ff'.repeat(32)}],
    operations: ['CreateDeployment', 'UpdateStage'],
  },
  {
    name: 'a stage that someone else deployed to',
    stages: [{stage, deploymentId: 'dep001'}],
    operations: ['CreateDeployment', 'UpdateStage'],
  },
  {
    name: 'another stage that serves the definition already',
    stages: [{...served, stage: {...stage, stageName: 'dev'}}],
    operations: ['CreateStage'],
  },
]

for (const {name, stages: liveStages, operations} of stages) {
  test(`planApi: deploying to ${name}`, () => {
    const {execution} = plan({desired: api, live: live(api, liveStages), stage})
    assert.deepEqual(
      execution.calls.map(({operation}) => operation),
      operations,
    )
  })
}

test('planApi: stages that were not asked for are left alone', () => {
  const other = {stage: {kind: 'restStage' as const, stageName: 'old', description: 'x'}, deploymentId: 'dep001'}
  assert.deepEqual(plan({desired: api, live: live(api, [other])}).changes, [])
})

test('planApi: the hash of the live state changes with what a plan would look at', () => {
  const hashes = [
    plan({desired: api}),
    plan({desired: api, live: live(api)}),
    plan({desired: api, live: live(restApiOf(3))}),
    plan({desired: api, live: live(api, [served])}),
    plan({desired: api, live: live(api, [{...served, deploymentId: 'dep002'}])}),
  ].map(({liveHash}) => liveHash)
  assert.equal(new Set(hashes).size, hashes.length)
})
