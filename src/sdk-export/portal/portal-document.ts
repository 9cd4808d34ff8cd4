import type {Api} from '../../model/api.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {listAt, objectAt} from '../../model/json-object.js'
import {isPreflight} from '../preflight.js'
import {withoutHiddenComponents} from './without-hidden-components.js'
import {withoutInternal} from './without-internal.js'

/** Verbs that a route which takes every verb is shown with. */
const shownVerbs = ['get', 'post', 'put', 'patch', 'delete']
const anyMethod = 'x-amazon-apigateway-any-method'

/**
 * What an OpenAPI 3 document tells the callers of an API. `document` has no other extension of API Gateway than
 * `x-amazon-apigateway-any-method`: they name backends and accounts. Left out are mocks of OPTIONS, which answer
 * browsers, what is marked `x-internal`, and components that only these use. `baseUrl` takes the place of the document's
 * servers.
 */
export function portalDocument(document: JsonObject, api: Api, baseUrl: string | undefined): JsonObject {
  const open = withoutInternal(document)
  const paths = Object.entries(objectAt(open, 'paths')).flatMap(([path, item]): [string, JsonObject][] => {
    if (!isJsonObject(item)) return []
    const shown = shownItem(path, item, {api, declared: objectAt(objectAt(document, 'paths'), path)})
    return hasOperation(shown) ? [[path, shown]] : []
  })
  const named = new Set(paths.map(([path]) => path))
  const shown = {
    ...open,
    paths: Object.fromEntries(paths.map(([path, item]) => withPathParameters(path, item, named))),
    ...(baseUrl !== undefined && {servers: [{url: baseUrl}]}),
  }
  return withoutHiddenComponents(shown, document)
}

const verbs = new Set([...shownVerbs, 'head', 'options', 'trace'])

/** `declared` is the item with what is internal: a verb of its own is not one of those that `any` stands for. */
function shownItem(path: string, item: JsonObject, {api, declared}: {api: Api; declared: JsonObject}): JsonObject {
  const {[anyMethod]: any, ...members} = item
  const shown = Object.entries(members).filter(([key]) => !isMockOfOptions(api, key, path))
  if (!isJsonObject(any)) return Object.fromEntries(shown)
  // Names of operations are unique; this one would stand there five times.
  const operation = Object.fromEntries(Object.entries(any).filter(([key]) => key !== 'operationId'))
  const others = shownVerbs.filter((verb) => !Object.hasOwn(declared, verb)).map((verb) => [verb, operation] as const)
  return Object.fromEntries([...shown, ...others])
}

function isMockOfOptions(api: Api, verb: string, path: string): boolean {
  if (verb !== 'options' || api.kind === 'websocket') return false
  const key = `OPTIONS ${path}` as const
  const route = api.kind === 'rest' ? api.methods[key] : api.routes[key]
  return route !== undefined && isPreflight(key, route)
}

/** The path with its parameters declared, as AWS does not ask for; `{proxy+}` has the name that its parameter has. */
function withPathParameters(path: string, item: JsonObject, taken: ReadonlySet<string>): [string, JsonObject] {
  const plain = path.replaceAll('+}', '}')
  const shownPath = taken.has(plain) ? path : plain
  const names = [...shownPath.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  const shown = Object.entries(item).map(([key, value]): [string, Json] => {
    if (!verbs.has(key) || !isJsonObject(value)) return [key, value]
    const declared = [...listAt(item, 'parameters'), ...listAt(value, 'parameters')]
    const missing = names.filter((name) => !declared.some((parameter) => isPathParameter(parameter, name)))
    if (missing.length === 0) return [key, value]
    const added = missing.map((name) => ({name, in: 'path', required: true, schema: {type: 'string'}}))
    return [key, {...value, parameters: [...listAt(value, 'parameters'), ...added]}]
  })
  return [shownPath, Object.fromEntries(shown)]
}

/** A reference may be any parameter: it counts as the one that is looked for, lest one is declared twice. */
function isPathParameter(parameter: Json, name: string): boolean {
  if (!isJsonObject(parameter)) return false
  return '$ref' in parameter || (parameter['in'] === 'path' && parameter['name'] === name)
}

function hasOperation(item: JsonObject): boolean {
  return '$ref' in item || Object.keys(item).some((key) => verbs.has(key))
}
