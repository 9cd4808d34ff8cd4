import assert from 'node:assert/strict'
import {UpdateAccountCommand} from '@aws-sdk/client-api-gateway'
import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {parseSettings} from '../../src/config/parse-settings.js'
import {toCompanions} from '../../src/config/to-companions.js'
import {toRestStage} from '../../src/config/to-stage.js'
import type {Companions} from '../../src/model/companion.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const api = restApiOf(1)
const group = 'arn:aws:logs:eu-west-1:000000000000:log-group:/pets/prod'

function declared(accessLog: string, more = ''): {stage: Stage; companions: Companions} {
  const yaml = `name: pets\nstages: {prod: {${accessLog}}}\n${more}`
  const {settings, problems} = parseSettings(yaml, 'apigw.yaml')
  assert.ok(settings !== undefined, JSON.stringify(problems))
  const stage = toRestStage('prod', settings.stages.prod ?? {})
  return {stage, companions: toCompanions(settings, 'prod', 'pets')}
}

const to = (destination: string, retention = '') =>
  `accessLog: {destination: "${destination}", format: json${retention === '' ? '' : `, retentionDays: ${retention}`}}`

async function loggingClients(): Promise<Clients> {
  const clients = planeClients()
  const patchOperations = [{op: 'replace' as const, path: '/cloudwatchRoleArn', value: 'arn:aws:iam::000000000000:role/logs'}] // prettier-ignore
  await (await clients.rest()).send(new UpdateAccountCommand({patchOperations}))
  return clients
}

async function changes(clients: Clients, accessLog: string): Promise<string[]> {
  const {plan} = await planFor(clients, api, declared(accessLog))
  return plan.changes.flatMap(({action, kind, name}) =>
    kind === 'logGroup' || kind === 'restStage' ? [`${action} ${kind} ${name}`] : [],
  )
}

async function groups(clients: Clients) {
  const {logGroups = []} = await (await clients.logs()).send(new DescribeLogGroupsCommand({}))
  return logGroups.map(({logGroupName, retentionInDays}) => ({logGroupName, retentionInDays}))
}

test('log groups: one that is not there is made before the stage logs to it, with its retention and tags', async () => {
  const clients = await loggingClients()
  const wanted = declared(to(group, '14'), 'tags: {team: store}')
  assert.deepEqual(await changes(clients, to(group, '14')), ['create logGroup /pets/prod', 'create restStage prod'])
  await applied(clients, api, wanted)
  assert.deepEqual(await groups(clients), [{logGroupName: '/pets/prod', retentionInDays: 14}])
  const {tags} = await (await clients.logs()).send(new ListTagsForResourceCommand({resourceArn: group}))
  assert.deepEqual(tags, {team: 'store', 'apigw:project': 'pets'})
  assert.deepEqual((await planFor(clients, api, wanted)).plan.changes, [])
})

const rows = [
  {name: 'a retention is changed', text: to(group, '30'), expected: ['update logGroup /pets/prod'], retention: 30},
  {name: 'an undeclared retention stays', text: to(`${group}:*`), expected: [], retention: 14},
  {name: 'a group that the stage no longer logs to stays', text: '', expected: [], retention: 14},
  {
    name: 'a group whose name only begins like it is another',
    text: to('arn:aws:logs:eu-west-1:000000000000:log-group:/pets'),
    expected: ['create logGroup /pets', 'update restStage prod'],
    retention: 14,
  },
]

for (const {name, text, expected, retention} of rows) {
  test(`log groups: ${name}`, async () => {
    const clients = await loggingClients()
    await applied(clients, api, declared(to(group, '14')))
    assert.deepEqual(await changes(clients, text), expected)
    await applied(clients, api, declared(text))
    assert.deepEqual(await changes(clients, text), [])
    const kept = (await groups(clients)).find(({logGroupName}) => logGroupName === '/pets/prod')
    assert.equal(kept?.retentionInDays, retention)
  })
}

test('log groups: one that somebody made is used as it is', async () => {
  const clients = await loggingClients()
  await (await clients.logs()).send(new CreateLogGroupCommand({logGroupName: '/pets/prod'}))
  assert.deepEqual(await changes(clients, to(group)), ['create restStage prod'])
})

for (const elsewhere of [
  'arn:aws:logs:eu-west-1:123456789012:log-group:/pets/prod',
  'arn:aws:logs:us-east-1:000000000000:log-group:/pets/prod',
]) {
  test(`log groups: ${elsewhere} is elsewhere, and left alone`, async () => {
    const clients = await loggingClients()
    const {plan, companions} = await planFor(clients, api, declared(to(elsewhere)))
    assert.deepEqual(companions?.logGroups, {[elsewhere]: {state: 'elsewhere'}})
    assert.deepEqual(
      plan.changes.filter(({kind}) => kind === 'logGroup'),
      [],
    )
  })
}

test('log groups: an access log to Firehose has none', () => {
  const stream = 'arn:aws:firehose:eu-west-1:000000000000:deliverystream/amazon-apigateway-pets'
  assert.deepEqual(declared(to(stream)).companions, {})
})
