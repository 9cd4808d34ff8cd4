import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {Call} from '../../src/plan/call.js'
import {planEdit} from '../../src/project/edit/edit-api.js'
import {applyEdit} from '../../src/project/edit/apply-edit.js'
import {abortCanary, promoteCanary, startCanary, updateCanary} from '../../src/project/release/edit-canary.js'
import {applied, planFor} from '../support/apply-support.js'
import {editPlace} from '../support/edit-place.js'
import {restApiOf} from '../support/many-routes.js'
import {closeObserved, observedGateway} from '../support/observed-gateway.js'

afterEach(closeObserved)

const stage = {kind: 'restStage' as const, stageName: 'prod', variables: {alias: 'live', table: 'pets'}}

async function opened() {
  const observed = await observedGateway(restApiOf(1), stage)
  const place = editPlace(observed.clients)
  const live = async (): Promise<LiveApi> => {
    const found = await readLiveApi(observed.clients, 'rest', {by: 'id', apiId: observed.apiId})
    assert.ok(found)
    return found
  }
  const edit = async (change: (live: LiveApi) => LiveApi): Promise<string[]> => {
    const before = await live()
    const planned = {live: before, edited: change(before), stageName: 'prod'}
    const {plan} = await planEdit(planned, place)
    await applyEdit(planned, place)
    return plan.execution.calls.flatMap(linesOf)
  }
  return {...observed, live, edit}
}

/** The operation of a call, and its patches. */
function linesOf({operation, input}: Pick<Call, 'operation' | 'input'>): string[] {
  const {patchOperations = []} = input as {patchOperations?: {op: string; path: string; value?: string}[]}
  return [operation, ...patchOperations.map(({op, path, value}) => [op, path, value].join(' ').trim())]
}

/** The live API with one more route in its definition, which no stage serves. */
function changed(live: LiveApi): LiveApi {
  assert.ok(live.kind === 'rest')
  return {...live, api: {...live.api, resources: [...live.api.resources, '/zoo']}}
}

test('a canary is started on a new deployment, shifted and promoted, in the order that AWS documents', async () => {
  const {edit, live} = await opened()
  await edit(changed)
  const started = await edit((api) => startCanary(api, 'prod', {percent: 10, variables: {alias: 'next'}}))
  assert.deepEqual(started.map((line) => line.replace(/sha256:\w+/, 'CONTENT')), [
    'CreateDeployment',
    'UpdateStage',
    'replace /canarySettings/deploymentId CONTENT',
    'replace /canarySettings/stageVariableOverrides/alias next',
    'replace /canarySettings/useStageCache false',
    'replace /canarySettings/percentTraffic 10',
  ]) // prettier-ignore
  const [before] = (await live()).stages
  assert.ok(before?.stage.kind === 'restStage')
  const {deploymentId = ''} = before.stage.canarySettings ?? {}
  assert.notEqual(deploymentId, before.deploymentId)

  assert.deepEqual(await edit((api) => updateCanary(api, 'prod', {percent: 50})), [
    'UpdateStage',
    'replace /canarySettings/percentTraffic 50',
  ])
  assert.deepEqual(await edit((api) => promoteCanary(api, 'prod')), [
    'UpdateStage',
    'replace /canarySettings/percentTraffic 0.0',
    'copy /variables',
    'copy /deploymentId',
    'UpdateStage',
    'remove /canarySettings',
  ])
  const [after] = (await live()).stages
  assert.equal(after?.deploymentId, deploymentId)
  const {canarySettings, ...settings} = before.stage
  assert.equal(canarySettings?.percentTraffic, 10)
  assert.deepEqual(after.stage, {...settings, variables: {alias: 'next', table: 'pets'}})
})

test('an aborted canary leaves the stage as it was', async () => {
  const {edit, live} = await opened()
  const before = await live()
  // The stage serves this very definition: no second deployment of it is made.
  const started = await edit((api) => startCanary(api, 'prod', {variables: {alias: 'next'}}))
  assert.deepEqual(started.slice(0, 2), ['UpdateStage', `replace /canarySettings/deploymentId ${before.stages[0]?.deploymentId ?? ''}`]) // prettier-ignore
  assert.deepEqual(await edit((api) => abortCanary(api, 'prod')), ['UpdateStage', 'remove /canarySettings'])
  assert.deepEqual((await live()).stages, before.stages)
})

test('a plan leaves a running canary alone, and a gate stops one that moves the stage', async () => {
  const {edit, clients} = await opened()
  await edit((api) => startCanary(api, 'prod', {}))
  const same = await planFor(clients, restApiOf(1), {stage})
  assert.deepEqual([same.plan.changes, same.plan.findings], [[], []])
  const moving = await planFor(clients, restApiOf(2), {stage})
  assert.deepEqual(moving.plan.findings.map(({rule, on}) => `${rule} ${on}`), ['canary-running stage prod']) // prettier-ignore
  assert.ok(!JSON.stringify(moving.plan.execution.calls).includes('canarySettings'))
})

/** What a deploy with a canary does to deployments and stages; it is carried out. */
async function canaryCalls(
  {clients}: Awaited<ReturnType<typeof opened>>,
  {routes, percent, variables}: {routes: number; percent: number; variables?: Record<string, string>},
): Promise<string[]> {
  const wanted = {...stage, ...(variables !== undefined && {variables})}
  const way = {stage: wanted, canaryPercent: percent}
  const {plan} = await planFor(clients, restApiOf(routes), way)
  await applied(clients, restApiOf(routes), way)
  return plan.execution.calls
    .filter(({operation}) => /Deployment|Stage/.test(operation))
    .flatMap((call) => linesOf(call).map((line) => line.replace(/sha256:\w+/, 'CONTENT')))
}

test('a deploy with a canary leaves the stage and its variables, and one of the same definition gets the new share', async () => {
  const all = await opened()
  const before = await all.live()
  const started = await canaryCalls(all, {routes: 2, percent: 5, variables: {alias: 'next', table: 'pets'}})
  assert.deepEqual(started, [
    'CreateDeployment',
    'UpdateStage',
    'replace /canarySettings/deploymentId CONTENT',
    'replace /canarySettings/stageVariableOverrides/alias next',
    'replace /canarySettings/useStageCache false',
    'replace /canarySettings/percentTraffic 5',
  ])
  const again = await canaryCalls(all, {routes: 2, percent: 20, variables: {alias: 'next', table: 'pets'}})
  assert.deepEqual(again, ['UpdateStage', 'replace /canarySettings/percentTraffic 20'])
  const same = await canaryCalls(all, {routes: 2, percent: 20, variables: {alias: 'next', table: 'pets'}})
  assert.deepEqual(same, [])
  const [served] = (await all.live()).stages
  assert.ok(served?.stage.kind === 'restStage')
  const {canarySettings, ...settings} = served.stage
  assert.equal(canarySettings?.percentTraffic, 20)
  assert.deepEqual({...served, stage: settings}, before.stages[0])

  await all.edit((live) => promoteCanary(live, 'prod'))
  const declared = {...stage, variables: {alias: 'next', table: 'pets'}}
  assert.deepEqual((await planFor(all.clients, restApiOf(2), {stage: declared})).plan.changes, [])
})

test('a deploy with a canary tries nothing where the stage serves all of it already', async () => {
  const all = await opened()
  assert.deepEqual(await canaryCalls(all, {routes: 1, percent: 5}), [])
  const variables = {...stage.variables, alias: 'next'}
  const [operation, , override] = await canaryCalls(all, {routes: 1, percent: 5, variables})
  assert.deepEqual([operation, override], ['UpdateStage', 'replace /canarySettings/stageVariableOverrides/alias next'])
})

test('a deploy with a canary is refused beside one of another definition, and where nothing is served yet', async () => {
  const all = await opened()
  await canaryCalls(all, {routes: 2, percent: 5})
  await assert.rejects(planFor(all.clients, restApiOf(3), {stage, canaryPercent: 5}), {code: 'CANARY_RUNNING'})
  const other = {...stage, stageName: 'test'}
  await assert.rejects(planFor(all.clients, restApiOf(3), {stage: other, canaryPercent: 5}), {code: 'CANARY_NO_BASE'})
})
