import type {HttpApi} from './http-api.js'
import type {RestApi} from './rest-api.js'
import type {WebSocketApi} from './web-socket-api.js'

/** An API that OpenAPI can describe. */
export type OpenApi = RestApi | HttpApi

/** Any API. */
export type Api = OpenApi | WebSocketApi
