import assert from 'node:assert/strict'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {test} from 'vitest'
import {allowLogging} from '../../src/aws/allow-logging.js'
import type {Clients} from '../../src/aws/clients.js'
import {readCompanions} from '../../src/aws/read/companions.js'
import type {CompanionScope} from '../../src/model/companion.js'
import {planRollback} from '../../src/project/deploy/plan-run.js'
import type {Project} from '../../src/project/project.js'
import {planFor} from '../support/apply-support.js'
import {declaredStage, logGroupArns} from '../support/arbitrary-companions.js'
import type {DeclaredStage} from '../support/arbitrary-companions.js'
import {withoutIds} from '../support/companions-without-ids.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'
import {propertyLimitMs, propertyRuns} from '../support/property-runs.js'
import {carriedOut, deployed, wireProject} from '../support/sixty-calls.js'

const api = restApiOf(1)
const usualRuns = 25

/** Everything there is of the project, whatever a run was about. */
const all: CompanionScope = {
  project: 'pets',
  stageName: 'prod',
  accountId: '000000000000',
  usagePlans: {names: [], withKeys: []},
  apiKeys: {names: []},
  domains: {names: [], private: []},
  alarms: {prefix: 'pets-prod-', names: []},
  logGroups: logGroupArns,
}

async function stateOf(clients: Clients): Promise<object> {
  const {live} = await planFor(clients, api)
  const accessLog = live?.stages.map(({stage}) => stage.accessLogSettings)
  return {accessLog, ...withoutIds(await readCompanions(clients, all, live?.apiId))}
}

/** Names of what is live; log groups stay when the files have them no more. */
async function namesOf(clients: Clients): Promise<object> {
  const {live} = await planFor(clients, api)
  const {usagePlans, apiKeys, domains, alarms} = await readCompanions(clients, all, live?.apiId)
  return {
    usagePlans: Object.entries(usagePlans).map(([name, {keys}]) => [name, Object.keys(keys)]),
    apiKeys: Object.keys(apiKeys),
    domains: Object.entries(domains).map(([name, {mappings}]) => [name, Object.keys(mappings)]),
    alarms: Object.keys(alarms),
  }
}

function namesIn({companions}: DeclaredStage): object {
  const {usagePlans, usagePlanKeys = {}, apiKeys, domains, mappings = {}, alarms} = companions
  return {
    usagePlans: Object.keys(usagePlans?.wanted ?? {}).map((name) => [name, usagePlanKeys[name]]),
    apiKeys: apiKeys?.names,
    domains: Object.keys(domains?.wanted ?? {}).map((name) => [name, mappings[name]]),
    alarms: Object.keys(alarms?.wanted ?? {}),
  }
}

async function rolledBack(clients: Clients, project: Project): Promise<void> {
  await carriedOut(clients, project, await planRollback({project, clients}))
}

test(
  'what stands beside an API: after apply(A) and apply(B) it is B, the plan is empty, and a rollback leads to A, another to B',
  async () => {
    await fc.assert(
      fc.asyncProperty(declaredStage, declaredStage, async (first, second) => {
        const clients = planeClients()
        await allowLogging(await clients.rest())
        const project = wireProject(mkdtempSync(join(tmpdir(), 'apigw-property-')))
        await deployed(clients, project, api, first.stage, first.companions)
        const before = await stateOf(clients)
        await deployed(clients, project, api, second.stage, second.companions)
        const after = await stateOf(clients)
        assert.deepEqual((await planFor(clients, api, second)).plan.changes, [])
        assert.deepEqual(await namesOf(clients), namesIn(second))

        // A run that has nothing to do leaves no journal, and nothing to take back.
        if (JSON.stringify(before) === JSON.stringify(after)) return
        await rolledBack(clients, project)
        assert.deepEqual(await stateOf(clients), before)
        await rolledBack(clients, project)
        assert.deepEqual(await stateOf(clients), after)
      }),
      propertyRuns(usualRuns),
    )
  },
  propertyLimitMs(usualRuns),
)
