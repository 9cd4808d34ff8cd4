import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

class IntegrationCaller extends Caller {
  readonly api = this.restApi()
  readonly method = {restApiId: this.api.restApiId, resourceId: this.api.rootId, httpMethod: 'GET'}
  readonly defaults = {
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    cacheNamespace: this.api.rootId,
    cacheKeyParameters: [],
  }

  constructor() {
    super()
    this.call('PutMethod', {
      ...this.method,
      authorizationType: 'NONE',
      requestParameters: {'method.request.querystring.page': false},
    })
  }

  put(members: Members): Members {
    return this.call('PutIntegration', {...this.method, ...members})
  }
}

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:pets/invocations'
const role = 'arn:aws:iam::111111111111:role/gateway'

/** Recorded or stated: localstack tests of April 2024, docs/aws-facts.md "Control plane". */
const accepted: {name: string; input: Members; answer: Members}[] = [
  {name: 'MOCK, whose target is forgotten', input: {type: 'MOCK', uri: 'http://example.com'}, answer: {type: 'MOCK'}},
  {
    name: 'HTTP',
    input: {type: 'HTTP', uri: 'http://example.com', integrationHttpMethod: 'POST'},
    answer: {type: 'HTTP', uri: 'http://example.com', httpMethod: 'POST'},
  },
  {
    name: 'HTTP_PROXY to a local backend',
    input: {type: 'HTTP_PROXY', uri: 'http://127.0.0.1:8080/{proxy}', integrationHttpMethod: 'ANY'},
    answer: {type: 'HTTP_PROXY', uri: 'http://127.0.0.1:8080/{proxy}', httpMethod: 'ANY'},
  },
  {
    name: 'a stage variable as host',
    input: {type: 'HTTP', uri: 'http://${stageVariables.host}/x', integrationHttpMethod: 'GET'},
    answer: {type: 'HTTP', uri: 'http://${stageVariables.host}/x', httpMethod: 'GET'},
  },
  {
    name: 'AWS to a service with a role',
    input: {
      type: 'AWS',
      uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k',
      integrationHttpMethod: 'POST',
      credentials: role,
    },
    answer: {type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k', httpMethod: 'POST', credentials: role},
  },
  ...['AWS', 'AWS_PROXY'].map((type) => ({
    name: `${type} to a function without a role`,
    input: {type, uri: lambda, integrationHttpMethod: 'POST'},
    answer: {type, uri: lambda, httpMethod: 'POST'},
  })),
  {
    name: 'a function URI with two slashes',
    input: {type: 'AWS_PROXY', uri: lambda.replace('path/', 'path//'), integrationHttpMethod: 'POST'},
    answer: {type: 'AWS_PROXY', uri: lambda.replace('path/', 'path//'), httpMethod: 'POST'},
  },
  {
    name: 'a VPC link from a stage variable',
    input: {
      type: 'HTTP_PROXY',
      uri: 'http://nlb.example.com',
      integrationHttpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId: '${stageVariables.vpcLinkId}',
    },
    answer: {
      type: 'HTTP_PROXY',
      uri: 'http://nlb.example.com',
      httpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId: '${stageVariables.vpcLinkId}',
    },
  },
]

for (const {name, input, answer} of accepted) {
  test(`PutIntegration: takes ${name}`, () => {
    const caller = new IntegrationCaller()
    assert.deepEqual(caller.put(input), {...caller.defaults, ...answer})
    assert.deepEqual(caller.call('GetIntegration', caller.method), {...caller.defaults, ...answer})
  })
}

const invalid = 'BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : '
const http = {type: 'HTTP', uri: 'http://example.com', integrationHttpMethod: 'GET'}

const refused: {name: string; input: Members; refusal: string}[] = [
  ...['HTTP', 'HTTP_PROXY', 'AWS'].map((type) => ({
    name: `${type} without a verb`,
    input: {type, uri: 'http://example.com'},
    refusal: 'BadRequestException: Enumeration value for HttpMethod must be non-empty',
  })),
  ...['HTTP', 'HTTP_PROXY'].map((type) => ({
    name: `${type} to no URL`,
    input: {type, uri: 'non-valid-http', integrationHttpMethod: 'POST'},
    refusal: 'BadRequestException: Invalid HTTP endpoint specified for URI',
  })),
  {
    name: 'AWS to no ARN',
    input: {type: 'AWS', uri: 'non-valid-arn', integrationHttpMethod: 'POST'},
    refusal: 'BadRequestException: Invalid ARN specified in the request',
  },
  {
    name: 'AWS to an ARN of another kind',
    input: {type: 'AWS', uri: 'arn:aws:iam::0000000000:role/service-role/asdf', integrationHttpMethod: 'POST'},
    refusal: 'BadRequestException: AWS ARN for integration must contain path or action',
  },
  {
    name: 'AWS_PROXY to S3',
    input: {
      type: 'AWS_PROXY',
      uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k',
      integrationHttpMethod: 'POST',
      credentials: role,
    },
    refusal:
      "BadRequestException: Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  },
  {
    name: 'AWS to a service without a role',
    input: {type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k', integrationHttpMethod: 'POST'},
    refusal: 'BadRequestException: Role ARN must be specified for AWS integrations',
  },
  {
    name: 'a mapping to no expression',
    input: {...http, requestParameters: {'integration.request.path.testPath': 'true'}},
    refusal: `${invalid}[Invalid mapping expression specified: true]`,
  },
  {
    name: 'a mapping from a parameter that the method does not declare',
    input: {...http, requestParameters: {'integration.request.header.x': 'method.request.querystring.x'}},
    refusal: `${invalid}[Invalid mapping expression parameter specified: method.request.querystring.x]`,
  },
  {
    name: 'a template for no media type',
    input: {...http, requestTemplates: {123: '{}'}},
    refusal: 'BadRequestException: Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
  },
  ...[49, 29_001].map((timeoutInMillis) => ({
    name: `a timeout of ${timeoutInMillis} ms`,
    input: {...http, timeoutInMillis},
    refusal: 'BadRequestException: Timeout should be between 50 ms and 29000 ms',
  })),
  {
    name: 'an unknown verb',
    input: {httpMethod: 'PUT', type: 'MOCK'},
    refusal: 'NotFoundException: Invalid Method identifier specified',
  },
  {
    name: 'an unknown resource',
    input: {resourceId: 'fake', type: 'MOCK'},
    refusal: 'NotFoundException: Invalid Resource identifier specified',
  },
]

for (const {name, input, refusal} of refused) {
  test(`PutIntegration: refuses ${name}`, () => {
    const caller = new IntegrationCaller()
    assert.equal(caller.refusal('PutIntegration', {...caller.method, ...input}), refusal)
  })
}

test('UpdateIntegration: changes members, maps and cache keys', () => {
  const caller = new IntegrationCaller()
  caller.put(http)
  const answer = caller.call('UpdateIntegration', {
    ...caller.method,
    patchOperations: [
      {op: 'replace', path: '/uri', value: 'https://example.org'},
      {op: 'replace', path: '/timeoutInMillis', value: '100'},
      {op: 'replace', path: '/passthroughBehavior', value: 'NEVER'},
      {op: 'replace', path: '/tlsConfig/insecureSkipVerification', value: 'true'},
      {op: 'add', path: '/cacheKeyParameters/method.request.querystring.page'},
      {op: 'add', path: '/requestTemplates/application~1json', value: '{}'},
      {op: 'add', path: '/requestParameters/integration.request.header.x', value: "'y'"},
      {op: 'replace', path: '/contentHandling', value: 'CONVERT_TO_TEXT'},
      {op: 'replace', path: '/contentHandling', value: ''},
    ],
  })
  assert.deepEqual(answer, {
    ...caller.defaults,
    type: 'HTTP',
    httpMethod: 'GET',
    uri: 'https://example.org',
    timeoutInMillis: 100,
    passthroughBehavior: 'NEVER',
    tlsConfig: {insecureSkipVerification: true},
    cacheKeyParameters: ['method.request.querystring.page'],
    requestTemplates: {'application/json': '{}'},
    requestParameters: {'integration.request.header.x': "'y'"},
  })
})

for (const [operation, refusal] of [
  [{op: 'replace', path: '/type', value: 'MOCK'}, 'BadRequestException: Invalid patch path /type'],
  [{op: 'replace', path: '/uri', value: 'nowhere'}, 'BadRequestException: Invalid HTTP endpoint specified for URI'],
  [
    {op: 'remove', path: '/requestTemplates/application~1json'},
    'NotFoundException: Content-Type specified was not found',
  ],
  [{op: 'remove', path: '/cacheKeyParameters/x'}, 'NotFoundException: Invalid parameter name specified'],
] as const) {
  test(`UpdateIntegration: refuses ${operation.op} ${operation.path}`, () => {
    const caller = new IntegrationCaller()
    caller.put(http)
    assert.equal(caller.refusal('UpdateIntegration', {...caller.method, patchOperations: [operation]}), refusal)
  })
}

test('integrations of unknown things are 404, the outermost first', () => {
  const caller = new IntegrationCaller()
  const cases: [Members, string][] = [
    [{restApiId: 'fake'}, 'Invalid Resource identifier specified'],
    [{resourceId: 'fake'}, 'Invalid Resource identifier specified'],
    [{httpMethod: 'POST'}, 'Invalid Method identifier specified'],
    [{}, 'Invalid Integration identifier specified'],
  ]
  for (const [members, message] of cases) {
    for (const operation of ['GetIntegration', 'UpdateIntegration', 'DeleteIntegration']) {
      assert.equal(
        caller.refusal(operation, {...caller.method, ...members}),
        `NotFoundException: ${message}`,
        operation,
      )
    }
  }
})

test('integration responses: lifecycle as recorded', () => {
  const caller = new IntegrationCaller()
  caller.put({type: 'MOCK', requestTemplates: {'application/json': '{"statusCode": 200}'}})
  const labels = {...caller.method, statusCode: '200'}
  const created = {statusCode: '200', selectionPattern: '', responseTemplates: {'application/json': '"created"'}}
  assert.deepEqual(caller.call('PutIntegrationResponse', {...labels, ...created}), created)
  assert.deepEqual(caller.call('GetIntegrationResponse', labels), created)
  const patchOperations = [{op: 'replace', path: '/selectionPattern', value: 'updated-pattern'}]
  assert.deepEqual(caller.call('UpdateIntegrationResponse', {...labels, patchOperations}), {
    ...created,
    selectionPattern: 'updated-pattern',
  })
  const overwritten = {statusCode: '200', selectionPattern: 'p', responseTemplates: {'application/json': 'overwrite'}}
  assert.deepEqual(caller.call('PutIntegrationResponse', {...labels, ...overwritten}), overwritten)
  assert.deepEqual(caller.call('GetIntegration', caller.method)['integrationResponses'], {200: overwritten})
  caller.call('DeleteIntegrationResponse', labels)
  assert.equal(caller.call('GetIntegration', caller.method)['integrationResponses'], undefined)
})

const responseRefusals: {name: string; operation: string; input: Members; refusal: string}[] = [
  {
    name: 'an unknown status code',
    operation: 'GetIntegrationResponse',
    input: {},
    refusal: 'NotFoundException: Invalid Response status code specified',
  },
  {
    name: 'an unknown status code',
    operation: 'DeleteIntegrationResponse',
    input: {},
    refusal: 'NotFoundException: Invalid Response status code specified',
  },
  {
    name: 'an unknown verb, which is an unknown integration here',
    operation: 'DeleteIntegrationResponse',
    input: {httpMethod: 'POST'},
    refusal: 'NotFoundException: Invalid Integration identifier specified',
  },
  {
    name: 'an unknown verb',
    operation: 'PutIntegrationResponse',
    input: {httpMethod: 'POST'},
    refusal: 'NotFoundException: Invalid Method identifier specified',
  },
  {
    name: 'a template for no media type',
    operation: 'PutIntegrationResponse',
    input: {responseTemplates: {123: 'x'}},
    refusal: 'BadRequestException: Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
  },
  {
    name: 'a header without a method response',
    operation: 'PutIntegrationResponse',
    input: {responseParameters: {'method.response.header.x': "'y'"}},
    refusal: `${invalid}[No method response exists for method.]`,
  },
  {
    name: 'a header that the method response does not declare',
    operation: 'PutIntegrationResponse',
    input: {statusCode: '201', responseParameters: {'method.response.header.x': "'y'"}},
    refusal: `${invalid}[Invalid mapping expression parameter specified: method.response.header.x]`,
  },
]

for (const {name, operation, input, refusal} of responseRefusals) {
  test(`${operation}: refuses ${name}`, () => {
    const caller = new IntegrationCaller()
    caller.put({type: 'MOCK'})
    caller.call('PutMethodResponse', {...caller.method, statusCode: '201'})
    assert.equal(caller.refusal(operation, {...caller.method, statusCode: '200', ...input}), refusal)
  })
}

test('GetIntegrationResponse: refuses a method without an integration', () => {
  const caller = new IntegrationCaller()
  assert.equal(
    caller.refusal('GetIntegrationResponse', {...caller.method, statusCode: '200'}),
    'NotFoundException: Invalid Integration identifier specified',
  )
})
