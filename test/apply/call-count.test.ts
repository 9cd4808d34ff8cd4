import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {httpApiOf, mockMethod, proxyRoute, restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

/** Goals: a plan without changes, a creation and a change of one route, each with reading and deploying. */
const goals = {noChange: 10, create: 12, change: 15}

const rest: Stage = {kind: 'restStage', stageName: 'prod'}
const http: Stage = {kind: 'httpStage', stageName: 'prod'}

const cases: {name: string; stage: Stage; api: Api; changed: Api; added: Api}[] = [20, 100, 300].flatMap((count) => [
  {
    name: `REST API of ${count} routes`,
    stage: rest,
    api: restApiOf(count),
    changed: restApiOf(count, 404),
    added: withMethod(restApiOf(count)),
  },
  {
    name: `HTTP API of ${count} routes`,
    stage: http,
    api: httpApiOf(count),
    changed: httpApiOf(count, 1_000),
    added: withRoute(httpApiOf(count)),
  },
])

for (const {name, stage, api, changed, added} of cases) {
  test(`calls: ${name} stay within the goals`, async () => {
    const clients = planeClients()
    const counted = async (work: () => Promise<unknown>): Promise<number> => {
      const before = clients.limiter.calls.total
      await work()
      return clients.limiter.calls.total - before
    }
    const create = await counted(() => applied(clients, api, {stage}))
    const noChange = await counted(() => planFor(clients, api, {stage}))
    const change = await counted(() => applied(clients, changed, {stage}))
    const add = await counted(() => applied(clients, added, {stage}))
    const {plan} = await planFor(clients, added, {stage})
    assert.deepEqual(plan.changes, [])
    assert.ok(create <= goals.create, `create takes ${create} calls`)
    assert.ok(noChange <= goals.noChange, `a plan takes ${noChange} calls`)
    assert.ok(change <= goals.change, `a change takes ${change} calls`)
    assert.ok(add <= goals.change, `an added route takes ${add} calls`)
  })
}

function withMethod(api: Extract<Api, {kind: 'rest'}>): Api {
  const resources = [...api.resources, '/new'].sort()
  return {...api, resources, methods: {...api.methods, 'GET /new': mockMethod(200)}}
}

function withRoute(api: Extract<Api, {kind: 'http'}>): Api {
  return {...api, routes: {...api.routes, 'GET /new': proxyRoute('/new')}}
}
