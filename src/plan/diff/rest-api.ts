import {canonicalJson} from '../../model/json.js'
import {omit} from '../../model/omit.js'
import type {DocumentationPart, RestApi} from '../../model/rest-api.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Change} from '../change.js'
import {comparedTags} from './declared.js'
import type {DiffedApi, Scope} from './declared.js'
import {diffModels} from './model.js'
import {diffRecord, diffThing} from './record.js'

/** Changes that turn one REST API into another, without its stages; not yet in the order of carrying them out. */
export function diffRestApi({api, name, scope}: DiffedApi, before: RestApi | undefined, after: RestApi): Change[] {
  const live = before ?? nothing
  const resources = diffRecord({kind: 'resource', within: `${api}/resource`}, asPaths(live), asPaths(after))
  return [
    ...diffThing(
      {kind: 'restApi', address: api, name},
      before && settingsOf(before, after, scope),
      settingsOf(after, after, scope),
    ),
    ...resources.filter(({action, name: path}) => path !== '/' || action === 'update'),
    ...diffRecord({kind: 'method', within: `${api}/method`}, live.methods, after.methods),
    ...diffModels(api, live.models, after.models),
    ...diffRecord(
      {kind: 'requestValidator', within: `${api}/requestValidator`},
      live.requestValidators,
      after.requestValidators,
    ),
    ...diffRecord({kind: 'authorizer', within: `${api}/authorizer`}, live.authorizers, after.authorizers),
    ...diffRecord(
      {kind: 'gatewayResponse', within: `${api}/gatewayResponse`},
      live.gatewayResponses,
      after.gatewayResponses,
    ),
    ...diffRecord(
      {kind: 'documentationPart', within: `${api}/documentationPart`},
      asParts(live.documentationParts),
      asParts(after.documentationParts),
    ),
  ]
}

/** Members that hold things with changes of their own. */
const lists = [
  'resources',
  'methods',
  'models',
  'requestValidators',
  'authorizers',
  'gatewayResponses',
  'documentationParts',
] as const

const nothing: Pick<RestApi, (typeof lists)[number]> = {
  resources: [],
  methods: {},
  models: {},
  requestValidators: {},
  authorizers: {},
  gatewayResponses: {},
  documentationParts: [],
}

/** What belongs to the API itself. Tags that the files do not mention stay out: others may have put them there. */
function settingsOf(api: RestApi, declared: RestApi, scope: Scope) {
  return {...omit(api, ...lists), tags: comparedTags(api.tags, declared.tags, scope)}
}

/** A path that is in the definition or on AWS; it has no members of its own. */
function asPaths({resources}: Pick<RestApi, 'resources'>): Record<string, {path: string}> {
  return Object.fromEntries(resources.map((path) => [path, {path}]))
}

/** AWS keeps one part per location, so the location is the name. */
function asParts(parts: readonly DocumentationPart[]): Readonly<Record<string, DocumentationPart>> {
  return sortedRecord(parts.map((part) => [canonicalJson(part.location), part]))
}
