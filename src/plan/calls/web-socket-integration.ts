import type {JsonObject} from '../../model/json.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import type {WebSocketIntegration, WebSocketIntegrationResponse} from '../../model/web-socket-api.js'
import type {Call, IdSlot} from '../call.js'
import type {Address} from '../change.js'
import {sameJson} from '../diff/fields.js'
import {httpCall} from './http-call.js'
import {integrationSlot, losesKeys, newIntegration} from './integration-use.js'

type RoutePlace = {address: Address; routeKey: string}

/** A new integration and its responses; it is known as the new one of its route. */
export function createIntegrationCalls({address, routeKey}: RoutePlace, integration: WebSocketIntegration): Call[] {
  const name = newIntegration(routeKey)
  const gives = [{member: 'IntegrationId', kind: 'integration' as const, name}]
  const responses = Object.entries(integration.responses)
  return [
    httpCall(address, 'CreateIntegration', members(integration), {gives}),
    ...responses.map(([key, response]) => createResponse(address, name, key, response)),
  ]
}

/** What differs of an integration that its route keeps, and of its responses. */
export function updateIntegrationCalls(
  {address, routeKey}: RoutePlace,
  before: WebSocketIntegration,
  after: WebSocketIntegration,
): Call[] {
  const same = sameJson(omit(before, 'responses'), omit(after, 'responses'))
  const keys = [...new Set([...Object.keys(before.responses), ...Object.keys(after.responses)])].sort()
  return [
    ...(same ? [] : [httpCall(address, 'UpdateIntegration', members(after), {ids: [integrationSlot(routeKey)]})]),
    ...keys.flatMap((key) => responseCalls({address, routeKey}, key, before.responses[key], after.responses[key])),
  ]
}

/** The name under which the id of an integration response is kept. */
export function integrationResponseName(routeKey: string, responseKey: string): string {
  return JSON.stringify([routeKey, responseKey])
}

function responseCalls(
  {address, routeKey}: RoutePlace,
  key: string,
  before: WebSocketIntegrationResponse | undefined,
  after: WebSocketIntegrationResponse | undefined,
): Call[] {
  if (before === undefined) return after === undefined ? [] : [createResponse(address, routeKey, key, after)]
  if (sameJson(before, after)) return []
  const name = integrationResponseName(routeKey, key)
  const slot: IdSlot = {at: ['IntegrationResponseId'], kind: 'integrationResponse', name}
  const ids = [integrationSlot(routeKey), slot]
  const remove = httpCall(address, 'DeleteIntegrationResponse', {}, {ids})
  if (after === undefined) return [remove]
  // Updates merge: what is gone would stay.
  if (losesKeys(before, after)) return [remove, createResponse(address, routeKey, key, after)]
  return [httpCall(address, 'UpdateIntegrationResponse', responseMembers(key, after), {ids})]
}

function createResponse(
  address: Address,
  integration: string,
  key: string,
  response: WebSocketIntegrationResponse,
): Call {
  return httpCall(address, 'CreateIntegrationResponse', responseMembers(key, response), {
    ids: [integrationSlot(integration)],
  })
}

function members(integration: WebSocketIntegration): JsonObject {
  return present({
    IntegrationType: integration.integrationType,
    IntegrationMethod: integration.integrationMethod,
    IntegrationUri: integration.integrationUri,
    CredentialsArn: integration.credentialsArn,
    Description: integration.description,
    ConnectionType: integration.connectionType,
    ConnectionId: integration.connectionId,
    PassthroughBehavior: integration.passthroughBehavior,
    ContentHandlingStrategy: integration.contentHandlingStrategy,
    TimeoutInMillis: integration.timeoutInMillis,
    RequestParameters: integration.requestParameters,
    RequestTemplates: integration.requestTemplates,
    TemplateSelectionExpression: integration.templateSelectionExpression,
  })
}

function responseMembers(key: string, response: WebSocketIntegrationResponse): JsonObject {
  return present({
    IntegrationResponseKey: key,
    ContentHandlingStrategy: response.contentHandlingStrategy,
    ResponseParameters: response.responseParameters,
    ResponseTemplates: response.responseTemplates,
    TemplateSelectionExpression: response.templateSelectionExpression,
  })
}
