import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, test} from 'vitest'
import {WebSocket} from 'ws'
import {findGateway} from '../../src/aws/local-gateway.js'
import {stopGateway} from '../../src/cli/stop-gateway.js'
import {writeProject} from '../../src/project/init/scaffold.js'
import {templateNames} from '../../src/project/init/template.js'
import type {TemplateName} from '../../src/project/init/template.js'
import {startStandIn, standInKeys} from '../support/aws-stand-in.js'
import type {StandIn} from '../support/aws-stand-in.js'
import {dynamodbTable} from '../support/dynamodb-table.js'
import {runCli, startCli, temporaryFolder} from '../support/cli.js'
import {httpCall} from '../support/http-client.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const parent = temporaryFolder()
const state = join(parent, 'state')
const env = {APIGW_STATE: state, APIGW_REGION: 'eu-west-1'}

type Answer = {status: number; body: unknown}

let standIn: StandIn
const tried = new Set<TemplateName>()

/** One gateway for all templates; what AWS services they call is a stand-in. */
beforeAll(async () => {
  standIn = await startStandIn({dynamodb: dynamodbTable('dynamodb-crud-books')})
  const started = await runCli(['local', 'start', '--detach', '--port', '0'], {
    cwd: parent,
    env: {...env, ...standInKeys, AWS_ENDPOINT_URL: standIn.url},
  })
  assert.equal(started.code, 0, started.stderr)
}, 30_000)

afterAll(async () => {
  await stopGateway(state)
  await standIn.close()
})

async function json<Result>(cwd: string, ...words: string[]): Promise<Result> {
  const {stdout, stderr} = await runCli([...words, '--json'], {cwd, env})
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

/**
 * Makes a project of a template, deploys it, finds nothing left to do, and lets `dev` serve it. Answers its folder and
 * the URL of the stage, which goes on being served.
 */
async function deployed(template: TemplateName): Promise<{folder: string; url: string}> {
  const folder = join(parent, template)
  tried.add(template)
  await writeProject(packageFolder, {template, directory: folder, name: template, region: 'eu-west-1', force: false})
  // In place of `npm install`: the same packages, without a network.
  symlinkSync(join(packageFolder, 'node_modules'), join(folder, 'node_modules'))
  assert.deepEqual((await json<{problems: unknown[]}>(folder, 'lint')).problems, [])
  const {stage} = await json<{stage: {url: string}}>(folder, 'deploy')
  const {changes} = await json<{changes: unknown[]}>(folder, 'plan')
  assert.deepEqual(changes, [])
  assert.equal(await servedByDev(folder), stage.url)
  return {folder, url: stage.url}
}

/** Where `dev` says that it serves a project that was deployed already. */
async function servedByDev(cwd: string): Promise<string | undefined> {
  const session = startCli(['dev'], {cwd, env})
  const [said] = await session.output(/[^]*Watching .*Ctrl-C ends it\./)
  session.process.kill('SIGINT')
  const {code, stderr} = await session.ended
  assert.deepEqual([code, stderr.includes('error')], [0, false], stderr)
  return /stage \w+: (\S+)/.exec(said)?.[1]
}

async function fetchJson(url: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, options)
  const text = await response.text()
  return {status: response.status, body: text === '' ? undefined : JSON.parse(text)}
}

function posted(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {method: 'POST', headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(body)}
}

test('partner-api asks for a key, counts by it, and refuses when the quota is used up', async () => {
  const {folder, url} = await deployed('partner-api')
  const keyValue = async (name: string): Promise<string> =>
    (await json<{value: string}>(folder, 'key', 'show', name, '--show-value')).value
  assert.deepEqual(await fetchJson(`${url}/health`), {status: 200, body: {status: 'ok'}})
  assert.deepEqual(await fetchJson(`${url}/prices`), {
    status: 403,
    body: {message: 'Send your key in the header x-api-key.'},
  })
  const trial = {'x-api-key': await keyValue('umbrella')}
  const partner = {'x-api-key': await keyValue('acme')}
  const statuses: number[] = []
  for (let count = 0; count < 5; count += 1) {
    statuses.push((await fetchJson(`${url}/prices`, {headers: trial})).status)
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 200])
  assert.deepEqual(await fetchJson(`${url}/prices`, {headers: trial}), {
    status: 429,
    body: {message: 'Your plan allows no more requests in this period.'},
  })
  assert.equal((await fetchJson(`${url}/orders`, posted({}, partner))).status, 202)
})

test('http-jwt lets in whoever has a token with the scope of the route', async () => {
  const {folder, url} = await deployed('http-jwt')
  const token = async (...words: string[]): Promise<Record<string, string>> => {
    const issuer = ['--issuer', 'https://login.example.com', '--trust', '--audience', 'http-jwt']
    const made = await json<{token: string}>(folder, 'local', 'token', ...issuer, ...words)
    return {authorization: `Bearer ${made.token}`}
  }
  const [read, write] = await Promise.all([token('--scope', 'notes/read'), token('--scope', 'notes/write')])
  assert.deepEqual(
    [
      await fetchJson(`${url}/notes`),
      await fetchJson(`${url}/notes`, {headers: read}),
      await fetchJson(`${url}/notes`, posted({text: 'Call Ann'}, read)),
      await fetchJson(`${url}/notes`, posted({text: 'Call Ann'}, write)),
      await fetchJson(`${url}/notes`, posted({text: 1}, write)),
    ],
    [
      {status: 401, body: {message: 'Unauthorized'}},
      {status: 200, body: {owner: 'test-user', notes: ['Buy tea'], scopes: ['notes/read']}},
      {status: 403, body: {message: 'Forbidden'}},
      {status: 201, body: {owner: 'test-user', text: 'Call Ann'}},
      {status: 400, body: {message: 'A note has a text.'}},
    ],
  )
})

test('async-jobs queues a job with its id, and refuses what is none before it reaches the queue', async () => {
  const {url} = await deployed('async-jobs')
  const job = {type: 'report', note: 'one & two=2 +%'}
  const {status, body} = await fetchJson(`${url}/jobs`, posted(job))
  const {jobId, ...rest} = body as {jobId: string}
  assert.deepEqual({status, rest}, {status: 202, rest: {state: 'queued'}})
  assert.match(jobId, /^[0-9a-f-]{36}$/)
  assert.equal((await fetchJson(`${url}/jobs`, posted({type: 'party'}))).status, 400)
  const form = {
    method: 'POST',
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: 'Action=PurgeQueue',
  }
  assert.equal((await fetchJson(`${url}/jobs`, form)).status, 415)
  assert.deepEqual(standIn.messages, [
    {
      Action: 'SendMessage',
      MessageBody: JSON.stringify(job),
      'MessageAttribute.1.Name': 'jobId',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': jobId,
    },
  ])
})

test('dynamodb-crud creates, lists, shows, replaces and deletes, and tells what is not there', async () => {
  const {url} = await deployed('dynamodb-crud')
  const book = {title: '"Emma" & $context', author: "O'Brien\n", year: 1815}
  const created = await fetchJson(`${url}/books`, posted(book))
  const {id} = created.body as {id: string}
  assert.equal(created.status, 201)
  const one = `${url}/books/${id}`
  const changed = {...book, title: 'Emma'}
  const absent = {status: 404, body: {message: 'There is no such book.'}}
  const none = `${url}/books/${encodeURIComponent(`"}, 'x`)}`
  assert.deepEqual(
    [
      await fetchJson(one),
      await fetchJson(`${url}/books`),
      await fetchJson(one, {...posted(changed), method: 'PUT'}),
      await fetchJson(one),
      await fetchJson(none),
      await fetchJson(none, {...posted(changed), method: 'PUT'}),
      await fetchJson(none, {method: 'DELETE'}),
      await fetchJson(one, {method: 'DELETE'}),
      await fetchJson(one),
      await fetchJson(`${url}/books`),
    ],
    [
      {status: 200, body: {id, ...book}},
      {status: 200, body: {books: [{id, ...book}]}},
      {status: 204, body: undefined},
      {status: 200, body: {id, ...changed}},
      absent,
      absent,
      absent,
      {status: 204, body: undefined},
      absent,
      {status: 200, body: {books: []}},
    ],
  )
  assert.equal((await fetchJson(`${url}/books`, posted({...book, year: 'long ago'}))).status, 400)

  for (let year = 0; year < 51; year += 1) await fetchJson(`${url}/books`, posted({...book, year}))
  const {books, after} = (await fetchJson(`${url}/books`)).body as {books: unknown[]; after: string}
  const last = (await fetchJson(`${url}/books?after=${after}`)).body as {books: {year: number}[]}
  assert.deepEqual([books.length, last.books.map(({year}) => year), 'after' in last], [50, [50], false])
})

test('dynamodb-crud has fixtures that pass, of the templates that stand in its definition', async () => {
  const cwd = join(packageFolder, 'templates', 'dynamodb-crud')
  const {code, stdout} = await runCli(['vtl', 'test', 'test/templates'], {cwd})
  assert.equal(code, 0, stdout)
  const unindented = (file: string) => readFileSync(file, 'utf8').replace(/^ +/gm, '')
  const definition = unindented(join(cwd, 'openapi.yaml'))
  const folder = join(cwd, 'test', 'templates')
  const strange = readdirSync(folder).filter(
    (name) => !definition.includes(unindented(join(folder, name, 'template.vtl'))),
  )
  assert.deepEqual(strange, [])
})

test('versioned serves each stage by its path on the domain, and an old version stays as it was', async () => {
  const {folder} = await deployed('versioned')
  const definition = join(folder, 'openapi.yaml')
  await json(folder, 'deploy', '--stage', 'v1')
  writeFileSync(definition, readFileSync(definition, 'utf8').replace('"version"', '"newVersion"'))
  await json(folder, 'deploy')
  const gateway = await findGateway(state)
  const port = Number(new URL(gateway?.url ?? '').port)
  const ask = async (path: string): Promise<Answer> => {
    const {status, body} = await httpCall(port, {path, headers: {host: 'api.example.com'}})
    return {status, body: JSON.parse(body)}
  }
  assert.deepEqual(
    [await ask('/v1/greeting'), await ask('/v2/greeting'), await ask('/v3/greeting')],
    [
      {status: 200, body: {greeting: 'Welcome', version: 'v1', host: 'api.example.com'}},
      {status: 200, body: {greeting: 'Hello', newVersion: 'v2', host: 'api.example.com'}},
      {status: 403, body: {message: 'Forbidden'}},
    ],
  )
  assert.deepEqual((await json<{changes: unknown[]}>(folder, 'plan')).changes, [])
})

const plain: {template: TemplateName; path: string; answer: Answer}[] = [
  {template: 'rest', path: '/pets/1', answer: {status: 200, body: {id: 1, name: 'Rex', stage: 'dev', type: 'dog'}}},
  {template: 'rest-lambda', path: '/health', answer: {status: 200, body: {status: 'ok', stage: 'dev'}}},
  {template: 'http', path: '/hello/world', answer: {status: 200, body: {message: 'Hello, world!', stage: 'dev'}}},
  {template: 'python', path: '/celsius/20', answer: {status: 200, body: {celsius: 20, fahrenheit: 68, kelvin: 293.1}}},
]
const hasPython = spawnSync('python3', ['--version']).status === 0

for (const {template, path, answer} of plain) {
  test.skipIf(template === 'python' && !hasPython)(`${template} answers`, async () => {
    const {url} = await deployed(template)
    assert.deepEqual(await fetchJson(`${url}${path}`), answer)
  })
}

test('websocket lets in who connects', async () => {
  const {url} = await deployed('websocket')
  const client = new WebSocket(`${url}?name=Ann`)
  await once(client, 'open')
  client.terminate()
})

test('no template is without a test', () => {
  const untried = templateNames.filter((name) => !tried.has(name) && (name !== 'python' || hasPython))
  assert.deepEqual(untried, [])
})
