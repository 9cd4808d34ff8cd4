import type {ModelRecord} from '../../store/rest-records.js'
import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import {mapReferences} from '../../../spec/map-references.js'
import {jsonDepth, maximumJsonDepth} from './json-depth.js'
import {validationResult} from './method-rules.js'
import {badRequest} from './refuse.js'

const modelReference = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([^/]+)$/

/** Members of JSON Schema draft 4 that AWS's validator does not take; others that it does not know pass. */
const unsupportedKeywords = ['example', 'nullable', 'discriminator', 'deprecated', 'readOnly', 'writeOnly', 'xml']

/** Models have alphanumeric names. */
export function checkModelName(name: string): void {
  if (name === '') throw badRequest('Model name must be non-empty')
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`)
}

/** Refuses a schema that is missing, empty or no JSON where the content type is JSON (or XML, recorded). */
export function checkModelSchema(schema: string | undefined, contentType: string): void {
  const isStructured = /[/+](json|xml)\b/i.test(contentType)
  if (!isStructured) return
  if (schema === undefined || schema.trim() === '') {
    throw badRequest('Model schema must have at least 1 property or array items defined')
  }
  if (jsonDepth(schema) > maximumJsonDepth)
    throw invalidSchema('Invalid model schema specified. Schema is nested too deeply')
  const parsed = parseSchema(schema)
  if (!isJsonObject(parsed)) throw invalidSchema('Invalid model schema specified. Schema is not valid JSON')
  const keywords = unsupportedIn(parsed)
  if (keywords.length > 0) {
    throw invalidSchema(`Invalid model schema specified. Unsupported keyword(s): ${JSON.stringify(keywords)}`)
  }
}

function invalidSchema(error: string): Error {
  return badRequest(`Invalid model specified: ${validationResult(error)}`)
}

/** The schema as JSON; undefined when the text is none, or nested too deeply to be walked. */
export function parseSchema(schema: string): Json | undefined {
  if (jsonDepth(schema) > maximumJsonDepth) return undefined
  try {
    return JSON.parse(schema) as Json
  } catch {
    return undefined
  }
}

/** Keywords are looked for where schemas stand, not among property names. */
function unsupportedIn(schema: JsonObject): string[] {
  const own = unsupportedKeywords.filter((keyword) => Object.hasOwn(schema, keyword))
  const below = subschemas(schema).flatMap(unsupportedIn)
  return [...new Set([...own, ...below])].sort()
}

function subschemas(schema: JsonObject): JsonObject[] {
  const single = [schema['items'], schema['not'], schema['additionalProperties'], schema['additionalItems']]
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf'], schema['items']]
  const maps = [schema['properties'], schema['patternProperties'], schema['definitions']]
  return [
    ...single,
    ...lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : [])),
    ...maps.flatMap((map) => (isJsonObject(map) ? Object.values(map) : [])),
  ].filter(isJsonObject)
}

/** Name of the model that a `$ref` points to; undefined for other references. */
export function referencedModel(reference: string): string | undefined {
  return modelReference.exec(reference)?.[1]
}

/** The schema with models it refers to put below `definitions`, as `flatten=true` answers it. */
export function flattenSchema(schema: string, models: readonly ModelRecord[]): string {
  const parsed = parseSchema(schema)
  if (!isJsonObject(parsed)) return schema
  const definitions: Record<string, Json> = {}
  const pending = [...modelsIn(parsed)]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const model = models.find((candidate) => candidate.name === name)
    const definition = parseSchema(model?.schema ?? '')
    if (definition === undefined || Object.hasOwn(definitions, name)) continue
    definitions[name] = withLocalReferences(definition)
    pending.push(...modelsIn(definition))
  }
  const flat = withLocalReferences(parsed)
  return Object.keys(definitions).length === 0
    ? schema
    : JSON.stringify({...(flat as JsonObject), definitions}, null, 2)
}

function modelsIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap((entry: Json) => modelsIn(entry))
  if (!isJsonObject(schema)) return []
  const {$ref: reference} = schema
  const own = typeof reference === 'string' ? referencedModel(reference) : undefined
  return [...(own === undefined ? [] : [own]), ...Object.values(schema).flatMap(modelsIn)]
}

function withLocalReferences(schema: Json): Json {
  return mapReferences(schema, (reference) => {
    const name = referencedModel(reference)
    return name === undefined ? reference : `#/definitions/${name}`
  })
}
