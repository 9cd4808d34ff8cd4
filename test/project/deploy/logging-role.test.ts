import assert from 'node:assert/strict'
import {UpdateAccountCommand} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import type {Api} from '../../../src/model/api.js'
import type {Stage} from '../../../src/model/stage.js'
import {loggingRoleWarnings} from '../../../src/project/deploy/logging-role.js'
import {applied, planFor} from '../../support/apply-support.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {wireProject} from '../../support/sixty-calls.js'

const project = wireProject('/pets')
const accessLogSettings = {
  destinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:pets',
  format: '$context.requestId',
}
const firehose = 'arn:aws:firehose:eu-west-1:000000000000:deliverystream/amazon-apigateway-pets'
const prod = {kind: 'restStage', stageName: 'prod'} as const

const rows: {name: string; api?: Api; stage: Stage; warns: boolean}[] = [
  {name: 'an access log', stage: {...prod, accessLogSettings}, warns: true},
  {name: 'an execution log', stage: {...prod, methodSettings: {'*/*': {loggingLevel: 'ERROR'}}}, warns: true},
  {name: 'no log', stage: {...prod, methodSettings: {'*/*': {loggingLevel: 'OFF'}}}, warns: false},
  {
    name: 'an access log to Firehose',
    stage: {...prod, accessLogSettings: {...accessLogSettings, destinationArn: firehose}},
    warns: false,
  },
  {
    name: 'an access log of an HTTP API',
    api: httpApiOf(1),
    stage: {kind: 'httpStage', stageName: 'prod', accessLogSettings},
    warns: false,
  },
]

for (const {name, api = restApiOf(1), stage, warns} of rows) {
  test(`loggingRoleWarnings: ${name} ${warns ? 'needs' : 'does not need'} the role of the account`, async () => {
    const clients = planeClients()
    const {plan} = await planFor(clients, api, {stage})
    const found = await loggingRoleWarnings(project, clients, {plan, stage})
    assert.deepEqual(
      found.map(({code}) => code),
      warns ? ['LOGGING_ROLE_MISSING'] : [],
    )
  })
}

test('loggingRoleWarnings: with the role, and without a change of the log, nothing is said', async () => {
  const clients = planeClients()
  const patchOperations = [{op: 'replace' as const, path: '/cloudwatchRoleArn', value: 'arn:aws:iam::000000000000:role/logs'}] // prettier-ignore
  const client = await clients.rest()
  await client.send(new UpdateAccountCommand({patchOperations}))
  const stage = {...prod, accessLogSettings}
  const {plan} = await planFor(clients, restApiOf(1), {stage})
  assert.deepEqual(await loggingRoleWarnings(project, clients, {plan, stage}), [])
  await applied(clients, restApiOf(1), {stage})
  await client.send(new UpdateAccountCommand({patchOperations: [{op: 'replace', path: '/cloudwatchRoleArn', value: ''}]})) // prettier-ignore
  const again = await planFor(clients, restApiOf(1), {stage: {...stage, description: 'Changed'}})
  assert.deepEqual(await loggingRoleWarnings(project, clients, {plan: again.plan, stage}), [])
})
