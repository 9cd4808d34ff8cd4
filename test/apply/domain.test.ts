import assert from 'node:assert/strict'
import {
  CreateDomainNameCommand,
  CreateRestApiCommand,
  CreateBasePathMappingCommand,
  GetDomainNamesCommand,
} from '@aws-sdk/client-api-gateway'
import {CreateApiMappingCommand, GetApiMappingsCommand} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Api} from '../../src/model/api.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {declaredCompanions} from '../support/declared-companions.js'
import {httpApiOf, restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/one'
const atTheEdge = 'arn:aws:acm:us-east-1:123456789012:certificate/one'
const other = 'arn:aws:acm:eu-west-1:123456789012:certificate/two'
const api = restApiOf(2)

function stageOf({kind}: Api, stageName: string): Stage {
  return kind === 'http' ? {kind: 'httpStage', stageName} : {kind: 'restStage', stageName}
}

type Place = {api?: Api; stage?: string}

async function changes(clients: Clients, yaml: string, {api: desired = api, stage = 'prod'}: Place = {}) {
  const companions = declaredCompanions(yaml, stage)
  const {plan} = await planFor(clients, desired, {stage: stageOf(desired, stage), companions})
  return plan.changes.map(({action, kind, name}) => `${action} ${kind} ${name}`)
}

async function apply(clients: Clients, yaml: string, {api: desired = api, stage = 'prod'}: Place = {}) {
  const companions = declaredCompanions(yaml, stage)
  return applied(clients, desired, {stage: stageOf(desired, stage), companions})
}

function yamlOf(rest: string): string {
  const arn = rest.includes('edge') ? atTheEdge : certificate
  return `domains:\n  api.example.com: {certificateArn: "${arn}", ${rest}}`
}

const kinds = [
  {name: 'regional domain of a REST API', api, rest: 'stage: prod', paths: ['']},
  {
    name: 'regional domain with paths of several levels',
    api,
    rest: 'mappings: {v1: prod, /shop/v2: prod}',
    paths: ['shop/v2', 'v1'],
  },
  {
    name: 'domain of an HTTP API',
    api: httpApiOf(2),
    rest: 'mappings: {(none): prod, shop/v2: prod}',
    paths: ['', 'shop/v2'],
  },
  {
    name: 'edge-optimised domain',
    api,
    rest: 'endpointType: edge, mappings: {(none): prod, v1: prod}',
    paths: ['', 'v1'],
  },
  {name: 'private domain', api, rest: 'endpointType: private, mappings: {v1: prod}', paths: ['v1']},
  {
    name: 'domain with mutual TLS and a policy of its own',
    api,
    rest: 'securityPolicy: TLS_1_2, mutualTls: {truststoreUri: "s3://certificates/clients.pem"}, stage: prod',
    paths: [''],
  },
]

for (const {name, api: desired, rest, paths} of kinds) {
  test(`domains: a ${name} is made with its paths, after the stage; then nothing is left`, async () => {
    const clients = planeClients()
    const first = await changes(clients, yamlOf(rest), {api: desired})
    const mappings = paths.map((path) => `create apiMapping api.example.com/${path}`)
    assert.deepEqual(first.slice(-paths.length - 1), ['create domainName api.example.com', ...mappings])
    await apply(clients, yamlOf(rest), {api: desired})
    assert.deepEqual(await changes(clients, yamlOf(rest), {api: desired}), [])
  })

  test(`domains: a ${name} loses its paths and itself with the files`, async () => {
    const clients = planeClients()
    await apply(clients, yamlOf(rest), {api: desired})
    const mappings = paths.map((path) => `delete apiMapping api.example.com/${path}`)
    assert.deepEqual(await changes(clients, '', {api: desired}), [])
    assert.deepEqual(await changes(clients, 'domains: {}', {api: desired}), [
      ...mappings,
      'delete domainName api.example.com',
    ])
    await apply(clients, 'domains: {}', {api: desired})
    assert.deepEqual((await (await clients.rest()).send(new GetDomainNamesCommand({}))).items ?? [], [])
  })
}

const rows = [
  {
    name: 'a new certificate is one call',
    from: 'stage: prod',
    to: `certificateArn: "${other}", stage: prod`,
    changes: ['update domainName api.example.com'],
  },
  {
    name: 'a path is added before another goes',
    from: 'mappings: {v1: prod}',
    to: 'mappings: {v2: prod}',
    changes: ['create apiMapping api.example.com/v2', 'delete apiMapping api.example.com/v1'],
  },
  {
    name: 'the same for base path mappings',
    from: 'endpointType: edge, mappings: {v1: prod}',
    to: 'endpointType: edge, mappings: {v2: prod}',
    changes: ['create apiMapping api.example.com/v2', 'delete apiMapping api.example.com/v1'],
  },
  {
    name: 'tags are added',
    from: 'stage: prod',
    to: 'stage: prod, tags: {team: store}',
    changes: ['update domainName api.example.com'],
  },
  {
    name: 'mutual TLS and a newer policy come in one call',
    from: 'stage: prod',
    to: 'stage: prod, securityPolicy: SecurityPolicy_TLS13_1_2_2021_06, mutualTls: {truststoreUri: "s3://certificates/clients.pem", truststoreVersion: v1}',
    changes: ['update domainName api.example.com'],
  },
]

for (const {name, from, to, changes: expected} of rows) {
  test(`domains: ${name}`, async () => {
    const clients = planeClients()
    await apply(clients, yamlOf(from))
    const changed = to.startsWith('certificateArn') ? `domains:\n  api.example.com: {${to}}` : yamlOf(to)
    assert.deepEqual(await changes(clients, changed), expected)
    const {calls} = await apply(clients, changed)
    assert.equal(calls, expected.length)
    assert.deepEqual(await changes(clients, changed), [])
  })
}

for (const endpointType of ['regional', 'edge']) {
  test(`domains: a path of a ${endpointType} domain moves to another stage`, async () => {
    const clients = planeClients()
    const to = (stage: string) => yamlOf(`endpointType: ${endpointType}, mappings: {v1: ${stage}}`)
    await apply(clients, to('prod'))
    assert.deepEqual(await changes(clients, to('dev'), {stage: 'dev'}), [
      'create restStage dev',
      'update apiMapping api.example.com/v1',
    ])
    await apply(clients, to('dev'), {stage: 'dev'})
    assert.deepEqual(await changes(clients, to('dev')), [])
    assert.deepEqual(await changes(clients, to('dev'), {stage: 'dev'}), [])
  })
}

test('domains: says where DNS has to lead', async () => {
  const clients = planeClients()
  const {dnsTargets} = await apply(clients, yamlOf('stage: prod'))
  assert.match(dnsTargets?.['api.example.com'] ?? '', /^d-[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/)
  assert.equal((await apply(clients, yamlOf('stage: prod, tags: {team: store}'))).dnsTargets, undefined)
})

test("domains: others' domains and their paths are not touched", async () => {
  const clients = planeClients()
  const rest = await clients.rest()
  const domainName = 'api.example.com'
  const types = {types: ['REGIONAL' as const]}
  await rest.send(
    new CreateDomainNameCommand({domainName, regionalCertificateArn: certificate, endpointConfiguration: types}),
  )
  await apply(clients, '')
  const {live} = await planFor(clients, api)
  const http = await clients.http()
  const mapping = {DomainName: domainName, ApiId: live?.apiId, Stage: 'prod'}
  await http.send(new CreateApiMappingCommand({...mapping, ApiMappingKey: 'by-hand'}))
  assert.deepEqual(await changes(clients, 'domains: {}'), [])
  assert.deepEqual(await changes(clients, yamlOf('mappings: {v1: prod}')), ['create apiMapping api.example.com/v1'])
  await apply(clients, yamlOf('mappings: {v1: prod}'))
  const {Items = []} = await http.send(new GetApiMappingsCommand({DomainName: domainName}))
  assert.deepEqual(Items.map(({ApiMappingKey}) => ApiMappingKey).sort(), ['by-hand', 'v1'])
})

test('domains: refuses what cannot be done, before anything is done', async () => {
  const clients = planeClients()
  const noCertificate = 'domains: {api.example.com: {stage: prod}}'
  await assert.rejects(changes(clients, noCertificate), {code: 'DOMAIN_CERTIFICATE_MISSING'})
  await apply(clients, yamlOf('stage: prod'))
  assert.deepEqual(await changes(clients, noCertificate), [])
  await assert.rejects(changes(clients, yamlOf('endpointType: edge, stage: prod')), {code: 'DOMAIN_ENDPOINT_FIXED'})
})

test('domains: a path that leads to another API is refused', async () => {
  const clients = planeClients()
  const yaml = (paths: string) => yamlOf(`endpointType: edge, mappings: ${paths}`)
  await apply(clients, yaml('{v1: prod}'))
  const rest = await clients.rest()
  const foreign = await rest.send(new CreateRestApiCommand({name: 'foreign'}))
  const place = {domainName: 'api.example.com', basePath: 'v2', restApiId: foreign.id}
  await rest.send(new CreateBasePathMappingCommand(place))
  assert.deepEqual(await changes(clients, yaml('{v1: prod}')), [])
  await assert.rejects(changes(clients, yaml('{v1: prod, v2: prod}')), {code: 'DOMAIN_PATH_TAKEN'})
})
