import assert from 'node:assert/strict'
import {
  CreateApiKeyCommand,
  CreateDomainNameCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
} from '@aws-sdk/client-api-gateway'
import {CreateApiMappingCommand} from '@aws-sdk/client-apigatewayv2'
import {PutMetricAlarmCommand} from '@aws-sdk/client-cloudwatch'
import {test} from 'vitest'
import {loadSettings} from '../../../src/config/load-settings.js'
import type {Clients} from '../../../src/aws/clients.js'
import {applied} from '../../support/apply-support.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {deployedFiles, plannedFiles, writeFiles} from '../../support/planned-files.js'
import {liveApi, projectFolder, pulled} from '../../support/pull-support.js'

const certificateArn = 'arn:aws:acm:eu-west-1:000000000000:certificate/1'
const sections = `
usagePlans:
  basic:
    description: For everyone
    throttle: {rateLimit: 10, burstLimit: 20}
    quota: {limit: 10000, period: MONTH}
    stages: [dev, prod]
    keys: [acme]
    methods: {prod: {"GET /area0/thing0": {rateLimit: 1, burstLimit: 2}}}
    tags: {tier: one}
apiKeys: {acme: {description: ACME Ltd}, spare: {enabled: false}}
domains:
  api.example.com: {certificateArn: "${certificateArn}", mappings: {(none): prod, v1: dev}}
alarms:
  errors: {metric: 5XXError, above: 1%, stage: prod, notify: "arn:aws:sns:eu-west-1:000000000000:ops"}
  slow: {metric: Latency, above: 2s, statistic: p99, for: 2h, stage: dev, method: "GET /area0/thing0"}
`

test('pull: what a project has beside its API is written, and a plan of each stage is empty', async () => {
  const [clients, folder] = [planeClients(), projectFolder()]
  writeFiles(folder, `name: pets\nstages: {dev: {}, prod: {}}\ntags: {team: store}\n${sections}`, restApiOf(1))
  await deployedFiles(clients, folder, 'dev')
  await deployedFiles(clients, folder, 'prod')
  const copy = projectFolder()
  const result = await pulled(await liveApi(clients, 'rest'), clients, copy)
  assert.deepEqual({empty: result.empty, left: result.left}, {empty: true, left: []})
  const [one, other] = [(await loadSettings(folder)).settings, (await loadSettings(copy)).settings]
  assert.deepEqual(other.usagePlans, one.usagePlans)
  assert.deepEqual(other.tags, one.tags)
  assert.deepEqual(other.apiKeys, one.apiKeys)
  assert.deepEqual(other.domains?.['api.example.com']?.mappings, {'(none)': 'prod', v1: 'dev'})
  assert.deepEqual(Object.keys(other.alarms ?? {}), ['errors', 'slow'])
  for (const stage of ['dev', 'prod']) assert.deepEqual((await plannedFiles(clients, copy, stage)).plan.changes, [])
})

/** Things that somebody made by hand, who does not know apigw. */
async function byHand(clients: Clients, apiId: string): Promise<void> {
  const client = await clients.rest()
  const apiStages = [{apiId, stage: 'prod'}]
  const plan = await client.send(new CreateUsagePlanCommand({name: 'gold', apiStages}))
  await client.send(new CreateUsagePlanCommand({name: 'not for this API'}))
  for (const name of ['one', 'twice', 'twice']) {
    const key = await client.send(new CreateApiKeyCommand({name, enabled: true}))
    await client.send(new CreateUsagePlanKeyCommand({usagePlanId: plan.id, keyId: key.id, keyType: 'API_KEY'}))
  }
  for (const domainName of ['api.example.com', 'other.example.com']) {
    const endpointConfiguration = {types: ['REGIONAL' as const]}
    await client.send(new CreateDomainNameCommand({domainName, regionalCertificateArn: certificateArn, endpointConfiguration})) // prettier-ignore
  }
  const mapping = {DomainName: 'api.example.com', ApiId: apiId, Stage: 'prod', ApiMappingKey: 'v1/beta'}
  await (await clients.http()).send(new CreateApiMappingCommand(mapping))
}

test("pull: others' plans, keys and domains are adopted by name; two of a name are told", async () => {
  const clients = planeClients()
  const {apiId} = await applied(clients, restApiOf(1), {stage: {kind: 'restStage', stageName: 'prod'}})
  await byHand(clients, apiId)
  const folder = projectFolder()
  const result = await pulled(await liveApi(clients, 'rest'), clients, folder)
  const twice = {stage: 'prod', setting: 'the API key "twice", whose name is not unique,'}
  assert.deepEqual({empty: result.empty, left: result.left}, {empty: true, left: [twice]})
  const {usagePlans, apiKeys, domains} = (await loadSettings(folder)).settings
  assert.deepEqual(usagePlans, {gold: {stages: ['prod'], keys: ['one']}})
  assert.deepEqual(apiKeys, {one: {}})
  const domain = {certificateArn, endpointType: 'regional', securityPolicy: 'TLS_1_2', mappings: {'v1/beta': 'prod'}}
  assert.deepEqual(domains, {'api.example.com': domain})
})

test('pull: alarms that the short form cannot say, or that other stages have, are left and told', async () => {
  const clients = planeClients()
  const {apiId} = await applied(clients, httpApiOf(1), {stage: {kind: 'httpStage', stageName: 'prod'}})
  const cloudwatch = await clients.cloudwatch()
  const alarm = (AlarmName: string, more: object = {}) =>
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [
        {Name: 'ApiId', Value: apiId},
        {Name: 'Stage', Value: 'prod'},
      ],
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 3,
      Period: 60,
      EvaluationPeriods: 5,
      TreatMissingData: 'notBreaching',
      ...more,
    })
  await cloudwatch.send(alarm('pets-prod-errors'))
  await cloudwatch.send(alarm('pets-prod-odd', {ComparisonOperator: 'GreaterThanOrEqualToThreshold'}))
  await cloudwatch.send(alarm('by-hand'))
  const folder = projectFolder()
  const result = await pulled(await liveApi(clients, 'http'), clients, folder)
  assert.deepEqual({empty: result.empty, left: result.left}, {empty: true, left: [{stage: 'prod', setting: 'the alarm pets-prod-odd'}]}) // prettier-ignore
  assert.deepEqual((await loadSettings(folder)).settings.alarms, {
    errors: {metric: '5xx', above: 3, for: '5m', statistic: 'Sum', stage: 'prod'},
  })
})

test('pull: a section by which a plan would delete something is left out whole, and told', async () => {
  const [clients, folder] = [planeClients(), projectFolder()]
  writeFiles(folder, `name: pets\nstages: {dev: {}, prod: {}}\n${sections}`, restApiOf(1))
  await deployedFiles(clients, folder, 'prod')
  const odd = {
    AlarmName: 'pets-prod-odd',
    Namespace: 'AWS/ApiGateway',
    MetricName: 'Latency',
    Dimensions: [{Name: 'Stage', Value: 'prod'}],
    Statistic: 'Sum' as const,
    ComparisonOperator: 'GreaterThanThreshold' as const,
    Threshold: 3,
    Period: 10,
    EvaluationPeriods: 5,
    Tags: [{Key: 'apigw:project', Value: 'pets'}],
  }
  await (await clients.cloudwatch()).send(new PutMetricAlarmCommand(odd))
  const copy = projectFolder()
  const result = await pulled(await liveApi(clients, 'rest'), clients, copy)
  const left = ['the alarm pets-prod-odd', 'alarms (apigw.yaml cannot say all of it)']
  assert.deepEqual({empty: result.empty, left: result.left.map(({setting}) => setting)}, {empty: true, left})
  const {settings} = await loadSettings(copy)
  assert.deepEqual([settings.alarms, Object.keys(settings.usagePlans ?? {})], [undefined, ['basic']])
})
