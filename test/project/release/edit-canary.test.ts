import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import type {LiveApi} from '../../../src/model/live-api.js'
import type {CanarySettings} from '../../../src/model/stage.js'
import {abortCanary, promoteCanary, startCanary, updateCanary} from '../../../src/project/release/edit-canary.js'
import {httpLive, restLive} from '../../support/live-apis.js'

const running: CanarySettings = {
  deploymentId: 'new',
  percentTraffic: 10,
  stageVariableOverrides: {alias: 'next'},
  useStageCache: false,
}

function live(canarySettings?: CanarySettings): LiveApi {
  const variables = {alias: 'live', table: 'pets'}
  const stage = {kind: 'restStage' as const, stageName: 'prod', variables, ...(canarySettings && {canarySettings})}
  const deployments = [{deploymentId: 'new', contentHash: 'abc', createdAtMs: 2}, {deploymentId: 'old'}]
  return restLive({}, {stages: [{stage, deploymentId: 'old'}], deployments})
}

const cases: {name: string; edited: () => LiveApi; stage: object; deploymentId?: string}[] = [
  {
    name: 'a canary of the definition as it is gets ten percent',
    edited: () => startCanary(live(), 'prod', {}),
    stage: {canarySettings: {percentTraffic: 10, useStageCache: false}},
  },
  {
    name: 'a canary of a deployment there is, with variables of its own',
    edited: () => startCanary(live(), 'prod', {percent: 2.5, variables: {alias: 'next'}, deployment: 'new'}),
    stage: {canarySettings: {...running, percentTraffic: 2.5}},
  },
  {
    name: 'what is not said stays',
    edited: () => updateCanary(live(running), 'prod', {percent: 50}),
    stage: {canarySettings: {...running, percentTraffic: 50}},
  },
  {
    name: 'an empty value takes the last variable back',
    edited: () => updateCanary(live(running), 'prod', {variables: {alias: ''}}),
    stage: {canarySettings: {deploymentId: 'new', percentTraffic: 10, useStageCache: false}},
  },
  {name: 'abort leaves the stage as it was', edited: () => abortCanary(live(running), 'prod'), stage: {}},
  {
    name: 'promotion moves the deployment and merges the variables',
    edited: () => promoteCanary(live(running), 'prod'),
    stage: {variables: {alias: 'next', table: 'pets'}},
    deploymentId: 'new',
  },
]

for (const {name, edited, stage, deploymentId = 'old'} of cases) {
  test(`canary: ${name}`, () => {
    const [found] = edited().stages
    const variables = {alias: 'live', table: 'pets'}
    assert.deepEqual(found?.stage, {kind: 'restStage', stageName: 'prod', variables, ...stage})
    assert.equal(found.deploymentId, deploymentId)
  })
}

const refused: {code: string; edit: () => LiveApi}[] = [
  {code: 'CANARY_RUNNING', edit: () => startCanary(live(running), 'prod', {})},
  {code: 'CANARY_NONE', edit: () => abortCanary(live(), 'prod')},
  {code: 'CANARY_NONE', edit: () => promoteCanary(live(), 'prod')},
  {code: 'CANARY_REST_ONLY', edit: () => startCanary(httpLive(), '$default', {})},
  {code: 'STAGE_NOT_FOUND', edit: () => startCanary(live(), 'beta', {})},
]

for (const {code, edit} of refused) {
  test(`canary: ${code} instead of ${String(edit).slice(6, 40)}`, () => {
    assert.throws(edit, (error: unknown) => error instanceof ApigwError && error.code === code)
  })
}
