import type {HttpApi} from '../../model/http-api.js'
import {omit} from '../../model/omit.js'
import type {Address, Change} from '../change.js'
import {declaredPart} from './declared.js'
import {diffRecord, diffThing} from './record.js'

/** Changes that turn one HTTP API into another, without its stages; not yet in the order of carrying them out. */
export function diffHttpApi(api: Address, name: string, before: HttpApi | undefined, after: HttpApi): Change[] {
  return [
    ...diffThing({kind: 'httpApi', address: api, name}, before && settingsOf(before, after), settingsOf(after, after)),
    ...diffRecord({kind: 'route', within: `${api}/route`}, before?.routes ?? {}, after.routes),
    ...diffRecord({kind: 'httpAuthorizer', within: `${api}/authorizer`}, before?.authorizers ?? {}, after.authorizers),
  ]
}

/** What belongs to the API itself. Tags that the files do not mention stay out: others may have put them there. */
function settingsOf(api: HttpApi, declared: HttpApi) {
  return {...omit(api, 'routes', 'authorizers'), tags: declaredPart(api.tags, declared.tags, 1)}
}
