import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const authorizerUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:auth/invocations'

class MethodCaller extends Caller {
  readonly api = this.restApi()
  readonly method = {restApiId: this.api.restApiId, resourceId: this.api.rootId, httpMethod: 'ANY'}

  put(members: Members = {}): Members {
    return this.call('PutMethod', {...this.method, authorizationType: 'NONE', ...members})
  }

  authorizer(): string {
    return this.text(
      'CreateAuthorizer',
      {
        restApiId: this.api.restApiId,
        name: 'auth',
        type: 'TOKEN',
        authorizerUri,
        identitySource: 'method.request.header.Authorization',
      },
      'id',
    )
  }

  patch(...patchOperations: Members[]): Members {
    return this.call('UpdateMethod', {...this.method, patchOperations})
  }
}

const bare = {httpMethod: 'ANY', authorizationType: 'NONE', apiKeyRequired: false}

/** Recorded: localstack test_apigateway_api.snapshot.json, April 2024. */
test('PutMethod: answers what was given, and nothing that was not', () => {
  const caller = new MethodCaller()
  assert.deepEqual(caller.put(), bare)
  assert.deepEqual(caller.call('GetMethod', caller.method), bare)
  caller.call('DeleteMethod', caller.method)
  for (const operation of ['GetMethod', 'DeleteMethod']) {
    assert.equal(
      caller.refusal(operation, caller.method),
      'NotFoundException: Invalid Method identifier specified',
      operation,
    )
  }
  const [root] = (caller.call('GetResources', {restApiId: caller.api.restApiId}) as {items: Members[]}).items
  assert.deepEqual(root, {id: caller.api.rootId, path: '/'}, 'no empty map of methods stays')
})

const noAuthorizer =
  'BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.'

const putRefusals: {name: string; input: Members; refusal: string}[] = [
  {
    name: 'an unknown API',
    input: {restApiId: 'fake'},
    refusal: 'NotFoundException: Invalid Resource identifier specified',
  },
  {
    name: 'an unknown resource',
    input: {resourceId: 'fake'},
    refusal: 'NotFoundException: Invalid Resource identifier specified',
  },
  {
    name: 'an unknown verb',
    input: {httpMethod: 'WRONG'},
    refusal:
      'BadRequestException: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
  },
  {name: 'CUSTOM without an authorizer', input: {authorizationType: 'CUSTOM'}, refusal: noAuthorizer},
  {name: 'CUSTOM with an unknown one', input: {authorizationType: 'CUSTOM', authorizerId: 'x'}, refusal: noAuthorizer},
  {name: 'Cognito without an authorizer', input: {authorizationType: 'COGNITO_USER_POOLS'}, refusal: noAuthorizer},
  {
    name: 'an unknown validator',
    input: {requestValidatorId: 'fake'},
    refusal: 'BadRequestException: Invalid Request Validator identifier specified',
  },
  {
    name: 'an unknown model',
    input: {requestModels: {'application/json': 'petModel'}},
    refusal: 'BadRequestException: Invalid model identifier specified: petModel',
  },
  {
    name: 'one name in two places',
    input: {requestParameters: {'method.request.header.foo': true, 'method.request.querystring.foo': true}},
    refusal: 'BadRequestException: Parameter names must be unique across querystring, header and path',
  },
  {
    name: 'a parameter of another place',
    input: {requestParameters: {'method.request.cookie.foo': true}},
    refusal:
      'BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: method.request.cookie.foo]',
  },
]

for (const {name, input, refusal} of putRefusals) {
  test(`PutMethod: refuses ${name}`, () => {
    const caller = new MethodCaller()
    assert.equal(caller.refusal('PutMethod', {...caller.method, authorizationType: 'NONE', ...input}), refusal)
  })
}

test('PutMethod: refuses a verb that the resource has', () => {
  const caller = new MethodCaller()
  caller.put()
  assert.equal(
    caller.refusal('PutMethod', {...caller.method, authorizationType: 'NONE'}),
    'ConflictException: Method already exists for this resource',
  )
})

test('UpdateMethod: adds, replaces and removes as recorded', () => {
  const caller = new MethodCaller()
  caller.put()
  const optional = '/requestParameters/method.request.querystring.optional'
  const withMaps = {
    ...bare,
    requestParameters: {'method.request.querystring.optional': true},
    requestModels: {'application/json': 'Empty'},
  }
  assert.deepEqual(
    caller.patch(
      {op: 'add', path: optional, value: 'true'},
      {op: 'add', path: '/requestModels/application~1json', value: 'Empty'},
    ),
    withMaps,
  )
  const replaced = {
    ...withMaps,
    apiKeyRequired: true,
    authorizationType: 'AWS_IAM',
    operationName: 'ReplacedOperationName',
    requestParameters: {'method.request.querystring.optional': false},
  }
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/operationName', value: 'ReplacedOperationName'},
      {op: 'replace', path: '/apiKeyRequired', value: 'true'},
      {op: 'replace', path: '/authorizationType', value: 'AWS_IAM'},
      {op: 'replace', path: optional, value: 'false'},
    ),
    replaced,
  )
  const authorizerId = caller.authorizer()
  const custom = {...replaced, authorizationType: 'CUSTOM', authorizerId}
  assert.deepEqual(
    caller.patch(
      {op: 'replace', path: '/authorizerId', value: authorizerId},
      {op: 'replace', path: '/authorizationType', value: 'CUSTOM'},
    ),
    custom,
  )
  assert.deepEqual(
    caller.patch({op: 'remove', path: optional}, {op: 'remove', path: '/requestModels/application~1json'}),
    {...bare, apiKeyRequired: true, authorizationType: 'CUSTOM', authorizerId, operationName: 'ReplacedOperationName'},
  )
})

const updates: {name: string; operation: Members; answer?: Members; refusal?: string}[] = [
  {
    name: 'reads any other text as false',
    operation: {op: 'replace', path: '/apiKeyRequired', value: 'whatever'},
    answer: bare,
  },
  {
    name: 'ignores an authorizer where the type has none',
    operation: {op: 'replace', path: '/authorizerId', value: 'abc'},
    answer: bare,
  },
  {
    name: 'refuses to add a scalar',
    operation: {op: 'add', path: '/operationName', value: 'x'},
    refusal: 'BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
  },
  {
    name: 'refuses to remove a scalar',
    operation: {op: 'remove', path: '/operationName'},
    refusal: 'BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
  },
  ...['/httpMethod', '/requestParameters', '/requestModels/application/json'].map((path) => ({
    name: `refuses the path ${path}`,
    operation: {op: 'replace', path, value: 'x'},
    refusal: `BadRequestException: Invalid patch path ${path}`,
  })),
  {
    name: 'refuses CUSTOM without an authorizer',
    operation: {op: 'replace', path: '/authorizationType', value: 'CUSTOM'},
    refusal: noAuthorizer,
  },
  {
    name: 'refuses an unknown validator',
    operation: {op: 'replace', path: '/requestValidatorId', value: 'fake'},
    refusal: 'BadRequestException: Invalid Request Validator identifier specified',
  },
  {
    name: 'refuses to remove a parameter that is not there',
    operation: {op: 'remove', path: '/requestParameters/method.request.header.x'},
    refusal: 'NotFoundException: Invalid parameter name specified',
  },
  {
    name: 'refuses to replace a model that is not there',
    operation: {op: 'replace', path: '/requestModels/application~1xml', value: 'Empty'},
    refusal: 'NotFoundException: Content-Type specified was not found',
  },
]

for (const {name, operation, answer, refusal} of updates) {
  test(`UpdateMethod: ${name}`, () => {
    const caller = new MethodCaller()
    caller.put()
    if (refusal === undefined) assert.deepEqual(caller.patch(operation), answer)
    else assert.equal(caller.refusal('UpdateMethod', {...caller.method, patchOperations: [operation]}), refusal)
    assert.deepEqual(caller.call('GetMethod', caller.method), bare)
  })
}

test('method responses: keep what was given, lose maps with their last member', () => {
  const caller = new MethodCaller()
  caller.put()
  const response = {...caller.method, statusCode: '200'}
  assert.deepEqual(caller.call('PutMethodResponse', response), {statusCode: '200'})
  assert.equal(
    caller.refusal('PutMethodResponse', response),
    'ConflictException: Response already exists for this resource',
  )
  const header = '/responseParameters/method.response.header.my-header'
  const added = {
    statusCode: '200',
    responseModels: {'application/json': 'Empty'},
    responseParameters: {'method.response.header.my-header': true},
  }
  assert.deepEqual(
    caller.call('UpdateMethodResponse', {
      ...response,
      patchOperations: [
        {op: 'add', path: header, value: 'true'},
        {op: 'add', path: '/responseModels/application~1json', value: 'Empty'},
      ],
    }),
    added,
  )
  assert.deepEqual(caller.call('GetMethodResponse', response), added)
  assert.deepEqual(
    caller.call('UpdateMethodResponse', {
      ...response,
      patchOperations: [
        {op: 'remove', path: header},
        {op: 'remove', path: '/responseModels/application~1json'},
      ],
    }),
    {statusCode: '200'},
  )
  caller.call('DeleteMethodResponse', response)
  assert.deepEqual(caller.call('GetMethod', caller.method), bare)
})

const responseRefusals: {operation: Members; refusal: string}[] = [
  {
    operation: {op: 'remove', path: '/responseParameters/method.response.header.x'},
    refusal: 'NotFoundException: Invalid parameter name specified',
  },
  {
    operation: {op: 'replace', path: '/responseModels/application~1json', value: 'Empty'},
    refusal: 'NotFoundException: Content-Type specified was not found',
  },
  {
    operation: {op: 'add', path: '/wrong/method.response.header.my-header', value: 'true'},
    refusal: 'BadRequestException: Invalid patch path /wrong/method.response.header.my-header',
  },
]

for (const {operation, refusal} of responseRefusals) {
  test(`UpdateMethodResponse: refuses ${JSON.stringify(operation)}`, () => {
    const caller = new MethodCaller()
    caller.put()
    const response = {...caller.method, statusCode: '200'}
    caller.call('PutMethodResponse', response)
    assert.equal(caller.refusal('UpdateMethodResponse', {...response, patchOperations: [operation]}), refusal)
  })
}

test('method responses of unknown things are 404, the outermost first', () => {
  const caller = new MethodCaller()
  caller.put()
  const labels = {...caller.method, statusCode: '404'}
  const cases: [Members, string][] = [
    [labels, 'Invalid Response status code specified'],
    [{...labels, httpMethod: 'GET'}, 'Invalid Method identifier specified'],
    [{...labels, resourceId: 'fake'}, 'Invalid Resource identifier specified'],
    [{...labels, restApiId: 'fake'}, 'Invalid Resource identifier specified'],
  ]
  for (const operation of ['GetMethodResponse', 'UpdateMethodResponse', 'DeleteMethodResponse']) {
    for (const [input, message] of cases) {
      assert.equal(caller.refusal(operation, input), `NotFoundException: ${message}`, operation)
    }
  }
})
