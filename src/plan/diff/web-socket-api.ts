import {omit} from '../../model/omit.js'
import type {WebSocketApi} from '../../model/web-socket-api.js'
import type {Change} from '../change.js'
import {comparedTags} from './declared.js'
import type {DiffedApi, Scope} from './declared.js'
import {diffRecord, diffThing} from './record.js'

/** Changes that turn one WebSocket API into another, without its stages; not yet in the order of carrying them out. */
export function diffWebSocketApi(
  {api, name, scope}: DiffedApi,
  before: WebSocketApi | undefined,
  after: WebSocketApi,
): Change[] {
  const {routes = {}, authorizers = {}, models = {}} = before ?? {}
  const settings = before && settingsOf(before, after, scope)
  return [
    ...diffThing({kind: 'webSocketApi', address: api, name}, settings, settingsOf(after, after, scope)),
    ...diffRecord({kind: 'webSocketRoute', within: `${api}/route`}, routes, after.routes),
    ...diffRecord({kind: 'webSocketAuthorizer', within: `${api}/authorizer`}, authorizers, after.authorizers),
    ...diffRecord({kind: 'webSocketModel', within: `${api}/model`}, models, after.models),
  ]
}

/** What belongs to the API itself. Tags that the files do not mention stay out: others may have put them there. */
function settingsOf(api: WebSocketApi, declared: WebSocketApi, scope: Scope) {
  return {...omit(api, 'routes', 'authorizers', 'models'), tags: comparedTags(api.tags, declared.tags, scope)}
}
