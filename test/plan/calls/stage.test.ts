import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {JsonObject} from '../../../src/model/json.js'
import {httpStageCalls} from '../../../src/plan/calls/http-stage.js'
import {restStageCalls} from '../../../src/plan/calls/rest-stage.js'
import type {Change} from '../../../src/plan/change.js'
import {factsOf, liveHttp, liveRest, shown} from '../../support/calls.js'

const rest = {kind: 'restStage', address: 'restApi/pets/stage/prod', name: 'prod'} as const
const http = {kind: 'httpStage', address: 'httpApi/pets/stage/prod', name: 'prod'} as const
const deployment = {contentHash: 'abab'}

function restCalls(before: JsonObject | undefined, after: JsonObject): object[] {
  const change: Change =
    before === undefined ? {...rest, action: 'create', after} : {...rest, action: 'update', before, after, fields: []}
  return shown(restStageCalls(change, factsOf([change], {live: liveRest, deployment})))
}

function httpCalls(before: JsonObject | undefined, after: JsonObject): object[] {
  const change: Change =
    before === undefined ? {...http, action: 'create', after} : {...http, action: 'update', before, after, fields: []}
  return shown(httpStageCalls(change, factsOf([change], {live: liveHttp({}), deployment})))
}

test('restStageCalls: a stage is made with what CreateStage takes, and patched with the rest', () => {
  const after = {
    serves: 'definition abab',
    variables: {a: '1'},
    tracingEnabled: true,
    cacheClusterEnabled: true,
    cacheClusterSize: '0.5',
    clientCertificateId: 'cert01',
    accessLogSettings: {destinationArn: 'arn', format: '$context.requestId'},
    methodSettings: {'*/*': {metricsEnabled: true}, 'GET /pets/{id}': {throttlingRateLimit: 0.5, loggingLevel: 'INFO'}},
    tags: {team: 'x'},
  }
  assert.deepEqual(restCalls(undefined, after), [
    {
      operation: 'CreateStage',
      stageName: 'prod',
      variables: {a: '1'},
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      tags: {team: 'x'},
      ids: {deploymentId: 'deployment abab'},
    },
    {
      operation: 'UpdateStage',
      stageName: 'prod',
      patchOperations: [
        {op: 'replace', path: '/clientCertificateId', value: 'cert01'},
        {op: 'replace', path: '/accessLogSettings/destinationArn', value: 'arn'},
        {op: 'replace', path: '/accessLogSettings/format', value: '$context.requestId'},
        {op: 'replace', path: '/*/*/metrics/enabled', value: 'true'},
        {op: 'replace', path: '/~1pets~1{id}/GET/logging/loglevel', value: 'INFO'},
        {op: 'replace', path: '/~1pets~1{id}/GET/throttling/rateLimit', value: '0.5'},
      ],
    },
  ])
})

test('restStageCalls: the stage moves and changes in one call', () => {
  const before = {
    serves: 'definition cdcd',
    variables: {gone: '1', kept: '2'},
    methodSettings: {'*/*': {metricsEnabled: true}},
  }
  const after = {
    serves: 'definition abab',
    variables: {kept: '2', 'a~b': '3'},
    methodSettings: {'*/*': {metricsEnabled: true, cachingEnabled: false}},
  }
  assert.deepEqual(restCalls(before, after), [
    {
      operation: 'UpdateStage',
      stageName: 'prod',
      patchOperations: [
        {op: 'replace', path: '/deploymentId', value: ''},
        {op: 'replace', path: '/variables/a~0b', value: '3'},
        {op: 'remove', path: '/variables/gone'},
        {op: 'replace', path: '/*/*/caching/enabled', value: 'false'},
      ],
      ids: {'patchOperations.0.value': 'deployment abab'},
    },
  ])
})

test('restStageCalls: tags alone need no UpdateStage', () => {
  assert.deepEqual(restCalls({serves: 'x', tags: {}}, {serves: 'x', tags: {team: 'x'}}), [
    {
      operation: 'TagResource',
      resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod',
      tags: {team: 'x'},
    },
  ])
})

test('httpStageCalls: a stage is made in one call', () => {
  const after = {
    serves: 'definition abab',
    stageVariables: {a: '1'},
    accessLogSettings: {destinationArn: 'arn', format: '$context.requestId'},
    defaultRouteSettings: {throttlingRateLimit: 1},
    routeSettings: {'GET /a': {detailedMetricsEnabled: true}},
    tags: {team: 'x'},
  }
  assert.deepEqual(httpCalls(undefined, after), [
    {
      operation: 'CreateStage',
      StageName: 'prod',
      StageVariables: {a: '1'},
      AccessLogSettings: {DestinationArn: 'arn', Format: '$context.requestId'},
      DefaultRouteSettings: {ThrottlingRateLimit: 1},
      RouteSettings: {'GET /a': {DetailedMetricsEnabled: true}},
      Tags: {team: 'x'},
      ids: {DeploymentId: 'deployment abab'},
    },
  ])
})

test('httpStageCalls: only what differs is sent; a variable that is gone is cleared', () => {
  const before = {serves: 'x', description: 'same', stageVariables: {gone: '1', kept: '2'}}
  const after = {serves: 'x', description: 'same', stageVariables: {kept: '3'}}
  assert.deepEqual(httpCalls(before, after), [
    {operation: 'UpdateStage', StageName: 'prod', StageVariables: {gone: '', kept: '3'}},
  ])
})

test('httpStageCalls: a stage that begins to deploy by itself is pointed at nothing', () => {
  assert.deepEqual(httpCalls({autoDeploy: false}, {autoDeploy: true}), [
    {operation: 'UpdateStage', StageName: 'prod', AutoDeploy: true},
  ])
})
