import type {HttpIntegration, Route} from '../model/http-api.js'
import type {Method, RestIntegration} from '../model/rest-api.js'
import type {Change, Kind} from '../plan/change.js'
import type {Plan} from '../plan/plan.js'

/** One changed thing as people name it: `GET /pets`, `model Pet`, `stage prod`. */
export type ViewEntry = {title: string; change: Change; notice?: string}

/** Headings under which things are listed, in this order. */
const headings: Record<Kind, string> = {
  restApi: 'API',
  httpApi: 'API',
  resource: 'Routes',
  method: 'Routes',
  route: 'Routes',
  authorizer: 'Authorizers',
  httpAuthorizer: 'Authorizers',
  model: 'Models',
  requestValidator: 'Request validators',
  gatewayResponse: 'Gateway responses',
  documentationPart: 'Documentation',
  restDeployment: 'Stage',
  httpDeployment: 'Stage',
  restStage: 'Stage',
  httpStage: 'Stage',
}

/**
 * The changes as people read them: under headings, routes by path and verb. Paths that only carry a listed route are
 * not listed themselves.
 */
export function viewPlan(plan: Plan): {heading: string; entries: ViewEntry[]}[] {
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

function titleOf({kind, name}: Change): string {
  const words: Record<Kind, string> = {
    restApi: `REST API ${name}`,
    httpApi: `HTTP API ${name}`,
    resource: `${name} (path without methods)`,
    method: name,
    route: name,
    model: name,
    requestValidator: name,
    authorizer: name,
    httpAuthorizer: name,
    gatewayResponse: name,
    documentationPart: name,
    restDeployment: `deployment of definition ${name}`,
    httpDeployment: `deployment of definition ${name}`,
    restStage: `stage ${name}`,
    httpStage: `stage ${name}`,
  }
  return words[kind]
}

/** What nobody should overlook: a route that was guarded and will not be. */
function noticeOf(change: Change): {notice?: string} {
  if (change.kind !== 'method' && change.kind !== 'route') return {}
  if (change.action !== 'update') return {}
  const before = (change.before as Method | Route).authorizationType
  const after = (change.after as Method | Route).authorizationType
  return before !== 'NONE' && after === 'NONE' ? {notice: `becomes open: ${before} is no longer asked for`} : {}
}

/** What a new or deleted route does, in a few words. */
export function describeRoute(route: Method | Route): string {
  const {integration} = route
  const guard = route.authorizationType === 'NONE' ? [] : [route.authorizer ?? route.authorizationType]
  const key = 'apiKeyRequired' in route && route.apiKeyRequired ? ['API key'] : []
  return [integration === undefined ? 'no integration' : describeIntegration(integration), ...guard, ...key].join(', ')
}

function describeIntegration(integration: RestIntegration | HttpIntegration): string {
  if ('type' in integration) return [integration.type, integration.uri ?? ''].join(' ').trim()
  return [integration.integrationSubtype ?? integration.integrationType, integration.integrationUri ?? '']
    .join(' ')
    .trim()
}

/** By path first, so that the verbs of one path stand together; a deployment before the stage that serves it. */
function sortKey({kind, name}: Change): string {
  if (kind === 'restDeployment' || kind === 'httpDeployment') return ''
  const space = name.indexOf(' ')
  return kind === 'method' || kind === 'route' ? `${name.slice(space + 1)} ${name.slice(0, space)}` : name
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
