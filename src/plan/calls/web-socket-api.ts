import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {WebSocketApi} from '../../model/web-socket-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import type {CallFacts} from './call-facts.js'
import {changedMembers} from './changed-members.js'
import {httpCall} from './http-call.js'
import {tagCalls} from './tags.js'

/** The part of a WebSocket API that is not a list: `after` of a webSocketApi change. */
export type WebSocketSettings = Omit<WebSocketApi, 'routes' | 'authorizers' | 'models'>

/** Creates the API, or updates what differs, or deletes it where it was not before. */
export function webSocketApiCalls(change: Change, facts: CallFacts): Call[] {
  const {address} = change
  if (change.action === 'delete') return [httpCall(address, 'DeleteApi', {})]
  const after = change.after as WebSocketSettings
  if (change.action === 'create') {
    const input = {...members(after), ProtocolType: 'WEBSOCKET', Tags: after.tags}
    const gives = [{member: 'ApiId', kind: 'api' as const, name: ''}]
    return [{address, service: 'http', operation: 'CreateApi', input, ids: [], gives}]
  }
  const input = changedMembers(members(change.before as WebSocketSettings), members(after))
  return [
    ...(Object.keys(input).length === 0 ? [] : [httpCall(address, 'UpdateApi', input)]),
    ...tagCalls(change, facts, `apis/${facts.live?.apiId ?? ''}`),
  ]
}

function members(settings: WebSocketSettings): JsonObject {
  return present({
    Name: settings.name,
    Description: settings.description,
    Version: settings.version,
    RouteSelectionExpression: settings.routeSelectionExpression,
    ApiKeySelectionExpression: settings.apiKeySelectionExpression,
    DisableSchemaValidation: settings.disableSchemaValidation,
    DisableExecuteApiEndpoint: settings.disableExecuteApiEndpoint,
    IpAddressType: settings.ipAddressType,
  })
}
