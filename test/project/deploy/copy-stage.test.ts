import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Stage} from '../../../src/model/stage.js'
import {copyStage} from '../../../src/project/deploy/copy-stage.js'
import type {StagePart} from '../../../src/project/deploy/copy-stage.js'

const methodSettings = {'*/*': {throttlingRateLimit: 7}}
const dev: Stage = {
  kind: 'restStage',
  stageName: 'dev',
  description: 'for trying out',
  variables: {who: 'dev'},
  tracingEnabled: true,
  cacheClusterEnabled: false,
  cacheClusterSize: '0.5',
  accessLogSettings: {destinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:dev', format: 'x'},
  methodSettings,
}
const prod: Stage = {kind: 'restStage', stageName: 'prod', description: 'for everyone', variables: {who: 'prod'}}
const settings = {tracingEnabled: true, cacheClusterEnabled: false, methodSettings}

const cases: {parts: StagePart[]; declared: Stage; source: Stage; copied: Stage}[] = [
  {parts: [], declared: prod, source: dev, copied: prod},
  {parts: ['variables'], declared: prod, source: dev, copied: {...prod, variables: {who: 'dev'}}},
  {parts: ['variables'], declared: prod, source: {...prod, variables: {}}, copied: {...prod, variables: {}}},
  {parts: ['settings'], declared: prod, source: dev, copied: {...prod, ...settings}},
  {
    parts: ['variables', 'settings'],
    declared: {kind: 'httpStage', stageName: 'prod', autoDeploy: false},
    source: {kind: 'httpStage', stageName: 'dev', autoDeploy: true, defaultRouteSettings: {throttlingBurstLimit: 5}},
    copied: {
      kind: 'httpStage',
      stageName: 'prod',
      autoDeploy: false,
      stageVariables: {},
      defaultRouteSettings: {throttlingBurstLimit: 5},
    },
  },
]

for (const {parts, declared, source, copied} of cases) {
  test(`copyStage takes ${parts.join(' and ') || 'nothing'} from a ${source.kind} and leaves the rest`, () => {
    assert.deepEqual(copyStage(declared, source, parts), copied)
  })
}
