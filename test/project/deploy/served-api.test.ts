import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {Clients} from '../../../src/aws/clients.js'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import type {Api} from '../../../src/model/api.js'
import type {HttpApi} from '../../../src/model/http-api.js'
import type {RestApi} from '../../../src/model/rest-api.js'
import type {Stage} from '../../../src/model/stage.js'
import type {Change} from '../../../src/plan/change.js'
import {diffHttpApi} from '../../../src/plan/diff/http-api.js'
import {diffRestApi} from '../../../src/plan/diff/rest-api.js'
import {normalForm} from '../../../src/plan/normal-form.js'
import {readServedApi} from '../../../src/project/deploy/served-api.js'
import {applied} from '../../support/apply-support.js'
import {httpApi as anyHttpApi} from '../../support/arbitrary-http-api.js'
import {restApi as anyRestApi} from '../../support/arbitrary-rest-api.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {temporaryFolder} from '../../support/cli.js'
import {planeClients} from '../../support/plane-clients.js'

/** A folder without runs. */
const journals = temporaryFolder()

const stages: Readonly<Record<'rest' | 'http', Stage>> = {
  rest: {kind: 'restStage', stageName: 'prod'},
  http: {kind: 'httpStage', stageName: 'prod'},
}

/** What a stage serves that was deployed with `first` while the definition has become `second` since. */
async function servedAfter(clients: Clients, first: Api, second: Api): Promise<Api | undefined> {
  assert.ok(first.kind !== 'websocket')
  await applied(clients, first, {stage: stages[first.kind]})
  await applied(clients, second)
  const live = await readLiveApi(clients, first.kind, {by: 'project', project: 'pets'})
  const served = await readServedApi(clients, live, {stageName: 'prod', desired: second, journals})
  return served && normalForm(served, live?.apiId)
}

const place = {api: 'api', name: 'pets', scope: 'declared'} as const

function differences(before: Api | undefined, other: Api): Change[] {
  const after = normalForm(other, undefined)
  if (before?.kind === 'rest' && after.kind === 'rest') return diffRestApi(place, before, after)
  if (before?.kind === 'http' && after.kind === 'http') return diffHttpApi(place, before, after)
  assert.fail('nothing is served')
}

for (const [first, second] of [
  [restApiOf(3), restApiOf(2, 404)],
  [httpApiOf(3), httpApiOf(2, 5000)],
] as const) {
  test(`readServedApi: the ${first.kind} stage still serves what was deployed to it`, async () => {
    const served = await servedAfter(planeClients(), first, second)
    assert.deepEqual(differences(served, first), [])
    assert.notDeepEqual(differences(served, second), [])
  })
}

test('readServedApi: no call is made when the label tells, and nothing is served by a stage that is not there', async () => {
  const clients = planeClients()
  const api = restApiOf(2)
  await applied(clients, api, {stage: stages.rest})
  const live = await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
  const {total} = clients.limiter.calls
  assert.equal(await readServedApi(clients, live, {stageName: 'prod', desired: restApiOf(3), journals}), live?.api)
  assert.equal(await readServedApi(clients, live, {stageName: 'none', desired: api, journals}), undefined)
  assert.equal(clients.limiter.calls.total, total)
})

for (const [kind, any] of [
  ['rest', anyRestApi],
  ['http', anyHttpApi],
] as const) {
  test(`readServedApi: the export of any ${kind} API is that API`, {timeout: 120_000}, async () => {
    await fc.assert(
      fc.asyncProperty(any, async (api) => {
        const served = await servedAfter(planeClients(), api, slightlyOther(api)).catch(undeployable)
        if (served !== undefined) assert.deepEqual(shown(differences(served, api)), [])
      }),
      {numRuns: 15},
    )
  })
}

/** A failure in few words: what of which thing differs. */
function shown(changes: readonly Change[]): string[] {
  return changes.map((change) => {
    const fields = change.action === 'update' ? change.fields.map((field) => JSON.stringify(field)) : []
    return [change.action, change.kind, change.name, ...fields].join(' ')
  })
}

/** Another definition, so that the label does not tell what is served. */
function slightlyOther(api: RestApi | HttpApi): Api {
  if (api.kind === 'http') return {...api, disableExecuteApiEndpoint: !api.disableExecuteApiEndpoint}
  return {...api, minimumCompressionSize: (api.minimumCompressionSize ?? 0) + 1}
}

/** Some of the random APIs cannot be deployed: they have no method, or one without an integration. */
function undeployable(error: unknown): undefined {
  assert.match(String(error), /CreateDeployment|CreateStage/)
  return undefined
}
