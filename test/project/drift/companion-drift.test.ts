import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {
  DeleteUsagePlanKeyCommand,
  GetApiKeysCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
  UpdateDomainNameCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import {DeleteApiMappingCommand, GetApiMappingsCommand} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import type {Clients} from '../../../src/aws/clients.js'
import {checkDrift} from '../../../src/project/drift/check-drift.js'
import type {DriftAction, DriftResult} from '../../../src/project/drift/check-drift.js'
import {restApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {deployedFiles, plannedFiles, writeFiles} from '../../support/planned-files.js'
import {openProject, projectFolder} from '../../support/pull-support.js'

const settings = `name: pets
stages: {prod: {}}
usagePlans:
  # everybody's
  basic:
    throttle: {rateLimit: 10, burstLimit: 20}
    stages: [prod]
    keys: [acme]
    methods: {prod: {"GET /area0/thing0": {rateLimit: 1, burstLimit: 2}}}
apiKeys: {acme: {description: ACME Ltd}}
domains:
  api.example.com:
    certificateArn: arn:aws:acm:eu-west-1:000000000000:certificate/1
    mappings: {v1: prod, v2: prod}
`

async function deployed(): Promise<{clients: Clients; folder: string}> {
  const [clients, folder] = [planeClients(), projectFolder()]
  writeFiles(folder, settings, restApiOf(1))
  await deployedFiles(clients, folder, 'prod')
  return {clients, folder}
}

async function checked(clients: Clients, folder: string, action: DriftAction = {do: 'show'}): Promise<DriftResult> {
  const open = () => openProject(folder, 'prod')
  const opened = {project: await open(), clients, surroundings: {cwd: dirname(folder), env: {}}, nowMs: () => 0}
  return (await checkDrift(opened, action, open)).result
}

function summary({drifted, entries}: DriftResult): object {
  return {drifted, entries: entries.map(({state, on, path, file, live}) => [state, on, path, file, live])}
}

/** What somebody does in the console. */
async function editOnAws(clients: Clients): Promise<void> {
  const client = await clients.rest()
  const {items: plans = []} = await client.send(new GetUsagePlansCommand({}))
  const {items: keys = []} = await client.send(new GetApiKeysCommand({}))
  const usagePlanId = plans[0]?.id
  const set = (path: string, value: string) => ({patchOperations: [{op: 'replace' as const, path, value}]})
  await client.send(new UpdateUsagePlanCommand({usagePlanId, ...set('/throttle/rateLimit', '99')}))
  await client.send(new UpdateApiKeyCommand({apiKey: keys[0]?.id, ...set('/enabled', 'false')}))
  await client.send(new UpdateApiKeyCommand({apiKey: keys[0]?.id, ...set('/description', 'Renamed')}))
  await client.send(new DeleteUsagePlanKeyCommand({usagePlanId, keyId: keys[0]?.id}))
  const certificate = set('/regionalCertificateArn', 'arn:aws:acm:eu-west-1:000000000000:certificate/2')
  await client.send(new UpdateDomainNameCommand({domainName: 'api.example.com', ...certificate}))
  const http = await clients.http()
  const place = {DomainName: 'api.example.com'}
  const {Items = []} = await http.send(new GetApiMappingsCommand(place))
  const {ApiMappingId} = Items.find(({ApiMappingKey}) => ApiMappingKey === 'v2') ?? {}
  await http.send(new DeleteApiMappingCommand({...place, ApiMappingId}))
}

const edited = {
  drifted: 5,
  entries: [
    ['live', 'apiKey acme', 'description', 'ACME Ltd', 'Renamed'],
    ['live', 'usagePlan basic', 'throttle.rateLimit', 10, 99],
    ['live', 'usagePlanKey basic/acme', '', {usagePlan: 'basic', apiKey: 'acme'}, undefined],
    [
      'live',
      'domainName api.example.com',
      'certificateArn',
      'arn:aws:acm:eu-west-1:000000000000:certificate/1',
      'arn:aws:acm:eu-west-1:000000000000:certificate/2',
    ],
    [
      'live',
      'apiMapping api.example.com/v2',
      '',
      {domainName: 'api.example.com', basePath: 'v2', stage: 'prod', endpointType: 'REGIONAL'},
      undefined,
    ],
  ],
}

test('drift: what stands beside the API is told, and what the files do not mention is not', async () => {
  const {clients, folder} = await deployed()
  assert.deepEqual(summary(await checked(clients, folder)), {drifted: 0, entries: []})
  await editOnAws(clients)
  assert.deepEqual(summary(await checked(clients, folder)), edited)
})

test('drift --accept: the files say what AWS has of plans, keys and domains, comments kept', async () => {
  const {clients, folder} = await deployed()
  await editOnAws(clients)
  const {written} = await checked(clients, folder, {do: 'accept'})
  assert.deepEqual(written, [join(folder, 'apigw.yaml')])
  assert.deepEqual((await plannedFiles(clients, folder, 'prod')).plan.changes, [])
  assert.match(readFileSync(join(folder, 'apigw.yaml'), 'utf8'), /# everybody's\n {2}basic:\n {4}throttle: \{rateLimit: 99, burstLimit: 20\}/) // prettier-ignore
})

test('drift: what only the files changed since the last run is pending', async () => {
  const {clients, folder} = await deployed()
  const file = join(folder, 'apigw.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('rateLimit: 10', 'rateLimit: 11').replace('v2: prod', 'v3: prod')) // prettier-ignore
  const {drifted, entries} = await checked(clients, folder)
  assert.equal(drifted, 0)
  assert.deepEqual(
    entries.map(({state, on}) => `${state} ${on}`),
    ['pending usagePlan basic', 'pending apiMapping api.example.com/v3', 'pending apiMapping api.example.com/v2'],
  )
})
