import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'

/** A copy of the value with every `$ref` text replaced. */
export function mapReferences(schema: Json, change: (reference: string) => string): Json {
  if (Array.isArray(schema)) return schema.map((entry: Json) => mapReferences(entry, change))
  if (!isJsonObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? change(value) : mapReferences(value, change),
    ]),
  )
}
