import fc from 'fast-check'
import type {HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../../src/model/http-api.js'
import {present} from '../../src/model/present.js'
import {sortedRecord} from '../../src/model/sorted-record.js'

const routeKeys = ['GET /a', 'POST /a', 'ANY /a/{x}', 'GET /b/{proxy+}', '$default'] as const
const authorizerNames = ['jwt', 'lambda'] as const

const text = fc.constantFrom('one', 'two', 'a longer text, with "quotes"')

/** Any HTTP API that definitions can describe, small enough to compare many: few names, so that pairs overlap. */
export const httpApi: fc.Arbitrary<HttpApi> = fc
  .record({
    description: fc.option(text, {nil: undefined}),
    version: fc.option(fc.constantFrom('1', '2.0.1'), {nil: undefined}),
    disableExecuteApiEndpoint: fc.boolean(),
    ipAddressType: fc.constantFrom('ipv4' as const, 'dualstack' as const),
    corsConfiguration: fc.option(cors(), {nil: undefined}),
    authorizers: someOf(authorizerNames, authorizer),
    tags: someOf(['team', 'cost'], () => fc.constantFrom('store', 'a b')),
  })
  .chain((api) =>
    someOf(routeKeys, () => route(api.authorizers)).map((routes) =>
      present({kind: 'http' as const, name: 'pets', ...api, routes}),
    ),
  )

function someOf<Value>(
  names: readonly string[],
  value: (name: string) => fc.Arbitrary<Value>,
): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return fc
    .subarray([...names])
    .chain((chosen) => fc.tuple(...chosen.map((name) => value(name).map((made) => [name, made] as const))))
    .map((entries) => sortedRecord(entries))
}

function cors(): fc.Arbitrary<NonNullable<HttpApi['corsConfiguration']>> {
  return fc
    .record({
      allowCredentials: fc.boolean(),
      allowHeaders: fc.subarray(['authorization', 'x-one']),
      allowMethods: fc.subarray(['GET', 'POST'], {minLength: 1}),
      allowOrigins: fc.constantFrom(['https://example.com'], ['https://a.example', 'https://b.example']),
      exposeHeaders: fc.subarray(['x-two']),
      maxAge: fc.option(fc.constantFrom(0, 300), {nil: undefined}),
    })
    .map((made) => present(made))
}

function authorizer(name: string): fc.Arbitrary<HttpAuthorizer> {
  if (name === 'jwt') {
    return fc.subarray(['one', 'two'], {minLength: 1}).map((audience) => ({
      authorizerType: 'JWT' as const,
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {issuer: 'https://issuer.example', audience},
    }))
  }
  return fc
    .record({
      functionName: fc.constantFrom('auth', 'other'),
      authorizerResultTtlInSeconds: fc.constantFrom(0, 60),
      enableSimpleResponses: fc.constantFrom(true, undefined),
    })
    .map(({functionName, ...made}) =>
      present({
        ...made,
        authorizerType: 'REQUEST' as const,
        authorizerUri: lambdaUri(functionName),
        authorizerPayloadFormatVersion: '2.0',
        identitySource: ['$request.header.Authorization'],
      }),
    )
}

function route(authorizers: HttpApi['authorizers']): fc.Arbitrary<Route> {
  const guards: Pick<Route, 'authorizationType' | 'authorizer'>[] = [
    {authorizationType: 'NONE'},
    {authorizationType: 'AWS_IAM'},
    ...Object.entries(authorizers).map(([name, {authorizerType}]) => ({
      authorizationType: authorizerType === 'JWT' ? authorizerType : ('CUSTOM' as const),
      authorizer: name,
    })),
  ]
  return fc
    .record({
      guard: fc.constantFrom(...guards),
      scopes: fc.subarray(['read', 'write']),
      operationName: fc.option(fc.constantFrom('listPets', 'showPet'), {nil: undefined}),
      integration: fc.option(integration, {nil: undefined, freq: 8}),
    })
    .map(({guard, scopes, ...made}) =>
      present({...made, ...guard, authorizationScopes: guard.authorizationType === 'JWT' ? scopes : []}),
    )
}

const mapping = someOf(['append:header.x-a', 'overwrite:path'], () => fc.constantFrom('$request.path', '/fixed'))

const common = {
  connectionType: fc.constant('INTERNET' as const),
  timeoutInMillis: fc.constantFrom(30_000, 1_000),
  description: fc.option(text, {nil: undefined}),
  requestParameters: mapping,
  responseParameters: someOf(['200', '404'], () => someOf(['overwrite:header.x-b'], () => fc.constantFrom('b', 'c'))),
}

const integration: fc.Arbitrary<HttpIntegration> = fc.oneof(
  fc
    .record({...common, integrationMethod: fc.constantFrom('GET', 'ANY'), host: fc.constantFrom('a', 'b')})
    .map(({host, ...made}) =>
      present({
        ...made,
        integrationType: 'HTTP_PROXY' as const,
        integrationUri: `https://${host}.example/`,
        payloadFormatVersion: '1.0',
      }),
    ),
  fc
    .record({...common, payloadFormatVersion: fc.constantFrom('1.0', '2.0'), functionName: fc.constantFrom('a', 'b')})
    .map(({functionName, ...made}) =>
      present({
        ...made,
        integrationType: 'AWS_PROXY' as const,
        integrationMethod: 'POST',
        integrationUri: lambdaUri(functionName),
      }),
    ),
)

function lambdaUri(functionName: string): string {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
}
