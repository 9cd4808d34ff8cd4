import type {HttpApi} from '../../model/http-api.js'
import {omit} from '../../model/omit.js'
import type {Change} from '../change.js'
import {comparedTags} from './declared.js'
import type {DiffedApi, Scope} from './declared.js'
import {diffRecord, diffThing} from './record.js'

/** Changes that turn one HTTP API into another, without its stages; not yet in the order of carrying them out. */
export function diffHttpApi({api, name, scope}: DiffedApi, before: HttpApi | undefined, after: HttpApi): Change[] {
  return [
    ...diffThing(
      {kind: 'httpApi', address: api, name},
      before && settingsOf(before, after, scope),
      settingsOf(after, after, scope),
    ),
    ...diffRecord({kind: 'route', within: `${api}/route`}, before?.routes ?? {}, after.routes),
    ...diffRecord({kind: 'httpAuthorizer', within: `${api}/authorizer`}, before?.authorizers ?? {}, after.authorizers),
  ]
}

/** What belongs to the API itself. Tags that the files do not mention stay out: others may have put them there. */
function settingsOf(api: HttpApi, declared: HttpApi, scope: Scope) {
  return {...omit(api, 'routes', 'authorizers'), tags: comparedTags(api.tags, declared.tags, scope)}
}
