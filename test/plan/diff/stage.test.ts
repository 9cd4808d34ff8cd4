import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {HttpStage, RestStage, Stage} from '../../../src/model/stage.js'
import {diffStage} from '../../../src/plan/diff/stage.js'

const live: RestStage = {
  kind: 'restStage',
  stageName: 'prod',
  description: 'old',
  variables: {a: '1', b: '2'},
  tracingEnabled: false,
  methodSettings: {
    '*/*': {metricsEnabled: false, throttlingRateLimit: 10},
    'GET /a': {cachingEnabled: true},
  },
  tags: {team: 'x', billing: 'y'},
}

const httpLive: HttpStage = {
  kind: 'httpStage',
  stageName: 'prod',
  autoDeploy: false,
  defaultRouteSettings: {throttlingRateLimit: 10, detailedMetricsEnabled: false},
}

const rest = {kind: 'restStage', stageName: 'prod'} as const
const http = {kind: 'httpStage', stageName: 'prod'} as const

const cases: {name: string; live: Stage; desired: Stage; fields: string[]}[] = [
  {name: 'what is not declared is left alone', live, desired: rest, fields: []},
  {name: 'a declared text', live, desired: {...rest, description: 'new'}, fields: ['description']},
  {
    name: 'variables are declared as a whole',
    live,
    desired: {...rest, variables: {a: '1', c: '3'}},
    fields: ['variables.b', 'variables.c'],
  },
  {name: 'tags one by one', live, desired: {...rest, tags: {team: 'z'}}, fields: ['tags.team']},
  {
    name: 'method settings one by one',
    live,
    desired: {...rest, methodSettings: {'*/*': {metricsEnabled: true}, 'GET /b': {cachingEnabled: true}}},
    fields: ['methodSettings.*/*.metricsEnabled', 'methodSettings.GET /b.cachingEnabled'],
  },
  {name: 'equal settings', live, desired: {...rest, methodSettings: {'GET /a': {cachingEnabled: true}}}, fields: []},
  {
    name: 'settings of HTTP routes one by one',
    live: httpLive,
    desired: {...http, defaultRouteSettings: {throttlingRateLimit: 20}},
    fields: ['defaultRouteSettings.throttlingRateLimit'],
  },
]

for (const {name, live: before, desired, fields} of cases) {
  test(`diffStage: ${name}`, () => {
    const changes = diffStage('restApi/pets', before, desired, {before: 'definition a', after: 'definition a'})
    assert.deepEqual(
      changes.flatMap((change) => (change.action === 'update' ? change.fields.map(({path}) => path) : [change.action])),
      fields,
    )
  })
}

test('diffStage: another definition to serve is a change of the stage', () => {
  assert.deepEqual(diffStage('restApi/pets', live, rest, {before: 'definition a', after: 'definition b'}), [
    {
      action: 'update',
      kind: 'restStage',
      address: 'restApi/pets/stage/prod',
      name: 'prod',
      before: {kind: 'restStage', stageName: 'prod', serves: 'definition a'},
      after: {kind: 'restStage', stageName: 'prod', serves: 'definition b'},
      fields: [{path: 'serves', before: 'definition a', after: 'definition b'}],
    },
  ])
})

test('diffStage: a stage that only the files have is created with all it declares', () => {
  const desired = {...rest, variables: {a: '1'}}
  assert.deepEqual(diffStage('restApi/pets', undefined, desired, {after: 'definition b'}), [
    {
      action: 'create',
      kind: 'restStage',
      address: 'restApi/pets/stage/prod',
      name: 'prod',
      after: {...desired, serves: 'definition b'},
    },
  ])
})
