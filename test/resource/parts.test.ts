import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {gatewayResponse} from '../../src/resource/gateway-response.js'
import {integration} from '../../src/resource/integration.js'
import {validator} from '../../src/resource/validator.js'
import {mockMethod, restLive, webSocketLive} from '../support/live-apis.js'

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ApigwError) return error.code
    throw error
  }
  return 'none'
}

test('validator: words for what is checked', () => {
  const edited = validator.put(validator.put(restLive(), 'all', {checks: 'all'}), 'body', {checks: 'body'})
  assert.deepEqual(validator.things(edited), {
    all: {validateRequestBody: true, validateRequestParameters: true},
    body: {validateRequestBody: true, validateRequestParameters: false},
  })
})

test('validator: one that a route has is not removed', () => {
  const live = restLive({methods: {'GET /a': mockMethod({requestValidator: 'all'})}})
  assert.equal(
    refusal(() => validator.remove(validator.put(live, 'all', {checks: 'all'}), 'all')),
    'RESOURCE_IN_USE',
  )
})

test('gateway-response: headers by name, and empty values take away', () => {
  const made = gatewayResponse.put(restLive(), 'THROTTLED', {status: '503', header: {'X-A': "'1'", 'X-B': "'2'"}})
  const edited = gatewayResponse.put(made, 'THROTTLED', {status: '', header: {'X-A': ''}, template: {'text/plain': 'no'}}) // prettier-ignore
  assert.deepEqual(gatewayResponse.things(edited), {
    THROTTLED: {
      responseParameters: {'gatewayresponse.header.X-B': "'2'"},
      responseTemplates: {'text/plain': 'no'},
    },
  })
  assert.deepEqual(gatewayResponse.things(gatewayResponse.remove(edited, 'THROTTLED')), {})
})

test('gateway-response: types may be written small, and others are refused', () => {
  assert.equal(gatewayResponse.toName?.('default-5xx', restLive()), 'DEFAULT_5XX')
  assert.equal(refusal(() => gatewayResponse.toName?.('TEAPOT', restLive())), 'NAME_INVALID') // prettier-ignore
})

const mock = integration.put(restLive({methods: {'GET /a': mockMethod()}}), 'GET /a', {answeredBy: 'mock'})

test('integration: templates are added and taken away', () => {
  const edited = integration.put(mock, 'GET /a', {requestTemplate: {'application/json': '', 'text/plain': 'x'}})
  assert.deepEqual((integration.things(edited)['GET /a'] ?? {}).requestTemplates, {'text/plain': 'x'})
})

test('integration: responses are taken whole, with empty maps filled in', () => {
  const edited = integration.put(mock, 'GET /a', {responses: {'400': {selectionPattern: '4..'}}})
  assert.deepEqual((integration.things(edited)['GET /a'] ?? {}).responses, {
    '400': {responseParameters: {}, responseTemplates: {}, selectionPattern: '4..'},
  })
})

const badResponses = [{'200': 1}, {'200': {template: ''}}, {'200': {selectionPattern: 1}}, {'200': {responseTemplates: {a: 1}}}] // prettier-ignore

for (const responses of badResponses) {
  test(`integration: responses ${JSON.stringify(responses)} are refused`, () => {
    assert.equal(
      refusal(() => integration.put(mock, 'GET /a', {responses})),
      'VALUE_INVALID',
    )
  })
}

test('integration: a route that is not there is refused, and one without an integration can get it', () => {
  assert.equal(
    refusal(() => integration.put(mock, 'GET /b', {answeredBy: 'mock'})),
    'PART_NOT_FOUND',
  )
  const bare = integration.remove(mock, 'GET /a')
  assert.deepEqual(integration.things(bare), {})
})

test('integration: a WebSocket template is chosen whatever the message says', () => {
  const live = webSocketLive({routes: {ping: {authorizationType: 'NONE', apiKeyRequired: false, requestParameters: {}, requestModels: {}}}}) // prettier-ignore
  const edited = integration.put(live, 'ping', {lambda: 'arn:x', requestTemplate: {$default: '{}'}})
  assert.equal((integration.things(edited).ping ?? {}).templateSelectionExpression, '\\$default')
})
