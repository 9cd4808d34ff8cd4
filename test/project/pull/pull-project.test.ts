import assert from 'node:assert/strict'
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {ImportRestApiCommand} from '@aws-sdk/client-api-gateway'
import fc from 'fast-check'
import {test} from 'vitest'
import {allowLogging} from '../../../src/aws/allow-logging.js'
import type {Clients} from '../../../src/aws/clients.js'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {send} from '../../../src/aws/send.js'
import type {Api} from '../../../src/model/api.js'
import type {RestApi} from '../../../src/model/rest-api.js'
import type {Stage} from '../../../src/model/stage.js'
import {planProject} from '../../../src/project/deploy/plan-project.js'
import {fromRestApi} from '../../../src/spec/from-rest-api.js'
import {applied} from '../../support/apply-support.js'
import {httpApi} from '../../support/arbitrary-http-api.js'
import {restApi} from '../../support/arbitrary-rest-api.js'
import {webSocketApi} from '../../support/arbitrary-web-socket-api.js'
import {httpApiOf, mockMethod, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {liveApi, openProject, projectFolder, pulled} from '../../support/pull-support.js'

const group = 'arn:aws:logs:eu-west-1:123456789012:log-group:pets'
const log = {destinationArn: group, format: '$context.requestId'}

/** Stages with settings of every sort. */
const stages: Readonly<Record<Api['kind'], Stage>> = {
  rest: {
    kind: 'restStage',
    stageName: 'prod',
    variables: {flag: 'true', text: 'a=1,b'},
    tracingEnabled: true,
    cacheClusterEnabled: true,
    cacheClusterSize: '0.5',
    accessLogSettings: log,
    methodSettings: {
      '*/*': {cachingEnabled: false, throttlingRateLimit: 5, throttlingBurstLimit: 9, metricsEnabled: true},
      'GET /area0/thing0': {cachingEnabled: true, cacheTtlInSeconds: 60, metricsEnabled: false},
    },
    tags: {team: 'store'},
  },
  http: {
    kind: 'httpStage',
    stageName: 'prod',
    stageVariables: {flag: 'true'},
    accessLogSettings: log,
    defaultRouteSettings: {detailedMetricsEnabled: true, throttlingRateLimit: 5, throttlingBurstLimit: 9},
  },
  websocket: {kind: 'webSocketStage', stageName: 'prod', defaultRouteSettings: {loggingLevel: 'INFO'}},
}

for (const api of [restApiOf(3), httpApiOf(3), webSocketApiOf(3)]) {
  test(`pull: a ${api.kind} API with its stage is planned empty, and again by a command`, async () => {
    const clients = planeClients()
    await allowLogging(await clients.rest())
    await applied(clients, api, {stage: stages[api.kind]})
    const folder = projectFolder()
    const result = await pulled(await liveApi(clients, api.kind), clients, folder)
    assert.deepEqual({empty: result.empty, left: result.left, stages: result.stages}, {empty: true, left: [], stages: ['prod']}) // prettier-ignore
    const options = {cwd: folder, env: {}, nowMs: () => 0, reach: 'stage'} as const
    const {plan} = await planProject(await openProject(folder, 'prod'), clients, options)
    assert.deepEqual(plan.changes, [])
    assert.deepEqual(readdirSync(folder).toSorted(), ['.apigw', '.gitignore', ...result.files.filter((file) => file !== '.gitignore')].toSorted()) // prettier-ignore
  })
}

/** As somebody does who does not know apigw: without its tag. */
async function imported(clients: Clients, api: RestApi): Promise<string> {
  const client = await clients.rest()
  const {id = ''} = await client.send(new ImportRestApiCommand({body: Buffer.from(JSON.stringify(fromRestApi(api)))}))
  return id
}

for (const [kind, arbitrary] of [
  ['rest', restApi],
  ['http', httpApi],
  ['websocket', webSocketApi],
] as const) {
  test(`pull: any ${kind} API is planned empty straight after, or refused by name`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary as fc.Arbitrary<Api>, async (api) => {
        const clients = planeClients()
        await applied(clients, api)
        const folder = projectFolder()
        try {
          const {empty} = await pulled(await liveApi(clients, kind), clients, folder)
          assert.equal(empty, true)
        } catch (error) {
          assert.ok(error instanceof Error && 'code' in error && error.code === 'PULL_LOSSES', String(error))
          assert.deepEqual(readdirSync(folder), [])
        }
      }),
      {numRuns: 15},
    )
  })
}

test('pull: an API that somebody else made and deployed is found again by its id', async () => {
  const clients = planeClients()
  const api = restApiOf(2)
  const method = mockMethod(200)
  const integration = method.integration && {
    ...method.integration,
    requestTemplates: {'text/plain': '${x} $input.body'},
  }
  const description = 'answers ${of} somebody'
  const odd = {...api, description, methods: {...api.methods, 'GET /': {...method, operationName: '${odd}', ...(integration && {integration})}}} // prettier-ignore
  const apiId = await imported(clients, odd)
  await send(clients, {service: 'rest', operation: 'CreateDeployment', input: {restApiId: apiId, stageName: 'live'}})
  const live = await readLiveApi(clients, 'rest', {by: 'id', apiId})
  assert.ok(live !== undefined)
  const folder = projectFolder()
  const result = await pulled(live, clients, folder)
  assert.deepEqual({empty: result.empty, differences: result.differences}, {empty: true, differences: [{stage: 'live', changes: []}]}) // prettier-ignore
  assert.match(readFileSync(join(folder, 'apigw.yaml'), 'utf8'), new RegExp(`apiId: ${apiId}`))
})

test('pull: a stage that is behind its API is written, and told', async () => {
  const clients = planeClients()
  await applied(clients, restApiOf(2), {stage: {kind: 'restStage', stageName: 'prod'}})
  await applied(clients, restApiOf(3))
  const {empty, differences} = await pulled(await liveApi(clients, 'rest'), clients, projectFolder())
  const kinds = differences.flatMap(({changes}) => changes.map(({kind, action}) => `${action} ${kind}`))
  assert.deepEqual({empty, kinds}, {empty: false, kinds: ['create restDeployment', 'update restStage']})
})

test('pull: what a document cannot hold is refused by name and nothing is written, unless --lossy', async () => {
  const clients = planeClients()
  const api = restApiOf(1)
  await applied(clients, {...api, models: {Pet: {contentType: 'application/xml', schema: {type: 'object'}}}})
  const live = await liveApi(clients, 'rest')
  const folder = projectFolder()
  await assert.rejects(pulled(live, clients, folder), {
    code: 'PULL_LOSSES',
    exit: 'refused',
    why: /^model Pet: its content type becomes application\/json\n/,
  })
  assert.deepEqual(readdirSync(folder), [])
  const {empty} = await pulled(live, clients, folder, {lossy: true})
  assert.equal(empty, false)
})

test('pull: an API that belongs to a project keeps its name', async () => {
  const clients = planeClients()
  await applied(clients, restApiOf(1))
  const live = await liveApi(clients, 'rest')
  await assert.rejects(pulled(live, clients, projectFolder(), {name: 'other'}), {code: 'API_OWNED', exit: 'usage'})
})

test('pull: files that exist are replaced with --force only, and a stage that is not there is refused', async () => {
  const clients = planeClients()
  await applied(clients, restApiOf(1))
  const live = await liveApi(clients, 'rest')
  const folder = projectFolder()
  writeFileSync(join(folder, 'openapi.yaml'), 'mine')
  await assert.rejects(pulled(live, clients, folder), {code: 'FILES_EXIST', exit: 'usage'})
  await assert.rejects(pulled(live, clients, folder, {stageName: 'nope', force: true}), {code: 'STAGE_NOT_FOUND'})
  assert.equal(readFileSync(join(folder, 'openapi.yaml'), 'utf8'), 'mine')
  assert.equal(existsSync(join(folder, 'apigw.yaml')), false)
  await pulled(live, clients, folder, {force: true})
  assert.notEqual(readFileSync(join(folder, 'openapi.yaml'), 'utf8'), 'mine')
})
