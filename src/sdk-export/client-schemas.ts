import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import {withoutCircles} from './schema-circles.js'

/** Members of a schema that say what type a value has, and what a reader of the type wants to know. */
const typing = [
  ...['type', 'enum', 'const', 'format', 'nullable', 'required', 'description', 'title', 'deprecated'],
] as const
const nested = ['items', 'additionalProperties', 'not'] as const
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const

/** Below this depth a schema says nothing: what is written deeper has a name in any sensible definition. */
const mostDepth = 40

/** Schemas of a definition, made safe for a generator: only what types are made of, and references that stay inside. */
export class ClientSchemas {
  readonly #named: JsonObject
  readonly #names: ReadonlyMap<string, string>
  readonly #root: JsonObject

  /** `named` are the schemas that references may mean, `root` is where other references lead. */
  constructor(named: JsonObject, root: JsonObject) {
    this.#named = named
    this.#root = root
    this.#names = safeNames(Object.keys(named))
  }

  /** The named schemas as `components.schemas` of an OpenAPI document. */
  components(): JsonObject {
    const cleaned = Object.entries(this.#named).map(([name, schema]) => [
      this.#names.get(name) ?? name,
      this.clean(schema),
    ])
    return withoutCircles(Object.fromEntries(cleaned) as JsonObject)
  }

  /** A schema with only what types are made of. */
  clean(schema: Json | undefined, depth = 0): Json {
    if (!isJsonObject(schema) || depth > mostDepth) return schema === false ? {not: {}} : {}
    if (typeof schema['$ref'] === 'string') return this.#reference(schema['$ref'], depth)
    const members = typing.flatMap((key): [string, Json][] => {
      const value = schema[key]
      return value === undefined || !isFit(key, value) ? [] : [[key, value]]
    })
    const below = nested.flatMap((key): [string, Json][] => {
      const value = schema[key]
      if (key === 'additionalProperties' && typeof value === 'boolean') return [[key, value]]
      return isJsonObject(value) ? [[key, this.clean(value, depth + 1)]] : []
    })
    const alternatives = lists.flatMap((key): [string, Json][] => {
      const value = schema[key]
      return Array.isArray(value) && value.length > 0
        ? [[key, value.map((each: Json) => this.clean(each, depth + 1))]]
        : []
    })
    return Object.fromEntries([...members, ...below, ...alternatives, ...this.#properties(schema, depth)])
  }

  #properties({properties}: JsonObject, depth: number): [string, Json][] {
    if (!isJsonObject(properties)) return []
    const cleaned = Object.entries(properties).map(([name, value]) => [name, this.clean(value, depth + 1)])
    return [['properties', Object.fromEntries(cleaned) as JsonObject]]
  }

  /** A named schema keeps its name; what lies elsewhere in the document is written out. */
  #reference(reference: string, depth: number): Json {
    const name = /^#\/(?:components\/schemas|models|definitions)\/([^/]+)$/.exec(reference)?.[1]
    const safe = name === undefined ? undefined : this.#names.get(unescaped(name))
    if (safe !== undefined) return {$ref: `#/components/schemas/${safe}`}
    const target = lookUp(this.#root, reference)
    return target === undefined ? {} : this.clean(target, depth + 1)
  }
}

/** The value that a local reference of a document leads to; undefined when it leads nowhere. */
export function lookUp(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#/')) return undefined
  let value: Json | undefined = root
  for (const step of reference.slice(2).split('/').map(unescaped)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as JsonObject)[step]
  }
  return value
}

/** A step of a local reference as the name that it means. */
export function unescaped(step: string): string {
  let decoded = step
  try {
    decoded = decodeURIComponent(step)
  } catch {
    // A percent sign that encodes nothing stands for itself.
  }
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What a generator relies on: a hostile or sloppy definition may have anything anywhere. */
function isFit(key: (typeof typing)[number], value: Json): boolean {
  const isText = (each: Json): boolean => typeof each === 'string'
  switch (key) {
    case 'type':
      return isText(value) || (Array.isArray(value) && value.every(isText))
    case 'enum':
      return Array.isArray(value) && value.length > 0 && value.every((each: Json) => !isNested(each))
    case 'required':
      return Array.isArray(value) && value.every(isText)
    case 'const':
      return !isNested(value)
    case 'nullable':
    case 'deprecated':
      return typeof value === 'boolean'
    case 'format':
    case 'description':
    case 'title':
      return isText(value)
  }
}

function isNested(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

/** Names that OpenAPI allows; different ones stay different. */
function safeNames(names: readonly string[]): Map<string, string> {
  const used = new Set<string>()
  return new Map(
    names.map((name) => {
      const base = name.replaceAll(/[^A-Za-z0-9_.-]/g, '_') || '_'
      let safe = base === '__proto__' ? '_proto_' : base
      for (let count = 2; used.has(safe); count += 1) safe = `${base}_${count}`
      used.add(safe)
      return [name, safe]
    }),
  )
}
