import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {UpdateMethodCommand, UpdateStageCommand} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import type {Clients} from '../../../src/aws/clients.js'
import {checkDrift} from '../../../src/project/drift/check-drift.js'
import type {DriftAction, DriftResult} from '../../../src/project/drift/check-drift.js'
import {renderDrift} from '../../../src/render/drift.js'
import {applied} from '../../support/apply-support.js'
import {restApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {liveApi, openProject, projectFolder, pulled} from '../../support/pull-support.js'

type Adopted = {clients: Clients; folder: string; check: (action?: DriftAction) => Promise<DriftResult>}

/** An API with a stage, and its files, which agree. */
async function adopted(): Promise<Adopted> {
  const clients = planeClients()
  await applied(clients, restApiOf(2), {stage: {kind: 'restStage', stageName: 'prod', variables: {a: 'one'}}})
  const folder = projectFolder()
  await pulled(await liveApi(clients, 'rest'), clients, folder)
  const open = () => openProject(folder, 'prod')
  const check = async (action: DriftAction = {do: 'show'}): Promise<DriftResult> => {
    const opened = {project: await open(), clients, surroundings: {cwd: dirname(folder), env: {}}, nowMs: () => 0}
    return (await checkDrift(opened, action, open)).result
  }
  return {clients, folder, check}
}

/** What somebody does in the console: an authorization, a variable and tracing; only the last two take effect at once. */
async function editOnAws(clients: Clients): Promise<void> {
  const {apiId: restApiId, ids} = await liveApiWithIds(clients)
  const client = await clients.rest()
  const resourceId = ids['/area0/thing0']
  const method = {restApiId, resourceId, httpMethod: 'GET'}
  await client.send(new UpdateMethodCommand({...method, patchOperations: [{op: 'replace', path: '/apiKeyRequired', value: 'true'}]})) // prettier-ignore
  const patchOperations = [
    {op: 'replace' as const, path: '/variables/a', value: 'two'},
    {op: 'replace' as const, path: '/tracingEnabled', value: 'true'},
  ]
  await client.send(new UpdateStageCommand({restApiId, stageName: 'prod', patchOperations}))
}

async function liveApiWithIds(clients: Clients) {
  const live = await liveApi(clients, 'rest')
  assert.ok(live.kind === 'rest')
  return {apiId: live.apiId, ids: live.ids.resources}
}

function summary({drifted, entries}: DriftResult): object {
  return {drifted, entries: entries.map(({state, on, path, file, live}) => [state, on, path, file, live])}
}

const edited = {
  drifted: 3,
  entries: [
    ['live', 'GET /area0/thing0', 'apiKeyRequired', false, true],
    ['undeclared', 'stage prod', 'tracing', undefined, true],
    ['live', 'stage prod', 'variables.a', 'one', 'two'],
  ],
}

test('drift: files, API and stage that agree', async () => {
  const {check} = await adopted()
  assert.deepEqual(summary(await check()), {drifted: 0, entries: []})
})

test('drift: edits on AWS are told with who moved; what only the files changed is pending', async () => {
  const {clients, folder, check} = await adopted()
  await editOnAws(clients)
  assert.deepEqual(summary(await check()), edited)
  const file = join(folder, 'openapi.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"statusCode": 200', '"statusCode": 204'))
  const {drifted, entries} = await check()
  const [pending] = entries.filter(({state}) => state === 'pending')
  assert.deepEqual({drifted, on: pending?.on}, {drifted: 3, on: 'GET /area0/thing0'})
  assert.match(renderDrift(await check(), {colour: false}), /^Changed on AWS:\n {2}GET \/area0\/thing0 apiKeyRequired: files false, AWS true\n[^]*\n3 values have drifted\./) // prettier-ignore
})

test('drift --accept: the files say what AWS has, and keep their comments', async () => {
  const {clients, folder, check} = await adopted()
  for (const name of ['openapi.yaml', 'apigw.yaml']) {
    const file = join(folder, name)
    writeFileSync(file, `# mine\n${readFileSync(file, 'utf8').replace('a: one', 'a: one # the first')}`)
  }
  await editOnAws(clients)
  const {written} = await check({do: 'accept'})
  assert.deepEqual(written, [join(folder, 'apigw.yaml'), join(folder, 'openapi.yaml')])
  // The definition is as AWS has it now; its stage still serves what was deployed before.
  assert.deepEqual((await check()).entries.map(({state}) => state), ['undeployed']) // prettier-ignore
  const settings = readFileSync(join(folder, 'apigw.yaml'), 'utf8')
  assert.match(settings, /^# mine\n[^]*a: two # the first\n[^]*tracing: true/)
  assert.match(readFileSync(join(folder, 'openapi.yaml'), 'utf8'), /^# mine\n/)
})

test('drift --ignore: what may differ is written down with its reason, and counts no more', async () => {
  const {clients, check} = await adopted()
  await editOnAws(clients)
  const reason = 'Switched on for an incident'
  await assert.rejects(check({do: 'ignore', on: 'stage prod tracng', reason}), {code: 'DRIFT_UNKNOWN', fix: 'Did you mean "stage prod tracing"?'}) // prettier-ignore
  await assert.rejects(check({do: 'ignore', on: 'stage prod', reason: 'so'}), {code: 'REASON_MISSING'})
  await check({do: 'ignore', on: 'stage prod tracing', reason})
  await check({do: 'ignore', on: 'GET /area0/thing0', reason})
  const {drifted, entries} = await check()
  assert.deepEqual({drifted, reasons: entries.map(({ignored}) => ignored)}, {drifted: 1, reasons: [reason, reason, undefined]}) // prettier-ignore
})
