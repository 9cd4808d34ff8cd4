import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const authorizerUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:auth/invocations'
const token = {name: 'auth', type: 'TOKEN', authorizerUri, identitySource: 'method.request.header.Auth'}
const pool = {
  name: 'pool',
  type: 'COGNITO_USER_POOLS',
  providerARNs: ['arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_ABC123'],
  identitySource: 'method.request.header.Auth',
}

class AuthorizerCaller extends Caller {
  readonly api = this.restApi()

  create(members: Members): Members {
    return this.call('CreateAuthorizer', {restApiId: this.api.restApiId, ...members})
  }
}

test('CreateAuthorizer: answers what was given and the type AWS fills in', () => {
  const caller = new AuthorizerCaller()
  const lambda = caller.create(token)
  assert.deepEqual(lambda, {id: lambda['id'], authType: 'custom', ...token})
  const cognito = caller.create(pool)
  assert.deepEqual(cognito, {id: cognito['id'], authType: 'cognito_user_pools', ...pool})
  const {restApiId} = caller.api
  assert.deepEqual(caller.call('GetAuthorizers', {restApiId}), {items: [lambda, cognito]})
  assert.deepEqual(caller.call('GetAuthorizer', {restApiId, authorizerId: lambda['id']}), lambda)
})

const refusals: {name: string; input: Members; refusal: string | RegExp}[] = [
  {
    name: "an unknown API, in AWS's strange way",
    input: {...token, restApiId: 'fake'},
    refusal: 'ConflictException: Unable to complete operation due to concurrent modification. Please try again later.',
  },
  {
    name: 'a name that is taken',
    input: {...token, name: 'taken'},
    refusal: 'BadRequestException: Authorizer name must be unique. Authorizer taken already exists in this RestApi.',
  },
  {
    name: 'a TTL out of range',
    input: {...token, authorizerResultTtlInSeconds: 3601},
    refusal: /TTL must be between 0 and 3600/,
  },
  {name: 'no function', input: {...token, authorizerUri: 'https://example.com'}, refusal: /Invalid Authorizer URI/},
  {
    name: 'a token that is nowhere',
    input: {...token, identitySource: ''},
    refusal: /Invalid mapping expression specified/,
  },
  {
    name: 'a cached request without a source',
    input: {...token, type: 'REQUEST', identitySource: ''},
    refusal:
      'BadRequestException: Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
  },
  {name: 'no user pool', input: {...pool, providerARNs: []}, refusal: /No Provider ARNs specified/},
  {
    name: 'something else than a pool',
    input: {...pool, providerARNs: ['arn:x']},
    refusal: /Invalid Cognito Provider ARN: arn:x/,
  },
]

for (const {name, input, refusal} of refusals) {
  test(`CreateAuthorizer: refuses ${name}`, () => {
    const caller = new AuthorizerCaller()
    caller.create({...token, name: 'taken'})
    const answer = caller.refusal('CreateAuthorizer', {restApiId: caller.api.restApiId, ...input})
    if (typeof refusal === 'string') assert.equal(answer, refusal)
    else assert.match(answer, refusal)
  })
}

test('UpdateAuthorizer: changes members and user pools', () => {
  const caller = new AuthorizerCaller()
  const {restApiId} = caller.api
  const created = caller.create(pool)
  const second = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_DEF456'
  const patchOperations = [
    {op: 'add', path: '/providerARNs', value: second},
    {op: 'remove', path: '/providerARNs', value: pool.providerARNs[0]},
    {op: 'replace', path: '/authorizerResultTtlInSeconds', value: '0'},
    {op: 'remove', path: '/identitySource'},
  ]
  const expected = {
    id: created['id'],
    name: 'pool',
    type: 'COGNITO_USER_POOLS',
    authType: 'cognito_user_pools',
    providerARNs: [second],
    authorizerResultTtlInSeconds: 0,
  }
  assert.deepEqual(caller.call('UpdateAuthorizer', {restApiId, authorizerId: created['id'], patchOperations}), expected)
  const last = [{op: 'remove', path: '/providerARNs', value: second}]
  assert.match(
    caller.refusal('UpdateAuthorizer', {restApiId, authorizerId: created['id'], patchOperations: last}),
    /No Provider ARNs specified/,
  )
})

test('DeleteAuthorizer: refuses one that a method uses', () => {
  const caller = new AuthorizerCaller()
  const {restApiId, rootId} = caller.api
  const {id: authorizerId} = caller.create(token)
  const method = {restApiId, resourceId: rootId, httpMethod: 'GET'}
  caller.call('PutMethod', {...method, authorizationType: 'CUSTOM', authorizerId})
  assert.equal(
    caller.refusal('DeleteAuthorizer', {restApiId, authorizerId}),
    "ConflictException: Cannot delete authorizer 'auth', is referenced in method: //GET",
  )
  caller.call('DeleteMethod', method)
  caller.call('DeleteAuthorizer', {restApiId, authorizerId})
  assert.equal(
    caller.refusal('GetAuthorizer', {restApiId, authorizerId}),
    'NotFoundException: Invalid Authorizer identifier specified',
  )
})
