import assert from 'node:assert/strict'
import {test} from 'vitest'
import {applied, planFor} from '../../support/apply-support.js'
import {mockMessage, twoWay, webSocketApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'

test('readWebSocketApi: one call more for each two-way route and each integration that is no proxy', async () => {
  const clients = planeClients()
  const api = {...webSocketApiOf(0), routes: {one: mockMessage(), two: twoWay(mockMessage())}}
  await applied(clients, api)
  const before = {...clients.limiter.calls.byOperation}
  const {live} = await planFor(clients, api)
  const made = Object.entries(clients.limiter.calls.byOperation)
    .map(([operation, count]) => [operation, count - (before[operation] ?? 0)] as const)
    .filter(([, count]) => count > 0)
  assert.deepEqual(Object.fromEntries(made), {
    GetApis: 1,
    GetRoutes: 1,
    GetIntegrations: 1,
    GetAuthorizers: 1,
    GetModels: 1,
    GetStages: 1,
    GetDeployments: 1,
    GetRouteResponses: 1,
    GetIntegrationResponses: 2,
  })
  assert.deepEqual(live?.api, {...api, tags: {'apigw:project': 'pets'}})
})
