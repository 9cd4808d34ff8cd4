import assert from 'node:assert/strict'
import {existsSync, mkdtempSync, readFileSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {applyPlan} from '../../src/apply/apply-plan.js'
import type {ApplyContext, ApplyResult} from '../../src/apply/apply-plan.js'
import {Journal} from '../../src/apply/journal.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {liveHash} from '../../src/plan/live-hash.js'
import type {Call} from '../../src/plan/call.js'
import type {Plan} from '../../src/plan/plan.js'
import {refusing, stubbedClients} from '../support/stub-wire.js'
import type {Stub, StubbedClients} from '../support/stub-wire.js'

const createApi: Call = {
  address: 'restApi/pets',
  service: 'rest',
  operation: 'CreateRestApi',
  input: {name: 'pets'},
  ids: [],
  gives: [
    {member: 'id', kind: 'api', name: ''},
    {member: 'rootResourceId', kind: 'resource', name: '/'},
  ],
}

const createResource: Call = {
  address: 'restApi/pets/resource//a',
  service: 'rest',
  operation: 'CreateResource',
  input: {pathPart: 'a'},
  ids: [
    {at: ['restApiId'], kind: 'api', name: ''},
    {at: ['parentId'], kind: 'resource', name: '/'},
  ],
  gives: [{member: 'id', kind: 'resource', name: '/a'}],
}

const deleteModel: Call = {
  address: 'restApi/pets/model/Old',
  service: 'rest',
  operation: 'DeleteModel',
  input: {modelName: 'Old'},
  ids: [{at: ['restApiId'], kind: 'api', name: ''}],
  gives: [],
}

function planOf(calls: readonly Call[]): Plan {
  return {
    formatVersion: 1,
    api: {kind: 'rest', name: 'pets'},
    target: {name: 'prod', region: 'eu-west-1'},
    changes: [],
    findings: [],
    execution: {way: 'granular', calls},
    budget: {granular: {calls: calls.length, seconds: 1}, import: {calls: 0, seconds: 0}},
    liveHash: liveHash(undefined),
    contentHash: 'ab'.repeat(32),
  }
}

type Run = {result?: ApplyResult; error?: unknown; journal: object[]; file: string; stubbed: StubbedClients}

/** Applies against stubs and reads the journal back. */
async function run(plan: Plan, stubs: readonly Stub[], context: Partial<ApplyContext> = {}): Promise<Run> {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'journal', 'run.jsonl')
  const journal = Journal.open(file, () => 0)
  const stubbed = stubbedClients(stubs)
  const given = {clients: stubbed.clients, journal, onProgress: () => undefined, live: {api: undefined}, ...context}
  const outcome = await applyPlan(plan, given).then(
    (result) => ({result}),
    (error: unknown) => ({error}),
  )
  journal.close()
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  return {...outcome, journal: lines.map((line) => JSON.parse(line) as object), file, stubbed}
}

function code(error: unknown): string | undefined {
  return error instanceof ApigwError ? `${error.code} ${error.exit}` : String(error)
}

const created: Stub = {request: 'POST /restapis', status: 201, body: {id: 'abc123', rootResourceId: 'root01'}}
const resource: Stub = {request: 'POST /restapis/abc123/resources/root01', status: 201, body: {id: 'res001'}}
const at = '1970-01-01T00:00:00.000Z'

test('applyPlan: later calls use the ids that earlier ones gave; each is in the journal before and after', async () => {
  const seen: string[] = []
  const onProgress: ApplyContext['onProgress'] = ({done, total, operation}) =>
    seen.push(`${done}/${total} ${operation}`)
  const {result, journal, stubbed} = await run(planOf([createApi, createResource]), [created, resource], {onProgress})
  stubbed.assertAllUsed()
  assert.deepEqual(result, {apiId: 'abc123', calls: 2, warnings: []})
  assert.deepEqual(seen, ['0/2 CreateRestApi', '1/2 CreateResource'])
  assert.deepEqual(journal.slice(1), [
    {at, event: 'before', call: 1, operation: 'CreateRestApi', address: 'restApi/pets'},
    {at, event: 'after', call: 1, outcome: 'done', ids: {'api ': 'abc123', 'resource /': 'root01'}},
    {at, event: 'before', call: 2, operation: 'CreateResource', address: 'restApi/pets/resource//a'},
    {at, event: 'after', call: 2, outcome: 'done', ids: {'resource /a': 'res001'}},
    {at, event: 'end', outcome: 'done'},
  ])
})

test('applyPlan: nothing that a call sends is in the journal, and only its owner can read it', async () => {
  const secret = {...createApi, input: {name: 'pets', description: 'hunter2'}}
  const {journal, file} = await run(planOf([secret]), [created])
  assert.doesNotMatch(JSON.stringify(journal), /hunter2/)
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('applyPlan: a call that fails after others is a partial apply, and says what comes next', async () => {
  const refused = refusing('POST /restapis/abc123/resources/root01', 400, 'BadRequestException', 'Bad path part')
  const {error, journal} = await run(planOf([createApi, createResource, deleteModel]), [created, refused])
  assert.ok(error instanceof ApigwError)
  assert.equal(code(error), 'APPLY_PARTIAL partial')
  assert.equal(error.what, '1 of 3 calls were made, then CreateResource for restApi/pets/resource//a failed.')
  assert.equal(error.why, 'AWS_BAD_REQUEST: Bad path part.')
  assert.deepEqual(journal.slice(-2), [
    {
      at,
      event: 'after',
      call: 2,
      outcome: 'failed',
      code: 'AWS_BAD_REQUEST',
      message: 'CreateResource (apigateway, eu-west-1) failed.',
    },
    {at, event: 'end', outcome: 'failed'},
  ])
})

test('applyPlan: when the first call fails, the error is its own and nothing was changed', async () => {
  const refused = refusing('POST /restapis', 403, 'AccessDeniedException', 'not authorized to perform apigateway:POST')
  const {error} = await run(planOf([createApi, createResource]), [refused])
  assert.equal(code(error), 'AWS_ACCESS_DENIED denied')
  assert.match(error instanceof ApigwError ? error.what : '', /nothing was changed/)
})

test('applyPlan: deleting what is gone already is done', async () => {
  const live = {kind: 'rest' as const, apiId: 'abc123', api: someApi, stages: [], ids: noIds}
  const gone = refusing(
    'DELETE /restapis/abc123/models/Old',
    404,
    'NotFoundException',
    'Invalid model name specified: Old',
  )
  const plan = {...planOf([deleteModel]), liveHash: liveHash(live)}
  const {result, journal} = await run(plan, [gone], {live: {api: live}})
  assert.equal(result?.calls, 1)
  assert.deepEqual(journal.at(-2), {at, event: 'after', call: 1, outcome: 'alreadyGone', ids: {}})
})

test('applyPlan: Ctrl-C lets the call under way finish and begins no other', async () => {
  const controller = new AbortController()
  const onProgress: ApplyContext['onProgress'] = ({done}) => {
    if (done === 0) controller.abort()
  }
  const {error, journal} = await run(planOf([createApi, createResource]), [created], {
    onProgress,
    signal: controller.signal,
  })
  assert.equal(code(error), 'APPLY_INTERRUPTED interrupted')
  assert.match(error instanceof ApigwError ? `${error.what} ${error.why}` : '', /1 of 2 calls.*restApi\/pets/)
  assert.deepEqual(journal.at(-1), {at, event: 'end', outcome: 'interrupted'})
})

test('applyPlan: refuses when the live API has moved since the plan, and calls nothing', async () => {
  const live = {kind: 'rest' as const, apiId: 'abc123', api: someApi, stages: [], ids: noIds}
  const {error, journal} = await run(planOf([createApi]), [], {live: {api: live}})
  assert.equal(code(error), 'PLAN_STALE refused')
  assert.deepEqual(journal, [])
})

test('applyPlan: reads the live API again when the plan comes from a file', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl')
  const journal = Journal.open(file, () => 0)
  const {clients, assertAllUsed} = stubbedClients([{request: 'GET /restapis?limit=500', body: {item: []}}, created])
  await applyPlan(planOf([createApi]), {clients, journal, onProgress: () => undefined})
  journal.close()
  assertAllUsed()
})

test('applyPlan: a reference that nothing gives is named', async () => {
  const {error} = await run(
    planOf([createApi, {...createResource, ids: [{at: ['x'], kind: 'authorizer', name: 'jwt'}]}]),
    [created],
  )
  assert.match(error instanceof ApigwError ? error.why : '', /PLAN_REFERENCE_UNKNOWN/)
})

test('applyPlan: warnings of an import are handed on', async () => {
  const warned = {...created, body: {id: 'abc123', warnings: ['Ignoring x.', 'Ignoring y.']}}
  const {result} = await run(planOf([createApi]), [warned])
  assert.deepEqual(result?.warnings, ['Ignoring x.', 'Ignoring y.'])
})

const createDeployment: Call = {
  address: 'httpApi/pets/deployment/abab',
  service: 'http',
  operation: 'CreateDeployment',
  input: {Description: 'apigw'},
  ids: [{at: ['ApiId'], kind: 'api', name: ''}],
  gives: [{member: 'DeploymentId', kind: 'deployment', name: 'abab'}],
}

const importApi: Call = {
  address: 'httpApi/pets',
  service: 'http',
  operation: 'ImportApi',
  input: {Body: '{}'},
  ids: [],
  gives: [{member: 'ApiId', kind: 'api', name: ''}],
}

const httpPlan: Plan = {
  ...planOf([importApi, createDeployment]),
  api: {kind: 'http', name: 'pets'},
  stage: {stageName: 'prod', deployment: 'abab'},
}

const imported: Stub = {request: 'PUT /v2/apis', status: 201, body: {apiId: 'abc123'}}
const deployed: Stub = {
  request: 'POST /v2/apis/abc123/deployments',
  status: 201,
  body: {deploymentId: 'dep001', deploymentStatus: 'DEPLOYED'},
}
const stage: Stub = {request: 'GET /v2/apis/abc123/stages/prod', body: {stageName: 'prod', deploymentId: 'dep001'}}

const endings: {name: string; plan: Plan; stubs: Stub[]; outcome: string}[] = [
  {
    name: 'a stage that serves the deployment of the plan',
    plan: httpPlan,
    stubs: [imported, deployed, stage],
    outcome: 'prod dep001',
  },
  {
    name: 'a stage that someone else moved',
    plan: httpPlan,
    stubs: [imported, deployed, {...stage, body: {stageName: 'prod', deploymentId: 'other1'}}],
    outcome: 'STAGE_NOT_MOVED partial',
  },
  {
    name: 'a deployment that AWS could not make',
    plan: httpPlan,
    stubs: [imported, {...deployed, body: {deploymentStatus: 'FAILED', deploymentStatusMessage: 'No routes.'}}],
    outcome: 'APPLY_PARTIAL partial',
  },
  {
    name: 'a stage that deploys by itself',
    plan: {...httpPlan, execution: {way: 'import', calls: [importApi]}, stage: {stageName: 'prod'}},
    stubs: [imported, stage],
    outcome: 'prod dep001',
  },
  {
    name: 'a stage whose own deployment failed',
    plan: {...httpPlan, execution: {way: 'import', calls: [importApi]}, stage: {stageName: 'prod'}},
    stubs: [
      imported,
      {
        ...stage,
        body: {stageName: 'prod', lastDeploymentStatusMessage: 'Unable to deploy API because no routes exist'},
      },
    ],
    outcome: 'DEPLOYMENT_FAILED partial',
  },
]

for (const {name, plan, stubs, outcome} of endings) {
  test(`applyPlan: reads back ${name}`, async () => {
    const {result, error, stubbed} = await run(plan, stubs)
    stubbed.assertAllUsed()
    assert.equal(
      error === undefined ? `${result?.stage?.stageName} ${result?.stage?.deploymentId}` : code(error),
      outcome,
    )
  })
}

const noIds = {resources: {}, authorizers: {}, requestValidators: {}, documentationParts: {}}

const someApi = {
  kind: 'rest' as const,
  name: 'pets',
  apiKeySource: 'HEADER' as const,
  binaryMediaTypes: [],
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['REGIONAL' as const], vpcEndpointIds: [], ipAddressType: 'ipv4' as const},
  resources: ['/'],
  methods: {},
  models: {},
  requestValidators: {},
  authorizers: {},
  gatewayResponses: {},
  documentationParts: [],
  tags: {},
}

const key = (name: string): Call => ({
  address: `apiKey/${name}`,
  ...{service: 'rest', operation: 'DeleteApiKey', input: {apiKey: name}, ids: [], gives: []},
})
const removed = (name: string): Stub => ({request: `DELETE /apikeys/${name}`, status: 202})
type Entry = {event: string; call?: number}

test('applyPlan: calls that know nothing of each other are under way together, five at most', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const calls = [createApi, ...names.map(key)]
  const {journal, stubbed} = await run(planOf(calls), [created, ...names.map(removed)])
  stubbed.assertAllUsed()
  const events = (journal as Entry[]).filter(({call}) => call !== undefined).map(({event, call}) => `${event} ${call}`)
  const together = ['before 2', 'before 3', 'before 4', 'before 5', 'before 6']
  assert.deepEqual(events.slice(0, 7), ['before 1', 'after 1', ...together])
  assert.deepEqual(
    [...events].sort(),
    [1, 2, 3, 4, 5, 6, 7].flatMap((call) => [`after ${call}`, `before ${call}`]).sort(),
  )
})

test('applyPlan: when one of several fails, the others are finished and counted, and what follows is not begun', async () => {
  const refused = refusing('DELETE /apikeys/a', 400, 'BadRequestException', 'Not this one')
  const names = ['b', 'c', 'd']
  const calls = [...['a', ...names].map(key), createApi]
  const {error, journal, stubbed} = await run(planOf(calls), [refused, ...names.map(removed)])
  stubbed.assertAllUsed()
  assert.ok(error instanceof ApigwError)
  const what = '3 of 5 calls were made, then DeleteApiKey for apiKey/a failed.'
  assert.deepEqual([error.code, error.what], ['APPLY_PARTIAL', what])
  const entries = journal as Entry[]
  const callsOf = (wanted: string) => entries.flatMap(({event, call}) => (event === wanted ? [call] : [])).sort()
  assert.deepEqual(callsOf('before'), [1, 2, 3, 4])
  assert.deepEqual(callsOf('after'), [1, 2, 3, 4])
  assert.deepEqual(journal.at(-1), {at, event: 'end', outcome: 'failed'})
})

test('applyPlan: with a clock, progress says how long the rest will take', async () => {
  const left: (number | undefined)[] = []
  const calls = Array.from({length: 61}, (_, index) => ({...deleteModel, address: `restApi/pets/model/Old${index}`}))
  const live = {kind: 'rest' as const, apiId: 'abc123', api: someApi, stages: [], ids: noIds}
  const gone = {request: 'DELETE /restapis/abc123/models/Old', status: 202}
  const plan = {...planOf(calls), liveHash: liveHash(live)}
  const onProgress: ApplyContext['onProgress'] = ({secondsLeft}) => left.push(secondsLeft)
  const stubs = calls.map(() => gone)
  await run(plan, stubs, {live: {api: live}, onProgress, nowMs: () => 0})
  assert.deepEqual([left[0], left[10]], [6, 5])
})
