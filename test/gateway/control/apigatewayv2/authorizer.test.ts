import assert from 'node:assert/strict'
import {
  CreateRouteCommand,
  DeleteAuthorizerCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  UpdateAuthorizerCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {CreateAuthorizerCommandInput} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal} from '../../../support/control-plane.js'
import {addAuthorizer, addIntegration, testHttpApi} from '../../../support/http-api.js'

const uri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:auth/invocations'
const lambda = {
  AuthorizerType: 'REQUEST',
  AuthorizerUri: uri,
  AuthorizerPayloadFormatVersion: '2.0',
  JwtConfiguration: undefined,
} as const

test('a Lambda authorizer answers AWS defaults, and is changed and deleted', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const AuthorizerId = await addAuthorizer(api, lambda)
  const created = await client.send(new GetAuthorizerCommand({ApiId, AuthorizerId}))
  assert.deepEqual(
    {...created, $metadata: undefined},
    {
      $metadata: undefined,
      AuthorizerId,
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 300,
      AuthorizerType: 'REQUEST',
      AuthorizerUri: uri,
      EnableSimpleResponses: false,
      IdentitySource: ['$request.header.Authorization'],
      Name: 'tokens',
    },
  )
  await client.send(new UpdateAuthorizerCommand({ApiId, AuthorizerId, AuthorizerResultTtlInSeconds: 0, Name: 'lambda'}))
  const {Items = []} = await client.send(new GetAuthorizersCommand({ApiId}))
  assert.deepEqual(
    Items.map((item) => [item.Name, item.AuthorizerResultTtlInSeconds]),
    [['lambda', 0]],
  )
  await client.send(new DeleteAuthorizerCommand({ApiId, AuthorizerId}))
  const gone = 'NotFoundException 404 Invalid Authorizer identifier specified'
  assert.equal(await refusal(client.send(new GetAuthorizerCommand({ApiId, AuthorizerId}))), gone)
})

test('an authorizer that a route uses cannot be deleted', async () => {
  const api = await testHttpApi()
  const {client, ApiId} = api
  const AuthorizerId = await addAuthorizer(api)
  const Target = await addIntegration(api)
  await client.send(
    new CreateRouteCommand({ApiId, RouteKey: '$default', Target, AuthorizationType: 'JWT', AuthorizerId}),
  )
  assert.equal(
    await refusal(client.send(new DeleteAuthorizerCommand({ApiId, AuthorizerId}))),
    "ConflictException 409 Cannot delete authorizer 'tokens', is referenced in route: $default",
  )
})

type Refused = {api?: 'WEBSOCKET'; name: string; input: Partial<CreateAuthorizerCommandInput>; message: string}

const refused: Refused[] = [
  {
    name: 'another type',
    input: {AuthorizerType: 'TOKEN' as 'JWT'},
    message: 'Invalid authorizer type. Only JWT authorizer type is supported on HTTP protocol Apis.',
  },
  {
    name: 'no payload format',
    input: {...lambda, AuthorizerPayloadFormatVersion: undefined},
    message: 'AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer',
  },
  {
    name: 'an unknown payload format',
    input: {...lambda, AuthorizerPayloadFormatVersion: '3.0'},
    message: 'AuthorizerPayloadFormatVersion 3.0 is not supported',
  },
  {
    name: 'simple responses in format 1.0',
    input: {...lambda, AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true},
    message: 'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
  },
  {
    name: 'a TTL above an hour',
    input: {...lambda, AuthorizerResultTtlInSeconds: 3601},
    message: 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
  },
  {
    name: 'caching without a source',
    input: {...lambda, IdentitySource: [], AuthorizerResultTtlInSeconds: 1},
    message: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
  },
  {
    name: 'a source of a REST API',
    input: {IdentitySource: ['method.request.header.A']},
    message:
      'Invalid identity source expression: method.request.header.A. The source must be a request header, request querystring, stage variable or context parameter',
  },
  {name: 'a role that is no ARN', input: {...lambda, AuthorizerCredentialsArn: 'role'}, message: 'Invalid role ARN'},
  {
    name: 'a URI of something else',
    input: {...lambda, AuthorizerUri: 'https://auth'},
    message: 'Invalid authorizer URI',
  },
  {
    name: 'no issuer',
    input: {JwtConfiguration: {Audience: ['a']}},
    message: 'Issuer is a required parameter for JWT authorizer',
  },
  {
    api: 'WEBSOCKET',
    name: 'a JWT on a WebSocket API',
    input: {},
    message: 'Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.',
  },
  {
    api: 'WEBSOCKET',
    name: 'a TTL on a WebSocket API',
    input: {...lambda, AuthorizerPayloadFormatVersion: undefined, AuthorizerResultTtlInSeconds: 1},
    message: 'AuthorizerResultTtlInSeconds cannot be set for WEBSOCKET protocol Apis.',
  },
]

for (const {api: protocol, name, input, message} of refused) {
  test(`CreateAuthorizer with ${name} is refused`, async () => {
    const api = await testHttpApi(protocol)
    assert.equal(await refusal(addAuthorizer(api, input)), `BadRequestException 400 ${message}`)
  })
}
