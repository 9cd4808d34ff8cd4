import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'

const prefix = '#/components/schemas/'
const wider = ['anyOf', 'oneOf'] as const

/**
 * Schemas by name without those references that make a schema a part of itself, with no property or list between: a
 * type cannot be written like that. A cat that is a pet (`allOf`) where a pet is a cat or a dog (`oneOf`) stays a choice,
 * and the cat loses the pet; any other circle says nothing, and is cut.
 */
export function withoutCircles(schemas: JsonObject): JsonObject {
  const first = cut(schemas, ['allOf'], partsOf(schemas, ['allOf', ...wider]))
  return cut(first, ['allOf', ...wider], partsOf(first, ['allOf', ...wider]))
}

type Parts = ReadonlyMap<string, readonly string[]>

/** Names of the schemas that each schema is directly made of. */
function partsOf(schemas: JsonObject, keys: readonly string[]): Parts {
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, [...directNames(schema, keys)]]))
}

function* directNames(schema: Json | undefined, keys: readonly string[]): Generator<string> {
  if (!isJsonObject(schema)) return
  const {$ref: reference} = schema
  if (typeof reference === 'string') yield reference.slice(prefix.length)
  for (const key of keys) {
    const list = schema[key]
    if (Array.isArray(list)) for (const each of list as readonly Json[]) yield* directNames(each, keys)
  }
}

function cut(schemas: JsonObject, keys: readonly string[], parts: Parts): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const isCircle = (part: string): boolean => reaches(parts, part, name)
      return [name, (parts.get(name) ?? []).some(isCircle) ? without(schema, keys, isCircle) : schema]
    }),
  )
}

/** Whether a schema is made of another, or is it. */
function reaches(parts: Parts, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(parts.get(name) ?? []))
  }
  return false
}

function without(schema: Json, keys: readonly string[], isCircle: (part: string) => boolean): Json {
  if (!isJsonObject(schema)) return schema
  const {$ref: reference} = schema
  // A schema that is nothing but a part of itself is cut when all kinds of parts are.
  const isCut = typeof reference === 'string' && isCircle(reference.slice(prefix.length))
  if (isCut) return {}
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      keys.includes(key) && Array.isArray(value)
        ? (value as readonly Json[]).map((each) => without(each, keys, isCircle))
        : value,
    ]),
  )
}
