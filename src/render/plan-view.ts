import type {Route} from '../model/http-api.js'
import {summarizeIntegration} from '../model/integration-summary.js'
import type {Method} from '../model/rest-api.js'
import type {WebSocketRoute} from '../model/web-socket-api.js'
import type {Change, Kind} from '../plan/change.js'
import type {Plan} from '../plan/plan.js'

/** One changed thing as people name it: `GET /pets`, `model Pet`, `stage prod`. */
export type ViewEntry = {title: string; change: Change; notice?: string}

/** A method of a REST API, or a route. */
export type AnyRoute = Method | Route | WebSocketRoute

/** True for what callers address: methods of REST APIs, and routes. */
export function isRoute({kind}: Change): boolean {
  return kind === 'method' || kind === 'route' || kind === 'webSocketRoute'
}

/** Headings under which things are listed, in this order. */
const headings: Record<Kind, string> = {
  restApi: 'API',
  httpApi: 'API',
  webSocketApi: 'API',
  resource: 'Routes',
  method: 'Routes',
  route: 'Routes',
  webSocketRoute: 'Routes',
  authorizer: 'Authorizers',
  httpAuthorizer: 'Authorizers',
  webSocketAuthorizer: 'Authorizers',
  model: 'Models',
  webSocketModel: 'Models',
  requestValidator: 'Request validators',
  gatewayResponse: 'Gateway responses',
  documentationPart: 'Documentation',
  restDeployment: 'Stage',
  httpDeployment: 'Stage',
  webSocketDeployment: 'Stage',
  restStage: 'Stage',
  httpStage: 'Stage',
  webSocketStage: 'Stage',
  apiKey: 'API keys',
  usagePlan: 'Usage plans',
  usagePlanKey: 'Usage plans',
  domainName: 'Domains',
  apiMapping: 'Domains',
  invokePermission: 'Permissions',
  alarm: 'Alarms',
  logGroup: 'Log groups',
}

/**
 * The changes as people read them: under headings, routes by path and verb. Paths that only carry a listed route are
 * not listed themselves.
 */
export function viewPlan(plan: Pick<Plan, 'changes'>): {heading: string; entries: ViewEntry[]}[] {
  const carrying = carriers(plan.changes)
  const shown = plan.changes.filter(({kind, action, name}) => kind !== 'resource' || !carrying.has(`${action} ${name}`))
  return [...new Set(Object.values(headings))]
    .map((heading) => ({
      heading,
      entries: shown
        .filter(({kind}) => headings[kind] === heading)
        .map((change) => ({title: titleOf(change), change, ...noticeOf(change)}))
        .sort((one, other) => compare(sortKey(one.change), sortKey(other.change))),
    }))
    .filter(({entries}) => entries.length > 0)
}

/**
 * `create /pets` for each path that carries a created route, on it or below it, and so for the other actions: such a
 * path is not worth a line of its own.
 */
function carriers(changes: readonly Change[]): Set<string> {
  const routes = changes.filter(({kind}) => kind === 'method')
  return new Set(
    routes.flatMap(({action, name}) => {
      const parts = name.slice(name.indexOf(' ') + 1).split('/')
      return parts.map((_, index) => `${action} ${parts.slice(0, index + 1).join('/') || '/'}`)
    }),
  )
}

function titleOf({kind, name, action}: Change): string {
  const deployment = action === 'delete' ? `deployment ${name}` : `deployment of definition ${name}`
  const words: Record<Kind, string> = {
    restApi: `REST API ${name}`,
    httpApi: `HTTP API ${name}`,
    webSocketApi: `WebSocket API ${name}`,
    resource: `${name} (path without methods)`,
    method: name,
    route: name,
    webSocketRoute: name,
    model: name,
    webSocketModel: name,
    requestValidator: name,
    authorizer: name,
    httpAuthorizer: name,
    webSocketAuthorizer: name,
    gatewayResponse: name,
    documentationPart: name,
    restDeployment: deployment,
    httpDeployment: deployment,
    webSocketDeployment: deployment,
    restStage: `stage ${name}`,
    httpStage: `stage ${name}`,
    webSocketStage: `stage ${name}`,
    apiKey: name,
    usagePlan: name,
    usagePlanKey: `key ${name}`,
    domainName: name,
    apiMapping: `path ${name}`,
    invokePermission: name,
    alarm: name,
    logGroup: name,
  }
  return words[kind]
}

/** What nobody should overlook: a route that was guarded and will not be. */
function noticeOf(change: Change): {notice?: string} {
  if (!isRoute(change) || change.action !== 'update') return {}
  const before = (change.before as AnyRoute).authorizationType
  const after = (change.after as AnyRoute).authorizationType
  return before !== 'NONE' && after === 'NONE' ? {notice: `becomes open: ${before} is no longer asked for`} : {}
}

/** What a new or deleted route does, in a few words. */
export function describeRoute(route: AnyRoute): string {
  const {integration} = route
  const guard = route.authorizationType === 'NONE' ? [] : [route.authorizer ?? route.authorizationType]
  const key = 'apiKeyRequired' in route && route.apiKeyRequired ? ['API key'] : []
  const answers = 'response' in route ? ['two-way'] : []
  return [describeIntegration(integration), ...answers, ...guard, ...key].join(', ')
}

function describeIntegration(integration: AnyRoute['integration']): string {
  if (integration === undefined) return 'no integration'
  const {type, target} = summarizeIntegration(integration)
  return `${type} ${target}`.trim()
}

/** By path first, so that the verbs of one path stand together; a deployment before the stage that serves it. */
function sortKey({kind, name}: Change): string {
  if (kind.endsWith('Deployment')) return ''
  const space = name.indexOf(' ')
  return kind === 'method' || kind === 'route' ? `${name.slice(space + 1)} ${name.slice(0, space)}` : name
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
