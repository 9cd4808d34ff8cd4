import type {DeployedStage} from './deployed-stage.js'
import type {Deployment} from './deployment.js'
import type {HttpApi, RouteKey} from './http-api.js'
import type {RestApi} from './rest-api.js'
import type {WebSocketApi, WebSocketRouteKey} from './web-socket-api.js'

/** An API as AWS holds it now: the model, its stages, and the ids that calls need. Read by `aws`, compared by `plan`. */
export type LiveApi = LiveRestApi | LiveHttpApi | LiveWebSocketApi

export type LiveRestApi = {
  kind: 'rest'
  apiId: string
  api: RestApi
  stages: readonly DeployedStage[]
  /** All there are, newest first. */
  deployments?: readonly Deployment[]
  ids: RestIds
}

export type LiveHttpApi = {
  kind: 'http'
  apiId: string
  api: HttpApi
  stages: readonly DeployedStage[]
  /** All there are, newest first. */
  deployments?: readonly Deployment[]
  ids: HttpIds
}

export type LiveWebSocketApi = {
  kind: 'websocket'
  apiId: string
  api: WebSocketApi
  stages: readonly DeployedStage[]
  /** All there are, newest first. */
  deployments?: readonly Deployment[]
  ids: WebSocketIds
}

/** AWS's ids by natural name: resource path, authorizer and validator name, documentation location as canonical JSON. */
export type RestIds = {
  resources: Readonly<Record<string, string>>
  authorizers: Readonly<Record<string, string>>
  requestValidators: Readonly<Record<string, string>>
  documentationParts: Readonly<Record<string, string>>
}

/** AWS's ids by route key and authorizer name. Several routes may have the same integrationId: AWS shares integrations. */
export type HttpIds = {
  routes: Readonly<Record<RouteKey, {routeId: string; integrationId?: string}>>
  authorizers: Readonly<Record<string, string>>
}

/** AWS's ids by route key, response key, authorizer and model name. Integrations may be shared, as in HTTP APIs. */
export type WebSocketIds = {
  routes: Readonly<Record<WebSocketRouteKey, WebSocketRouteIds>>
  authorizers: Readonly<Record<string, string>>
  models: Readonly<Record<string, string>>
}

export type WebSocketRouteIds = {
  routeId: string
  integrationId?: string
  /** Of the route response `$default`. */
  routeResponseId?: string
  /** By integration response key. */
  integrationResponses: Readonly<Record<string, string>>
}
