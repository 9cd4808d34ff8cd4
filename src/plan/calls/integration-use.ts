import type {HttpIntegration} from '../../model/http-api.js'
import type {JsonObject} from '../../model/json.js'
import {omit} from '../../model/omit.js'
import type {WebSocketIntegration} from '../../model/web-socket-api.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {httpCall} from './http-call.js'

/** What happens to the integration of a route of an HTTP or WebSocket API. */
export type IntegrationStep = 'keep' | 'create' | 'update' | 'remove'

type Integration = HttpIntegration | WebSocketIntegration
type WithIntegration = {integration?: Integration}
type RouteIds = Readonly<Record<string, {integrationId?: string}>>

/** Decides for a route that stays. AWS shares integrations between routes; a changed one is never changed for others. */
export function integrationStep(change: Change, facts: CallFacts): IntegrationStep {
  const {before, after} = integrationsOf(change)
  if (sameJson(before, after)) return 'keep'
  if (after === undefined) return 'remove'
  return before === undefined || leavesIntegration(change, facts) ? 'create' : 'update'
}

/** Deletes the integrations that no route uses once the changes are made; comes after them all. */
export function unusedIntegrationCalls(facts: CallFacts): Call[] {
  const routes = routeIds(facts)
  const leaving = new Map(
    facts.changes
      .filter((change) => isRoute(change) && leavesIntegration(change, facts))
      .map((change) => [change.name, change]),
  )
  const deleted = new Set<string>()
  return [...leaving].flatMap(([routeKey, {address}]) => {
    const integrationId = routes[routeKey]?.integrationId
    if (integrationId === undefined || deleted.has(integrationId)) return []
    if (!routesOf(integrationId, routes).every((user) => leaving.has(user))) return []
    deleted.add(integrationId)
    return [httpCall(address, 'DeleteIntegration', {}, {ids: [integrationSlot(routeKey)]})]
  })
}

/** The integration a route gets, as opposed to the one it has. */
export function newIntegration(routeKey: string): string {
  return `new ${routeKey}`
}

export function targetSlot(name: string): IdSlot {
  return {at: ['Target'], kind: 'integration', name, text: `integrations/${idMark}`}
}

export function integrationSlot(name: string): IdSlot {
  return {at: ['IntegrationId'], kind: 'integration', name}
}

export function routeSlot(name: string): IdSlot {
  return {at: ['RouteId'], kind: 'route', name}
}

export function authorizerSlot({authorizer}: {authorizer?: string}): IdSlot[] {
  return authorizer === undefined ? [] : [{at: ['AuthorizerId'], kind: 'authorizer', name: authorizer}]
}

/** True when something that was there no longer is: updates of `apigatewayv2` merge, so it would stay. */
export function losesKeys(before: JsonObject, after: JsonObject): boolean {
  return Object.entries(before).some(([key, value]) => {
    const kept = after[key]
    if (kept === undefined) return true
    return isRecord(value) && isRecord(kept) && losesKeys(value, kept)
  })
}

/** True when the route stops using the integration it has: AWS cannot change it, or other routes use it too. */
function leavesIntegration(change: Change, facts: CallFacts): boolean {
  const routes = routeIds(facts)
  const integrationId = routes[change.name]?.integrationId
  if (integrationId === undefined || change.action === 'create') return false
  if (change.action === 'delete') return true
  const {before, after} = integrationsOf(change)
  if (after === undefined) return true
  if (before === undefined || sameJson(before, after)) return false
  return routesOf(integrationId, routes).length > 1 || isNewKind(before, after)
}

/** The responses of an integration have calls of their own. */
function isNewKind(before: Integration, after: Integration): boolean {
  const [old, wanted]: JsonObject[] = [before, after]
  if (old === undefined || wanted === undefined) return false
  return (
    losesKeys(omit(old, 'responses'), omit(wanted, 'responses')) || before.integrationType !== after.integrationType
  )
}

function integrationsOf(change: Change): {before: Integration | undefined; after: Integration | undefined} {
  return {
    before: change.action === 'create' ? undefined : (change.before as WithIntegration).integration,
    after: change.action === 'delete' ? undefined : (change.after as WithIntegration).integration,
  }
}

function isRoute({kind}: Change): boolean {
  return kind === 'route' || kind === 'webSocketRoute'
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function routesOf(integrationId: string, routes: RouteIds): string[] {
  return Object.keys(routes).filter((routeKey) => routes[routeKey]?.integrationId === integrationId)
}

function routeIds({live}: CallFacts): RouteIds {
  return live === undefined || live.kind === 'rest' ? {} : live.ids.routes
}
