import type {LiveHttpApi, LiveRestApi, LiveWebSocketApi} from '../../src/model/live-api.js'
import type {HttpApi} from '../../src/model/http-api.js'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import type {WebSocketApi} from '../../src/model/web-socket-api.js'

/** A live REST API without parts, but for those that a test is about. */
export function restLive(api: Partial<RestApi> = {}, more: Partial<LiveRestApi> = {}): LiveRestApi {
  const bare: RestApi = {
    kind: 'rest',
    name: 'pets',
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
    resources: ['/'],
    methods: {},
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    documentationParts: [],
    tags: {},
  }
  const ids = {resources: {'/': 'r0'}, authorizers: {}, requestValidators: {}, documentationParts: {}}
  return {kind: 'rest', apiId: 'a1b2c3', api: {...bare, ...api}, stages: [], deployments: [], ids, ...more}
}

/** The same of an HTTP API. */
export function httpLive(api: Partial<HttpApi> = {}, more: Partial<LiveHttpApi> = {}): LiveHttpApi {
  const bare: HttpApi = {
    kind: 'http',
    name: 'orders',
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    routes: {},
    authorizers: {},
    tags: {},
  }
  const ids = {routes: {}, authorizers: {}}
  return {kind: 'http', apiId: 'd4e5f6', api: {...bare, ...api}, stages: [], deployments: [], ids, ...more}
}

/** The same of a WebSocket API. */
export function webSocketLive(api: Partial<WebSocketApi> = {}, more: Partial<LiveWebSocketApi> = {}): LiveWebSocketApi {
  const bare: WebSocketApi = {
    kind: 'websocket',
    name: 'chat',
    routeSelectionExpression: '$request.body.action',
    apiKeySelectionExpression: '$request.header.x-api-key',
    disableSchemaValidation: false,
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    routes: {},
    authorizers: {},
    models: {},
    tags: {},
  }
  const ids = {routes: {}, authorizers: {}, models: {}}
  return {kind: 'websocket', apiId: 'g7h8i9', api: {...bare, ...api}, stages: [], deployments: [], ids, ...more}
}

/** A method that answers by itself, with what a test is about. */
export function mockMethod(more: Partial<Method> = {}): Method {
  return {
    authorizationType: 'NONE',
    authorizationScopes: [],
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    responses: {},
    ...more,
  }
}
