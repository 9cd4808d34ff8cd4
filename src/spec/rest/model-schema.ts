import {readEcmaPattern} from '../../model/ecma-pattern.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {child, follow, items, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {fromPointer, toPointer} from '../document.js'
import {limits} from '../limits.js'
import {droppedKeywords} from '../loss-rules.js'
import type {Reader} from '../reader.js'

/** A schema as API Gateway keeps it, and the models it refers to. */
export type ModelSchema = {schema: Json; references: ReadonlySet<string>}

/** Where the named schemas of a document are: `#/definitions` or `#/components/schemas`. */
export function schemasPath(reader: Pick<Reader, 'version'>): readonly string[] {
  return reader.version === '2.0' ? ['definitions'] : ['components', 'schemas']
}

/** Swagger's parser reads a plain name as a definition, not as a file. */
export const shortReference = /^\w+$/
const exportedReference = /^(?:https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+|#)\/models\/([^/]+)$/

/** The name in a reference to a named schema: in this document, in AWS's own form, or Swagger's short one (`$ref: Pet`). */
export function referencedModel(reader: Pick<Reader, 'version'>, ref: string): string | undefined {
  const exported = exportedReference.exec(ref)?.[1]
  if (exported !== undefined) return exported
  if (reader.version === '2.0' && shortReference.test(ref)) return ref
  const path = fromPointer(ref)
  const home = schemasPath(reader)
  if (path?.length !== home.length + 1 || !home.every((step, index) => path[index] === step)) return undefined
  return String(path[home.length])
}

/**
 * An OpenAPI schema as the JSON Schema (draft 4) of a model, with references written `#/models/Name`.
 *
 * What API Gateway does not support is left out, and told when that changes what is valid.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function toModelSchema(reader: Reader, at: Cursor): ModelSchema {
  const converter = new Converter(reader, at.path)
  const schema = converter.schema(at)
  return {schema, references: converter.references}
}

const patternFindings = {
  refused: {
    code: 'SPEC_PATTERN_REFUSED',
    why: 'API Gateway reads patterns as ECMAScript 5 does, and may refuse this one; the local gateway lets no request through.',
    fix: 'Say it with what ES5 has: no lookbehind, no names of groups, no flags, no possessive or atomic parts.',
  },
  misread: {
    code: 'SPEC_PATTERN_MISREAD',
    why: 'API Gateway reads patterns as ECMAScript 5 does, which knows no such escape or class.',
    fix: 'Write the characters out, such as [A-Za-z] or \\u00c0, or leave the backslash away if the letter is meant.',
  },
} as const

/** Beside a reference they say something to people only. */
const besideAnnotations = new Set(['$ref', 'description', 'summary', 'title'])

const schemaLists = new Set(['allOf', 'anyOf', 'oneOf'])
const schemaMaps = new Set(['properties', 'patternProperties', 'definitions', 'dependencies'])
/** In draft 4 only these may be true or false. */
const additions = new Set(['additionalItems', 'additionalProperties'])

class Converter {
  readonly references = new Set<string>()
  private readonly open = new Set<string>()
  private size = 0

  constructor(
    private readonly reader: Reader,
    private readonly home: Cursor['path'],
  ) {}

  schema(at: Cursor): Json {
    this.size += 1
    const {value} = at
    if (typeof value === 'boolean' && this.reader.version === '3.1') return value ? {} : {not: {}}
    if (!isJsonObject(value)) return value ?? {}
    const ref = value['$ref']
    if (typeof ref === 'string') return this.reference(at, ref)
    return this.keywords(at, value)
  }

  private keywords(at: Cursor, value: JsonObject): JsonObject {
    const entries: [string, Json][] = []
    for (const [key, member] of members(at)) {
      if (droppedKeywords.words.has(key) || key.startsWith('x-')) continue
      if (droppedKeywords.meaning.has(key)) this.lost(member, value)
      else entries.push(...this.keyword(key, member, value))
    }
    if (this.reader.version === '3.1' && typeof value['exclusiveMinimum'] === 'number') {
      entries.push(['minimum', value['exclusiveMinimum']])
    }
    return Object.fromEntries(entries)
  }

  private keyword(key: string, member: Cursor, value: JsonObject): [string, Json][] {
    if (key === 'pattern') this.checkPattern(member.value, member.path)
    if (key === 'patternProperties') for (const [name, at] of members(member)) this.checkPattern(name, at.path, 'key')
    const modern = this.reader.version === '3.1' ? this.modern(key, member, value) : undefined
    if (modern !== undefined) return modern
    if (schemaLists.has(key)) return [[key, items(member).map((item) => this.schema(item))]]
    if (schemaMaps.has(key)) return [[key, this.schemaMap(member)]]
    if (key === 'items' && Array.isArray(member.value)) return [[key, items(member).map((item) => this.schema(item))]]
    if (additions.has(key)) return [[key, this.boolOrSchema(member)]]
    if (key === 'items' || key === 'not') return [[key, this.schema(member)]]
    return [[key, member.value ?? null]]
  }

  /** What JSON Schema 2020-12 says in another way than draft 4. */
  private modern(key: string, member: Cursor, value: JsonObject): [string, Json][] | undefined {
    if (key === 'const') return [['enum', [member.value ?? null]]]
    if (key === '$defs') return [['definitions', this.schemaMap(member)]]
    if (key === 'prefixItems') return [['items', items(member).map((item) => this.schema(item))]]
    if (key === 'items' && 'prefixItems' in value) return [['additionalItems', this.boolOrSchema(member)]]
    if (key === 'exclusiveMaximum' && typeof member.value === 'number') {
      return [['maximum', member.value], ['exclusiveMaximum', true]] // prettier-ignore
    }
    return undefined
  }

  private boolOrSchema(at: Cursor): Json {
    return typeof at.value === 'boolean' ? at.value : this.schema(at)
  }

  private schemaMap(at: Cursor): Json {
    if (!isJsonObject(at.value)) return at.value ?? {}
    return Object.fromEntries(
      members(at).map(([key, member]) => [key, Array.isArray(member.value) ? member.value : this.schema(member)]),
    )
  }

  private reference(at: Cursor, ref: string): Json {
    const model = referencedModel(this.reader, ref)
    const target = model === undefined ? this.inner(at, ref) : this.model(at, ref, model)
    const beside = this.reader.version === '3.1' ? this.besideReference(at) : {}
    return Object.keys(beside).length === 0 ? target : {allOf: [target, beside]}
  }

  /** From 3.1 on, what stands beside `$ref` counts too. */
  private besideReference(at: Cursor): JsonObject {
    if (!isJsonObject(at.value)) return {}
    const rest = Object.fromEntries(Object.entries(at.value).filter(([key]) => !besideAnnotations.has(key)))
    return this.keywords({value: rest, path: at.path}, rest)
  }

  private model(at: Cursor, ref: string, name: string): Json {
    const home = schemasPath(this.reader)
    const exists = follow(this.reader.document.root, toPointer([...home, name])) !== undefined
    if (!exists) this.broken(at, ref)
    this.references.add(name)
    return {$ref: `#/models/${name}`}
  }

  /** A reference into a schema: within its own it stays a local one, else the target is copied. */
  private inner(at: Cursor, ref: string): Json {
    const path = fromPointer(ref)
    const found = follow(this.reader.document.root, ref)
    if (path === undefined || found === undefined) {
      this.broken(at, ref)
      return {}
    }
    if (this.home.every((step, index) => path[index] === step)) return {$ref: toPointer(path.slice(this.home.length))}
    if (this.open.has(ref) || this.size > limits.values) {
      this.reader.findings.error([...at.path, '$ref'], {
        code: 'SPEC_REF_CIRCULAR',
        what: `The reference "${ref}" leads back to itself.`,
        why: 'Only named schemas may be recursive.',
        fix: 'Give the schema a name of its own and refer to that.',
      })
      return {}
    }
    this.open.add(ref)
    const copied = this.schema(found)
    this.open.delete(ref)
    return copied
  }

  private checkPattern(pattern: Json | undefined, path: Cursor['path'], part: 'key' | 'value' = 'value'): void {
    if (typeof pattern !== 'string') return
    const {faults} = readEcmaPattern(pattern)
    for (const {kind, text} of faults) {
      this.reader.findings.warning(path, {...patternFindings[kind], part, what: `The pattern has ${text}.`})
    }
  }

  private lost(member: Cursor, value: JsonObject): void {
    const key = String(member.path.at(-1))
    if (member.value === false && (key === 'nullable' || key === 'exclusiveMinimum')) return
    if (key === 'exclusiveMinimum' && value['minimum'] === undefined && typeof member.value !== 'number') return
    this.reader.findings.warning(member.path, {
      code: 'SPEC_SCHEMA_KEYWORD',
      part: 'key',
      what: `API Gateway does not support "${key}" in a model.`,
      why: 'Its models are JSON Schema draft 4; the keyword is left out, so more or fewer requests are valid than it says.',
      fix: 'Say it with draft 4 keywords, or check it in the backend.',
    })
  }

  private broken(at: Cursor, ref: string): void {
    this.reader.findings.error([...at.path, '$ref'], {
      code: 'SPEC_REF_NOT_FOUND',
      what: `The reference "${ref}" leads nowhere.`,
      why: 'A model that refers to something unknown cannot be created.',
      fix: 'Correct the reference, or add the schema.',
    })
  }
}

/** Whether a schema says something about objects or lists: only such ones become models of their own. */
export function isStructured(at: Cursor): boolean {
  if (!isJsonObject(at.value)) return false
  const {type} = at.value
  const types = Array.isArray(type) ? (type as readonly Json[]) : [type]
  if (types.includes('object') || types.includes('array')) return true
  return ['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'additionalProperties'].some(
    (key) => child(at, key).value !== undefined,
  )
}
