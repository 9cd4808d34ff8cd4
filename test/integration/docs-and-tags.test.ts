import assert from 'node:assert/strict'
import {afterAll, beforeAll, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'
import {startHandMade} from '../support/hand-made.js'

const folder = temporaryFolder()
let env: Readonly<Record<string, string>>
let url: string

beforeAll(async () => {
  ;({env, url} = await startHandMade(folder))
  for (const words of [
    ['route', 'add', 'GET /pets', 'pets', '--answered-by', 'mock'],
    ['deployment', 'create', 'pets', '--to', 'prod'],
  ]) {
    // prettier-ignore
    const {code, stderr} = await apigw(...words)
    assert.equal(code, 0, stderr)
  }
})

afterAll(() => stopProject(folder))

function apigw(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd: folder, env})
}

type Told = {outcome: string; calls: {operation: string}[]; error?: {code: string}}

/** What a command did, in few words: `done: CreateDocumentationPart`, or the code of its error. */
async function told(...words: string[]): Promise<string> {
  const {stdout, stderr} = await apigw(...words, '--json')
  assert.notEqual(stdout, '', stderr)
  const {outcome, calls, error} = JSON.parse(stdout) as Told
  return error?.code ?? `${outcome}: ${calls.map(({operation}) => operation).join(' ')}`
}

test('the documentation of an API is written, published on a stage, exported and taken back', async () => {
  const said = ['docs', 'create', 'get /pets', 'pets', '--summary', 'All pets']
  assert.equal(await told(...said, '--dry-run'), 'planned: CreateDocumentationPart')
  assert.equal(await told(...said), 'done: CreateDocumentationPart')
  assert.equal(await told(...said), 'RESOURCE_EXISTS')
  assert.equal(await told('docs', 'create', 'GET /pets query limit', 'pets'), 'VALUE_MISSING')
  assert.equal(await told('docs', 'create', 'GET /pets query limit', 'pets', '--description', 'How many'), 'done: CreateDocumentationPart') // prettier-ignore
  assert.equal(await told('docs', 'update', 'GET /pets', 'pets', '--description', 'New first'), 'done: UpdateDocumentationPart') // prettier-ignore
  const listed = await apigw('docs', 'list', 'pets', '--filter', 'query')
  assert.equal(listed.stdout, 'GET /pets query limit\tHow many\n')
  assert.equal(await told('docs', 'publish', '1.0', 'pets', '--to', 'prod'), 'done: CreateDocumentationVersion')
  assert.match((await apigw('docs', 'versions', 'pets')).stdout, /^1\.0\t\d{4}-\d\d-\d\d\tprod\t\n$/)
  const exported = await apigw('api', 'export', 'pets', '--stage', 'prod', '--extensions', 'documentation')
  assert.match(exported.stdout, /All pets/, exported.stderr)
  assert.equal(await told('docs', 'unpublish', '1.0', 'pets', '--confirm', '1.0'), 'RESOURCE_IN_USE')
  assert.equal(await told('docs', 'publish', '1.1', 'pets', '--to', 'prod'), 'done: CreateDocumentationVersion')
  assert.equal(await told('docs', 'unpublish', '1.0', 'pets', '--confirm', '1.0'), 'done: DeleteDocumentationVersion')
  assert.equal(await told('docs', 'delete', 'GET /pets', 'pets', '--confirm', 'GET /pets'), 'done: DeleteDocumentationPart') // prettier-ignore
})

test('APIs that have no documentation say so', async () => {
  const refused = await apigw('docs', 'publish', '1.0', 'orders')
  assert.equal(refused.code, 64)
  assert.match(refused.stderr, /KIND_WITHOUT_PART[^]*It is an HTTP API; AWS has no documentation there\./)
  assert.equal(await told('docs', 'create', 'api', 'chat', '--description', 'a'), 'KIND_WITHOUT_PART')
})

test('tags are set, listed and removed by name, and that of a project is kept', async () => {
  assert.equal(await told('tag', 'set', 'api', 'pets', 'team=store', 'apigw:project=shop'), 'TAG_PROTECTED')
  assert.equal(await told('tag', 'set', 'api', 'pets', 'team=store', '--dry-run'), 'planned: TagResource')
  const owned = ['tag', 'set', 'api', 'pets', 'team=store', 'apigw:project=shop', '--project-tag']
  assert.equal(await told(...owned), 'done: TagResource')
  assert.equal(await told(...owned), 'unchanged: ')
  assert.equal((await apigw('tag', 'list', 'api', 'pets')).stdout, 'apigw:project\tshop\nteam\tstore\n')
  const changed = await apigw('tag', 'remove', 'api', 'pets', 'team')
  assert.match(changed.stderr, /^warning DECLARED_ELSEWHERE {2}The files of project shop declare the api pets/)
  assert.equal(await told('tag', 'remove', 'api', 'pets', 'apigw:project'), 'TAG_PROTECTED')
  assert.equal(await told('tag', 'set', 'stage', 'pets:prod'), 'VALUE_MISSING')
  assert.equal(await told('tag', 'set', 'stage', 'pets:prod', 'owner=Jo Doe'), 'done: TagResource')
})

test('the local gateway has no web ACL and says so', async () => {
  assert.equal((await apigw('waf', 'show', 'pets')).stdout, 'prod\tnone\n')
  const refused = await apigw('waf', 'associate', 'pets', '--stage', 'prod', '--acl', 'arn:aws:wafv2:x')
  assert.deepEqual([refused.code, refused.stderr.includes('WAF_NOT_LOCAL')], [3, true])
})

test('what policy simulate says is what the gateway does', async () => {
  const rule = (Effect: string, ip: string) => ({Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/prod/*', Condition: {IpAddress: {'aws:SourceIp': ip}}}) // prettier-ignore
  const policies = [
    {statements: [rule('Allow', '127.0.0.0/8')], said: /^ALLOW[^]*\(statement 1\)/, status: 200},
    {statements: [rule('Allow', '127.0.0.0/8'), rule('Deny', '127.0.0.1/32')], said: /^DENY[^]*\(statement 2\)/, status: 403}, // prettier-ignore
  ]
  const {stdout} = await apigw('api', 'show', 'pets', '--query', 'apiId')
  const route = `${url}/execute-api/${JSON.parse(stdout) as string}/prod/pets`
  for (const {statements, said, status} of policies) {
    const policy = JSON.stringify({Version: '2012-10-17', Statement: statements})
    assert.equal((await apigw('policy', 'set', 'pets', '--policy', policy)).code, 0)
    const deployed = await apigw('deployment', 'create', 'pets', '--to', 'prod')
    assert.equal(deployed.code, 0, deployed.stderr)
    const simulated = await apigw('policy', 'simulate', 'GET /pets', 'pets', '--source-ip', '127.0.0.1')
    assert.match(simulated.stdout, said, simulated.stderr)
    assert.equal((await fetch(route)).status, status)
  }
  const unexpected = await apigw('policy', 'simulate', 'GET /pets', 'pets', '--source-ip', '127.0.0.1', '--expect', 'allow') // prettier-ignore
  assert.equal(unexpected.code, 3)
  assert.match((await apigw('policy', 'simulate', 'GET /pets', 'pets')).stderr, /VALUE_MISSING[^]*--source-ip/)
})

test('a routing rule of a domain is made, listed and deleted by its priority', async () => {
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b'
  assert.equal(await told('domain', 'add', 'api.example.com', '--certificate', certificate), 'done: CreateDomainName')
  const rule = ['domain', 'rule', 'create', 'api.example.com', '10', '--to', 'pets:prod', '--header', 'X-Version=beta*']
  assert.equal(await told(...rule, '--dry-run'), 'planned: UpdateDomainName CreateRoutingRule')
  assert.equal(await told(...rule), 'done: UpdateDomainName CreateRoutingRule')
  assert.match((await apigw('domain', 'rule', 'list', 'api.example.com')).stdout, /^10\tX-Version=beta\*\t\w+:prod\n$/)
  assert.equal(await told('domain', 'rule', 'update', 'api.example.com', '10', '--path', 'v1'), 'done: PutRoutingRule')
  const gone = ['domain', 'rule', 'delete', 'api.example.com', '10']
  assert.equal(await told(...gone), 'VALUE_MISSING')
  assert.equal(await told(...gone, '--confirm', '10'), 'done: DeleteRoutingRule')
})
