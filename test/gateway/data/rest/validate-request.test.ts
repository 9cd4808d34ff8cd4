import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {ModelRecord} from '../../../../src/gateway/store/rest-records.js'
import {deploy, gatewayResponse, mock} from './rest-fixture.js'

const models: ModelRecord[] = [
  {
    id: 'm1',
    name: 'Pet',
    contentType: 'application/json',
    schema: '{"type":"object","required":["id"],"properties":{"id":{"type":"number"}}}',
  },
  {
    id: 'm2',
    name: 'Broken',
    contentType: 'application/json',
    schema: '{"$ref":"https://apigateway.amazonaws.com/restapis/x/models/Gone"}',
  },
]

const requestParameters = {
  'method.request.querystring.qs1': true,
  'method.request.header.x-header-param': true,
  'method.request.path.issuer': true,
  'method.request.querystring.optional': false,
}

function api(requestValidatorId: string | undefined, requestModels: Record<string, string> = {}) {
  const validator = requestValidatorId === undefined ? {} : {requestValidatorId}
  return deploy({
    models,
    gatewayResponses: [
      gatewayResponse('BAD_REQUEST_BODY', {
        responseTemplates: {'application/json': '$context.error.validationErrorString'},
      }),
    ],
    routes: {'POST /{issuer}': mock({}, {...validator, requestParameters, requestModels})},
  })
}

const ok = {headers: ['x-header-param', '1'], target: '/me?qs1=1'}

// Order, wording and strict case: docs/aws-facts.md "Integrations" and localstack's request validator (recorded).
const parameters = [
  {name: 'all there', ...ok, missing: undefined},
  {name: 'none there', headers: [], target: '/me', missing: 'x-header-param, qs1'},
  {name: 'a header of other case', headers: ['X-Header-Param', '1'], target: '/me?qs1=1', missing: 'x-header-param'},
  {name: 'a blank header', headers: ['x-header-param', ' '], target: '/me?qs1=1', missing: 'x-header-param'},
  {name: 'an empty query parameter', headers: ['x-header-param', '1'], target: '/me?qs1=', missing: 'qs1'},
  {name: 'a query parameter of other case', headers: ['x-header-param', '1'], target: '/me?QS1=1', missing: 'qs1'},
]

for (const {name, headers, target, missing} of parameters) {
  test(`required parameters: ${name}`, async () => {
    const result = await api('params').call(target, {method: 'POST', headers})
    if (missing === undefined) assert.equal(result.status, 200)
    else {
      assert.equal(result.status, 400)
      assert.equal(result.body, `{"message": "Missing required request parameters: [${missing}]"}`)
      assert.equal(result.headers['x-amzn-errortype'], 'BadRequestException')
    }
  })
}

test('a required name that only an object prototype has is missing', async () => {
  const routes = {
    'GET /': mock(
      {},
      {requestValidatorId: 'params', requestParameters: {'method.request.querystring.constructor': true}},
    ),
  }
  assert.equal((await deploy({routes}).call('/')).status, 400)
})

test('without a validator, or with one that leaves parameters alone, nothing is required', async () => {
  for (const validator of [undefined, 'body', 'no-such-validator']) {
    assert.equal((await api(validator).call('/me', {method: 'POST'})).status, 200)
  }
})

const bodies = [
  {name: 'a fitting body', validator: 'all', type: 'application/json', body: '{"id":1}', finding: undefined},
  {
    name: 'a wrong body',
    validator: 'all',
    type: 'application/json',
    body: '{}',
    finding: '[object has missing required properties (["id"])]',
  },
  {
    name: 'an empty body',
    validator: 'body',
    type: undefined,
    body: '',
    finding: '[object has missing required properties (["id"])]',
  },
  {
    name: 'a type without model',
    validator: 'body',
    type: 'text/plain',
    body: '{"statusCode": 200}',
    finding: undefined,
  },
  {
    name: 'a validator for parameters only',
    validator: 'params',
    type: 'application/json',
    body: '{}',
    finding: undefined,
  },
]

for (const {name, validator, type, body, finding} of bodies) {
  test(`body validation of a request: ${name}`, async () => {
    const headers = [...ok.headers, ...(type === undefined ? [] : ['Content-Type', type])]
    const made = api(validator, {'application/json': 'Pet'})
    const result = await made.call(ok.target, {method: 'POST', headers, body})
    assert.deepEqual([result.status, result.body], finding === undefined ? [200, ''] : [400, finding])
    if (finding !== undefined)
      assert.match(made.ports.invocations[0]?.errorMessage ?? '', /does not match model schema/)
  })
}

test('the built-in answer to a wrong body does not tell what is wrong', async () => {
  const routes = {'POST /': mock({}, {requestValidatorId: 'body', requestModels: {'application/json': 'Pet'}})}
  const result = await deploy({routes, models}).call('/', {method: 'POST', body: '{}'})
  assert.deepEqual([result.status, result.body], [400, '{"message": "Invalid request body"}'])
})

test('parameters are checked before the body', async () => {
  const result = await api('all', {'application/json': 'Pet'}).call('/me', {method: 'POST', body: '{}'})
  assert.match(result.body, /Missing required request parameters/)
})

test('a model that cannot be compiled stops every request, and says why', async () => {
  const made = api('body', {'application/json': 'Broken'})
  const result = await made.call('/me', {method: 'POST', body: '{}'})
  assert.equal(result.status, 500)
  assert.match(made.ports.invocations[0]?.errorMessage ?? '', /models of POST \/\{issuer\} cannot be compiled/)
  assert.equal((await made.call('/me', {method: 'POST', body: '{}'})).status, 500)
})
