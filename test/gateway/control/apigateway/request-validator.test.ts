import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const missing = 'NotFoundException: Invalid Request Validator identifier specified'

/** Recorded: localstack test_apigateway_api.snapshot.json, July 2025. */
test('request validators: lifecycle', () => {
  const caller = new Caller()
  const {restApiId} = caller.restApi()
  const created = caller.call('CreateRequestValidator', {restApiId, name: 'basic'})
  const validator = {id: created['id'], name: 'basic', validateRequestBody: false, validateRequestParameters: false}
  assert.deepEqual(created, validator)
  const labels = {restApiId, requestValidatorId: created['id']}
  assert.deepEqual(caller.call('GetRequestValidators', {restApiId}), {items: [validator]})
  const patch = (value?: string): Members =>
    caller.call('UpdateRequestValidator', {
      ...labels,
      patchOperations: [{op: 'replace', path: '/validateRequestBody', value}],
    })
  assert.deepEqual(patch('true'), {...validator, validateRequestBody: true})
  assert.deepEqual(patch(), validator, 'no value is false')
  caller.call('DeleteRequestValidator', labels)
  assert.equal(caller.refusal('GetRequestValidator', labels), missing)
  assert.deepEqual(caller.call('GetRequestValidators', {restApiId}), {items: []})
})

const refusals: {operation: string; input: Members; refusal: string}[] = [
  {
    operation: 'CreateRequestValidator',
    input: {restApiId: 'fake', name: 'x'},
    refusal: 'BadRequestException: Invalid REST API identifier specified',
  },
  {operation: 'GetRequestValidator', input: {restApiId: 'fake'}, refusal: missing},
  {operation: 'DeleteRequestValidator', input: {requestValidatorId: 'fake'}, refusal: missing},
  {
    operation: 'GetRequestValidators',
    input: {restApiId: 'api_id'},
    refusal: 'NotFoundException: Invalid API identifier specified 111111111111:api_id',
  },
  ...['add', 'remove'].map((op) => ({
    operation: 'UpdateRequestValidator',
    input: {patchOperations: [{op, path: '/validateRequestBody', value: 'true'}]},
    refusal: `BadRequestException: Invalid patch path  '/validateRequestBody' specified for op '${op}'. Please choose supported operations`,
  })),
  {
    operation: 'UpdateRequestValidator',
    input: {patchOperations: [{op: 'replace', path: '/invalidPath', value: 'x'}]},
    refusal:
      "BadRequestException: Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
  },
  {
    operation: 'UpdateRequestValidator',
    input: {patchOperations: [{op: 'replace', path: '/name', value: ''}]},
    refusal: 'BadRequestException: Request Validator name cannot be blank',
  },
]

for (const {operation, input, refusal} of refusals) {
  test(`${operation}: refuses ${JSON.stringify(input)}`, () => {
    const caller = new Caller()
    const {restApiId} = caller.restApi()
    const requestValidatorId = caller.text('CreateRequestValidator', {restApiId, name: 'basic'}, 'id')
    assert.equal(caller.refusal(operation, {restApiId, requestValidatorId, ...input}), refusal)
  })
}

test('DeleteRequestValidator: refuses one that a method uses', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.restApi()
  const requestValidatorId = caller.text('CreateRequestValidator', {restApiId, name: 'basic'}, 'id')
  const method = {restApiId, resourceId: rootId, httpMethod: 'GET', authorizationType: 'NONE', requestValidatorId}
  caller.call('PutMethod', method)
  assert.match(caller.refusal('DeleteRequestValidator', {restApiId, requestValidatorId}), /^ConflictException: /)
})
