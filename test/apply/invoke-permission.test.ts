import assert from 'node:assert/strict'
import {AddPermissionCommand, GetPolicyCommand} from '@aws-sdk/client-lambda'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import type {Api} from '../../src/model/api.js'
import type {Companions} from '../../src/model/companion.js'
import type {Stage} from '../../src/model/stage.js'
import {neededPermissions} from '../../src/plan/needed-permissions.js'
import {applied, planFor} from '../support/apply-support.js'
import {httpApiOf, mockMethod, proxyRoute, restApiOf, webSocketApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'
import {functionArn as arnOf, planeWithFunctions as plane} from '../support/plane-functions.js'

const uriOf = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arnOf(name)}/invocations`
const account = '000000000000'
const functions = ['list', 'show'].map(arnOf)
const prod: Stage = {kind: 'restStage', stageName: 'prod'}

/** `GET /pets` -> name of the function that it calls. */
function restApi(methods: Readonly<Record<string, string>>, authorizer?: string): Api {
  const mock = mockMethod(200)
  const {integration = assert.fail()} = mock
  const paths = Object.keys(methods).map((key) => key.slice(key.indexOf(' ') + 1))
  const authorizers = authorizer && {
    token: {
      type: 'TOKEN' as const,
      authorizerUri: uriOf(authorizer),
      identitySource: 'method.request.header.Authorization',
      providerARNs: [],
    },
  }
  return {
    ...restApiOf(0),
    resources: [...new Set(['/', '/pets', ...paths])].sort(),
    methods: Object.fromEntries(
      Object.entries(methods).map(([key, name]) => [
        key,
        {...mock, integration: {...integration, type: 'AWS_PROXY' as const, httpMethod: 'POST', uri: uriOf(name)}},
      ]),
    ),
    ...(authorizers && {authorizers}),
  }
}

async function companionsFor(clients: Clients, desired: Api, stage: Stage): Promise<Companions> {
  const {live} = await planFor(clients, desired, {stage})
  return {permissions: neededPermissions({desired, live: live?.api, stage, functions})}
}

async function changes(clients: Clients, desired: Api, stage = prod): Promise<string[]> {
  const {plan} = await planFor(clients, desired, {stage, companions: await companionsFor(clients, desired, stage)})
  return plan.changes.flatMap(({action, kind, name}) => (kind === 'invokePermission' ? [`${action} ${name}`] : []))
}

async function apply(clients: Clients, desired: Api, stage = prod): Promise<string> {
  const {apiId} = await applied(clients, desired, {stage, companions: await companionsFor(clients, desired, stage)})
  return apiId
}

async function sources(clients: Clients, name: string): Promise<string[]> {
  const {Policy = '{}'} = await (await clients.lambda()).send(new GetPolicyCommand({FunctionName: name}))
  const {Statement = []} = JSON.parse(Policy) as {Statement?: {Condition?: {ArnLike?: Record<string, string>}}[]}
  return Statement.map(({Condition}) => Condition?.ArnLike?.['AWS:SourceArn'] ?? '*')
}

const pets = restApi({'ANY /pets': 'list', 'GET /pets/{id}': 'show'}, 'show')

test('permissions: missing ones are given with the exact source before the stage, then nothing is left', async () => {
  const clients = plane()
  const expected = [
    'create list from prod/*/pets',
    'create show from authorizers/*',
    'create show from prod/GET/pets/*',
  ]
  assert.deepEqual(await changes(clients, pets), expected)
  const apiId = await apply(clients, pets)
  const arn = `arn:aws:execute-api:eu-west-1:${account}:${apiId}`
  assert.deepEqual(await sources(clients, 'list'), [`${arn}/prod/*/pets`])
  assert.deepEqual(await sources(clients, 'show'), [`${arn}/authorizers/*`, `${arn}/prod/GET/pets/*`])
  assert.deepEqual(await changes(clients, pets), [])
})

test('permissions: those that nothing needs any more are taken away, of this stage only', async () => {
  const clients = plane()
  const dev: Stage = {kind: 'restStage', stageName: 'dev'}
  await apply(clients, pets)
  await apply(clients, pets, dev)
  const without = restApi({'ANY /pets': 'list'})
  const expected = ['delete show from authorizers/*', 'delete show from prod/GET/pets/*']
  assert.deepEqual(await changes(clients, without), expected)
  const apiId = await apply(clients, without)
  assert.deepEqual(await sources(clients, 'show'), [`arn:aws:execute-api:eu-west-1:${account}:${apiId}/dev/GET/pets/*`])
  assert.deepEqual(await changes(clients, without), [])
})

test("permissions: others' statements count when they allow enough, and stay", async () => {
  const clients = plane()
  const lambda = await clients.lambda()
  const statement = {FunctionName: 'list', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com'}
  const any = `arn:aws:execute-api:eu-west-1:${account}:*/*/*/pets`
  await lambda.send(new AddPermissionCommand({...statement, StatementId: 'by-hand', SourceArn: any}))
  await lambda.send(
    new AddPermissionCommand({...statement, FunctionName: 'show', StatementId: 'other', Principal: 's3.amazonaws.com'}),
  )
  await apply(clients, restApi({'GET /pets': 'show'}))
  assert.deepEqual(await changes(clients, restApi({'GET /pets': 'list'})), ['delete show from prod/GET/pets'])
  await apply(clients, restApi({'GET /pets': 'list'}))
  assert.deepEqual(await sources(clients, 'list'), [any])
  assert.deepEqual(await sources(clients, 'show'), ['*'])
})

test('permissions: a function with many routes gets one for the stage', async () => {
  const clients = plane()
  const many = restApi(Object.fromEntries(Array.from({length: 11}, (_, index) => [`GET /pets${index}`, 'list'])))
  assert.deepEqual(await changes(clients, many), ['create list from prod/*'])
  await apply(clients, many)
  assert.deepEqual(await changes(clients, many), [])
})

const route = {...proxyRoute('/pets')}
const {integration = assert.fail()} = route
const proxy = {
  ...route,
  integration: {
    ...integration,
    integrationType: 'AWS_PROXY' as const,
    integrationUri: arnOf('list'),
    payloadFormatVersion: '2.0',
  },
}
const chat = webSocketApiOf(1)

const kinds: {name: string; api: Api; stage: Stage; expected: readonly string[]}[] = [
  {
    name: 'routes of an HTTP API',
    api: {...httpApiOf(0), routes: {$default: proxy, 'GET /pets/{id}': proxy}},
    stage: {kind: 'httpStage', stageName: '$default'},
    expected: ['create list from $default/$default', 'create list from $default/*/pets/*'],
  },
  {
    name: 'a stage variable in the name of a function',
    api: {
      ...httpApiOf(0),
      routes: {
        'GET /pets': {...proxy, integration: {...proxy.integration, integrationUri: arnOf('${stageVariables.name}')}},
      },
    },
    stage: {kind: 'httpStage', stageName: 'prod', stageVariables: {name: 'show'}},
    expected: ['create show from prod/*/pets'],
  },
  {
    name: 'credentials of its own need no permission',
    api: {
      ...httpApiOf(0),
      routes: {
        'GET /pets': {
          ...proxy,
          integration: {...proxy.integration, credentialsArn: `arn:aws:iam::${account}:role/caller`},
        },
      },
    },
    stage: {kind: 'httpStage', stageName: 'prod'},
    expected: [],
  },
  {
    name: "functions that are not the project's are left alone",
    api: {
      ...httpApiOf(0),
      routes: {'GET /pets': {...proxy, integration: {...proxy.integration, integrationUri: arnOf('foreign')}}},
    },
    stage: {kind: 'httpStage', stageName: 'prod'},
    expected: [],
  },
  {
    name: 'a WebSocket API without functions',
    api: chat,
    stage: {kind: 'webSocketStage', stageName: 'prod'},
    expected: [],
  },
]

for (const {name, api, stage, expected} of kinds) {
  test(`permissions: ${name}`, async () => {
    const clients = plane()
    assert.deepEqual(await changes(clients, api, stage), expected)
    await apply(clients, api, stage)
    assert.deepEqual(await changes(clients, api, stage), [])
  })
}

test('permissions: nothing is planned for a function that does not exist', async () => {
  const clients = planeClients()
  assert.deepEqual(await changes(clients, pets), [])
  const {companions} = await planFor(clients, pets, {stage: prod, companions: await companionsFor(clients, pets, prod)})
  assert.deepEqual(companions?.permissions, {[arnOf('list')]: {state: 'absent'}, [arnOf('show')]: {state: 'absent'}})
})
