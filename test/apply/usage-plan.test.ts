import assert from 'node:assert/strict'
import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Stage} from '../../src/model/stage.js'
import {applied, planFor} from '../support/apply-support.js'
import {declaredCompanions} from '../support/declared-companions.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'

const api = restApiOf(2)
const prod: Stage = {kind: 'restStage', stageName: 'prod'}
const dev: Stage = {kind: 'restStage', stageName: 'dev'}

async function changes(clients: Clients, yaml: string, stage = prod): Promise<string[]> {
  const {plan} = await planFor(clients, api, {stage, companions: declaredCompanions(yaml, stage.stageName)})
  return plan.changes.map(({action, kind, name}) => `${action} ${kind} ${name}`)
}

async function apply(clients: Clients, yaml: string, stage = prod): Promise<void> {
  await applied(clients, api, {stage, companions: declaredCompanions(yaml, stage.stageName)})
}

async function plans(clients: Clients) {
  const client = await clients.rest()
  const {items = []} = await client.send(new GetUsagePlansCommand({}))
  return Promise.all(
    items.map(async ({id, name, apiStages = [], throttle, quota, description}) => {
      const keys = await client.send(new GetUsagePlanKeysCommand({usagePlanId: id}))
      return {
        name,
        ...(description !== undefined && {description}),
        throttle,
        quota,
        stages: apiStages.map(({stage, throttle: limits}) => ({stage, limits})),
        keys: (keys.items ?? []).map((key) => key.name),
      }
    }),
  )
}

async function keyNames(clients: Clients): Promise<(string | undefined)[]> {
  const {items = []} = await (await clients.rest()).send(new GetApiKeysCommand({}))
  return items.map(({name}) => name).sort()
}

const basic = `
usagePlans:
  basic:
    description: For everyone
    throttle: {rateLimit: 10, burstLimit: 20}
    quota: {limit: 10000, period: MONTH}
    stages: [prod]
    keys: [acme]
    methods: {prod: {"GET /area0/thing0": {rateLimit: 1, burstLimit: 2}}}
apiKeys:
  acme: {description: ACME Ltd}
`

test('usage plans: made with their stage, limits and keys, after the stage; then nothing is left', async () => {
  const clients = planeClients()
  assert.deepEqual((await changes(clients, basic)).slice(-4), [
    'create restStage prod',
    'create apiKey acme',
    'create usagePlan basic',
    'create usagePlanKey basic/acme',
  ])
  await apply(clients, basic)
  assert.deepEqual(await changes(clients, basic), [])
  const expected = {
    name: 'basic',
    description: 'For everyone',
    throttle: {rateLimit: 10, burstLimit: 20},
    quota: {limit: 10_000, offset: 0, period: 'MONTH'},
    stages: [{stage: 'prod', limits: {'/area0/thing0/GET': {rateLimit: 1, burstLimit: 2}}}],
    keys: ['acme'],
  }
  assert.deepEqual(await plans(clients), [expected])
})

const rows: {name: string; from?: string; to: string; changes: readonly string[]}[] = [
  {
    name: 'a changed limit is one call',
    to: basic.replace('burstLimit: 20', 'burstLimit: 40'),
    changes: ['update usagePlan basic'],
  },
  {
    name: 'limits of methods are replaced, and go when the file empties them',
    to: basic.replace(/methods: .*/, 'methods: {prod: {}}'),
    changes: ['update usagePlan basic'],
  },
  {
    name: 'undeclared limits stay',
    to: basic.replace(/ {4}(throttle|quota|methods|description): .*\n/g, ''),
    changes: [],
  },
  {
    name: 'a key that the file no longer has leaves the plan and goes',
    to: basic.replace('keys: [acme]', 'keys: [other]').replace('acme: {description: ACME Ltd}', 'other: {}'),
    changes: [
      'delete usagePlanKey basic/acme',
      'delete apiKey acme',
      'create apiKey other',
      'create usagePlanKey basic/other',
    ],
  },
  {
    name: 'a renamed plan hands over its stage and its key',
    to: basic.replace('  basic:', '  a-new-one:'),
    changes: ['delete usagePlan basic', 'create usagePlan a-new-one', 'create usagePlanKey a-new-one/acme'],
  },
  {
    name: 'a plan that is not for this stage any more lets go of it',
    to: basic.replace('stages: [prod]', 'stages: [dev]'),
    changes: ['update usagePlan basic'],
  },
  {name: 'sections that the file does not have are left alone', to: '', changes: []},
  {
    name: 'an empty section is a wish',
    to: 'usagePlans: {}\napiKeys: {}',
    changes: ['delete usagePlan basic', 'delete apiKey acme'],
  },
  {
    name: 'tags are added and changed, never taken away',
    from: basic.replace('keys: [acme]', 'keys: [acme]\n    tags: {team: store, tier: one}'),
    to: basic.replace('keys: [acme]', 'keys: [acme]\n    tags: {tier: two}'),
    changes: ['update usagePlan basic'],
  },
  {
    name: "the project's tags are on what it makes",
    to: `tags: {team: store}\n${basic}`,
    changes: ['update apiKey acme', 'update usagePlan basic'],
  },
  {
    name: 'a key is switched off',
    to: basic.replace('ACME Ltd', 'ACME Ltd, enabled: false'),
    changes: ['update apiKey acme'],
  },
]

for (const {name, from = basic, to, changes: expected} of rows) {
  test(`usage plans: ${name}`, async () => {
    const clients = planeClients()
    await apply(clients, from)
    assert.deepEqual(await changes(clients, to), expected)
    await apply(clients, to)
    assert.deepEqual(await changes(clients, to), [])
  })
}

test('usage plans: a stage moves between plans that share a key', async () => {
  const two = (from: string, to: string) => `
usagePlans:
  a: {stages: [${from}], keys: [acme]}
  b: {stages: [${to}], keys: [acme]}
apiKeys: {acme: {}}
`
  const clients = planeClients()
  await apply(clients, two('', 'prod'))
  await apply(clients, two('prod', ''))
  assert.deepEqual(await changes(clients, two('prod', '')), [])
  const linked = await plans(clients)
  assert.deepEqual(
    linked.map(({name, stages}) => `${name}: ${stages.map(({stage}) => stage).join()}`),
    ['b: ', 'a: prod'],
  )
})

test('usage plans: stages are planned one by one, and the plan goes with its last link', async () => {
  const clients = planeClients()
  const both = basic.replace('stages: [prod]', 'stages: [dev, prod]')
  await apply(clients, both)
  assert.deepEqual(await changes(clients, both, dev), ['create restStage dev', 'update usagePlan basic'])
  await apply(clients, both, dev)
  assert.deepEqual(await changes(clients, 'usagePlans: {}'), ['update usagePlan basic'])
  await apply(clients, 'usagePlans: {}')
  await apply(clients, 'usagePlans: {}', dev)
  assert.deepEqual(await plans(clients), [])
})

test("usage plans: others' plans, keys and members are not touched", async () => {
  const clients = planeClients()
  const client = await clients.rest()
  await apply(clients, basic)
  const foreign = await client.send(new CreateApiKeyCommand({name: 'foreign', enabled: true}))
  const {items = []} = await client.send(new GetUsagePlansCommand({}))
  await client.send(new CreateUsagePlanKeyCommand({usagePlanId: items[0]?.id, keyId: foreign.id, keyType: 'API_KEY'}))
  await client.send(new CreateUsagePlanCommand({name: 'foreign', tags: {'apigw:project': 'other'}}))
  await client.send(new CreateUsagePlanCommand({name: 'gold'}))
  assert.deepEqual(await changes(clients, basic), [])
  assert.deepEqual(await changes(clients, `${basic}\n`.replace('usagePlans:', 'usagePlans:\n  gold: {}')), [
    'create usagePlan gold',
  ])
  await apply(clients, 'usagePlans: {}\napiKeys: {}')
  assert.deepEqual(
    (await plans(clients)).map(({name}) => name),
    ['foreign', 'gold'],
  )
  assert.deepEqual(await keyNames(clients), ['foreign'])
})

test('usage plans: a key that exists is used by its name and keeps its tags; two of a name are an error', async () => {
  const clients = planeClients()
  const client = await clients.rest()
  await client.send(new CreateApiKeyCommand({name: 'acme', enabled: true, description: 'ACME Ltd'}))
  await apply(clients, basic)
  const {items = []} = await client.send(new GetApiKeysCommand({}))
  assert.deepEqual(
    items.map(({name, tags}) => ({name, tags})),
    [{name: 'acme', tags: undefined}],
  )
  await client.send(new CreateApiKeyCommand({name: 'acme'}))
  await assert.rejects(planFor(clients, api, {companions: declaredCompanions(basic)}), {code: 'COMPANION_AMBIGUOUS'})
})

test('usage plans: a plan for the definition alone links nothing to a stage that is not there', async () => {
  const clients = planeClients()
  const companions = declaredCompanions(basic)
  await applied(clients, api, {companions})
  assert.deepEqual(
    (await plans(clients)).map(({stages, keys}) => ({stages, keys})),
    [{stages: [], keys: ['acme']}],
  )
  assert.deepEqual((await planFor(clients, api, {companions})).plan.changes, [])
  assert.deepEqual((await changes(clients, basic)).slice(-1), ['update usagePlan basic'])
})

test('usage plans: values of keys are in no plan', async () => {
  const clients = planeClients()
  await apply(clients, basic)
  const {items = []} = await (await clients.rest()).send(new GetApiKeysCommand({includeValues: true}))
  const value = items[0]?.value ?? assert.fail('The key has no value.')
  const planned = await planFor(clients, api, {
    stage: prod,
    companions: declaredCompanions(basic.replace('ACME', 'Acme')),
  })
  assert.equal(planned.plan.changes.length, 1)
  assert.equal(JSON.stringify(planned).includes(value), false)
})
