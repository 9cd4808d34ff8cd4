import assert from 'node:assert/strict'
import {PutDashboardCommand} from '@aws-sdk/client-cloudwatch'
import {AddPermissionCommand, GetPolicyCommand} from '@aws-sdk/client-lambda'
import {test} from 'vitest'
import type {Clients} from '../../../src/aws/clients.js'
import {readAlarmStates} from '../../../src/aws/read/alarm-states.js'
import {recommendedAlarms} from '../../../src/metrics/recommended-alarms.js'
import type {Api} from '../../../src/model/api.js'
import type {LiveApi} from '../../../src/model/live-api.js'
import {alarmCalls} from '../../../src/plan/calls/alarm.js'
import {alarmAt} from '../../../src/plan/diff/alarms.js'
import {diffThing} from '../../../src/plan/diff/record.js'
import {applyJournalled} from '../../../src/project/deploy/apply-journalled.js'
import {planRollback} from '../../../src/project/deploy/plan-run.js'
import type {Notice} from '../../../src/project/deploy/unknown-policies.js'
import {applyEdit} from '../../../src/project/edit/apply-edit.js'
import {planEdit} from '../../../src/project/edit/edit-api.js'
import type {PlannedEdit} from '../../../src/project/edit/edit-api.js'
import {makeCalls} from '../../../src/project/edit/make-calls.js'
import {planApiRemoval} from '../../../src/project/edit/plan-api-removal.js'
import {planDeployment} from '../../../src/project/edit/plan-deployment.js'
import {route} from '../../../src/resource/route.js'
import {applied} from '../../support/apply-support.js'
import {temporaryFolder} from '../../support/cli.js'
import {editPlace} from '../../support/edit-place.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {functionArn, planeWithFunctions} from '../../support/plane-functions.js'
import {liveApi} from '../../support/pull-support.js'
import {carriedOut, wireProject} from '../../support/sixty-calls.js'
import {makeRestApi} from '../../support/staged-apis.js'

const list = functionArn('list')

/** An API whose routes, made by edits, call the function `list`. */
async function withRoutes(clients: Clients, api: Api, routes: readonly string[]): Promise<LiveApi> {
  await applied(clients, api)
  for (const name of routes) {
    const live = await liveApi(clients, api.kind)
    await applyEdit({live, edited: route.put(live, name, {lambda: list})}, editPlace(clients))
  }
  // Somebody else lets the whole API call it, and another API one route.
  const {apiId} = await liveApi(clients, api.kind)
  await allow(clients, 'whole-api', `${apiId}/*`)
  await allow(clients, 'apigw-other-_-1', 'other/*/GET/pets')
  return liveApi(clients, api.kind)
}

async function allow(clients: Clients, StatementId: string, source: string): Promise<void> {
  const SourceArn = `arn:aws:execute-api:eu-west-1:000000000000:${source}`
  const permission = {FunctionName: list, StatementId, Action: 'lambda:InvokeFunction', SourceArn}
  await (await clients.lambda()).send(new AddPermissionCommand({...permission, Principal: 'apigateway.amazonaws.com'}))
}

/** The same API once the stage prod serves it. */
async function published(clients: Clients, live: LiveApi): Promise<LiveApi> {
  const place = editPlace(clients)
  await applyJournalled(await planDeployment(live, 'prod', {...place, ...place.place}), place)
  return liveApi(clients, live.kind)
}

/** Sources of the statements of `list` without the API, by their ids where apigw did not make them. */
async function statements(clients: Clients, apiId: string): Promise<string[]> {
  const {Policy = '{}'} = await (await clients.lambda()).send(new GetPolicyCommand({FunctionName: list}))
  const {Statement = []} = JSON.parse(Policy) as {Statement?: {Sid: string; Condition: {ArnLike: {[key: string]: string}}}[]} // prettier-ignore
  return Statement.map(({Sid, Condition}) => {
    const [, source = ''] = (Condition.ArnLike['AWS:SourceArn'] ?? '').split(`${apiId}/`)
    return Sid.startsWith(`apigw-${apiId}-`) ? source : Sid
  }).sort()
}

function told({plan, notices}: PlannedEdit): string[] {
  return [
    ...plan.changes.map(({action, address}) => `${action} ${address}`),
    ...notices.filter(isLeft).map(({code, what, fix}) => `${code} ${what} ${fix}`),
  ]
}

function isLeft({code}: Notice): boolean {
  return code === 'LEFT_BESIDE'
}

function planRouteRemoval(clients: Clients, live: LiveApi, name: string): Promise<PlannedEdit> {
  return planEdit({live, edited: route.remove(live, name), isRemoval: true}, editPlace(clients))
}

const others = ['apigw-other-_-1', 'whole-api']

const kinds = [
  {api: restApiOf(0), routes: ['GET /pets', 'GET /pets/{id}'], gone: '*/GET/pets', stays: '*/GET/pets/*'},
  {api: httpApiOf(0), routes: ['GET /pets', 'GET /pets/{id}'], gone: '*/*/pets', stays: '*/*/pets/*'},
  {api: webSocketApiOf(0), routes: ['say', 'hear'], gone: '*/say', stays: '*/hear'},
]

for (const {api, routes, gone, stays} of kinds) {
  test(`a deleted route of a ${api.kind} API takes its permission along, and no other`, async () => {
    const clients = planeWithFunctions()
    const live = await withRoutes(clients, api, routes)
    const planned = await planRouteRemoval(clients, live, routes[0] ?? '')
    assert.deepEqual(told(planned).at(-1), `delete invokePermission/list from ${gone}`)
    assert.deepEqual(planned.notices.filter(isLeft), [])
    await applyJournalled(planned, editPlace(clients))
    assert.deepEqual(await statements(clients, live.apiId), [stays, ...others].sort())
  })
}

test('a permission that another route needs stays', async () => {
  const clients = planeWithFunctions()
  const live = await withRoutes(clients, httpApiOf(0), ['GET /pets', 'POST /pets'])
  assert.deepEqual(told(await planRouteRemoval(clients, live, 'POST /pets')), ['delete httpApi/pets/route/POST /pets'])
})

test('a permission stays while a stage serves the route, and the command that removes it is told', async () => {
  const clients = planeWithFunctions()
  const made = await withRoutes(clients, restApiOf(0), ['GET /pets'])
  const live = await published(clients, made)
  const planned = await planRouteRemoval(clients, live, 'GET /pets')
  const [left = ''] = told(planned).slice(-1)
  assert.match(left, /^LEFT_BESIDE The permission of \*\/GET\/pets to call \S+:list stays\. Then run "aws lambda remove-permission --function-name \S+:list --statement-id apigw-\w+-_-\w+"\.$/) // prettier-ignore
  await applyJournalled(planned, editPlace(clients))
  assert.deepEqual(await statements(clients, live.apiId), ['*/GET/pets', ...others])
  // The API is deleted while the stage serves it still: then it goes.
  const removal = await planApiRemoval(await liveApi(clients, 'rest'), editPlace(clients))
  assert.deepEqual(told(removal), ['delete restApi/pets', 'delete invokePermission/list from */GET/pets'])
})

test('a permission goes with a route that no stage has served yet', async () => {
  const clients = planeWithFunctions()
  await applied(clients, restApiOf(1))
  const live = await published(clients, await liveApi(clients, 'rest'))
  await applyEdit({live, edited: route.put(live, 'GET /pets', {lambda: list})}, editPlace(clients))
  const planned = await planRouteRemoval(clients, await liveApi(clients, 'rest'), 'GET /pets')
  assert.equal(told(planned).at(-1), 'delete invokePermission/list from */GET/pets')
})

test('a rollback brings the route back with its permission', async () => {
  const [clients, project] = [planeWithFunctions(), wireProject(temporaryFolder())]
  const made = await withRoutes(clients, httpApiOf(0), ['GET /pets'])
  const before = await statements(clients, made.apiId)
  const edit = {live: made, edited: route.remove(made, 'GET /pets'), isRemoval: true}
  await carriedOut(clients, project, await planEdit(edit, {clients, project}))
  assert.deepEqual(await statements(clients, made.apiId), others)
  await carriedOut(clients, project, await planRollback({project, clients}))
  assert.deepEqual(await statements(clients, made.apiId), before)
})

/** The recommended alarms of a stage, one that somebody thought of, and the dashboard. */
async function watch(clients: Clients, {apiId, kind}: LiveApi): Promise<string[]> {
  const recommended = recommendedAlarms({apiId, kind, name: 'pets', stageName: 'prod'}, [])
  const [first] = Object.values(recommended)
  assert.ok(first)
  const alarms = Object.entries({...recommended, 'pets-prod-slow': {...first, description: 'Mine'}})
  const calls = alarms.flatMap(([name, alarm]) => diffThing(alarmAt(name), undefined, alarm).flatMap(alarmCalls))
  await makeCalls(clients, {names: [], calls}, {dryRun: false})
  const body = {DashboardName: 'pets-prod', DashboardBody: '{"widgets": []}'}
  await (await clients.cloudwatch()).send(new PutDashboardCommand(body))
  return Object.keys(recommended).sort()
}

const dashboardStays = 'LEFT_BESIDE The dashboard pets-prod stays. Run "apigw dashboard delete pets-prod".'
const alarmStays = (name: string) => `LEFT_BESIDE The alarm ${name} stays. Run "apigw alarm delete ${name}".`

for (const {api, routes} of kinds) {
  test(`a deleted ${api.kind} API takes its permissions and recommended alarms along; others are told`, async () => {
    const clients = planeWithFunctions()
    const made = await withRoutes(clients, api, routes)
    const live = await published(clients, made)
    const alarms = await watch(clients, live)
    const planned = await planApiRemoval(live, editPlace(clients))
    const permissions = planned.plan.changes.filter(({kind}) => kind === 'invokePermission')
    assert.equal(permissions.length, 2)
    assert.deepEqual(told(planned), [
      ...alarms.map((name) => `delete alarm/${name}`),
      `delete ${{rest: 'restApi', http: 'httpApi', websocket: 'webSocketApi'}[api.kind]}/pets`,
      ...permissions.map(({address}) => `delete ${address}`),
      alarmStays('pets-prod-slow'),
      dashboardStays,
    ])
    await applyJournalled(planned, editPlace(clients))
    assert.deepEqual(await statements(clients, live.apiId), others)
    assert.deepEqual((await readAlarmStates(clients)).map(({name}) => name), ['pets-prod-slow']) // prettier-ignore
  })
}

test('alarms stay when another REST API has the name: they may be about that one', async () => {
  const clients = planeWithFunctions()
  await makeRestApi(clients, 'pets')
  const live = await published(clients, await withRoutes(clients, restApiOf(1), []))
  const alarms = await watch(clients, live)
  const all = [...alarms, 'pets-prod-slow'].sort()
  assert.deepEqual(told(await planApiRemoval(live, editPlace(clients))), [
    'delete restApi/pets',
    ...all.map(alarmStays),
    dashboardStays,
  ])
})
