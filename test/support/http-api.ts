import {
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {ApiGatewayV2Client, CreateAuthorizerCommandInput} from '@aws-sdk/client-apigatewayv2'
import {testV2Client} from './control-plane.js'
import type {TestControlPlane} from './control-plane.js'

export type TestHttpApi = TestControlPlane & {client: ApiGatewayV2Client; ApiId: string}

/** A fresh control plane with one HTTP (or WebSocket) API. */
export async function testHttpApi(ProtocolType: 'HTTP' | 'WEBSOCKET' = 'HTTP'): Promise<TestHttpApi> {
  const plane = testV2Client()
  const selection = ProtocolType === 'HTTP' ? {} : {RouteSelectionExpression: '$request.body.action'}
  const {ApiId = ''} = await plane.client.send(new CreateApiCommand({Name: 'pets', ProtocolType, ...selection}))
  return {...plane, ApiId}
}

/** Adds an HTTP proxy integration and answers its target. */
export async function addIntegration({client, ApiId}: TestHttpApi): Promise<string> {
  const {IntegrationId = ''} = await client.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'ANY',
      IntegrationUri: 'https://backend.example/{proxy}',
    }),
  )
  return `integrations/${IntegrationId}`
}

/** Adds a route with an integration of its own and answers its id. */
export async function addRoute(api: TestHttpApi, RouteKey: string): Promise<string> {
  const Target = await addIntegration(api)
  const {RouteId = ''} = await api.client.send(new CreateRouteCommand({ApiId: api.ApiId, RouteKey, Target}))
  return RouteId
}

export const jwtAuthorizer = {
  Name: 'tokens',
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: {Issuer: 'https://issuer.example', Audience: ['pets']},
} as const

/** Adds an authorizer (a JWT one unless told otherwise) and answers its id. */
export async function addAuthorizer(
  {client, ApiId}: TestHttpApi,
  input: Partial<CreateAuthorizerCommandInput> = {},
): Promise<string> {
  const settings = {...jwtAuthorizer, IdentitySource: [...jwtAuthorizer.IdentitySource]}
  const JwtConfiguration = {Issuer: 'https://issuer.example', Audience: ['pets']}
  const created = await client.send(new CreateAuthorizerCommand({...settings, JwtConfiguration, ApiId, ...input}))
  return created.AuthorizerId ?? ''
}
