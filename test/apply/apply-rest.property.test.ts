import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {contentHash} from '../../src/plan/content-hash.js'
import {restApi} from '../support/arbitrary-rest-api.js'
import {applied, planFor} from '../support/apply-support.js'
import {propertyLimitMs, propertyRuns} from '../support/property-runs.js'
import {planeClients} from '../support/plane-clients.js'

for (const way of ['granular', 'cheapest'] as const) {
  test(
    `applyPlan: after A and then B the live REST API is B, and the next plan is empty (${way} way)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(restApi, restApi, async (first, second) => {
          const clients = planeClients()
          await applied(clients, first, {way})
          await applied(clients, second, {way})
          const {live, plan} = await planFor(clients, second, {way})
          assert.deepEqual(plan.changes, [])
          assert.equal(live && contentHash(live.api, live.apiId), plan.contentHash)
        }),
        propertyRuns(10),
      )
    },
    propertyLimitMs(10),
  )
}
