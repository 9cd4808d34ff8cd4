import assert from 'node:assert/strict'
import {test} from 'vitest'
import {jsonDepth} from '../../../../src/gateway/control/apigateway/json-depth.js'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
}

function definition(paths: readonly string[], members: object = {}): Buffer {
  const items = Object.fromEntries(paths.map((path) => [path, {get: {responses: {}}}]))
  return Buffer.from(JSON.stringify({openapi: '3.0.1', info: {title: 'x', version: '1'}, paths: items, ...members}))
}

const wide = Array.from({length: 200}, (_, index) => `/r${index}${'/a'.repeat(500)}`)
const tooLong = 'BadRequestException: Resource path is too long, at most 2048 characters are allowed'

/** Small bodies that stand for a lot of memory, a lot of time or a deep stack. */
const cases: {name: string; operation: string; input: Members; refusal: string | RegExp}[] = [
  {
    name: 'a path of ten thousand parts',
    operation: 'ImportRestApi',
    input: {body: definition(['/a'.repeat(10_000)])},
    refusal: tooLong,
  },
  {
    name: 'two hundred paths of five hundred parts',
    operation: 'ImportRestApi',
    input: {body: definition(wide)},
    refusal: /^LimitExceededException: Maximum number of resources for this API has been reached\./,
  },
  {
    name: 'a base path of ten thousand parts',
    operation: 'ImportRestApi',
    input: {
      body: definition(['/a'], {servers: [{url: `https://example.com${'/a'.repeat(10_000)}`}]}),
      parameters: {basepath: 'prepend'},
    },
    refusal: 'BadRequestException: Invalid OpenAPI input.',
  },
  {
    name: 'a schema of a hundred thousand levels',
    operation: 'CreateModel',
    input: {name: 'A', contentType: 'application/json', schema: nested(100_000)},
    refusal: /nested too deeply/,
  },
  {
    name: 'properties of a hundred thousand levels',
    operation: 'CreateDocumentationPart',
    input: {location: {type: 'API'}, properties: nested(100_000)},
    refusal: /nested too deeply/,
  },
  {
    name: 'a policy of thousands of levels',
    operation: 'UpdateRestApi',
    input: {patchOperations: [{op: 'replace', path: '/policy', value: `{"Statement":[${nested(2_000)}]}`}]},
    refusal: /^BadRequestException: Invalid policy document\./,
  },
  {
    name: 'keys with a quote that never ends',
    operation: 'ImportApiKeys',
    input: {format: 'csv', body: Buffer.from(`name,key\n"${'x'.repeat(5_000_000)}`)},
    refusal: 'BadRequestException: Invalid CSV at character 10',
  },
  {
    name: 'a patch path with a million slashes',
    operation: 'UpdateRestApi',
    input: {patchOperations: [{op: 'replace', path: '/'.repeat(1_000_000), value: 'x'}]},
    refusal: /^BadRequestException: Invalid patch path/,
  },
  {
    name: 'a patch operation that every object of JavaScript has',
    operation: 'UpdateRestApi',
    input: {patchOperations: [{op: '__proto__', path: '/name', value: 'x'}]},
    refusal: 'BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
  },
  {
    name: 'a position that is a bomb of brackets',
    operation: 'GetRestApis',
    input: {position: Buffer.from('['.repeat(1_000_000)).toString('base64url')},
    refusal: 'BadRequestException: Invalid position parameter specified',
  },
]

for (const {name, operation, input, refusal} of cases) {
  test(`${operation}: refuses ${name}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.restApi()
    const answer = caller.refusal(operation, {restApiId, ...input})
    if (typeof refusal === 'string') assert.equal(answer, refusal)
    else assert.match(answer, refusal)
    assert.equal((caller.call('GetRestApis')['items'] as unknown[]).length, 1)
  })
}

test('CreateResource: refuses a tree that is deeper than any URL', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.restApi()
  let parentId = rootId
  for (let index = 0; index < 8; index += 1) {
    parentId = caller.text('CreateResource', {restApiId, parentId, pathPart: 'x'.repeat(250)}, 'id')
  }
  assert.equal(caller.refusal('CreateResource', {restApiId, parentId, pathPart: 'x'.repeat(250)}), tooLong)
})

/** Names that mean something to JavaScript are names like any other. */
for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
  test(`names: nothing is found under ${name}`, () => {
    const caller = new Caller()
    const {restApiId, rootId} = caller.mockApi()
    const calls: [string, Members][] = [
      ['GetRestApi', {restApiId: name}],
      ['GetResource', {restApiId, resourceId: name}],
      ['GetMethod', {restApiId, resourceId: rootId, httpMethod: name}],
      ['GetMethodResponse', {restApiId, resourceId: rootId, httpMethod: 'GET', statusCode: name}],
      ['GetIntegrationResponse', {restApiId, resourceId: rootId, httpMethod: 'GET', statusCode: name}],
      ['GetModel', {restApiId, modelName: name}],
      ['GetStage', {restApiId, stageName: name}],
      ['GetUsagePlan', {usagePlanId: name}],
      ['GetDomainName', {domainName: name}],
    ]
    for (const [operation, input] of calls) {
      assert.match(caller.refusal(operation, input), /^NotFoundException: /, operation)
    }
  })
}

const depths: [json: string, depth: number][] = [
  ['1', 0],
  ['{}', 1],
  ['[[],[[]]]', 3],
  ['{"a":"[[[["}', 1],
  ['{"a\\"[[":[1]}', 2],
]

for (const [json, depth] of depths) {
  test(`JSON depth: ${json} has ${depth}`, () => assert.equal(jsonDepth(json), depth))
}
