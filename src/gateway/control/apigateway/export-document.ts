import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import {inJavaOrder} from './java-order.js'

/** Where the exported stage answers, and what stands in for a version that the API does not have. */
export type ExportTarget = {restApiId: string; region: string; stageName: string; version: string}

/** Extensions that `extensions=…` asks for; several are joined by commas. */
export type ExportExtension = 'integrations' | 'apigateway' | 'authorizers' | 'documentation'

const prefix = 'x-amazon-apigateway-'

/** Which request brings which extension; what is not named here comes with `apigateway` alone. */
const broughtBy: Readonly<Record<string, readonly ExportExtension[]>> = {
  integration: ['integrations', 'apigateway'],
  auth: ['integrations', 'authorizers', 'apigateway'],
  authorizer: ['authorizers', 'apigateway'],
  authtype: ['authorizers', 'apigateway'],
  documentation: ['documentation'],
}

/**
 * An OpenAPI 3.0.1 document of the API as AWS exports it: servers of the stage, responses always with content, only the
 * extensions that were asked for (recorded).
 */
export function toOas30Export(
  document: JsonObject,
  target: ExportTarget,
  extensions: ReadonlySet<ExportExtension>,
): JsonObject {
  const {restApiId, region, stageName} = target
  const shown = withoutExtensions(document, extensions)
  return {
    ...shown,
    info: {...objectAt(shown, 'info'), version: target.version},
    servers: [
      {
        url: `https://${restApiId}.execute-api.${region}.amazonaws.com/{basePath}`,
        variables: {basePath: {default: stageName}},
        ...(extensions.has('apigateway') ? endpointConfiguration(document) : {}),
      },
    ],
    paths: exportedPaths(objectAt(shown, 'paths')),
  }
}

const endpointKey = `${prefix}endpoint-configuration`

/** What the document's server says about the endpoint, when that is not what every API has. */
function endpointConfiguration(document: JsonObject): JsonObject {
  const {disableExecuteApiEndpoint, ...others} = objectAt(firstServer(document), endpointKey)
  const configuration = {...(disableExecuteApiEndpoint === true ? {disableExecuteApiEndpoint} : {}), ...others}
  return Object.keys(configuration).length === 0 ? {} : {[endpointKey]: configuration}
}

/** The endpoint extension of a document's server: in Swagger it stands at the root. */
export function serverExtension(document: JsonObject): JsonObject {
  const value = firstServer(document)[endpointKey]
  return value === undefined ? {} : {[endpointKey]: value}
}

function firstServer({servers}: JsonObject): JsonObject {
  const [server] = Array.isArray(servers) ? (servers as readonly Json[]).filter(isJsonObject) : []
  return server ?? {}
}

/** The object below a key; an empty one when there is none. */
export function objectAt(document: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(document, key) ? document[key] : undefined
  return isJsonObject(value) ? value : {}
}

/** The same keys with other values. */
export function mapObject(object: JsonObject, change: (value: JsonObject, key: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, isJsonObject(value) ? change(value, key) : value]),
  )
}

/** Extensions stand on objects of the document, never among the names of schemas' properties. */
function withoutExtensions(document: JsonObject, extensions: ReadonlySet<ExportExtension>): JsonObject {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([key, value]) => !key.startsWith(prefix) || (isWanted(key, extensions) && !isDefault(key, value)))
      .map(([key, value]) => [key, key === 'schemas' ? value : withoutExtensionsIn(value, extensions)]),
  )
}

function withoutExtensionsIn(value: Json, extensions: ReadonlySet<ExportExtension>): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => withoutExtensionsIn(entry, extensions))
  return isJsonObject(value) ? withoutExtensions(value, extensions) : value
}

/** Keys in the HEADER are what every API has: no export says so (recorded). */
function isDefault(key: string, value: Json): boolean {
  return key === `${prefix}api-key-source` && value === 'HEADER'
}

/** A whole operation is no extension, though AWS names it like one. */
function isWanted(key: string, extensions: ReadonlySet<ExportExtension>): boolean {
  const name = key.slice(prefix.length)
  if (name === 'any-method') return true
  return (broughtBy[name] ?? ['apigateway']).some((extension) => extensions.has(extension))
}

/** Paths without methods are left out. */
function exportedPaths(paths: JsonObject): JsonObject {
  const used = Object.entries(paths).filter(([, item]) => isJsonObject(item) && Object.keys(item).length > 0)
  return mapObject(Object.fromEntries(used), (item) => mapObject(item, exportedOperation))
}

function exportedOperation(operation: JsonObject): JsonObject {
  const body = objectAt(operation, 'requestBody')
  const {parameters} = operation
  return {
    ...operation,
    ...(Array.isArray(parameters) ? {parameters: inOrder((parameters as readonly Json[]).filter(isJsonObject))} : {}),
    ...(Object.keys(body).length === 0 ? {} : {requestBody: {...body, required: true}}),
    responses: mapObject(objectAt(operation, 'responses'), (response) => ({content: {}, ...response})),
  }
}

const places: Readonly<Record<string, string>> = {query: 'querystring', header: 'header', path: 'path'}

/** Parameters in the order of the map that AWS keeps them in. */
function inOrder(parameters: readonly JsonObject[]): JsonObject[] {
  const byName = new Map(
    parameters.map((parameter) => {
      const {in: place, name} = parameter as {in: string; name: string}
      return [`method.request.${places[place] ?? place}.${name}`, parameter]
    }),
  )
  return inJavaOrder([...byName.keys()])
    .map((key) => byName.get(key))
    .filter((parameter) => parameter !== undefined)
}
