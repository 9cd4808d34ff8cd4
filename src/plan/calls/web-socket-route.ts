import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {RouteResponse, WebSocketIntegration, WebSocketRoute} from '../../model/web-socket-api.js'
import type {Call, IdSlot} from '../call.js'
import type {Address, Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {changedMembers} from './changed-members.js'
import {httpCall} from './http-call.js'
import {authorizerSlot, integrationStep, losesKeys, newIntegration, routeSlot, targetSlot} from './integration-use.js'
import type {IntegrationStep} from './integration-use.js'
import {createIntegrationCalls, updateIntegrationCalls} from './web-socket-integration.js'

/** A route of a WebSocket API with its integration and its responses. */
export function webSocketRouteCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: routeKey} = change
  switch (change.action) {
    case 'create':
      return createRoute(address, routeKey, change.after as WebSocketRoute)
    case 'delete':
      // AWS deletes the response of a route with it.
      return [httpCall(address, 'DeleteRoute', {}, {ids: [routeSlot(routeKey)]})]
    case 'update':
    case 'replace':
      return updateRoute(change, integrationStep(change, facts))
  }
}

function createRoute(address: Address, routeKey: string, route: WebSocketRoute): Call[] {
  const {integration, response} = route
  const input = {RouteKey: routeKey, ...members(route), RequestParameters: required(route.requestParameters)}
  const ids = [...authorizerSlot(route), ...(integration === undefined ? [] : [targetSlot(newIntegration(routeKey))])]
  const gives = [{member: 'RouteId', kind: 'route' as const, name: routeKey}]
  return [
    ...(integration === undefined ? [] : createIntegrationCalls({address, routeKey}, integration)),
    httpCall(address, 'CreateRoute', input, {ids, gives}),
    ...(response === undefined ? [] : [createResponse(address, routeKey, response)]),
  ]
}

function updateRoute(change: Change, step: IntegrationStep): Call[] {
  const {address, name: routeKey} = change
  const before = (change.action === 'create' ? {} : change.before) as WebSocketRoute
  const after = (change.action === 'delete' ? {} : change.after) as WebSocketRoute
  const guarded = before.authorizationType === after.authorizationType && before.authorizer === after.authorizer
  const parameters = changedMembers(required(before.requestParameters), required(after.requestParameters))
  const added = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''))
  const input = {
    ...changedMembers(members(before), members(after)),
    // AWS wants to hear of the type again when the authorizer is another one.
    ...(guarded ? {} : {AuthorizationType: after.authorizationType}),
    ...(before.authorizer !== undefined && after.authorizer === undefined ? {AuthorizerId: ''} : {}),
    ...(Object.keys(added).length === 0 ? {} : {RequestParameters: added}),
    ...(step === 'remove' ? {Target: ''} : {}),
  }
  const ids = [
    ...(guarded ? [] : authorizerSlot(after)),
    ...(step === 'create' ? [targetSlot(newIntegration(routeKey))] : []),
  ]
  const touchesRoute = ids.length > 0 || Object.keys(input).length > 0
  const response = responseCalls(address, routeKey, before.response, after.response)
  return [
    ...integrationCalls({address, routeKey}, step, before.integration, after.integration),
    ...Object.keys(parameters)
      .filter((key) => !Object.hasOwn(after.requestParameters, key))
      .map((key) => removeParameter(address, routeKey, key)),
    ...response.remove,
    ...(touchesRoute ? [httpCall(address, 'UpdateRoute', input, {ids: [routeSlot(routeKey), ...ids]})] : []),
    ...response.make,
  ]
}

function integrationCalls(
  place: {address: Address; routeKey: string},
  step: IntegrationStep,
  before: WebSocketIntegration | undefined,
  after: WebSocketIntegration | undefined,
): Call[] {
  if (after === undefined) return []
  if (step === 'create') return createIntegrationCalls(place, after)
  return step === 'update' && before !== undefined ? updateIntegrationCalls(place, before, after) : []
}

/** UpdateRoute merges request parameters: one that is gone has an operation of its own. */
function removeParameter(address: Address, routeKey: string, key: string): Call {
  return httpCall(
    address,
    'DeleteRouteRequestParameter',
    {RequestParameterKey: key},
    {
      ids: [routeSlot(routeKey)],
    },
  )
}

/**
 * A response is removed before its route forgets how to select it, and made after: whatever an interruption leaves
 * behind, the next plan sees it, because responses are read where a route selects them.
 */
function responseCalls(
  address: Address,
  routeKey: string,
  before: RouteResponse | undefined,
  after: RouteResponse | undefined,
): {remove: Call[]; make: Call[]} {
  if (sameJson(before, after)) return {remove: [], make: []}
  const slot: IdSlot = {at: ['RouteResponseId'], kind: 'routeResponse', name: routeKey}
  const ids = [routeSlot(routeKey), slot]
  const remove = httpCall(address, 'DeleteRouteResponse', {}, {ids})
  if (after === undefined) return {remove: [remove], make: []}
  if (before === undefined) return {remove: [], make: [createResponse(address, routeKey, after)]}
  if (losesKeys(before, after)) return {remove: [remove], make: [createResponse(address, routeKey, after)]}
  return {remove: [], make: [httpCall(address, 'UpdateRouteResponse', responseMembers(after), {ids})]}
}

function createResponse(address: Address, routeKey: string, response: RouteResponse): Call {
  return httpCall(address, 'CreateRouteResponse', responseMembers(response), {ids: [routeSlot(routeKey)]})
}

function members(route: WebSocketRoute): JsonObject {
  return present({
    AuthorizationType: route.authorizationType,
    ApiKeyRequired: route.apiKeyRequired,
    OperationName: route.operationName,
    RequestModels: route.requestModels,
    ModelSelectionExpression: route.modelSelectionExpression,
    RouteResponseSelectionExpression: route.routeResponseSelectionExpression,
  })
}

function responseMembers(response: RouteResponse): JsonObject {
  return present({
    RouteResponseKey: '$default',
    ResponseModels: response.responseModels,
    ResponseParameters: required(response.responseParameters),
    ModelSelectionExpression: response.modelSelectionExpression,
  })
}

function required(parameters: Readonly<Record<string, boolean>>): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, isRequired]) => [name, {Required: isRequired}]))
}
