import type {HttpApi} from '../../src/model/http-api.js'
import {present} from '../../src/model/present.js'
import type {RestApi} from '../../src/model/rest-api.js'
import {sortedRecord} from '../../src/model/sorted-record.js'
import type {WebSocketApi, WebSocketRoute} from '../../src/model/web-socket-api.js'

/** `/area0/thing0`, …: ten routes to an area. */
function pathsOf(count: number): string[] {
  return Array.from({length: count}, (_, index) => `/area${Math.floor(index / 10)}/thing${index}`)
}

/** A REST API of so many mock routes; `changed` is the status code that the first of them answers. */
export function restApiOf(count: number, changed = 200): RestApi {
  const paths = pathsOf(count)
  const areas = paths.map((path) => path.slice(0, path.lastIndexOf('/')))
  return {
    kind: 'rest',
    name: 'pets',
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
    resources: [...new Set(['/', ...areas, ...paths])].sort(),
    methods: sortedRecord(
      paths.map((path, index) => [`GET ${path}`, mockMethod(index === 0 ? changed : 200)] as const),
    ),
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    documentationParts: [],
    tags: {},
  }
}

/** An HTTP API of so many routes; `changed` is the time-out of the first of them. */
export function httpApiOf(count: number, changed = 30_000): HttpApi {
  return present({
    kind: 'http' as const,
    name: 'pets',
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4' as const,
    routes: sortedRecord(
      pathsOf(count).map((path, index) => [`GET ${path}`, proxyRoute(path, index === 0 ? changed : 30_000)] as const),
    ),
    authorizers: {},
    tags: {},
  })
}

export function mockMethod(statusCode: number): RestApi['methods'][keyof RestApi['methods']] {
  return {
    authorizationType: 'NONE',
    authorizationScopes: [],
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    responses: {'200': {responseParameters: {}, responseModels: {}}},
    integration: {
      type: 'MOCK',
      requestParameters: {},
      requestTemplates: {'application/json': `{"statusCode": ${statusCode}}`},
      passthroughBehavior: 'WHEN_NO_MATCH',
      cacheKeyParameters: [],
      timeoutInMillis: 29_000,
      responses: {'200': {responseParameters: {}, responseTemplates: {}}},
    },
  }
}

export function proxyRoute(path: string, timeoutInMillis = 30_000): HttpApi['routes'][string] {
  return {
    authorizationType: 'NONE',
    authorizationScopes: [],
    integration: {
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'GET',
      integrationUri: `https://example.com${path}`,
      connectionType: 'INTERNET',
      payloadFormatVersion: '1.0',
      timeoutInMillis,
      requestParameters: {},
      responseParameters: {},
    },
  }
}

/** A WebSocket API of so many one-way mock routes; `changed` is the status code of the first of them. */
export function webSocketApiOf(count: number, changed = 200): WebSocketApi {
  const names = Array.from({length: count}, (_, index) => `action${index}`)
  return {
    kind: 'websocket',
    name: 'pets',
    routeSelectionExpression: '$request.body.action',
    apiKeySelectionExpression: '$request.header.x-api-key',
    disableSchemaValidation: false,
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    routes: sortedRecord(names.map((name, index) => [name, mockMessage(index === 0 ? changed : 200)] as const)),
    authorizers: {},
    models: {},
    tags: {},
  }
}

export function mockMessage(statusCode = 200): WebSocketRoute {
  return {
    authorizationType: 'NONE',
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    integration: {
      integrationType: 'MOCK',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      requestParameters: {},
      requestTemplates: {$default: `{"statusCode": ${statusCode}}`},
      templateSelectionExpression: '\\$default',
      responses: {},
    },
  }
}

/** The same route, whose answer goes back to the client. */
export function twoWay(route: WebSocketRoute): WebSocketRoute {
  return {
    ...route,
    routeResponseSelectionExpression: '$default',
    response: {responseParameters: {}, responseModels: {}},
    ...(route.integration && {
      integration: {
        ...route.integration,
        responses: {$default: {responseParameters: {}, responseTemplates: {$default: '{"done": true}'}}},
      },
    }),
  }
}
