import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  GetApiKeysCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import {stateFileOf} from '../../src/apply/run-state.js'
import {lastRun} from '../../src/apply/runs.js'
import type {Clients} from '../../src/aws/clients.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import type {Stage} from '../../src/model/stage.js'
import {journalFolder} from '../../src/project/deploy/apply-journalled.js'
import {planRollback} from '../../src/project/deploy/plan-run.js'
import {declaredCompanions} from '../support/declared-companions.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'
import {carriedOut, deployed, wireProject} from '../support/sixty-calls.js'
import {withoutIds} from '../support/companions-without-ids.js'
import {readBeside} from '../support/read-beside.js'

const api = restApiOf(2)
const prod: Stage = {kind: 'restStage', stageName: 'prod'}
const certificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'

const everything = `
usagePlans:
  basic:
    description: For everyone
    throttle: {rateLimit: 10, burstLimit: 20}
    quota: {limit: 10000, period: MONTH}
    stages: [prod]
    keys: [acme]
    methods: {prod: {"GET /area0/thing0": {rateLimit: 1, burstLimit: 2}}}
apiKeys: {acme: {description: ACME Ltd}, spare: {}}
domains:
  api.example.com: {certificateArn: "${certificateArn}", mappings: {v1: prod, v2: prod}}
alarms: {errors: {metric: 5XXError, above: 1%}}
`

const changed = `
tags: {team: store}
usagePlans:
  basic:
    throttle: {rateLimit: 5, burstLimit: 20}
    stages: [prod]
    keys: [other]
    methods: {prod: {}}
    tags: {tier: one}
  gold: {stages: [], keys: [spare]}
apiKeys: {other: {}, spare: {enabled: false}}
domains:
  api.example.com: {certificateArn: "${certificateArn}2", mappings: {v1: prod, v3: prod}}
alarms: {errors: {metric: 5XXError, above: 2%}, slow: {metric: Latency, above: 2s}}
`

const none = 'usagePlans: {}\napiKeys: {}\ndomains: {}\nalarms: {}'

function newProject() {
  return wireProject(mkdtempSync(join(tmpdir(), 'apigw-rollback-')))
}

/** Rolls the last run back; answers what is left to do then. */
async function rolledBack(
  clients: Clients,
  project: ReturnType<typeof newProject>,
  runFile?: string,
): Promise<string[]> {
  const planned = await planRollback({project, clients}, runFile)
  await carriedOut(clients, project, planned)
  const again = await planRollback({project, clients}, runFile ?? planned.run.file)
  assert.deepEqual(again.plan.changes, [])
  return planned.warnings.map(({code}) => code)
}

const rows = [
  {name: 'what was made goes', from: none, to: everything, warnings: []},
  {name: 'what was changed is as it was', from: everything, to: changed, warnings: ['KEY_VALUE_NEW']},
  {name: 'what was deleted comes back', from: everything, to: none, warnings: ['KEY_VALUE_NEW', 'KEY_VALUE_NEW']},
]

for (const {name, from, to, warnings} of rows) {
  test(`rollback of what stands beside the API: ${name}, and back again`, async () => {
    const [clients, project] = [planeClients(), newProject()]
    await deployed(clients, project, api, prod, declaredCompanions(from))
    const before = withoutIds(await readBeside(clients, 'pets-prod-'))
    await deployed(clients, project, api, prod, declaredCompanions(to))
    const after = withoutIds(await readBeside(clients, 'pets-prod-'))
    assert.notDeepEqual(after, before)
    assert.deepEqual(await rolledBack(clients, project), warnings)
    assert.deepEqual(withoutIds(await readBeside(clients, 'pets-prod-')), before)
    await rolledBack(clients, project)
    assert.deepEqual(withoutIds(await readBeside(clients, 'pets-prod-')), after)
  })
}

test('rollback of the first deploy: nothing is left, neither API nor plans, keys, domains or alarms', async () => {
  const [clients, project] = [planeClients(), newProject()]
  await deployed(clients, project, api, prod, declaredCompanions(everything))
  await rolledBack(clients, project)
  assert.equal(await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'}), undefined)
  const empty = {usagePlans: {}, apiKeys: {}, domains: {}, permissions: {}, alarms: {}, logGroups: {}}
  assert.deepEqual(await readBeside(clients, 'pets-prod-'), empty)
})

test('rollback of a first deploy to another stage: what leads to the stage goes before it', async () => {
  const [clients, project] = [planeClients(), newProject()]
  await deployed(clients, project, api, {kind: 'restStage', stageName: 'dev'})
  await deployed(clients, project, api, prod, declaredCompanions(everything))
  await rolledBack(clients, project)
  const live = await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
  assert.deepEqual(
    live?.stages.map(({stage}) => stage.stageName),
    ['dev'],
  )
})

test('rollback: what others did beside a run stays', async () => {
  const [clients, project] = [planeClients(), newProject()]
  const client = await clients.rest()
  await deployed(clients, project, api, prod, declaredCompanions(everything))
  await deployed(clients, project, api, prod, declaredCompanions(everything.replace('ACME Ltd', 'ACME')))
  const {usagePlans} = await readBeside(clients, 'pets-prod-')
  const usagePlanId = usagePlans.basic?.id ?? assert.fail('There is no plan.')
  const patchOperations = [{op: 'replace' as const, path: '/throttle/rateLimit', value: '99'}]
  await client.send(new UpdateUsagePlanCommand({usagePlanId, patchOperations}))
  await rolledBack(clients, project)
  const {usagePlans: left, apiKeys} = await readBeside(clients, 'pets-prod-')
  assert.equal(left.basic?.usagePlan.throttle?.rateLimit, 99)
  assert.equal(apiKeys.acme?.apiKey.description, 'ACME Ltd')
})

test("rollback: a deleted plan gets others' keys back, and no value is ever written down", async () => {
  const [clients, project] = [planeClients(), newProject()]
  const client = await clients.rest()
  await deployed(clients, project, api, prod, declaredCompanions(everything))
  const {usagePlans} = await readBeside(clients, 'pets-prod-')
  const foreign = await client.send(new CreateApiKeyCommand({name: 'foreign', enabled: true}))
  const member = {usagePlanId: usagePlans.basic?.id, keyId: foreign.id, keyType: 'API_KEY'}
  await client.send(new CreateUsagePlanKeyCommand(member))
  const {items = []} = await client.send(new GetApiKeysCommand({includeValues: true}))
  await deployed(clients, project, api, prod, declaredCompanions(none))
  const run = await lastRun(journalFolder(project), 'prod')
  const written = readFileSync(stateFileOf(run?.file ?? ''), 'utf8')
  for (const {value = assert.fail('A key has no value.')} of items) assert.ok(!written.includes(value))
  await rolledBack(clients, project)
  assert.deepEqual(Object.keys((await readBeside(clients, 'pets-prod-')).usagePlans.basic?.keys ?? {}), [
    'acme',
    'foreign',
  ])
})
