import type {DeployedStage} from '../model/deployed-stage.js'
import type {LiveApi} from '../model/live-api.js'
import {listRoutes} from './list-routes.js'
import type {RouteSummary} from './list-routes.js'

/** One API as `apigw api show` tells it. */
export type ApiDescription = {
  apiId: string
  kind: LiveApi['kind']
  name: string
  description?: string
  version?: string
  /** EDGE, REGIONAL or PRIVATE; HTTP and WebSocket APIs are regional. */
  endpointType: string
  tags: Readonly<Record<string, string>>
  /** Names of its authorizers, and of its models unless it is an HTTP API. */
  authorizers: readonly string[]
  models: readonly string[]
  routes: readonly RouteSummary[]
  stages: readonly DeployedStage[]
}

/** Pure. */
export function describeApi({api, apiId, stages}: LiveApi): ApiDescription {
  const {kind, name, description, version, tags} = api
  return {
    apiId,
    kind,
    name,
    ...(description !== undefined && {description}),
    ...(version !== undefined && {version}),
    endpointType: api.kind === 'rest' ? api.endpointConfiguration.types.join(', ') : 'REGIONAL',
    tags,
    authorizers: Object.keys(api.authorizers),
    models: api.kind === 'http' ? [] : Object.keys(api.models),
    routes: listRoutes(api),
    stages,
  }
}
