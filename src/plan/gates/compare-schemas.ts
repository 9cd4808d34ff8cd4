import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {sameJson} from '../diff/fields.js'
import type {Schemas} from './route-contract.js'

/** One side of a comparison: a schema and what its references mean. */
export type SchemaSide = {schema: Json; schemas: Schemas}

/** Schemas may refer to themselves: below this depth nothing is compared. */
const deepest = 12

/**
 * What `after` no longer accepts of what `before` accepts, as sentences; empty when every value stays valid.
 *
 * Compares what definitions use: type, properties, required, additionalProperties, items, enum and the bounds. Where
 * only one side has a keyword that is not known here (`oneOf`, `not`), it says nothing: it cannot be sure.
 */
export function narrowings(before: SchemaSide, after: SchemaSide, at = 'the body', depth = 0): string[] {
  const old = resolved(before)
  const now = resolved(after)
  if (depth > deepest || sameJson(old, now) || !isJsonObject(old) || !isJsonObject(now)) return []
  return [
    ...narrowedType(old, now, at),
    ...narrowedEnum(old, now, at),
    ...narrowedBounds(old, now, at),
    ...newlyRequired(old, now, at),
    ...closedObject(old, now, at),
    ...children(old, now).flatMap(([name, one, other]) =>
      narrowings({...before, schema: one}, {...after, schema: other}, `${at}.${name}`, depth + 1),
    ),
  ]
}

function resolved({schema, schemas}: SchemaSide): Json {
  const reference = isJsonObject(schema) ? schema.$ref : undefined
  if (typeof reference !== 'string') return schema
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  return Object.hasOwn(schemas, name) ? (schemas[name] ?? {}) : {}
}

/** A type that goes. `integer` is part of `number`; no type at all accepts every one. */
function narrowedType(old: JsonObject, now: JsonObject, at: string): string[] {
  const allowed = typesOf(now)
  if (allowed === undefined) return []
  const before = typesOf(old)
  if (before === undefined) return [`${at} has to be ${allowed.join(' or ')} now`]
  const gone = before.filter((type) => !allowed.includes(type) && !(type === 'integer' && allowed.includes('number')))
  return gone.length === 0 ? [] : [`${at} may no longer be ${gone.join(' or ')}`]
}

function typesOf({type}: JsonObject): string[] | undefined {
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.filter((entry) => typeof entry === 'string') : undefined
}

function narrowedEnum(old: JsonObject, now: JsonObject, at: string): string[] {
  if (!Array.isArray(now.enum)) return []
  if (!Array.isArray(old.enum)) return [`${at} has to be one of ${shown(now.enum)} now`]
  const kept: readonly Json[] = now.enum
  const before: readonly Json[] = old.enum
  const gone = before.filter((value) => !kept.some((other) => sameJson(value, other)))
  return gone.length === 0 ? [] : [`${at} may no longer be ${shown(gone)}`]
}

function shown(values: readonly Json[]): string {
  const texts = values.slice(0, 5).map((value) => JSON.stringify(value))
  return values.length > 5 ? `${texts.join(', ')}, …` : texts.join(', ')
}

const lowerBounds = ['minimum', 'minLength', 'minItems', 'minProperties'] as const
const upperBounds = ['maximum', 'maxLength', 'maxItems', 'maxProperties'] as const

function narrowedBounds(old: JsonObject, now: JsonObject, at: string): string[] {
  const isTighter = (name: string, tighter: (one: number, other: number) => boolean): boolean => {
    const bound = now[name]
    const before = old[name]
    return typeof bound === 'number' && (typeof before !== 'number' || tighter(bound, before))
  }
  const names = [
    ...lowerBounds.filter((name) => isTighter(name, (one, other) => one > other)),
    ...upperBounds.filter((name) => isTighter(name, (one, other) => one < other)),
  ]
  const pattern = typeof now.pattern === 'string' && now.pattern !== old.pattern ? ['pattern'] : []
  return [...names, ...pattern].map((name) => `${name} of ${at} is tighter: ${JSON.stringify(now[name])}`)
}

function newlyRequired(old: JsonObject, now: JsonObject, at: string): string[] {
  const before = new Set(namesIn(old.required))
  return namesIn(now.required).flatMap((name) => (before.has(name) ? [] : [`${at}.${name} becomes required`]))
}

function namesIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** An object that takes no other properties any more, or misses one that it used to name. */
function closedObject(old: JsonObject, now: JsonObject, at: string): string[] {
  if (now.additionalProperties !== false) return []
  if (old.additionalProperties !== false) return [`${at} takes no other properties now`]
  const kept = propertiesOf(now)
  return Object.keys(propertiesOf(old)).flatMap((name) =>
    Object.hasOwn(kept, name) ? [] : [`${at} no longer takes ${name}`],
  )
}

function propertiesOf({properties}: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {}
}

/** The parts that both sides have, by name: properties, and the items of lists as `[]`. */
function children(old: JsonObject, now: JsonObject): [name: string, old: Json, now: Json][] {
  const others = propertiesOf(now)
  const properties = Object.entries(propertiesOf(old)).flatMap(([name, value]): [string, Json, Json][] => {
    const other = Object.hasOwn(others, name) ? others[name] : undefined
    return other === undefined ? [] : [[name, value, other]]
  })
  const items: [string, Json, Json][] =
    isJsonObject(old.items) && isJsonObject(now.items) ? [['[]', old.items, now.items]] : []
  return [...properties, ...items]
}

/**
 * What `after` no longer promises of what `before` promises about answers, as sentences: a property that readers may
 * rely on, or a value of a type that they do not expect.
 */
export function brokenPromises(before: SchemaSide, after: SchemaSide, at = 'the body'): string[] {
  return lostProperties(before, after, at, 0)
}

function lostProperties(before: SchemaSide, after: SchemaSide, at: string, depth: number): string[] {
  const old = resolved(before)
  const now = resolved(after)
  if (depth > deepest || sameJson(old, now) || !isJsonObject(old) || !isJsonObject(now)) return []
  const kept = propertiesOf(now)
  const required = new Set(namesIn(now.required))
  const gone = Object.keys(propertiesOf(old)).filter((name) => !Object.hasOwn(kept, name))
  const optional = namesIn(old.required).filter((name) => Object.hasOwn(kept, name) && !required.has(name))
  return [
    ...narrowedType(now, old, at).map(() => `the type of ${at} is another one`),
    ...(Array.isArray(old.enum) && narrowedEnum(now, old, at).length > 0 ? [`${at} may have new values`] : []),
    ...gone.map((name) => `${at}.${name} is no longer there`),
    ...optional.map((name) => `${at}.${name} may be missing now`),
    ...children(old, now).flatMap(([name, one, other]) =>
      lostProperties({...before, schema: one}, {...after, schema: other}, `${at}.${name}`, depth + 1),
    ),
  ]
}
