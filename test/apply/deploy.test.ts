import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import {readStages} from '../../src/aws/read/stages.js'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const restStage: Stage = {
  kind: 'restStage',
  stageName: 'prod',
  description: 'For customers',
  variables: {alias: 'live'},
  tracingEnabled: true,
  methodSettings: {
    '*/*': {metricsEnabled: true, throttlingRateLimit: 50, throttlingBurstLimit: 100},
    'GET /area0/thing0': {cachingEnabled: true, cacheTtlInSeconds: 60},
  },
  tags: {team: 'store'},
}

const httpStage: Stage = {
  kind: 'httpStage',
  stageName: 'prod',
  description: 'For customers',
  stageVariables: {alias: 'live'},
  defaultRouteSettings: {throttlingRateLimit: 50, throttlingBurstLimit: 100},
  routeSettings: {'GET /area0/thing0': {detailedMetricsEnabled: true}},
}

const webSocketStage: Stage = {
  kind: 'webSocketStage',
  stageName: 'prod',
  description: 'For customers',
  stageVariables: {alias: 'live'},
  clientCertificateId: 'cert1',
  defaultRouteSettings: {throttlingRateLimit: 50, throttlingBurstLimit: 100, loggingLevel: 'ERROR'},
  routeSettings: {action0: {detailedMetricsEnabled: true, dataTraceEnabled: true, loggingLevel: 'INFO'}},
}

/** `create restDeployment`, … of what a deploy would do. */
async function actions(clients: Clients, desired: Api, stage: Stage): Promise<string[]> {
  const {plan} = await planFor(clients, desired, {stage})
  return plan.changes.map(({action, kind}) => `${action} ${kind}`)
}

async function served(clients: Clients, desired: Api, stageName = 'prod'): Promise<string | undefined> {
  const {live} = await planFor(clients, desired)
  const stages = live === undefined ? [] : await readStages(clients, live.kind, live.apiId)
  return stages.find(({stage}) => stage.stageName === stageName)?.contentHash
}

const kinds = [
  {kind: 'REST', api: restApiOf(3), changed: restApiOf(3, 404), stage: restStage, deployment: 'restDeployment'},
  {kind: 'HTTP', api: httpApiOf(3), changed: httpApiOf(3, 1_000), stage: httpStage, deployment: 'httpDeployment'},
  {
    kind: 'WebSocket',
    api: webSocketApiOf(3),
    changed: webSocketApiOf(3, 404),
    stage: webSocketStage,
    deployment: 'webSocketDeployment',
  },
]

for (const {kind, api, changed, stage, deployment} of kinds) {
  const updateStage = `update ${stage.kind}`

  test(`deploy: a new ${kind} API is served by a new stage, and there is nothing left to do`, async () => {
    const clients = planeClients()
    const {plan} = await planFor(clients, api, {stage})
    const result = await applied(clients, api, {stage})
    assert.equal(await served(clients, api), plan.contentHash)
    assert.deepEqual(result.stage?.contentHash, plan.contentHash)
    assert.deepEqual(await actions(clients, api, stage), [])
  })

  test(`deploy: a changed ${kind} API gets a deployment, and the stage moves to it`, async () => {
    const clients = planeClients()
    await applied(clients, api, {stage})
    const route = {REST: 'method', HTTP: 'route', WebSocket: 'webSocketRoute'}[kind] ?? ''
    const wanted = [`update ${route}`, `create ${deployment}`, updateStage]
    assert.deepEqual(await actions(clients, changed, stage), wanted)
    const {plan} = await planFor(clients, changed, {stage})
    await applied(clients, changed, {stage})
    assert.equal(await served(clients, changed), plan.contentHash)
    assert.deepEqual(await actions(clients, changed, stage), [])
  })

  test(`deploy: settings of a ${kind} stage need no deployment, and others stay as they are`, async () => {
    const clients = planeClients()
    await applied(clients, api, {stage})
    const {kind: stageKind, stageName} = stage
    const declared = {kind: stageKind, stageName, description: 'Changed'} as Stage
    assert.deepEqual(await actions(clients, api, declared), [updateStage])
    const {plan} = await planFor(clients, api, {stage: declared})
    assert.equal(plan.execution.calls.length, 1)
    await applied(clients, api, {stage: declared})
    assert.deepEqual(await actions(clients, api, {...stage, description: 'Changed'}), [])
  })

  test(`deploy: a second ${kind} stage serves the deployment that exists`, async () => {
    const clients = planeClients()
    await applied(clients, api, {stage})
    assert.deepEqual(await actions(clients, api, {...stage, stageName: 'dev'}), [`create ${stage.kind}`])
    await applied(clients, api, {stage: {...stage, stageName: 'dev'}})
    assert.equal(await served(clients, api, 'dev'), await served(clients, api))
  })

  test(`deploy: a ${kind} stage that was left behind catches up`, async () => {
    const clients = planeClients()
    await applied(clients, api, {stage})
    await applied(clients, changed)
    assert.deepEqual(await actions(clients, changed, stage), [`create ${deployment}`, updateStage])
  })
}

test('deploy: variables of a stage that the file no longer has are taken away', async () => {
  for (const {api, stage} of kinds) {
    const clients = planeClients()
    await applied(clients, api, {stage})
    const without =
      stage.kind === 'restStage' ? {...stage, variables: {other: 'x'}} : {...stage, stageVariables: {other: 'x'}}
    await applied(clients, api, {stage: without})
    assert.deepEqual(await actions(clients, api, without), [])
    assert.deepEqual(await actions(clients, api, stage), [`update ${stage.kind}`])
  }
})

test('deploy: an HTTP stage that deploys by itself gets no deployment of ours', async () => {
  const clients = planeClients()
  const stage: Stage = {kind: 'httpStage', stageName: '$default', autoDeploy: true}
  assert.deepEqual((await actions(clients, httpApiOf(2), stage)).at(-1), 'create httpStage')
  await applied(clients, httpApiOf(2), {stage})
  assert.deepEqual(await actions(clients, httpApiOf(2, 1_000), stage), ['update route'])
  const result = await applied(clients, httpApiOf(2, 1_000), {stage})
  assert.notEqual(result.stage?.deploymentId, undefined)
  const byHand: Stage = {...stage, autoDeploy: false}
  assert.deepEqual(await actions(clients, httpApiOf(2, 1_000), byHand), ['create httpDeployment', 'update httpStage'])
  await applied(clients, httpApiOf(2, 1_000), {stage: byHand})
  assert.deepEqual(await actions(clients, httpApiOf(2, 1_000), byHand), [])
})
