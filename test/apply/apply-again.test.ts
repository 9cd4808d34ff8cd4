import assert from 'node:assert/strict'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {applyPlan} from '../../src/apply/apply-plan.js'
import {Journal} from '../../src/apply/journal.js'
import type {Clients} from '../../src/aws/clients.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {
  httpApiOf,
  mockMessage,
  mockMethod,
  proxyRoute,
  restApiOf,
  twoWay,
  webSocketApiOf,
} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const rest = restApiOf(3)
const changedRest: Api = {
  ...rest,
  description: 'Changed.',
  resources: ['/', '/area0', '/area0/thing0', '/new', '/new/{id}'],
  methods: {'GET /area0/thing0': mockMethod(404), 'GET /new/{id}': mockMethod(200)},
  models: {Pet: {contentType: 'application/json', schema: {type: 'object'}}},
  gatewayResponses: {THROTTLED: {statusCode: '420', responseParameters: {}, responseTemplates: {}}},
}

const http = httpApiOf(3)
const changedHttp: Api = {
  ...http,
  description: 'Changed.',
  routes: {'GET /area0/thing0': proxyRoute('/area0/thing0', 1_000), 'GET /new': proxyRoute('/new')},
}

const webSocket: Api = {
  ...webSocketApiOf(3),
  models: {Old: {contentType: 'application/json', schema: {type: 'object'}}},
  routes: {...webSocketApiOf(3).routes, action1: twoWay(mockMessage())},
}
const changedWebSocket: Api = {
  ...webSocket,
  description: 'Changed.',
  models: {Pet: {contentType: 'application/json', schema: {type: 'object'}}},
  routes: {
    action0: twoWay(mockMessage(202)),
    action1: {...mockMessage(), requestModels: {$default: 'Pet'}},
    $default: twoWay(mockMessage()),
  },
}

/** Carries out the first `calls` calls of the plan, as if Ctrl-C had been pressed then. */
async function interruptedAfter(calls: number, clients: Clients, desired: Api, stage: Stage): Promise<boolean> {
  const {live, plan} = await planFor(clients, desired, {way: 'granular', stage})
  const controller = new AbortController()
  const journal = Journal.open(join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl'), () => 0)
  const onProgress = ({done}: {done: number}) => {
    if (done + 1 === calls) controller.abort()
  }
  const context = {clients, journal, onProgress, signal: controller.signal, live: {api: live}}
  const ended = await applyPlan(plan, context).then(
    () => 'done',
    (error: unknown) => (error instanceof ApigwError ? error.code : error),
  )
  journal.close()
  if (ended === 'done') return false
  assert.equal(ended, 'APPLY_INTERRUPTED')
  return true
}

const cases: {kind: string; from: Api; to: Api; stage: Stage}[] = [
  {kind: 'REST', from: rest, to: changedRest, stage: {kind: 'restStage', stageName: 'prod', variables: {a: '1'}}},
  {kind: 'HTTP', from: http, to: changedHttp, stage: {kind: 'httpStage', stageName: 'prod', stageVariables: {a: '1'}}},
  {
    kind: 'WebSocket',
    from: webSocket,
    to: changedWebSocket,
    stage: {kind: 'webSocketStage', stageName: 'prod', stageVariables: {a: '1'}},
  },
]

for (const {kind, from, to, stage} of cases) {
  test(`applyPlan: interrupted after any call, the same command again ends where it should (${kind})`, async () => {
    let calls = 1
    for (let interrupted = true; interrupted; calls += 1) {
      const clients = planeClients()
      await applied(clients, from, {stage})
      interrupted = await interruptedAfter(calls, clients, to, stage)
      await applied(clients, to, {way: 'granular', stage})
      const {plan} = await planFor(clients, to, {stage})
      assert.deepEqual(plan.changes, [], `after ${calls} calls`)
    }
    assert.ok(calls > 5, `only ${calls} calls were tried`)
  }, 60_000)
}
