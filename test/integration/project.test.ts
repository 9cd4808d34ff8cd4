import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import type {TemplateName} from '../../src/project/init/template.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

let folder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'shop')
})

afterEach(() => stopProject(folder))

function apigw(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd: folder})
}

async function json<Result>(...words: string[]): Promise<Result> {
  const {stdout, stderr} = await apigw(...words, '--json')
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Result
}

/** As `apigw init` does, without its process. */
async function init(template: TemplateName): Promise<void> {
  await writeProject(packageFolder, {template, directory: folder, name: 'shop', region: 'eu-west-1', force: false})
}

function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  assert.notEqual(after, before, `${String(from)} is not in ${file}`)
  writeFileSync(path, after)
}

type Failure = {error: {code: string; what: string; fix: string; problems?: {code: string; line: number}[]}}
type PlanJson = {changes: {action: string; kind: string; name: string}[]}
type Answer = {status: number; body: unknown}
type Deployed = {apiId: string; stage: {url: string}}

async function fetchJson(url: string): Promise<Answer> {
  const response = await fetch(url)
  return {status: response.status, body: await response.json()}
}

test('the main job: lint, plan, deploy, call, nothing to do, change, plan, deploy', async () => {
  await init('rest-lambda')
  const lint = await apigw('lint')
  assert.deepEqual(lint, {code: 0, stdout: '', stderr: 'apigw.yaml, openapi.yaml: no problems.\n'})

  const plan = await apigw('plan', '--detailed-exitcode')
  assert.equal(plan.code, 2)
  assert.match(plan.stdout, /\+ GET \/orders[^]*Plan: \d+ to create/)
  assert.match(plan.stderr, /^Started the local gateway on http:/)

  const deployed = await apigw('deploy', '--stage', 'dev')
  assert.equal(deployed.code, 0, deployed.stderr)
  assert.match(deployed.stdout, /Deployed to stage dev with \d+ calls\.\nhttp:\S+\/dev\n$/)

  assert.match(
    (await apigw('call', 'GET', '/orders?limit=1')).stdout,
    /^\{"currency":"EUR","orders":\[\{"id":1,"item":"tea"/,
  )
  const created = await json<Answer>('call', 'POST', '/orders', '--data', '{"item": "milk", "quantity": 2}')
  assert.equal(created.status, 201)

  const again = await apigw('deploy')
  assert.equal(again.code, 0)
  assert.match(again.stdout, /no changes[^]*Nothing to do: stage dev serves definition [0-9a-f]{12} already\./)
  assert.equal((await apigw('plan', '--detailed-exitcode')).code, 0)

  edit('openapi.yaml', '"status": "ok"', '"status": "fine"')
  const changed = await json<PlanJson>('plan')
  assert.deepEqual(
    changed.changes.map(({action, kind, name}) => `${action} ${kind} ${name.replace(/[0-9a-f]{12}/, 'HASH')}`),
    ['update method GET /health', 'create restDeployment HASH', 'update restStage dev'],
  )
  assert.equal((await json<{state: string}>('status')).state, 'changed')
  assert.deepEqual((await json<Answer>('call', 'GET', '/health')).body, {status: 'ok', stage: 'dev'})
  await apigw('deploy')
  assert.deepEqual((await json<Answer>('call', 'GET', '/health')).body, {status: 'fine', stage: 'dev'})
  assert.equal((await json<{state: string}>('status')).state, 'current')
})

test('the template rest: a plan right after its deploy is empty, mocks answer, and the model is enforced', async () => {
  await init('rest')
  const {stage} = await json<Deployed>('deploy')
  assert.deepEqual((await json<PlanJson>('plan')).changes, [])
  assert.deepEqual(await fetchJson(`${stage.url}/pets?type=cat`), {
    status: 200,
    body: [{id: 2, type: 'cat', name: 'Minka'}],
  })
  assert.deepEqual(await fetchJson(`${stage.url}/pets/1`), {
    status: 200,
    body: {id: 1, type: 'dog', name: 'Rex', stage: 'dev'},
  })
  assert.deepEqual(await fetchJson(`${stage.url}/pets/7`), {status: 404, body: {message: 'There is no pet 7.'}})
  const refused = await apigw('call', 'POST', '/pets', '--include', '--data', '{"type": "dog"}')
  assert.equal(refused.code, 1)
  assert.match(refused.stdout, /^x-reason: .*name/m)
})

const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)(
  'the template python: a plan right after its deploy is empty, and its function converts',
  async () => {
    await init('python')
    const {stage} = await json<Deployed>('deploy')
    assert.deepEqual((await json<PlanJson>('plan')).changes, [])
    assert.deepEqual(await fetchJson(`${stage.url}/celsius/20`), {
      status: 200,
      body: {celsius: 20, fahrenheit: 68, kelvin: 293.1},
    })
    assert.deepEqual(await fetchJson(`${stage.url}/kelvin/nothing`), {
      status: 400,
      body: {message: 'nothing is no number.'},
    })
  },
)

test('the template http: a plan right after its deploy is empty, and its function greets', async () => {
  await init('http')
  const {stage} = await json<Deployed>('deploy')
  assert.deepEqual((await json<PlanJson>('plan')).changes, [])
  assert.deepEqual(await fetchJson(`${stage.url}/hello/world`), {
    status: 200,
    body: {message: 'Hello, world!', stage: 'dev'},
  })
})

test('apply changes the API and leaves the stage behind; a saved plan is carried out once and refused when stale', async () => {
  await init('rest')
  await apigw('deploy')
  edit('openapi.yaml', 'Rex"}', 'Max"}')
  const plan = await apigw('plan', '--out', 'plan.json')
  assert.match(plan.stderr, /Saved\. "apigw apply plan\.json" carries out exactly this\./)
  assert.equal(statSync(join(folder, 'plan.json')).mode & 0o077, 0)

  const asked = await json<Failure>('apply')
  assert.deepEqual([asked.error.code, asked.error.fix], ['VALUE_MISSING', 'Add --yes to do it without asking.'])

  const applied = await apigw('apply', '--yes')
  assert.match(applied.stdout, /Applied to API \w+ with 1 call\.[^]*Stages serve what they served before/)
  assert.equal((await json<{state: string}>('status')).state, 'behind')

  const stale = await apigw('apply', 'plan.json', '--yes', '--json')
  assert.equal(stale.code, 3)
  assert.equal((JSON.parse(stale.stdout) as Failure).error.code, 'PLAN_STALE')

  await apigw('plan', '--out', 'plan.json')
  assert.equal((await apigw('apply', 'plan.json', '--yes')).code, 0)
  assert.equal((await json<{state: string}>('status')).state, 'current')
})

test('lists show what a deploy has made, by the project, by name and by id', async () => {
  await init('rest-lambda')
  const {apiId} = await json<Deployed>('deploy')
  const apis = await json<{apiId: string; name: string; project: string}[]>('api', 'list')
  assert.deepEqual(
    apis.map(({apiId: id, name, project}) => ({id, name, project})),
    [{id: apiId, name: 'shop', project: 'shop'}],
  )
  const routes = await apigw('route', 'list')
  assert.equal(
    routes.stdout,
    'GET /health\tMOCK\t\tNONE\nGET /orders\tAWS_PROXY\tlist-orders\tNONE\n' +
      'OPTIONS /orders\tMOCK\t\tNONE\nPOST /orders\tAWS_PROXY\tcreate-order\tNONE\n',
  )
  assert.equal((await apigw('route', 'list', 'shop')).stdout, routes.stdout)
  assert.equal((await json<unknown[]>('stage', 'list', apiId)).length, 1)
  assert.equal((await json<unknown[]>('deployment', 'list')).length, 1)
  assert.match((await apigw('api', 'show')).stdout, /^name\tshop\nid\t[a-z0-9]+\n/)
  assert.equal((await json<Failure>('api', 'show', 'nothing')).error.code, 'API_NOT_FOUND')
})

const faults = [
  {
    name: 'a typo in the definition',
    spoil: () => edit('openapi.yaml', 'type: mock', 'type: moc'),
    words: ['plan'],
    code: 'DEFINITION_INVALID',
    problem: {code: 'SPEC_UNKNOWN_VALUE', line: 19},
  },
  {
    name: 'a typo in apigw.yaml',
    spoil: () => edit('apigw.yaml', 'defaultStage: dev', 'defaultStage: dve'),
    words: ['deploy'],
    code: 'SETTINGS_INVALID',
    problem: {code: 'SETTINGS_UNKNOWN_NAME', line: 9},
  },
  {name: 'an unknown stage', spoil: () => undefined, words: ['deploy', '--stage', 'devv'], code: 'STAGE_UNKNOWN'},
  {
    name: 'a definition that is not there',
    spoil: () => renameSync(join(folder, 'openapi.yaml'), join(folder, 'api.yaml')),
    words: ['plan'],
    code: 'SPEC_FILE',
  },
  {
    name: 'a project that is not there',
    spoil: () => rmSync(join(folder, 'apigw.yaml')),
    words: ['plan'],
    code: 'SETTINGS_NOT_FOUND',
  },
  {
    name: 'a plan file that is not there',
    spoil: () => undefined,
    words: ['apply', 'none.json'],
    code: 'PLAN_FILE_INVALID',
  },
]

for (const {name, spoil, words, code, problem} of faults) {
  test(`${name} ends with 64 and names the place`, async () => {
    await init('rest')
    spoil()
    const {code: exit, stdout} = await apigw(...words, '--json')
    const {error} = JSON.parse(stdout) as Failure
    assert.deepEqual([exit, error.code], [64, code])
    if (problem !== undefined) {
      assert.deepEqual(error.problems?.map(({code, line}) => ({code, line}))[0], problem)
    }
  })
}

test('lint reports the problems of both files at once', async () => {
  await init('rest')
  edit('apigw.yaml', 'type: rest', 'type: rset')
  edit('openapi.yaml', 'type: mock', 'type: moc')
  const {code, stdout} = await apigw('lint')
  assert.equal(code, 64)
  assert.match(stdout, /^apigw\.yaml:6:7 {2}SETTINGS_\w+[^]*^openapi\.yaml:19:15 {2}SPEC_UNKNOWN_VALUE/m)
})

test('lint finds a handler that is not there', async () => {
  await init('rest-lambda')
  rmSync(join(folder, 'src', 'list-orders.mjs'))
  const {problems} = await json<{problems: {code: string; file: string; line: number}[]}>('lint')
  assert.deepEqual(
    problems.map(({code, file, line}) => ({code, file, line})),
    [{code: 'FUNCTION_HANDLER', file: 'apigw.yaml', line: 12}],
  )
})

test('call says what to do before the first deploy', async () => {
  await init('rest')
  const {error} = await json<Failure>('call', 'GET', '/pets')
  assert.deepEqual([error.code, error.fix], ['API_NOT_CREATED', 'Run "apigw deploy --stage dev".'])
})

test('commands that need an API ask for one outside a project, and name the word when nobody is there', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'apigw-outside-'))
  await runCli(['api', 'create', 'pets', '--kind', 'http', '--target', 'local'], {cwd})
  const {code, stdout} = await runCli(['stage', 'list', '--target', 'local', '--json'], {cwd})
  await stopProject(cwd)
  assert.equal(code, 64)
  assert.equal((JSON.parse(stdout) as Failure).error.code, 'VALUE_MISSING')
})

test('a deploy that takes a route away is refused with exit 3, and done when the rule is allowed', async () => {
  await init('rest')
  await json<Deployed>('deploy')
  edit('openapi.yaml', /^ {2}\/pets\/\{petId\}:\n(?: {4}.*\n|\n)*/m, '')

  const refused = await apigw('deploy')
  assert.equal(refused.code, 3, refused.stderr)
  assert.match(refused.stdout, /Refused unless allowed\n {2}! route-removed \(breaking\) {2}GET \/pets\/\{petId\}: /)
  assert.match(refused.stderr, /--allow route-removed/)
  const mistyped = await json<Failure>('deploy', '--allow', 'route-remove')
  assert.deepEqual([mistyped.error.code, mistyped.error.fix], ['RULE_UNKNOWN', 'Did you mean route-removed?'])

  await apigw('plan', '--out', 'plan.json')
  assert.equal((await apigw('apply', 'plan.json')).code, 3)
  const applied = await apigw('apply', 'plan.json', '--allow', 'route-removed=GET /pets/{petId}', '--yes')
  assert.equal(applied.code, 0, applied.stderr)
})

test('a plan is printed as Markdown, and told to GitHub and to a file of events', async () => {
  await init('rest')
  const markdown = await apigw('plan', '--format', 'markdown')
  assert.match(markdown.stdout, /^### REST API shop on dev .*\n\n\| \| where \| what \| fields \|/)
  const [summary, events] = [join(folder, 'summary.md'), join(folder, 'events.jsonl')]
  const github = await runCli(['plan', '--format', 'github'], {
    cwd: folder,
    env: {GITHUB_STEP_SUMMARY: summary, APIGW_OUTPUT_FILE: events},
  })
  assert.equal(github.code, 0, github.stderr)
  assert.equal(readFileSync(summary, 'utf8').trim(), markdown.stdout.trim())
  const [first = ''] = readFileSync(events, 'utf8').split('\n')
  assert.equal((JSON.parse(first) as {event: string}).event, 'plan')
  const viaFormat = await apigw('plan', '--format=json')
  assert.equal((JSON.parse(viaFormat.stdout) as {formatVersion: number}).formatVersion, 1)
})
