import assert from 'node:assert/strict'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {loadSettings} from '../../../src/config/load-settings.js'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import type {Change} from '../../../src/plan/change.js'
import type {Plan} from '../../../src/plan/plan.js'
import {locateFailure, locateWarnings} from '../../../src/project/deploy/locate-failure.js'

const folder = mkdtempSync(join(tmpdir(), 'apigw-locate-'))
writeFileSync(join(folder, 'apigw.yaml'), 'name: pets\nstages:\n  dev: {target: local}\n')
writeFileSync(
  join(folder, 'openapi.yaml'),
  `openapi: 3.0.1
info: {title: pets, version: '1'}
paths:
  /pets:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration: {type: mock}
`,
)
const loaded = await loadSettings(folder)
const project = {...loaded, folder, target: {target: 'local' as const, origins: {}}, stageName: 'dev'}
const files = {project, surroundings: {cwd: folder, env: {}}}

const method: Change = {
  action: 'create',
  kind: 'method',
  address: 'restApi/pets/method/GET /pets',
  name: 'GET /pets',
  after: {},
}
const stage: Change = {action: 'create', kind: 'restStage', address: 'restApi/pets/stage/dev', name: 'dev', after: {}}

function planOf(operation: string, address: string): Plan {
  return {
    formatVersion: 1,
    api: {kind: 'rest', name: 'pets'},
    target: {name: 'dev', region: 'eu-west-1'},
    changes: [method, stage],
    findings: [],
    execution: {way: 'granular', calls: [{address, service: 'rest', operation, input: {}, ids: [], gives: []}]},
    budget: {granular: {calls: 1, seconds: 1}, import: {calls: 1, seconds: 1}},
    liveHash: '',
    contentHash: '',
  }
}

function failure(address: string, code: string, why: string): ApigwError {
  const fields = {exit: 'failure', what: 'It failed.', fix: 'Try again.'} as const
  const cause = new ApigwError({...fields, code, why})
  return new ApigwError({...fields, code: 'APPLY_PARTIAL', why, address}, {cause})
}

const api = 'restApi/pets'
const cases = [
  {
    name: 'each line of an import',
    ...{operation: 'PutRestApi', address: api, code: 'AWS_BAD_REQUEST'},
    why: "Errors found during import:\n\tUnable to put integration on 'GET' for resource at path '/pets': bad\n\tTitle must be specified.",
    places: ['openapi.yaml:7:7 AWS_IMPORT', 'openapi.yaml:2:8 AWS_IMPORT'],
  },
  {
    name: 'a call for a method',
    ...{operation: 'PutMethod', address: method.address, code: 'AWS_BAD_REQUEST'},
    why: 'Invalid authorizer ID specified.',
    places: ['openapi.yaml:5:5 AWS_REFUSED'],
  },
  {
    name: 'a call for a stage, which stands in apigw.yaml',
    ...{operation: 'CreateStage', address: stage.address, code: 'AWS_CONFLICT'},
    why: 'Stage already exists',
    places: ['apigw.yaml:3:3 AWS_REFUSED'],
  },
  {
    name: 'no file for a missing permission',
    ...{operation: 'PutMethod', address: method.address, code: 'AWS_ACCESS_DENIED'},
    why: 'User is not authorized.',
    places: [],
  },
]

for (const {name, operation, address, code, why, places} of cases) {
  test(`locateFailure names ${name}`, async () => {
    const error = await locateFailure(failure(address, code, why), planOf(operation, address), files)
    assert.ok(error instanceof ApigwError)
    assert.deepEqual(
      error.problems.map((problem) => `${problem.file}:${problem.line}:${problem.column} ${problem.code}`),
      places,
    )
    assert.deepEqual([error.code, error.why], ['APPLY_PARTIAL', why])
  })
}

test('locateFailure leaves every other error as it is', async () => {
  const error = new Error('a defect')
  assert.equal(await locateFailure(error, planOf('PutMethod', ''), files), error)
})

test("locateWarnings puts the place before AWS's words, where they name one", async () => {
  const known = "Unable to put method 'GET' on resource at path '/pets': x"
  assert.deepEqual(await locateWarnings([known, 'Unknown words'], files), [
    `openapi.yaml:5:5  ${known}`,
    'Unknown words',
  ])
})
