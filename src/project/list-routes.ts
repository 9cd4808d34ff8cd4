import type {Api} from '../model/api.js'
import {compareRoutes} from '../model/compare-routes.js'
import type {Route} from '../model/http-api.js'
import {summarizeIntegration} from '../model/integration-summary.js'
import type {Method} from '../model/rest-api.js'
import type {WebSocketRoute} from '../model/web-socket-api.js'

type AnyRoute = Method | Route | WebSocketRoute

/** One route as people name it, what answers it, and who may call it. */
export type RouteSummary = {
  /** `GET /pets/{id}`, `$connect` or `$default`. */
  route: string
  /** `MOCK`, `AWS_PROXY`, ...; `none` while the route has no integration. */
  integration: string
  /** Function name or URL; empty for mocks. */
  target: string
  /** `NONE`, `AWS_IAM`, or the authorizer's name. */
  authorization: string
  apiKeyRequired: boolean
}

/** The routes of an API by path, then verb. Pure. */
export function listRoutes(api: Api): RouteSummary[] {
  const routes: Readonly<Record<string, AnyRoute>> = api.kind === 'rest' ? api.methods : api.routes
  return Object.entries(routes)
    .map(([route, settings]) => summarizeRoute(route, settings))
    .sort((one, other) => compareRoutes(one.route, other.route))
}

function summarizeRoute(route: string, settings: AnyRoute): RouteSummary {
  const {type: integration, target} = summarizeIntegration(settings.integration)
  const authorization = settings.authorizer ?? settings.authorizationType
  const apiKeyRequired = 'apiKeyRequired' in settings && settings.apiKeyRequired
  return {route, integration, target, authorization, apiKeyRequired}
}
