import assert from 'node:assert/strict'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {CreateApiKeyCommand, CreateUsagePlanCommand, CreateUsagePlanKeyCommand} from '@aws-sdk/client-api-gateway'
import {afterEach, test} from 'vitest'
import type {Stage} from '../../../src/model/stage.js'
import {showCost} from '../../../src/project/observe/show-cost.js'
import {showUsage} from '../../../src/project/observe/show-usage.js'
import {renderCost} from '../../../src/render/cost.js'
import {renderUsage} from '../../../src/render/usage.js'
import {restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const stage: Stage = {kind: 'restStage', stageName: 'prod'}
const wide = {isTerminal: true, width: 120, colour: false}

test('a month is estimated from what the gateway has measured', async () => {
  const {watching, call} = await observedGateway(restApiOf(1), stage)
  for (let sent = 0; sent < 3; sent += 1) await call({path: '/area0/thing0'})
  const cost = await showCost(watching, {since: '1h', 'response-kb': 10})
  assert.deepEqual([cost.measured.requests, cost.measured.bytes, cost.region], [3, 30_720, 'eu-west-1'])
  assert.deepEqual(
    cost.lines.map(({item}) => item),
    ['REST requests', 'data transfer out'],
  )
  assert.match(
    renderCost(cost, wide),
    /^pets {2}stage prod {2}eu-west-1\n\nITEM[^]*As an HTTP API the same traffic would be /,
  )
})

test('prices of one’s own, and files that are none', async () => {
  const {watching, call} = await observedGateway(restApiOf(1), stage)
  await call({path: '/area0/thing0'})
  const folder = mkdtempSync(join(tmpdir(), 'apigw-prices-'))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const mine = {source: 'me', asOf: '2030-01-01', regions: {'eu-west-1': {restRequests: [{perMillion: 1_000_000}]}}}
  const cost = await showCost(watching, {since: '1h', prices: file('mine.json', JSON.stringify(mine))})
  assert.ok(cost.dollars > 700)
  assert.equal(cost.prices.source, 'me')
  for (const text of ['{', '{}', '{"source":"x","asOf":"y","regions":{"a":{"rest":1}}}']) {
    await assert.rejects(showCost(watching, {since: '1h', prices: file('bad.json', text)}), {code: 'PRICES_INVALID'})
  }
  await assert.rejects(showCost(watching, {since: '1h', prices: join(folder, 'none')}), {code: 'PRICES_INVALID'})
})

test('use of a plan by its keys, without their values', async () => {
  const api = restApiOf(1)
  const methods = Object.fromEntries(
    Object.entries(api.methods).map(([name, method]) => [name, {...method, apiKeyRequired: true}]),
  )
  const {clients, call, apiId, gateway} = await observedGateway({...api, methods}, stage)
  const client = await clients.rest()
  const value = 'a-value-of-twenty-letters'
  const {id: usagePlanId = ''} = await client.send(
    new CreateUsagePlanCommand({
      name: 'basic',
      apiStages: [{apiId, stage: 'prod'}],
      quota: {limit: 100, period: 'MONTH'},
    }),
  )
  const {id: keyId = ''} = await client.send(new CreateApiKeyCommand({name: 'acme', value, enabled: true}))
  await client.send(new CreateUsagePlanKeyCommand({usagePlanId, keyId, keyType: 'API_KEY'}))
  for (let sent = 0; sent < 2; sent += 1) await call({path: '/area0/thing0', headers: {'x-api-key': value}})
  const usage = await showUsage(clients, {since: '3d', plan: 'basic'}, gateway.clock.nowMs())
  const [plan = assert.fail()] = usage.plans
  const [key = assert.fail()] = plan.keys
  assert.deepEqual(
    [plan.name, plan.quota, key.name, key.used, key.remaining],
    ['basic', {limit: 100, offset: 0, period: 'MONTH'}, 'acme', 2, 98],
  )
  assert.doesNotMatch(JSON.stringify(usage), /twenty-letters/)
  assert.match(renderUsage(usage, wide), /^PLAN .*\nbasic {2}acme {2}2 .*█ .*98 .*100 a month$/)
  await assert.rejects(showUsage(clients, {since: '1d', plan: 'gold'}, gateway.clock.nowMs()), {
    code: 'USAGE_PLAN_NOT_FOUND',
  })
  await assert.rejects(showUsage(clients, {since: '91d'}, gateway.clock.nowMs()), {code: 'TIME_SPAN_TOO_LONG'})
})
