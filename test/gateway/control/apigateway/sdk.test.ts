import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createContext, runInContext} from 'node:vm'
import {unzipSync} from 'fflate'
import ts from 'typescript'
import {test} from 'vitest'
import {Caller} from './caller.js'

const json = (name: string): object => ({'application/json': {schema: {$ref: `#/components/schemas/${name}`}}})
const text = {schema: {type: 'string'}}
const integration = {type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'}}

const definition = {
  openapi: '3.0.1',
  info: {title: 'pets */ shop', version: '1'},
  paths: {
    '/': {get: {responses: {200: {description: 'ok'}}, 'x-amazon-apigateway-integration': integration}},
    '/pets/{petId}': {
      put: {
        parameters: [
          {name: 'petId', in: 'path', required: true, ...text},
          {name: 'dry-run', in: 'query', ...text},
          {name: 'X-Trace', in: 'header', required: true, ...text},
        ],
        requestBody: {content: json('Pet')},
        responses: {200: {description: 'ok', content: json('Pet')}},
        'x-amazon-apigateway-integration': integration,
      },
    },
    '/files/{path+}': {
      'x-amazon-apigateway-any-method': {
        parameters: [{name: 'path', in: 'path', required: true, ...text}],
        responses: {},
        'x-amazon-apigateway-integration': integration,
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: {
          name: {type: 'string'},
          kind: {enum: ['cat', 'dog']},
          parents: {type: 'array', items: {$ref: '#/components/schemas/Pet'}},
        },
      },
    },
  },
}

/** Names and texts of the files in the SDK of the API above. */
function filesOf(sdkType: string): {files: Record<string, string>; disposition: unknown} {
  const caller = new Caller()
  const body = Buffer.from(JSON.stringify(definition))
  const restApiId = caller.text('ImportRestApi', {body, parameters: {}}, 'id')
  caller.call('CreateDeployment', {restApiId, stageName: 'dev'})
  const answer = caller.call('GetSdk', {restApiId, stageName: 'dev', sdkType})
  const entries = Object.entries(unzipSync(answer['body'] as Buffer))
  return {
    files: Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
    disposition: answer['contentDisposition'],
  }
}

type Sent = {url: string; method: string; headers: Record<string, string>; body?: string}
type Call = (params: object, body?: unknown, additional?: object) => Promise<{status: number; data: unknown}>

/** The client that the script makes, and what it sends. */
function clientOf(script: string, status = 200): {client: Record<string, Call>; sent: Sent[]} {
  const sent: Sent[] = []
  const fetch = (url: string, options: Omit<Sent, 'url'>): Promise<Response> => {
    sent.push({url, ...options})
    return Promise.resolve(new Response('{"name": "Rex"}', {status, headers: {'content-type': 'application/json'}}))
  }
  const context = createContext({fetch, URLSearchParams})
  runInContext(script, context)
  const client = runInContext(
    "apigClientFactory.newClient({invokeUrl: 'http://127.0.0.1:1/dev/', apiKey: 'k'})",
    context,
  ) as Record<string, Call>
  return {client, sent}
}

test('GetSdk javascript: a script whose calls send what the methods declare', async () => {
  const {files, disposition} = filesOf('javascript')
  assert.equal(disposition, 'attachment; filename="javascript_2026-01-02_03-04Z.zip"')
  assert.deepEqual(Object.keys(files).sort(), [
    'apiGateway-js-sdk/README.md',
    'apiGateway-js-sdk/apigClient.d.ts',
    'apiGateway-js-sdk/apigClient.js',
  ])
  const {client, sent} = clientOf(files['apiGateway-js-sdk/apigClient.js'] ?? '')
  assert.deepEqual(Object.keys(client).sort(), [
    ...['Delete', 'Get', 'Head', 'Options', 'Patch', 'Post', 'Put'].map((verb) => `filesPath${verb}`),
    'petsPetIdPut',
    'rootGet',
  ])
  const answer = await client['petsPetIdPut']?.(
    {petId: 'a/b', 'dry-run': 'yes', 'X-Trace': 't'},
    {name: 'Rex'},
    {queryParams: {more: '1'}},
  )
  assert.deepEqual([answer?.status, JSON.stringify(answer?.data)], [200, '{"name":"Rex"}'])
  await client['filesPathGet']?.({path: 'a/b c'})
  const headers = {'x-api-key': 'k', 'X-Trace': 't', 'content-type': 'application/json'}
  assert.deepEqual(JSON.parse(JSON.stringify(sent)), [
    {url: 'http://127.0.0.1:1/dev/pets/a%2Fb?dry-run=yes&more=1', method: 'PUT', headers, body: '{"name":"Rex"}'},
    {url: 'http://127.0.0.1:1/dev/files/a/b%20c', method: 'GET', headers: {'x-api-key': 'k'}},
  ])
})

test('GetSdk javascript: a missing parameter and an answer other than 2xx are errors', async () => {
  const {files} = filesOf('javascript')
  const {client} = clientOf(files['apiGateway-js-sdk/apigClient.js'] ?? '', 404)
  await assert.rejects(async () => client['petsPetIdPut']?.({petId: '1'}), /The parameter X-Trace is missing\./)
  await assert.rejects(
    async () => client['rootGet']?.({}),
    (error: Error & {status?: number}) => error.status === 404 && error.message === 'GET / answered 404',
  )
})

/** Strict TypeScript's complaints about a program that uses the client. */
function complaints(files: Readonly<Record<string, string>>, use: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-sdk-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
    for (const name of ['apigClient.js', 'apigClient.d.ts']) {
      writeFileSync(join(folder, name), files[`apiGateway-ts-sdk/${name}`] ?? '')
    }
    const main = join(folder, 'main.ts')
    writeFileSync(main, use)
    const program = ts.createProgram([main], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    })
    return ts.getPreEmitDiagnostics(program).map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, ' '))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

test('GetSdk typescript: a module whose types know parameters, bodies and answers', () => {
  const {files} = filesOf('typescript')
  const start = "import {apigClientFactory} from './apigClient.js'\nconst client = apigClientFactory.newClient()\n"
  const right = `${start}const answer = await client.petsPetIdPut({petId: '1', 'X-Trace': 't'}, {name: 'Rex', kind: 'dog', parents: []})
export const names: (string | undefined)[] = [answer.data.name, answer.data.parents?.[0]?.name]
export const page = await client.rootGet({})
`
  assert.deepEqual(complaints(files, right), [])
  const wrong = `${start}await client.petsPetIdPut({petId: '1'}, {name: 'Rex'})\n`
  assert.match(complaints(files, wrong).join('\n'), /'X-Trace'|"X-Trace"/)
})

const refusals = [
  {
    sdkType: 'java',
    refusal:
      'BadRequestException: SDK type java cannot be generated by the local gateway. Supported types are: javascript, typescript',
  },
  {sdkType: 'cobol', refusal: 'BadRequestException: Invalid SDK type specified: cobol'},
  {sdkType: 'constructor', refusal: 'BadRequestException: Invalid SDK type specified: constructor'},
]

for (const {sdkType, refusal} of refusals) {
  test(`GetSdk: refuses ${sdkType}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.mockApi()
    caller.call('CreateDeployment', {restApiId, stageName: 'dev'})
    assert.equal(caller.refusal('GetSdk', {restApiId, stageName: 'dev', sdkType}), refusal)
  })
}

test('GetSdk: an unknown stage', () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi()
  assert.equal(
    caller.refusal('GetSdk', {restApiId, stageName: 'dev', sdkType: 'javascript'}),
    'NotFoundException: Invalid stage identifier specified',
  )
})
