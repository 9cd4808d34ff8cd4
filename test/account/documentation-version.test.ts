import assert from 'node:assert/strict'
import {CreateDocumentationPartCommand, DeleteDocumentationPartCommand, GetDocumentationPartsCommand, GetExportCommand} from '@aws-sdk/client-api-gateway' // prettier-ignore
import {beforeEach, test} from 'vitest'
import {publishCalls, unpublishCalls} from '../../src/account/documentation-version.js'
import type {Clients} from '../../src/aws/clients.js'
import {readDocumentationVersions} from '../../src/aws/read/documentation-versions.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {makeRestApi} from '../support/staged-apis.js'
import {planeClients} from '../support/plane-clients.js'

let clients: Clients
let apiId: string

beforeEach(async () => {
  clients = planeClients()
  apiId = await makeRestApi(clients, 'pets')
  const part = {location: {type: 'API' as const}, properties: '{"info": {"description": "The shop"}}'}
  await (await clients.rest()).send(new CreateDocumentationPartCommand({restApiId: apiId, ...part}))
})

async function publish(version: string, stages: string[] = [], description?: string): Promise<string> {
  const calls = publishCalls(await readDocumentationVersions(clients, apiId), {apiId, version, stages, description})
  await makeCalls(clients, {names: [version], calls}, {dryRun: false})
  return calls.map(({operation}) => operation).join(' ')
}

async function unpublish(version: string): Promise<string> {
  const calls = unpublishCalls(await readDocumentationVersions(clients, apiId), {apiId, version})
  await makeCalls(clients, {names: [version], calls}, {dryRun: false})
  return calls.map(({operation}) => operation).join(' ')
}

async function shown(): Promise<string[]> {
  const {versions} = await readDocumentationVersions(clients, apiId)
  return versions.map(({version, stages, description = ''}) =>
    `${version} ${stages.join('+')} ${description}`.trimEnd(),
  )
}

test('a version is published on stages, moved to others, and described anew', async () => {
  assert.equal(await publish('10', ['prod', 'dev'], 'old'), 'CreateDocumentationVersion UpdateStage')
  assert.equal(await publish('9'), 'CreateDocumentationVersion')
  assert.deepEqual(await shown(), ['9', '10 dev+prod old'])
  assert.equal(await publish('9', ['prod']), 'UpdateStage')
  assert.equal(await publish('9', ['prod']), '')
  assert.equal(await publish('10', [], ''), 'UpdateDocumentationVersion')
  assert.equal(await publish('10', [], ''), '')
  assert.deepEqual(await shown(), ['9 prod', '10 dev'])
})

test('the export of a stage shows its version, whatever is documented since', async () => {
  await publish('1', ['prod'])
  const client = await clients.rest()
  const {items = []} = await client.send(new GetDocumentationPartsCommand({restApiId: apiId}))
  for (const {id} of items) {
    await client.send(new DeleteDocumentationPartCommand({restApiId: apiId, documentationPartId: id}))
  }
  const parameters = {extensions: 'documentation'}
  const {body} = await client.send(new GetExportCommand({restApiId: apiId, stageName: 'prod', exportType: 'oas30', parameters})) // prettier-ignore
  assert.match(Buffer.from(body ?? []).toString(), /The shop/)
})

test('what would say nothing new, or breaks a stage, is refused', async () => {
  await publish('1', ['prod'])
  await assert.rejects(publish('1'), {code: 'RESOURCE_EXISTS'})
  await assert.rejects(publish('2', ['prd']), {code: 'STAGE_NOT_FOUND', fix: 'Did you mean "prod"?'})
  await assert.rejects(unpublish('1'), {code: 'RESOURCE_IN_USE', why: 'These use it: stage prod.'})
  await assert.rejects(unpublish('2'), {code: 'NAME_NOT_FOUND', why: 'It has 1.'})
  await publish('2', ['prod'])
  assert.equal(await unpublish('1'), 'DeleteDocumentationVersion')
  assert.deepEqual(await shown(), ['2 prod'])
})
