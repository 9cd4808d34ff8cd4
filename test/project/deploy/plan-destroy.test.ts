import assert from 'node:assert/strict'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {CreateApiKeyCommand} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import {readCompanions} from '../../../src/aws/read/companions.js'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {noLiveCompanions} from '../../../src/model/companion.js'
import type {Stage} from '../../../src/model/stage.js'
import {planDestroy, toDestroyed} from '../../../src/project/deploy/plan-destroy.js'
import {planResume, planRollback} from '../../../src/project/deploy/plan-run.js'
import {applied} from '../../support/apply-support.js'
import {withoutIds} from '../../support/companions-without-ids.js'
import {declaredCompanions} from '../../support/declared-companions.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {liveApi} from '../../support/pull-support.js'
import {carriedOut, deployed, wireProject} from '../../support/sixty-calls.js'
import {besideScope, readBeside} from '../../support/read-beside.js'

const certificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'
const prod: Stage = {kind: 'restStage', stageName: 'prod'}
const dev: Stage = {kind: 'restStage', stageName: 'dev'}
const everything = `
usagePlans: {basic: {stages: [dev, prod], keys: [acme]}}
apiKeys: {acme: {description: ACME Ltd}, spare: {}}
domains: {api.example.com: {certificateArn: "${certificateArn}", mappings: {v1: prod, dev: dev}}}
alarms: {errors: {metric: 5XXError, above: 1%}}
`
function newProject() {
  return wireProject(mkdtempSync(join(tmpdir(), 'apigw-destroy-')))
}

for (const api of [restApiOf(1), httpApiOf(1), webSocketApiOf(1)]) {
  test(`destroy: the ${api.kind} API of the project goes, others stay; a second time there is nothing`, async () => {
    const [clients, made] = [planeClients(), newProject()]
    for (const each of [restApiOf(1), httpApiOf(1), webSocketApiOf(1)]) await applied(clients, each)
    const {apiId} = await liveApi(clients, api.kind)
    const project = {...made, settings: {...made.settings, type: api.kind}}
    const planned = await planDestroy({project, clients}, [])
    await carriedOut(clients, project, planned.ready)
    const address = `${{rest: 'restApi', http: 'httpApi', websocket: 'webSocketApi'}[api.kind]}/pets`
    const {kind} = api
    assert.deepEqual(toDestroyed(planned), {apiId, kind, name: 'pets', outcome: 'deleted', gone: [address], kept: [], calls: 1}) // prettier-ignore
    assert.equal(await readLiveApi(clients, kind, {by: 'id', apiId}), undefined)
    for (const other of ['rest', 'http', 'websocket'] as const) if (other !== kind) await liveApi(clients, other)
    await assert.rejects(planDestroy({project, clients}, []), {code: 'API_NOT_CREATED'})
  })
}

test('destroy: what stands beside two stages goes with them, what others made stays, and a rollback brings one back', async () => {
  const [clients, project] = [planeClients(), newProject()]
  const client = await clients.rest()
  await deployed(clients, project, restApiOf(2), prod, declaredCompanions(everything))
  const before = withoutIds(await readBeside(clients, 'pets-'))
  await deployed(clients, project, restApiOf(2), dev, declaredCompanions(everything, 'dev'))
  const foreign = await client.send(new CreateApiKeyCommand({name: 'foreign', enabled: true}))
  const planned = await planDestroy({project, clients}, [])
  assert.match(planned.question, /dev, prod/)
  await carriedOut(clients, project, planned.ready)
  assert.equal(await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'}), undefined)
  assert.deepEqual(await readBeside(clients, 'pets-'), noLiveCompanions)
  const named = await readCompanions(clients, {...besideScope('pets-'), apiKeys: {names: ['foreign']}}, undefined)
  assert.deepEqual(Object.keys(named.apiKeys), ['foreign'])
  assert.ok(foreign.id)

  const back = await planRollback({project, clients})
  assert.deepEqual(back.warnings.map(({code}) => code).sort(), ['KEY_VALUE_NEW', 'KEY_VALUE_NEW', 'STAGES_NOT_BACK'])
  await carriedOut(clients, project, back)
  assert.deepEqual(withoutIds(await readBeside(clients, 'pets-')), before)
  await deployed(clients, project, restApiOf(2), prod, declaredCompanions(everything))
})

test('destroy: an API that is gone already leaves its things to delete; kept ones stay', async () => {
  const [clients, project] = [planeClients(), newProject()]
  await deployed(clients, project, restApiOf(1), prod, declaredCompanions('apiKeys: {acme: {}, spare: {}}'))
  const first = await planDestroy({project, clients}, ['apiKey/acme', 'apiKey/spare'])
  await carriedOut(clients, project, first.ready)
  assert.deepEqual(first.kept.map(({address}) => address), ['apiKey/acme', 'apiKey/spare']) // prettier-ignore
  const rest = await planDestroy({project, clients}, ['apiKey/spare'])
  await carriedOut(clients, project, rest.ready)
  const {outcome, gone} = toDestroyed(rest)
  assert.deepEqual({outcome, gone}, {outcome: 'alreadyGone', gone: ['apiKey/acme']})
  assert.deepEqual(Object.keys((await readBeside(clients, 'pets-')).apiKeys), ['spare'])
})

test('destroy: a run that stopped half-way is resumed to nothing', async () => {
  const [clients, project] = [planeClients(), newProject()]
  await deployed(clients, project, restApiOf(1), prod, declaredCompanions(everything))
  const {ready} = await planDestroy({project, clients}, [])
  const {calls} = ready.plan.execution
  const fails = {address: 'restApi/pets', service: 'rest' as const, operation: 'GetRestApi', input: {restApiId: 'nothing'}, ids: [], gives: []} // prettier-ignore
  const execution = {...ready.plan.execution, calls: [...calls.slice(0, 3), fails, ...calls.slice(3)]}
  const broken = {...ready, plan: {...ready.plan, execution}}
  await assert.rejects(carriedOut(clients, project, broken))
  await carriedOut(clients, project, await planResume({project, clients}))
  assert.equal(await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'}), undefined)
  assert.deepEqual(await readBeside(clients, 'pets-'), noLiveCompanions)
})
