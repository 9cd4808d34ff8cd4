import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {authorizer} from '../../src/resource/authorizer.js'
import {httpLive, mockMethod, restLive, webSocketLive} from '../support/live-apis.js'

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:check'
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
const pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123'

type Case = {name: string; live: LiveApi; values: Parameters<typeof authorizer.put>[2]; expected: object}

const token = {type: 'TOKEN' as const, authorizerUri: uri, identitySource: 'method.request.header.X', providerARNs: []}
const simple = {authorizerType: 'REQUEST' as const, authorizerUri: uri, authorizerPayloadFormatVersion: '2.0', enableSimpleResponses: true, identitySource: []} // prettier-ignore

const cases: Case[] = [
  {
    name: 'a token authorizer of a REST API looks into Authorization',
    live: restLive(),
    values: {type: 'token', lambda: arn},
    expected: {type: 'TOKEN', authorizerUri: uri, identitySource: 'method.request.header.Authorization', providerARNs: []}, // prettier-ignore
  },
  {
    name: 'a request authorizer of a REST API takes sources of both generations',
    live: restLive(),
    values: {
      type: 'request',
      lambda: arn,
      identitySource: ['X-Key', '$request.querystring.k', 'context.stage'],
      ttl: 0,
    },
    expected: {
      type: 'REQUEST',
      authorizerUri: uri,
      identitySource: 'method.request.header.X-Key,method.request.querystring.k,context.stage',
      authorizerResultTtlInSeconds: 0,
      providerARNs: [],
    },
  },
  {
    name: 'a user pool calls no function',
    live: restLive(),
    values: {type: 'cognito', userPool: [pool]},
    expected: {type: 'COGNITO_USER_POOLS', identitySource: 'method.request.header.Authorization', providerARNs: [pool]},
  },
  {
    name: 'an update keeps what it does not name',
    live: restLive({authorizers: {mine: {...token, identityValidationExpression: '^B'}}}),
    values: {ttl: 60},
    expected: {...token, identityValidationExpression: '^B', authorizerResultTtlInSeconds: 60},
  },
  {
    name: 'an empty text takes a setting away',
    live: restLive({authorizers: {mine: {...token, identityValidationExpression: '^B'}}}),
    values: {pattern: ''},
    expected: token,
  },
  {
    name: 'an issuer of tokens',
    live: httpLive(),
    values: {type: 'jwt', issuer: 'https://login.example.com', audience: ['orders']},
    expected: {
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {issuer: 'https://login.example.com', audience: ['orders']},
    },
  },
  {
    name: 'format 1.0 has no simple responses',
    live: httpLive({authorizers: {mine: simple}}),
    values: {payloadFormat: '1.0'},
    expected: {
      authorizerType: 'REQUEST',
      authorizerUri: uri,
      authorizerPayloadFormatVersion: '1.0',
      identitySource: [],
    },
  },
  {
    name: 'a WebSocket API names sources by route',
    live: webSocketLive(),
    values: {type: 'request', lambda: arn, identitySource: ['Auth', '$request.querystring.token']},
    expected: {
      authorizerType: 'REQUEST',
      authorizerUri: uri,
      identitySource: ['route.request.header.Auth', 'route.request.querystring.token'],
    },
  },
]

for (const {name, live, values, expected} of cases) {
  test(`authorizer: ${name}`, () => {
    const edited = authorizer.put(live, 'mine', values)
    assert.deepEqual(authorizer.things(edited), {mine: expected})
    assert.deepEqual({...edited, api: live.api}, live, 'nothing else is edited')
  })
}

test('authorizer: one that a route asks is not removed', () => {
  const live = restLive({
    authorizers: {mine: token},
    methods: {'GET /pets': mockMethod({authorizationType: 'CUSTOM', authorizer: 'mine'})},
  })
  assert.throws(
    () => authorizer.remove(live, 'mine'),
    (error) =>
      error instanceof ApigwError && error.code === 'RESOURCE_IN_USE' && error.why === 'These use it: GET /pets.',
  )
})

test('authorizer: what is removed is gone, and nothing else', () => {
  const live = httpLive({authorizers: {mine: simple, other: simple}})
  assert.deepEqual(authorizer.things(authorizer.remove(live, 'mine')), {other: simple})
})
