import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'

/** Extensions that `extensions=…` asks for; several are joined by commas. */
export type ExportExtension = 'integrations' | 'apigateway' | 'authorizers' | 'documentation'

const prefix = 'x-amazon-apigateway-'

/** The extension on a server. */
export const endpointKey = `${prefix}endpoint-configuration`

/** Which request brings which extension; what is not named here comes with `apigateway` alone. */
const broughtBy: Readonly<Record<string, readonly ExportExtension[]>> = {
  integration: ['integrations', 'apigateway'],
  auth: ['integrations', 'authorizers', 'apigateway'],
  authorizer: ['authorizers', 'apigateway'],
  authtype: ['authorizers', 'apigateway'],
  documentation: ['documentation'],
}

/**
 * A document with only the extensions that are wanted. They stand on objects of the document, never among the names of
 * schemas' properties.
 */
export function onlyExtensions(document: JsonObject, extensions: ReadonlySet<ExportExtension>): JsonObject {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([key, value]) => !key.startsWith(prefix) || (isWanted(key, extensions) && !isDefault(key, value)))
      .map(([key, value]) => [key, key === 'schemas' ? value : onlyExtensionsIn(value, extensions)]),
  )
}

function onlyExtensionsIn(value: Json, extensions: ReadonlySet<ExportExtension>): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => onlyExtensionsIn(entry, extensions))
  return isJsonObject(value) ? onlyExtensions(value, extensions) : value
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

/** The endpoint extension of a document's server: in Swagger it stands at the root. */
export function serverExtension(document: JsonObject): JsonObject {
  const value = firstServer(document)[endpointKey]
  return value === undefined ? {} : {[endpointKey]: value}
}

/** The first server of a document; an empty object when it names none. */
export function firstServer({servers}: JsonObject): JsonObject {
  const [server] = Array.isArray(servers) ? (servers as readonly Json[]).filter(isJsonObject) : []
  return server ?? {}
}
