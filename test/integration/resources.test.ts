import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'
import {makeFunction, startHandMade} from '../support/hand-made.js'
import type {HandMade} from '../support/hand-made.js'

const folder = temporaryFolder()
let env: Readonly<Record<string, string>>
let made: HandMade

beforeAll(async () => {
  made = await startHandMade(folder)
  env = made.env
  await makeFunction(made.url, 'list-pets')
})

afterAll(() => stopProject(folder))

function apigw(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd: folder, env})
}

type Edited = {outcome: string; changes: {action: string; kind: string; name: string}[]; calls: {operation: string}[]; thing?: object; error?: {code: string}} // prettier-ignore

async function json<Result = Edited>(...words: string[]): Promise<Result> {
  const {stdout, stderr} = await apigw(...words, '--json')
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

const openPolicy =
  '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}'

/** What a command did, in few words: `done: CreateModel`, or the code of its error. */
async function told(...words: string[]): Promise<string> {
  const {outcome, calls, error} = await json(...words)
  return error?.code ?? `${outcome}: ${calls.map(({operation}) => operation).join(' ')}`
}

test('authorizers of an API without a project, of each kind', async () => {
  const dry = await apigw(
    'authorizer',
    'create',
    'partners',
    'pets',
    '--type',
    'token',
    '--lambda',
    'check',
    '--dry-run',
  )
  assert.equal(dry.code, 0)
  assert.match(dry.stdout, /\+ partners[^]*Calls[^]* 1 CreateAuthorizer \{"name":"partners","type":"TOKEN"[^]*Nothing was changed/) // prettier-ignore
  assert.match(dry.stderr, /^warning FUNCTION_MISSING {2}The function \S+:check does not exist\./)
  assert.deepEqual(await json<object[]>('authorizer', 'list', 'pets'), [])

  const create = ['authorizer', 'create', 'partners', 'pets', '--type', 'token', '--lambda', 'check']
  assert.equal(await told(...create), 'done: CreateAuthorizer')
  assert.equal(await told(...create), 'RESOURCE_EXISTS')
  assert.equal(await told('authorizer', 'update', 'partners', 'pets', '--ttl', '60'), 'done: UpdateAuthorizer')
  assert.equal(await told('authorizer', 'update', 'partners', 'pets', '--ttl', '60'), 'unchanged: ')
  assert.equal((await apigw('authorizer', 'list', 'pets')).stdout, 'partners\tTOKEN\tcheck\tmethod.request.header.Authorization\t0\n') // prettier-ignore

  const login = ['authorizer', 'create', 'login', 'orders', '--type', 'jwt', '--issuer', 'https://login.example.com']
  assert.equal(await told(...login), 'VALUE_MISSING')
  assert.equal(await told(...login, '--audience', 'a', '--audience', 'b'), 'done: CreateAuthorizer')
  assert.match(
    (await apigw('authorizer', 'show', 'login', 'orders')).stdout,
    /^authorizer\tlogin\nauthorizerType\tJWT\n/,
  )
  assert.equal(await told('authorizer', 'create', 'door', 'chat', '--type', 'request', '--lambda', 'check'), 'done: CreateAuthorizer') // prettier-ignore
})

test('what is deleted wants its name', async () => {
  assert.equal(await told('model', 'create', 'Old', 'pets', '--schema', '{"type": "string"}'), 'done: CreateModel')
  assert.equal(await told('model', 'delete', 'Old', 'pets'), 'VALUE_MISSING')
  assert.equal(await told('model', 'delete', 'Old', 'pets', '--confirm', 'Odl'), 'DECLINED')
  assert.equal(await told('model', 'delete', 'Old', 'pets', '--confirm', 'Old'), 'done: DeleteModel')
  const gone = await apigw('model', 'delete', 'Empy', 'pets', '--confirm', 'Empy')
  assert.equal(gone.code, 1)
  assert.match(gone.stderr, /PART_NOT_FOUND[^]*It has Empty, Error\.[^]*Did you mean "Empty"\?/)
})

test('long values come from files', async () => {
  writeFileSync(join(folder, 'pet.json'), '{"type": "object", "properties": {"name": {"type": "string"}}}')
  assert.equal(await told('model', 'create', 'Pet', 'pets', '--schema', '@pet.json'), 'done: CreateModel')
  assert.equal(await told('model', 'create', 'Dog', 'pets', '--schema', '@dog.json'), 'INPUT_UNREADABLE')
  assert.deepEqual((await json<{schema: object}>('model', 'show', 'Pet', 'pets')).schema, {
    type: 'object',
    properties: {name: {type: 'string'}},
  })
  writeFileSync(join(folder, 'large.json'), `"${'x'.repeat(1024 * 1024)}"`)
  assert.equal(await told('model', 'create', 'Dog', 'pets', '--schema', '@large.json'), 'INPUT_UNREADABLE')
  const found = await json<{name: string}[]>('model', 'list', 'pets', '--filter', 'PET')
  assert.deepEqual(found.map(({name}) => name), ['Pet']) // prettier-ignore
})

test('a route is made with all that it takes, of each kind of API', async () => {
  assert.equal(
    await told('route', 'add', 'get /pets', 'pets', '--lambda', 'list-pets'),
    'done: CreateResource PutMethod PutMethodResponse PutIntegration AddPermission',
  )
  const guarded = ['--authorizer', 'partners', '--request-parameter', 'querystring.page=required']
  assert.equal(
    await told('route', 'add', 'GET /pets/{id}', 'pets', '--url', 'https://b.example/{id}', ...guarded),
    'done: CreateResource PutMethod PutMethodResponse PutIntegration',
  )
  assert.equal(await told('route', 'update', 'GET /pets/{id}', 'pets', '--timeout', '500'), 'done: UpdateIntegration')
  assert.equal(await told('authorizer', 'delete', 'partners', 'pets', '--confirm', 'partners'), 'RESOURCE_IN_USE')
  assert.equal(await told('route', 'delete', 'GET /pets/{id}', 'pets', '--confirm', 'GET /pets/{id}'), 'done: DeleteResource') // prettier-ignore
  assert.equal(
    await told('route', 'add', 'POST /orders', 'orders', '--lambda', 'list-pets', '--authorizer', 'login'),
    'done: CreateIntegration CreateRoute AddPermission',
  )
  assert.equal(
    await told('route', 'add', '$connect', 'chat', '--lambda', 'list-pets', '--authorizer', 'door'),
    'done: CreateIntegration CreateRoute AddPermission',
  )
  assert.equal(await told('route', 'add', 'GET /new', 'pets'), 'VALUE_MISSING')
  const listed = await json<{route: string}[]>('route', 'list', 'orders')
  assert.deepEqual(listed.map(({route}) => route), ['POST /orders']) // prettier-ignore
})

test('validators, gateway responses and integrations', async () => {
  const steps: [string[], string][] = [
    [['validator', 'create', 'all', 'pets', '--checks', 'all'], 'done: CreateRequestValidator'],
    [['route', 'update', 'GET /pets', 'pets', '--validator', 'al'], 'VALUE_UNKNOWN'],
    [['route', 'update', 'GET /pets', 'pets', '--validator', 'all'], 'done: UpdateMethod'],
    [['gateway-response', 'create', 'throttled', 'pets', '--status', '503'], 'done: PutGatewayResponse'],
    [['gateway-response', 'delete', 'throttled', 'pets', '--yes'], 'done: DeleteGatewayResponse'],
    [['integration', 'update', 'GET /pets', 'pets', '--passthrough', 'NEVER'], 'done: UpdateIntegration'],
    [['integration', 'delete', 'GET /pets', 'pets', '--yes'], 'done: DeleteIntegration RemovePermission'],
    [['stage', 'create', 'dev', 'pets'], 'DEPLOYMENT_NOT_FOUND'],
    [['stage', 'create', '$default', 'orders', '--auto-deploy', '--variable', 'a=1'], 'done: CreateStage'],
    [['stage', 'throttle', '$default', 'orders', '--rate-limit', '10', '--burst-limit', '5'], 'done: UpdateStage'],
    [['stage', 'vars', 'set', '$default', 'orders', 'b=2', 'a=1'], 'done: UpdateStage'],
    [['stage', 'vars', 'unset', '$default', 'a,b', 'orders'], 'done: UpdateStage'],
    [['route', 'update', 'POST /orders', 'orders', '--authorization', 'none'], 'GATE_REFUSED'],
    [['stage', 'delete', '$default', 'orders', '--confirm', '$default'], 'done: DeleteStage'],
  ]
  for (const [words, expected] of steps) assert.equal(await told(...words), expected, words.join(' '))
})

test('a REST API from nothing to an answer and away, by commands alone', async () => {
  const steps: [string[], string][] = [
    [['api', 'create', 'shop', '--kind', 'rest', '--tag', 'team=a'], 'done: CreateRestApi'],
    [['route', 'add', 'GET /tea', 'shop', '--answered-by', 'mock', '--body', '{"tea": 1}', '--dry-run'], 'planned: CreateResource PutMethod PutMethodResponse PutIntegration PutIntegrationResponse'], // prettier-ignore
    [['route', 'add', 'GET /tea', 'shop', '--answered-by', 'mock', '--body', '{"tea": 1}'], 'done: CreateResource PutMethod PutMethodResponse PutIntegration PutIntegrationResponse'], // prettier-ignore
    [['policy', 'set', 'shop', '--policy', '{"Statement": []}'], 'POLICY_INVALID'],
    [['policy', 'set', 'shop', '--policy', openPolicy], 'done: UpdateRestApi'],
    [['deployment', 'create', 'shop', '--to', 'dev'], 'done: CreateDeployment CreateStage'],
    [['deployment', 'create', 'shop', '--to', 'dev'], 'unchanged: '],
    [['route', 'delete', 'GET /tea', 'shop', '--confirm', 'GET /tea'], 'done: DeleteResource'],
    [['route', 'add', 'GET /milk', 'shop', '--answered-by', 'mock'], 'done: CreateResource PutMethod PutMethodResponse PutIntegration PutIntegrationResponse'], // prettier-ignore
    [['deployment', 'create', 'shop', '--to', 'dev'], 'GATE_REFUSED'],
    [['deployment', 'delete', 'dev', 'shop', '--yes'], 'RESOURCE_IN_USE'],
    [['policy', 'remove', 'shop', '--confirm', 'shop'], 'done: UpdateRestApi'],
    [['api', 'update', 'shop', '--name', 'store'], 'done: UpdateRestApi'],
  ]
  for (const [words, expected] of steps) assert.equal(await told(...words), expected, words.join(' '))
  const [store] = (await json<{apiId: string; name: string}[]>('api', 'list')).filter(({name}) => name === 'store') // prettier-ignore
  assert.deepEqual(await (await fetch(`${made.url}/execute-api/${store?.apiId ?? ''}/dev/tea`)).json(), {tea: 1})
  assert.equal(await told('api', 'delete', 'store'), 'VALUE_MISSING')
  assert.equal(await told('api', 'delete', 'store', '--confirm', 'store'), 'done: DeleteRestApi')
})

test('an HTTP API that answers at once, and one of messages', async () => {
  const steps: [string[], string][] = [
    [['api', 'create', 'hello', '--kind', 'http', '--lambda', 'list-pets', '--cors-origin', '*'], 'done: CreateApi CreateIntegration CreateRoute AddPermission CreateStage'], // prettier-ignore
    [['api', 'update', 'hello', '--cors-method', 'GET'], 'done: UpdateApi'],
    [['api', 'update', 'hello', '--no-default-endpoint'], 'GATE_REFUSED'],
    [['api', 'update', 'hello', '--endpoint-type', 'edge'], 'FIELD_NOT_HERE'],
    [['policy', 'show', 'hello'], 'KIND_WITHOUT_PART'],
    [['api', 'create', 'talk', '--kind', 'websocket'], 'done: CreateApi'],
    [['api', 'delete', 'talk', '--yes'], 'done: DeleteApi'],
  ]
  for (const [words, expected] of steps) assert.equal(await told(...words), expected, words.join(' '))
  const {apiId} = await json<{apiId: string}>('api', 'show', 'hello')
  assert.equal(await (await fetch(`${made.url}/execute-api/${apiId}/$default/anything`)).text(), 'hello')
  assert.equal(await told('api', 'delete', 'hello', '--confirm', 'hello'), 'done: DeleteApi RemovePermission')
})

const refusals = [
  {name: 'a setting of another kind of API', words: ['authorizer', 'update', 'login', 'orders', '--user-pool', 'x'], code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a choice that this kind does not have', words: ['authorizer', 'update', 'partners', 'pets', '--type', 'jwt'], code: 'VALUE_UNKNOWN'}, // prettier-ignore
  {name: 'a number out of bounds', words: ['authorizer', 'update', 'partners', 'pets', '--ttl', '3601'], code: 'VALUE_INVALID'}, // prettier-ignore
  {name: 'an update of nothing', words: ['authorizer', 'update', 'partners', 'pets'], code: 'USAGE'},
  {name: 'a part that this kind does not have', words: ['model', 'list', 'orders'], code: 'KIND_WITHOUT_PART'},
  {name: 'a name that AWS does not take', words: ['model', 'create', 'a-b', 'pets', '--schema', '{}'], code: 'NAME_INVALID'}, // prettier-ignore
  {name: 'a function that is none', words: ['authorizer', 'update', 'partners', 'pets', '--lambda', 'a b'], code: 'FUNCTION_NAME_INVALID'}, // prettier-ignore
  {name: 'an API that is not there', words: ['model', 'list', 'pest'], code: 'API_NOT_FOUND'},
]

for (const {name, words, code} of refusals) {
  test(`resource commands refuse ${name}`, async () => assert.equal(await told(...words), code))
}
