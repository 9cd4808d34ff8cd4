import {createHash} from 'node:crypto'
import {canonicalJson, isJsonObject} from '../../model/json.js'
import type {Model} from '../../model/rest-api.js'
import {follow, members, refOf} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {toPointer} from '../document.js'
import {expectObject, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import {isStructured, referencedModel, schemasPath, toModelSchema} from './model-schema.js'

/** The models of an API while it is translated: the named ones, and those made for schemas written in place. */
export type Models = {
  /** The model for the schema of a body; undefined when it has none, after a warning where one was expected. */
  modelFor: (schema: Cursor) => string | undefined
  /** All models by name, sorted. */
  all: () => Record<string, Model>
}

/** Reads the named schemas. Names that are not letters and digits are skipped, and models that need those, as AWS does. */
export function readModels(reader: Reader): Models {
  const models = namedModels(reader)
  return {
    modelFor: (schema) => modelFor(reader, models, schema),
    all: () => sortedRecord(models),
  }
}

function namedModels(reader: Reader): Map<string, Model> {
  const home = follow(reader.document.root, toPointer(schemasPath(reader)))
  if (home === undefined || !expectObject(reader, home)) return new Map()
  const read = members(home).flatMap(([name, at]) => {
    if (!/^[a-zA-Z0-9]+$/.test(name)) {
      reader.findings.warning(at.path, badName(name))
      return []
    }
    return [{name, at, ...readModel(reader, at)}]
  })
  const usable = new Map(read.map((each) => [each.name, each.model]))
  for (let before = -1; before !== usable.size;) {
    before = usable.size
    for (const {name, at, references} of read) {
      const missing = [...references].find((other) => !usable.has(other))
      if (missing === undefined || !usable.delete(name)) continue
      // A name that does not exist at all is told where it is written.
      if (isNamed(reader, missing)) reader.findings.warning(at.path, cannotCreate(name, missing))
    }
  }
  return usable
}

function readModel(reader: Reader, at: Cursor): {model: Model; references: ReadonlySet<string>} {
  const {schema, references} = toModelSchema(reader, at)
  if (!isJsonObject(schema)) return {model: {contentType, schema}, references}
  const {description, ...rest} = schema
  if (typeof description !== 'string' || description === '') return {model: {contentType, schema}, references}
  return {model: {contentType, description, schema: rest}, references}
}

function modelFor(reader: Reader, models: Map<string, Model>, schema: Cursor): string | undefined {
  if (schema.value === undefined || schema.value === null) return undefined
  const ref = refOf(schema)
  if (ref === undefined) return inlineModel(reader, models, schema)
  const name = referencedModel(reader, ref)
  if (name !== undefined && models.has(name)) return name
  const target = name === undefined ? follow(reader.document.root, ref) : undefined
  if (target !== undefined) return inlineModel(reader, models, target)
  reader.findings.warning([...schema.path, '$ref'], referenceIgnored(name ?? ref))
  return undefined
}

/** The name depends on nothing but the schema, so that equal schemas share a model and a second plan is empty. */
function inlineModel(reader: Reader, models: Map<string, Model>, schema: Cursor): string | undefined {
  if (isJsonObject(schema.value) && Object.keys(schema.value).length === 0) return undefined
  if (!isStructured(schema)) {
    reader.findings.warning(schema.path, primitive)
    return undefined
  }
  const {model, references} = readModel(reader, schema)
  const missing = [...references].find((other) => !models.has(other))
  if (missing !== undefined) {
    // A name that does not exist at all is told where it is written.
    if (isNamed(reader, missing)) reader.findings.warning(schema.path, referenceIgnored(missing))
    return undefined
  }
  const hash = createHash('sha256')
    .update(canonicalJson({...model}))
    .digest('hex')
  const name = `MODEL${hash.slice(0, 10)}`
  models.set(name, model)
  return name
}

function isNamed(reader: Reader, name: string): boolean {
  return follow(reader.document.root, toPointer([...schemasPath(reader), name])) !== undefined
}

const contentType = 'application/json'

const primitive = {
  code: 'SPEC_PRIMITIVE_MODEL',
  what: 'This schema gets no model.',
  why: 'API Gateway makes models of objects and lists; a single text or number written in place is ignored.',
  fix: 'Give the schema a name and refer to it, or leave it: the body is then not checked.',
}

function badName(name: string): {code: string; part: 'key'; what: string; why: string; fix: string; aws: string} {
  return {
    code: 'SPEC_MODEL_NAME',
    part: 'key',
    what: `The schema "${name}" gets no model.`,
    why: 'Names of models are letters and digits only; API Gateway skips others.',
    fix: `Call it "${name.replaceAll(/[^a-zA-Z0-9]/g, '') || 'Model'}".`,
    aws: `Model name must be alphanumeric: ${name}`,
  }
}

function cannotCreate(
  name: string,
  missing: string,
): {code: string; part: 'key'; what: string; why: string; fix: string; aws: string} {
  return {
    code: 'SPEC_MODEL_SKIPPED',
    part: 'key',
    what: `The schema "${name}" gets no model.`,
    why: `It refers to "${missing}", which is none.`,
    fix: `Make "${missing}" a schema whose name is letters and digits only.`,
    aws: `Unable to create model '${name}': Reference to model '${missing}' not found.`,
  }
}

function referenceIgnored(name: string): {code: string; what: string; why: string; fix: string; aws: string} {
  return {
    code: 'SPEC_MODEL_NOT_FOUND',
    what: `There is no model "${name}"; the reference is ignored.`,
    why: 'The document has no schema of that name, or one that could not become a model. The body will not be checked.',
    fix: 'Correct the reference, or add the schema under a name of letters and digits.',
    aws: `Reference to model '${name}' not found. Ignoring.`,
  }
}
