import fc from 'fast-check'
import {present} from '../../src/model/present.js'
import {sortedRecord} from '../../src/model/sorted-record.js'
import type {
  RouteResponse,
  WebSocketApi,
  WebSocketAuthorizer,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../../src/model/web-socket-api.js'

const routeKeys = ['$connect', '$disconnect', '$default', 'send', 'join room'] as const
const modelNames = ['Message', 'Other'] as const
const authorizerNames = ['session', 'other'] as const

const text = fc.constantFrom('one', 'two', 'a longer text, with "quotes"')
const templateKey = fc.option(fc.constantFrom('\\$default', '${request.body.version}'), {nil: undefined})
const contentHandling = fc.option(fc.constantFrom('CONVERT_TO_TEXT' as const, 'CONVERT_TO_BINARY' as const), {
  nil: undefined,
})

/** Any WebSocket API that apigw.yaml can describe, small enough to compare many: few names, so that pairs overlap. */
export const webSocketApi: fc.Arbitrary<WebSocketApi> = fc
  .record({
    description: fc.option(text, {nil: undefined}),
    version: fc.option(fc.constantFrom('1', '2.0.1'), {nil: undefined}),
    routeSelectionExpression: fc.constantFrom('$request.body.action', '${request.body.kind}.${request.body.name}'),
    apiKeySelectionExpression: fc.constantFrom('$request.header.x-api-key', '$context.authorizer.usageIdentifierKey'),
    disableSchemaValidation: fc.boolean(),
    disableExecuteApiEndpoint: fc.boolean(),
    ipAddressType: fc.constantFrom('ipv4' as const, 'dualstack' as const),
    authorizers: someOf(authorizerNames, authorizer),
    models: someOf(modelNames, model),
    tags: someOf(['team', 'cost'], () => fc.constantFrom('store', 'a b')),
  })
  .chain((api) =>
    someOf(routeKeys, (routeKey) => route(routeKey, api)).map((routes) =>
      present({kind: 'websocket' as const, name: 'pets', ...api, routes}),
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

function authorizer(): fc.Arbitrary<WebSocketAuthorizer> {
  return fc
    .record({
      functionName: fc.constantFrom('auth', 'other'),
      authorizerCredentialsArn: fc.option(fc.constant('arn:aws:iam::123456789012:role/invoke'), {nil: undefined}),
      identitySource: fc.subarray(['route.request.querystring.token', 'route.request.header.X-Room', 'context.stage']),
    })
    .map(({functionName, ...made}) =>
      present({...made, authorizerType: 'REQUEST' as const, authorizerUri: lambdaUri(functionName)}),
    )
}

function model(): fc.Arbitrary<WebSocketApi['models'][string]> {
  return fc
    .record({
      contentType: fc.constantFrom('application/json', 'application/merge-patch+json'),
      description: fc.option(text, {nil: undefined}),
      schema: fc.constantFrom(
        {type: 'object', required: ['text']},
        {type: 'object', properties: {text: {type: 'string'}}},
      ),
    })
    .map((made) => present(made))
}

type Declared = Pick<WebSocketApi, 'authorizers' | 'models'>

function route(routeKey: string, {authorizers, models}: Declared): fc.Arbitrary<WebSocketRoute> {
  const isConnect = routeKey === '$connect'
  const guards: Pick<WebSocketRoute, 'authorizationType' | 'authorizer'>[] = [
    {authorizationType: 'NONE'},
    ...(isConnect ? [{authorizationType: 'AWS_IAM' as const}] : []),
    ...(isConnect
      ? Object.keys(authorizers).map((name) => ({authorizationType: 'CUSTOM' as const, authorizer: name}))
      : []),
  ]
  const parameters = isConnect ? ['route.request.querystring.room', 'route.request.header.X-Room'] : []
  return fc
    .record({
      guard: fc.constantFrom(...guards),
      apiKeyRequired: isConnect ? fc.boolean() : fc.constant(false),
      operationName: fc.option(fc.constantFrom('Send', 'Join'), {nil: undefined}),
      requestParameters: someOf(parameters, () => fc.boolean()),
      requestModels: Object.keys(models).length === 0 ? fc.constant({}) : requestModels(Object.keys(models)),
      modelSelectionExpression: fc.option(fc.constant('$request.body.version'), {nil: undefined}),
      twoWay: fc.option(routeResponse, {nil: undefined}),
      integration: fc.option(integration, {nil: undefined, freq: 8}),
    })
    .map(({guard, twoWay, ...made}) =>
      present({
        ...made,
        ...guard,
        routeResponseSelectionExpression: twoWay === undefined ? undefined : '$default',
        response: twoWay,
      }),
    )
}

function requestModels(models: readonly string[]): fc.Arbitrary<Readonly<Record<string, string>>> {
  return someOf(['$default', '2'], () => fc.constantFrom(...models))
}

const routeResponse: fc.Arbitrary<RouteResponse> = fc
  .record({
    responseParameters: someOf(['route.response.header.Sec-WebSocket-Protocol'], () => fc.boolean()),
    responseModels: fc.constant({}),
    modelSelectionExpression: fc.option(fc.constant('$default'), {nil: undefined}),
  })
  .map((made) => present(made))

const integrationResponse: fc.Arbitrary<WebSocketIntegrationResponse> = fc
  .record({
    contentHandlingStrategy: contentHandling,
    responseParameters: someOf(['route.response.header.X-A', 'route.response.header.X-B'], () =>
      fc.constantFrom("'fixed'", 'integration.response.header.X-A'),
    ),
    responseTemplates: someOf(['$default', '2'], () => fc.constantFrom('{}', "$input.path('$')")),
    templateSelectionExpression: templateKey,
  })
  .map((made) => present(made))

const common = {
  description: fc.option(text, {nil: undefined}),
  passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH' as const, 'WHEN_NO_TEMPLATES' as const, 'NEVER' as const),
  contentHandlingStrategy: contentHandling,
  timeoutInMillis: fc.constantFrom(29_000, 1_000),
  requestTemplates: someOf(['$default', '2'], () => fc.constantFrom('{"statusCode": 200}', '$input.body')),
  templateSelectionExpression: templateKey,
}

const responses = someOf(['$default', '/2\\d\\d/', '/5.*/'], () => integrationResponse)

const integration: fc.Arbitrary<WebSocketIntegration> = fc.oneof(
  fc
    .record({...common, responses})
    .map((made) => present({...made, integrationType: 'MOCK' as const, requestParameters: {}})),
  fc
    .record({
      ...common,
      responses,
      integrationType: fc.constantFrom('HTTP' as const),
      integrationMethod: fc.constantFrom('GET', 'POST'),
      host: fc.constantFrom('a', 'b'),
      connection: fc.constantFrom(
        {connectionType: 'INTERNET' as const},
        {connectionType: 'VPC_LINK' as const, connectionId: 'vl1'},
      ),
      requestParameters: someOf(['integration.request.header.X-Id', 'integration.request.querystring.a'], () =>
        fc.constantFrom('context.connectionId', "'fixed'"),
      ),
    })
    .map(({host, connection, ...made}) =>
      present({...made, ...connection, integrationUri: `https://${host}.example/`}),
    ),
  fc
    .record({
      ...common,
      functionName: fc.constantFrom('a', 'b'),
      credentialsArn: fc.option(fc.constant('arn:aws:iam::123456789012:role/invoke'), {nil: undefined}),
    })
    .map(({functionName, ...made}) =>
      present({
        ...made,
        integrationType: 'AWS_PROXY' as const,
        integrationMethod: 'POST',
        integrationUri: lambdaUri(functionName),
        connectionType: 'INTERNET' as const,
        requestParameters: {},
        responses: {},
      }),
    ),
)

function lambdaUri(functionName: string): string {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
}
