import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {recommendedAlarms} from '../../../src/metrics/recommended-alarms.js'
import type {Stage} from '../../../src/model/stage.js'
import {alarmCalls} from '../../../src/plan/calls/alarm.js'
import {alarmAt} from '../../../src/plan/diff/alarms.js'
import {diffThing} from '../../../src/plan/diff/record.js'
import {makeCalls} from '../../../src/project/edit/make-calls.js'
import {observedStage} from '../../../src/project/observe/observed-stage.js'
import {findAlarm, listAlarms, planAlarmDeletion, planAlarms} from '../../../src/project/observe/stage-alarms.js'
import type {AlarmWords} from '../../../src/project/observe/stage-alarms.js'
import {findDashboard, planDashboard, planDashboardDeletion} from '../../../src/project/observe/stage-dashboard.js'
import {alarmTable, renderAlarm} from '../../../src/render/alarms.js'
import {renderMadeCalls} from '../../../src/render/made-calls.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const stage: Stage = {kind: 'restStage', stageName: 'prod'}
const words: AlarmWords = {recommended: false, for: '5m'}
const recommended = {...words, recommended: true}
const topic = 'arn:aws:sns:eu-west-1:000000000000:ops'

test('the recommended alarms are made once, and go off when requests fail', async () => {
  const {watching, clients, call, gateway} = await observedGateway(restApiOf(1), stage)
  const wanted = await planAlarms(await observedStage(watching, undefined), {...recommended, notify: [topic]})
  const planned = await makeCalls(clients, wanted, {dryRun: true})
  assert.equal(planned.outcome, 'planned')
  assert.deepEqual(await listAlarms(watching, undefined), [])

  assert.equal((await makeCalls(clients, wanted, {dryRun: false})).outcome, 'done')
  const names = ['pets-prod-client-errors', 'pets-prod-latency', 'pets-prod-server-errors']
  const made = await listAlarms(watching, undefined)
  assert.deepEqual(
    made.map(({name}) => name),
    names,
  )
  assert.ok(made.every(({alarm}) => alarm.alarmActions?.[0] === topic))
  const again = await planAlarms(await observedStage(watching, undefined), {...recommended, notify: [topic]})
  assert.deepEqual([again.calls, again.names.toSorted()], [[], names])

  for (let minute = 0; minute < 6; minute += 1) {
    await call({path: '/nothing'})
    gateway.clock.advance(60_000)
  }
  const alarm = await findAlarm(clients, 'pets-prod-client-errors')
  assert.equal(alarm.state, 'ALARM')
  assert.match(
    renderAlarm(alarm),
    /^name {9}pets-prod-client-errors\nstate {8}ALARM .*\n.*\nrule {9}Average 4XXError > 0.05 for 5 min$/m,
  )
  assert.deepEqual(alarmTable([alarm]).rows[0]?.at(-1), 'pets prod')
})

test('without an API all alarms are listed, and those of APIs that are gone are told apart', async () => {
  const {watching, clients, apiId} = await observedGateway(restApiOf(1), stage)
  const {api} = await observedStage(watching, 'pets')
  const [alarm] = Object.values(recommendedAlarms({...api, stageName: 'prod'}, []))
  assert.ok(alarm)
  const alarms = {here: {ApiName: 'pets', Stage: 'prod'}, left: {ApiName: 'cats', Stage: 'prod'}, old: {ApiId: apiId}, none: {}} // prettier-ignore
  const calls = Object.entries(alarms).flatMap(([name, dimensions]) => {
    return diffThing(alarmAt(name), undefined, {...alarm, dimensions}).flatMap(alarmCalls)
  })
  await makeCalls(clients, {names: [], calls}, {dryRun: false})
  const told = async (...given: Parameters<typeof listAlarms>) =>
    (await listAlarms(...given)).map((row) => [row.name, row.api, row.isGone, alarmTable([row]).rows[0]?.at(-1)])
  const here = ['here', 'pets', false, 'pets prod']
  const left = ['left', 'cats', true, 'cats prod (gone)']
  // Metrics of REST APIs go by name: an id there is one of an HTTP API.
  const old = ['old', apiId, true, `${apiId} (gone)`]
  assert.deepEqual(await told(watching, undefined), [here, left, ['none', undefined, false, ''], old])
  assert.deepEqual(await told({...watching, stageName: 'prod'}, undefined), [here, left])
  assert.deepEqual(await told(watching, 'pets'), [here])
})

test('one alarm in words, changed by the same command, deleted', async () => {
  const {watching, clients} = await observedGateway(restApiOf(1), stage)
  const slow = {...words, name: 'slow', metric: 'Latency', above: '2s', statistic: 'p99'}
  await makeCalls(clients, await planAlarms(await observedStage(watching, undefined), slow), {dryRun: false})
  const {calls} = await planAlarms(await observedStage(watching, undefined), {...slow, above: '3s'})
  assert.deepEqual(
    calls.map(({operation, input}) => [operation, input.Threshold, input.ExtendedStatistic]),
    [['PutMetricAlarm', 3000, 'p99']],
  )
  assert.deepEqual(await listAlarms({...watching, stageName: 'other'}, undefined), [])
  const deletion = planAlarmDeletion(await findAlarm(clients, 'pets-prod-slow'))
  await assert.rejects(makeCalls(clients, deletion, {dryRun: false, confirm: () => Promise.reject(new Error('no'))}))
  await makeCalls(clients, deletion, {dryRun: false})
  await assert.rejects(findAlarm(clients, 'pets-prod-slow'), {code: 'ALARM_NOT_FOUND'})
})

const invalid: {name: string; alarm: Partial<AlarmWords>}[] = [
  {name: 'no words', alarm: {}},
  {name: 'no limit', alarm: {name: 'x', metric: 'Count'}},
  {name: 'a metric of another kind of API', alarm: {name: 'x', metric: '5xx', above: '1%'}},
  {name: 'a limit that is none', alarm: {name: 'x', metric: 'Count', above: 'much'}},
  {name: 'a time that is none', alarm: {name: 'x', metric: 'Count', above: '1', for: 'ever'}},
]

for (const {name, alarm} of invalid) {
  test(`no alarm is made of ${name}`, async () => {
    const {watching} = await observedGateway(restApiOf(1), stage)
    await assert.rejects(planAlarms(await observedStage(watching, undefined), {...words, ...alarm}), {
      code: 'ALARM_INVALID',
    })
  })
}

test('a dashboard is what CloudWatch takes, is made once, and deleted', async () => {
  const httpStage: Stage = {kind: 'httpStage', stageName: '$default', autoDeploy: true}
  const {watching, clients, apiId} = await observedGateway(httpApiOf(1), httpStage)
  const wanted = await planDashboard(watching, {})
  assert.deepEqual(wanted.names, ['pets-default'])
  const made = await makeCalls(clients, wanted, {dryRun: false})
  assert.equal(renderMadeCalls(made), 'Done: pets-default, with 1 call.')
  assert.deepEqual((await planDashboard(watching, {})).calls, [])
  const dashboard = await findDashboard(clients, 'pets-default')
  assert.match(
    JSON.stringify(dashboard.body),
    new RegExp(`\\["AWS/ApiGateway","4xx","ApiId","${apiId}","Stage","\\$default"`),
  )
  await makeCalls(clients, planDashboardDeletion(dashboard), {dryRun: false})
  await assert.rejects(findDashboard(clients, 'pets-default'), {code: 'DASHBOARD_NOT_FOUND'})
})
