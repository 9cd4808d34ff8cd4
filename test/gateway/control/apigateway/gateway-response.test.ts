import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const builtIn = {'application/json': '{"message":$context.error.messageString}'}

class ResponseCaller extends Caller {
  readonly api = this.restApi()

  labels(responseType: string): {restApiId: string; responseType: string} {
    return {restApiId: this.api.restApiId, responseType}
  }

  get(responseType: string): Members {
    return this.call('GetGatewayResponse', this.labels(responseType))
  }
}

/** Recorded: localstack test_apigateway_api.snapshot.json, June 2024. */
test('GetGatewayResponses: always lists all 21 types, sorted', () => {
  const caller = new ResponseCaller()
  const {items, position} = caller.call('GetGatewayResponses', {restApiId: caller.api.restApiId}) as {
    items: {responseType: string; statusCode?: string}[]
    position?: string
  }
  assert.equal(position, undefined)
  assert.deepEqual(
    items.map(({responseType, statusCode}) => `${responseType} ${statusCode ?? '-'}`),
    [
      'ACCESS_DENIED 403',
      'API_CONFIGURATION_ERROR 500',
      'AUTHORIZER_CONFIGURATION_ERROR 500',
      'AUTHORIZER_FAILURE 500',
      'BAD_REQUEST_BODY 400',
      'BAD_REQUEST_PARAMETERS 400',
      'DEFAULT_4XX -',
      'DEFAULT_5XX -',
      'EXPIRED_TOKEN 403',
      'INTEGRATION_FAILURE 504',
      'INTEGRATION_TIMEOUT 504',
      'INVALID_API_KEY 403',
      'INVALID_SIGNATURE 403',
      'MISSING_AUTHENTICATION_TOKEN 403',
      'QUOTA_EXCEEDED 429',
      'REQUEST_TOO_LARGE 413',
      'RESOURCE_NOT_FOUND 404',
      'THROTTLED 429',
      'UNAUTHORIZED 401',
      'UNSUPPORTED_MEDIA_TYPE 415',
      'WAF_FILTERED 403',
    ],
  )
  assert.deepEqual(items[6], {
    responseType: 'DEFAULT_4XX',
    defaultResponse: true,
    responseParameters: {},
    responseTemplates: builtIn,
  })
})

const parameters = {'gatewayresponse.header.x-request-header': 'method.request.header.Accept'}
const puts: {name: string; type: string; input: Members; answer: Members}[] = [
  {
    name: 'a status code alone',
    type: 'MISSING_AUTHENTICATION_TOKEN',
    input: {statusCode: '404'},
    answer: {statusCode: '404', responseParameters: {}, responseTemplates: builtIn},
  },
  {
    name: 'parameters alone',
    type: 'MISSING_AUTHENTICATION_TOKEN',
    input: {responseParameters: parameters},
    answer: {statusCode: '403', responseParameters: parameters, responseTemplates: builtIn},
  },
  {
    name: 'templates alone',
    type: 'MISSING_AUTHENTICATION_TOKEN',
    input: {responseTemplates: {'application/json': '{}'}},
    answer: {statusCode: '403', responseParameters: {}, responseTemplates: {'application/json': '{}'}},
  },
]

for (const {name, type, input, answer} of puts) {
  test(`PutGatewayResponse: ${name}`, () => {
    const caller = new ResponseCaller()
    const expected = {responseType: type, defaultResponse: false, ...answer}
    assert.deepEqual(caller.call('PutGatewayResponse', {...caller.labels(type), ...input}), expected)
    assert.deepEqual(caller.get(type), expected)
    caller.call('DeleteGatewayResponse', caller.labels(type))
    assert.equal(caller.get(type)['defaultResponse'], true)
  })
}

test('types that were not put show what their default was put to', () => {
  const caller = new ResponseCaller()
  const put = {statusCode: '599', responseParameters: parameters, responseTemplates: {'application/json': '{}'}}
  caller.call('PutGatewayResponse', {...caller.labels('DEFAULT_5XX'), ...put})
  caller.call('PutGatewayResponse', {
    ...caller.labels('AUTHORIZER_FAILURE'),
    responseParameters: {'gatewayresponse.header.foo': "'bar'"},
  })
  assert.deepEqual(caller.get('INTEGRATION_FAILURE'), {
    responseType: 'INTEGRATION_FAILURE',
    defaultResponse: true,
    ...put,
  })
  assert.deepEqual(caller.get('AUTHORIZER_FAILURE'), {
    responseType: 'AUTHORIZER_FAILURE',
    defaultResponse: false,
    statusCode: '500',
    responseParameters: {'gatewayresponse.header.foo': "'bar'"},
    responseTemplates: builtIn,
  })
  assert.equal(caller.get('UNAUTHORIZED')['statusCode'], '401')
})

test('UpdateGatewayResponse: makes a type its own, then changes it', () => {
  const caller = new ResponseCaller()
  const labels = caller.labels('DEFAULT_4XX')
  const patch = (...patchOperations: Members[]): Members =>
    caller.call('UpdateGatewayResponse', {...labels, patchOperations})
  assert.deepEqual(patch({op: 'replace', path: '/statusCode', value: '444'}), {
    responseType: 'DEFAULT_4XX',
    defaultResponse: false,
    statusCode: '444',
    responseParameters: {},
    responseTemplates: builtIn,
  })
  const header = '/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin'
  const changed = patch(
    {op: 'add', path: header, value: "'a.b.c'"},
    {op: 'replace', path: header, value: "'example.com'"},
    {op: 'add', path: '/responseTemplates/application~1xml', value: '<a/>'},
    {op: 'remove', path: '/responseTemplates/application~1json'},
  )
  assert.deepEqual(
    [changed['responseParameters'], changed['responseTemplates']],
    [{'gatewayresponse.header.Access-Control-Allow-Origin': "'example.com'"}, {'application/xml': '<a/>'}],
  )
})

const refusals: {operation: Members; refusal: string}[] = [
  ...['add', 'remove'].map((op) => ({
    operation: {op, path: '/statusCode', value: '400'},
    refusal: 'BadRequestException: Invalid patch path /statusCode',
  })),
  {
    operation: {op: 'replace', path: '/responseParameters/gatewayresponse.header.x', value: "'y'"},
    refusal: 'NotFoundException: Invalid parameter name specified',
  },
  {operation: {op: 'replace', value: '400'}, refusal: 'BadRequestException: Invalid patch path null'},
  {
    operation: {op: 'replace', path: '/wrongPath', value: 'x'},
    refusal: 'BadRequestException: Invalid patch path /wrongPath',
  },
  {
    operation: {op: 'add', path: '/responseTemplates/application~1xml'},
    refusal: 'BadRequestException: Invalid null or empty value in responseTemplates',
  },
  {
    operation: {op: 'add', path: '/responseParameters/gatewayresponse.header.x'},
    refusal: 'BadRequestException: Invalid null or empty value in responseParameters',
  },
]

for (const {operation, refusal} of refusals) {
  test(`UpdateGatewayResponse: refuses ${JSON.stringify(operation)}`, () => {
    const caller = new ResponseCaller()
    const input = {...caller.labels('DEFAULT_4XX'), patchOperations: [operation]}
    assert.equal(caller.refusal('UpdateGatewayResponse', input), refusal)
    assert.equal(caller.get('DEFAULT_4XX')['defaultResponse'], true)
  })
}

test('gateway responses of what does not exist are 404', () => {
  const caller = new ResponseCaller()
  assert.equal(
    caller.refusal('DeleteGatewayResponse', caller.labels('UNAUTHORIZED')),
    'NotFoundException: Gateway response type not defined on api',
  )
  for (const operation of [
    'GetGatewayResponse',
    'PutGatewayResponse',
    'UpdateGatewayResponse',
    'DeleteGatewayResponse',
  ]) {
    assert.equal(
      caller.refusal(operation, {restApiId: 'fake', responseType: 'UNAUTHORIZED'}),
      'NotFoundException: Invalid API identifier specified 111111111111:fake',
      operation,
    )
  }
})
