import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller, nowMs} from './caller.js'

const created = {
  id: 'i1zzzzzzzz',
  name: 'pets',
  createdDate: nowMs,
  rootResourceId: 'i2zzzzzzzz',
  apiKeySource: 'HEADER',
  disableExecuteApiEndpoint: false,
  endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
}

/** Recorded: localstack test_apigateway_api.snapshot.json, July 2025. */
const creations: {name: string; input: Members; answer: Members}[] = [
  {name: 'the defaults for a name alone', input: {}, answer: created},
  {name: 'the version', input: {version: 'v1'}, answer: {...created, version: 'v1'}},
  {name: 'no binary media types for an empty list', input: {binaryMediaTypes: []}, answer: created},
  {
    name: 'binary media types',
    input: {binaryMediaTypes: ['image/png']},
    answer: {...created, binaryMediaTypes: ['image/png']},
  },
  {name: 'tags', input: {tags: {team: 'store'}}, answer: {...created, tags: {team: 'store'}}},
  {name: 'no tags for an empty map', input: {tags: {}}, answer: created},
  {
    name: 'dualstack for a private endpoint',
    input: {endpointConfiguration: {types: ['PRIVATE']}},
    answer: {...created, endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'dualstack'}},
  },
  {
    name: 'the chosen address type',
    input: {endpointConfiguration: {ipAddressType: 'dualstack'}},
    answer: {...created, endpointConfiguration: {types: ['EDGE'], ipAddressType: 'dualstack'}},
  },
]

for (const {name, input, answer} of creations) {
  test(`CreateRestApi: answers ${name}`, () => {
    assert.deepEqual(new Caller().call('CreateRestApi', {name: 'pets', ...input}), answer)
  })
}

const refusals: {name: string; input: Members; refusal: string}[] = [
  {
    name: 'an empty description, before anything else',
    input: {description: '', endpointConfiguration: {types: []}},
    refusal: 'BadRequestException: Description cannot be an empty string',
  },
  {
    name: 'no endpoint type',
    input: {endpointConfiguration: {types: []}},
    refusal: 'BadRequestException: REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
  },
  {
    name: 'two endpoint types',
    input: {endpointConfiguration: {types: ['EDGE', 'REGIONAL']}},
    refusal: 'BadRequestException: Cannot create an api with multiple Endpoint Types.',
  },
  {
    name: 'ipv4 for a private API',
    input: {endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'ipv4'}},
    refusal: 'BadRequestException: Only dualstack ipAddressType is supported for Private APIs.',
  },
  ...[-1, 10_485_761, 1.5].map((minimumCompressionSize) => ({
    name: `compression from ${minimumCompressionSize} bytes`,
    input: {minimumCompressionSize},
    refusal: 'BadRequestException: Invalid minimum compression size, must be between 0 and 10485760',
  })),
  {
    name: 'a policy that is no JSON',
    input: {policy: '{'},
    refusal:
      'BadRequestException: Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
  },
]

for (const {name, input, refusal} of refusals) {
  test(`CreateRestApi: refuses ${name}`, () => {
    assert.equal(new Caller().refusal('CreateRestApi', {name: 'pets', ...input}), refusal)
  })
}

test('CreateRestApi: makes the models Empty and Error', () => {
  const caller = new Caller()
  const {items} = caller.call('GetModels', caller.restApi()) as {items: {name: string; description: string}[]}
  assert.deepEqual(
    items.map(({name, description}) => [name, description]),
    [
      ['Empty', 'This is a default empty schema model'],
      ['Error', 'This is a default error schema model'],
    ],
  )
})

test('CreateRestApi: cloneFrom copies resources, methods and models', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.mockApi()
  caller.call('CreateResource', {restApiId, parentId: rootId, pathPart: 'pets'})
  const copy = caller.restApi({name: 'copy', cloneFrom: restApiId})
  const shape = (id: string): unknown =>
    (caller.call('GetResources', {restApiId: id, embed: ['methods']}) as {items: {path: string}[]}).items.map(
      ({path}) => path,
    )
  assert.deepEqual(shape(copy.restApiId), shape(restApiId))
  assert.deepEqual(caller.call('GetMethod', {restApiId: copy.restApiId, resourceId: copy.rootId, httpMethod: 'GET'}), {
    ...caller.call('GetMethod', {restApiId, resourceId: rootId, httpMethod: 'GET'}),
  })
})

const patched = {...created, tags: {}}
const patches: {name: string; input?: Members; operations: Members[]; answer: Members}[] = [
  {
    name: 'adds media types in the order given',
    operations: [
      {op: 'add', path: '/binaryMediaTypes/image~1png'},
      {op: 'add', path: '/binaryMediaTypes/image~1jpeg'},
    ],
    answer: {...patched, binaryMediaTypes: ['image/png', 'image/jpeg']},
  },
  {
    name: 'replaces a media type by removing the old one and appending the new',
    input: {binaryMediaTypes: ['image/png', 'image/jpeg']},
    operations: [{op: 'replace', path: '/binaryMediaTypes/image~1png', value: 'image/gif'}],
    answer: {...patched, binaryMediaTypes: ['image/jpeg', 'image/gif']},
  },
  {
    name: 'removes the last media type with its list, and the description',
    input: {binaryMediaTypes: ['image/gif'], description: 'old'},
    operations: [
      {op: 'remove', path: '/binaryMediaTypes/image~1gif'},
      {op: 'remove', path: '/description'},
    ],
    answer: patched,
  },
  {
    name: 'takes the bare index as a media type',
    operations: [{op: 'add', path: '/binaryMediaTypes/-', value: 'image/png'}],
    answer: {...patched, binaryMediaTypes: ['-']},
  },
  {
    name: 'turns compression on at zero bytes',
    operations: [{op: 'replace', path: '/minimumCompressionSize', value: '0'}],
    answer: {...patched, minimumCompressionSize: 0},
  },
  {
    name: 'turns compression off for no value',
    input: {minimumCompressionSize: 10},
    operations: [{op: 'replace', path: '/minimumCompressionSize'}],
    answer: patched,
  },
  {
    name: 'makes an API private, which is dualstack',
    operations: [{op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'PRIVATE'}],
    answer: {...patched, endpointConfiguration: {types: ['PRIVATE'], ipAddressType: 'dualstack'}},
  },
  {
    name: 'takes an index in place of the type',
    operations: [{op: 'replace', path: '/endpointConfiguration/types/0', value: 'REGIONAL'}],
    answer: {...patched, endpointConfiguration: {types: ['REGIONAL'], ipAddressType: 'ipv4'}},
  },
  {
    name: 'changes several members in one call',
    operations: [
      {op: 'replace', path: '/name', value: 'cats'},
      {op: 'replace', path: '/description', value: 'Cats.'},
      {op: 'replace', path: '/apiKeySource', value: 'AUTHORIZER'},
      {op: 'replace', path: '/disableExecuteApiEndpoint', value: 'true'},
    ],
    answer: {
      ...patched,
      name: 'cats',
      description: 'Cats.',
      apiKeySource: 'AUTHORIZER',
      disableExecuteApiEndpoint: true,
    },
  },
]

for (const {name, input = {}, operations, answer} of patches) {
  test(`UpdateRestApi: ${name}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.restApi(input)
    assert.deepEqual(caller.call('UpdateRestApi', {restApiId, patchOperations: operations}), answer)
    assert.deepEqual(caller.call('GetRestApi', {restApiId}), answer)
  })
}

const privateApi = {endpointConfiguration: {types: ['PRIVATE']}}
const patchRefusals: {operation: Members; input?: Members; refusal: string}[] = [
  ...['add', 'replace', 'remove'].map((op) => ({
    operation: {op, path: '/binaryMediaTypes', value: 'image/png'},
    refusal: 'BadRequestException: Invalid patch path /binaryMediaTypes',
  })),
  {
    operation: {op: 'add', path: '/minimumCompressionSize', value: '10'},
    refusal: 'BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
  },
  ...['-1', 'big', '10485761'].map((value) => ({
    operation: {op: 'replace', path: '/minimumCompressionSize', value},
    refusal: 'BadRequestException: Invalid minimum compression size, must be between 0 and 10485760',
  })),
  {
    operation: {op: 'replace', path: '/endpointConfiguration/ipAddressType', value: 'ipv4'},
    input: privateApi,
    refusal: 'BadRequestException: Only dualstack ipAddressType is supported for Private APIs.',
  },
  {
    operation: {op: 'replace', path: '/endpointConfiguration/ipAddressType', value: 'wrong'},
    refusal: 'BadRequestException: ipAddressType must be either ipv4 or dualstack.',
  },
  {
    operation: {op: 'remove', path: '/endpointConfiguration/ipAddressType'},
    refusal: 'BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
  },
  {
    operation: {op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'wrong'},
    refusal: 'BadRequestException: Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE',
  },
  {
    operation: {op: 'test', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL'},
    refusal: "BadRequestException: Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
  },
  {operation: {op: 'replace', value: 'x'}, refusal: 'BadRequestException: Invalid patch path null'},
  {operation: {op: 'replace', path: '/id', value: 'x'}, refusal: 'BadRequestException: Invalid patch path /id'},
]

for (const {operation, input = {}, refusal} of patchRefusals) {
  test(`UpdateRestApi: refuses ${JSON.stringify(operation)}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.restApi(input)
    const before = caller.call('GetRestApi', {restApiId})
    const first = {op: 'replace', path: '/name', value: 'changed'}
    assert.equal(caller.refusal('UpdateRestApi', {restApiId, patchOperations: [first, operation]}), refusal)
    assert.deepEqual(caller.call('GetRestApi', {restApiId}), before, 'nothing of the list was applied')
  })
}

test('a resource policy names the API in full and is answered escaped', () => {
  const caller = new Caller()
  const statement = {Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}
  const {restApiId} = caller.restApi({policy: JSON.stringify({Version: '2012-10-17', Statement: [statement]})})
  const answered = String(caller.call('GetRestApi', {restApiId})['policy'])
  assert.deepEqual(JSON.parse(JSON.parse(`"${answered}"`) as string), {
    Version: '2012-10-17',
    Statement: [{...statement, Resource: `arn:aws:execute-api:eu-west-1:111111111111:${restApiId}/*`}],
  })
  caller.call('UpdateRestApi', {restApiId, patchOperations: [{op: 'replace', path: '/policy', value: answered}]})
  assert.equal(caller.call('GetRestApi', {restApiId})['policy'], answered, 'what AWS answers can be sent back')
})

test('DeleteRestApi: takes everything below the API with it', () => {
  const caller = new Caller()
  const {restApiId} = caller.mockApi()
  caller.call('CreateDeployment', {restApiId, stageName: 'prod'})
  caller.call('DeleteRestApi', {restApiId})
  for (const kind of ['resource', 'model', 'deployment', 'restSnapshot', 'stage'] as const) {
    assert.deepEqual(caller.store.list(kind, [restApiId]), [], kind)
  }
  assert.equal(
    caller.refusal('GetRestApi', {restApiId}),
    `NotFoundException: Invalid API identifier specified 111111111111:${restApiId}`,
  )
})

test('an API is unknown to other accounts and regions', () => {
  const caller = new Caller()
  const {restApiId} = caller.restApi()
  for (const scope of [
    {accountId: '222222222222', region: 'eu-west-1'},
    {accountId: '111111111111', region: 'us-east-1'},
  ]) {
    const context = {...caller.context, scope}
    assert.deepEqual(caller.call('GetRestApis', {}, context), {items: []})
    assert.throws(() => caller.call('GetRestApi', {restApiId}, context), /Invalid API identifier specified/)
    assert.throws(() => caller.call('GetStages', {restApiId}, context), /Invalid API identifier specified/)
  }
})
