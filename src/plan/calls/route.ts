import type {HttpIntegration, Route} from '../../model/http-api.js'
import type {JsonObject} from '../../model/json.js'
import type {HttpIds} from '../../model/live-api.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Address, Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {httpCall} from './http-call.js'

/** A route with its integration. AWS shares integrations between routes; a changed one is never changed for others. */
export function routeCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: routeKey} = change
  switch (change.action) {
    case 'create':
      return createRoute(address, routeKey, change.after as Route)
    case 'delete':
      return [httpCall(address, 'DeleteRoute', {}, {ids: [routeSlot(routeKey)]})]
    case 'update':
    case 'replace':
      return updateRoute(change, change.before as Route, change.after as Route, facts)
  }
}

/** Deletes the integrations that no route uses once the changes are made; comes after them all. */
export function unusedIntegrationCalls(facts: CallFacts): Call[] {
  const routes = routeIds(facts)
  const leaving = new Map(
    facts.changes
      .filter((change) => change.kind === 'route' && leavesIntegration(change, facts))
      .map((c) => [c.name, c]),
  )
  const deleted = new Set<string>()
  return [...leaving].flatMap(([routeKey, {address}]) => {
    const integrationId = routes[routeKey]?.integrationId
    if (integrationId === undefined || deleted.has(integrationId)) return []
    if (!routesOf(integrationId, routes).every((user) => leaving.has(user))) return []
    deleted.add(integrationId)
    const ids: IdSlot[] = [{at: ['IntegrationId'], kind: 'integration', name: routeKey}]
    return [httpCall(address, 'DeleteIntegration', {}, {ids})]
  })
}

function createRoute(address: Address, routeKey: string, route: Route): Call[] {
  const {integration} = route
  const input = {RouteKey: routeKey, ...routeMembers(route)}
  const ids = [...authorizerSlot(route), ...(integration === undefined ? [] : [targetSlot(newIntegration(routeKey))])]
  return [
    ...(integration === undefined ? [] : [createIntegration(address, routeKey, integration)]),
    httpCall(address, 'CreateRoute', input, {ids}),
  ]
}

function updateRoute(change: Change, before: Route, after: Route, facts: CallFacts): Call[] {
  const {address, name: routeKey} = change
  const {integration} = after
  const step = integrationStep(change, before.integration, integration, facts)
  const sameMembers = sameJson(omit(before, 'integration'), omit(after, 'integration'))
  const input = {
    ...(sameMembers ? {} : routeMembers(after)),
    ...(before.authorizer !== undefined && after.authorizer === undefined ? {AuthorizerId: ''} : {}),
    ...(step === 'remove' ? {Target: ''} : {}),
  }
  const ids = [
    routeSlot(routeKey),
    ...(sameMembers ? [] : authorizerSlot(after)),
    ...(step === 'create' ? [targetSlot(newIntegration(routeKey))] : []),
  ]
  const touchesRoute = !sameMembers || step === 'create' || step === 'remove'
  return [
    ...(step === 'create' && integration !== undefined ? [createIntegration(address, routeKey, integration)] : []),
    ...(step === 'update' && integration !== undefined ? [updateIntegration(address, routeKey, integration)] : []),
    ...(touchesRoute ? [httpCall(address, 'UpdateRoute', input, {ids})] : []),
  ]
}

/** What happens to the integration of a route that stays. */
function integrationStep(
  change: Change,
  before: HttpIntegration | undefined,
  after: HttpIntegration | undefined,
  facts: CallFacts,
): 'keep' | 'create' | 'update' | 'remove' {
  if (sameJson(before, after)) return 'keep'
  if (after === undefined) return 'remove'
  return before === undefined || leavesIntegration(change, facts) ? 'create' : 'update'
}

/** True when the route stops using the integration it has: AWS cannot change it, or other routes use it too. */
function leavesIntegration(change: Change, facts: CallFacts): boolean {
  const routes = routeIds(facts)
  const integrationId = routes[change.name]?.integrationId
  if (integrationId === undefined || change.action === 'create') return false
  if (change.action === 'delete') return true
  const before = (change.before as Route).integration
  const after = (change.after as Route).integration
  if (after === undefined) return true
  if (before === undefined || sameJson(before, after)) return false
  return routesOf(integrationId, routes).length > 1 || losesMembers(before, after)
}

/** UpdateIntegration merges: a member or a map entry that is no longer there would stay. */
function losesMembers(before: HttpIntegration, after: HttpIntegration): boolean {
  return losesKeys(before, after) || before.integrationType !== after.integrationType
}

function losesKeys(before: JsonObject, after: JsonObject): boolean {
  return Object.entries(before).some(([key, value]) => {
    const kept = after[key]
    if (kept === undefined) return true
    return isRecord(value) && isRecord(kept) && losesKeys(value, kept)
  })
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function routeMembers(route: Route): JsonObject {
  const {authorizationType, authorizationScopes, operationName} = route
  return {
    AuthorizationType: authorizationType,
    AuthorizationScopes: authorizationScopes,
    OperationName: operationName ?? '',
  }
}

function createIntegration(address: Address, routeKey: string, integration: HttpIntegration): Call {
  const gives = [{member: 'IntegrationId', kind: 'integration' as const, name: newIntegration(routeKey)}]
  return httpCall(address, 'CreateIntegration', integrationMembers(integration), {gives})
}

function updateIntegration(address: Address, routeKey: string, integration: HttpIntegration): Call {
  const ids: IdSlot[] = [{at: ['IntegrationId'], kind: 'integration', name: routeKey}]
  return httpCall(address, 'UpdateIntegration', integrationMembers(integration), {ids})
}

function integrationMembers(integration: HttpIntegration): JsonObject {
  const {tlsConfig} = integration
  return present({
    IntegrationType: integration.integrationType,
    IntegrationSubtype: integration.integrationSubtype,
    IntegrationMethod: integration.integrationMethod,
    IntegrationUri: integration.integrationUri,
    CredentialsArn: integration.credentialsArn,
    Description: integration.description,
    ConnectionType: integration.connectionType,
    ConnectionId: integration.connectionId,
    PayloadFormatVersion: integration.payloadFormatVersion,
    TimeoutInMillis: integration.timeoutInMillis,
    RequestParameters: integration.requestParameters,
    ResponseParameters: integration.responseParameters,
    TlsConfig: tlsConfig && {ServerNameToVerify: tlsConfig.serverNameToVerify},
  })
}

/** The integration a route gets, as opposed to the one it has. */
function newIntegration(routeKey: string): string {
  return `new ${routeKey}`
}

function targetSlot(name: string): IdSlot {
  return {at: ['Target'], kind: 'integration', name, text: `integrations/${idMark}`}
}

function routeSlot(name: string): IdSlot {
  return {at: ['RouteId'], kind: 'route', name}
}

function authorizerSlot({authorizer}: Route): IdSlot[] {
  return authorizer === undefined ? [] : [{at: ['AuthorizerId'], kind: 'authorizer', name: authorizer}]
}

function routesOf(integrationId: string, routes: HttpIds['routes']): string[] {
  return Object.keys(routes).filter((routeKey) => routes[routeKey]?.integrationId === integrationId)
}

function routeIds({live}: CallFacts): HttpIds['routes'] {
  return live?.kind === 'http' ? live.ids.routes : {}
}
