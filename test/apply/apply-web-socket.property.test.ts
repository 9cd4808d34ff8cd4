import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {contentHash} from '../../src/plan/content-hash.js'
import {normalForm} from '../../src/plan/normal-form.js'
import {applied, planFor} from '../support/apply-support.js'
import {webSocketApi} from '../support/arbitrary-web-socket-api.js'
import {propertyLimitMs, propertyRuns} from '../support/property-runs.js'
import {planeClients} from '../support/plane-clients.js'

test(
  'applyPlan: after A and then B the live WebSocket API is B, and the next plan is empty',
  async () => {
    await fc.assert(
      fc.asyncProperty(webSocketApi, webSocketApi, async (first, second) => {
        const clients = planeClients()
        await applied(clients, first)
        await applied(clients, second)
        const {live, plan} = await planFor(clients, second)
        assert.deepEqual(plan.changes, [])
        assert.equal(live && contentHash(live.api, live.apiId), plan.contentHash)
        const api = live && normalForm(live.api, live.apiId)
        assert.deepEqual(api && {...api, tags: {}}, {...normalForm(second, undefined), tags: {}})
      }),
      propertyRuns(20),
    )
  },
  propertyLimitMs(20),
)
