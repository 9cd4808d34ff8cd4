import type {HttpApi} from './http-api.js'
import type {RestApi} from './rest-api.js'

/** Any API that OpenAPI can describe. */
export type Api = RestApi | HttpApi
