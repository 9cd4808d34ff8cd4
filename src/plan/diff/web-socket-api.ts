import {omit} from '../../model/omit.js'
import type {WebSocketApi} from '../../model/web-socket-api.js'
import type {Address, Change} from '../change.js'
import {declaredPart} from './declared.js'
import {diffRecord, diffThing} from './record.js'

/** Changes that turn one WebSocket API into another, without its stages; not yet in the order of carrying them out. */
export function diffWebSocketApi(
  api: Address,
  name: string,
  before: WebSocketApi | undefined,
  after: WebSocketApi,
): Change[] {
  const {routes = {}, authorizers = {}, models = {}} = before ?? {}
  const settings = before && settingsOf(before, after)
  return [
    ...diffThing({kind: 'webSocketApi', address: api, name}, settings, settingsOf(after, after)),
    ...diffRecord({kind: 'webSocketRoute', within: `${api}/route`}, routes, after.routes),
    ...diffRecord({kind: 'webSocketAuthorizer', within: `${api}/authorizer`}, authorizers, after.authorizers),
    ...diffRecord({kind: 'webSocketModel', within: `${api}/model`}, models, after.models),
  ]
}

/** What belongs to the API itself. Tags that the files do not mention stay out: others may have put them there. */
function settingsOf(api: WebSocketApi, declared: WebSocketApi) {
  return {...omit(api, 'routes', 'authorizers', 'models'), tags: declaredPart(api.tags, declared.tags, 1)}
}
