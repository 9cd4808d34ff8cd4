import {child, items, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {dereference, readBoolean, readText, readTexts, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import type {Models} from './models.js'

/** What a method says about its requests. */
export type MethodRequest = {requestParameters: Record<string, boolean>; requestModels: Record<string, string>}

type Parameter = {name: string; place: string; at: Cursor}

const places: ReadonlyMap<string, string> = new Map([
  ['path', 'path'],
  ['query', 'querystring'],
  ['header', 'header'],
])

/** Parameters and body of an operation; parameters in the URL are required even when nobody declares them. */
export function readMethodRequest(
  reader: Reader,
  models: Models,
  {path, item, operation}: {path: string; item: Cursor; operation: Cursor},
): MethodRequest {
  const parameters = mergedParameters(reader, item, operation)
  const body = parameters.find((parameter) => parameter.place === 'body')
  return {
    requestParameters: requestParameters(reader, parameters, path),
    requestModels:
      body === undefined ? bodyModels(reader, models, operation) : swaggerBody(reader, models, operation, body.at),
  }
}

/** Those of the path item, replaced by those of the operation with the same name and place. */
function mergedParameters(reader: Reader, item: Cursor, operation: Cursor): Parameter[] {
  const all = [child(item, 'parameters'), child(operation, 'parameters')].flatMap((list) => items(list))
  const byKey = new Map<string, Parameter>()
  for (const each of all) {
    const at = dereference(reader, each)
    const place = at && readText(reader, child(at, 'in'))
    const name = at && readText(reader, child(at, 'name'))
    if (at === undefined || place === undefined) continue
    if (name === undefined && place !== 'body') {
      reader.findings.error(at.path, nameless)
      continue
    }
    byKey.set(place === 'body' ? 'body' : `${place} ${name ?? ''}`, {name: name ?? '', place, at})
  }
  return [...byKey.values()]
}

function requestParameters(reader: Reader, parameters: readonly Parameter[], path: string): Record<string, boolean> {
  const result = new Map<string, boolean>()
  const inPath = parametersOf(path)
  const placeOf = new Map(inPath.map((name) => [name, 'path']))
  for (const name of inPath) result.set(`method.request.path.${name}`, true)
  for (const {name, place, at} of parameters) {
    const wire = places.get(place)
    if (wire === undefined) continue
    const first = placeOf.get(name)
    if (first !== undefined && first !== wire) reader.findings.error(at.path, twice(name, first, wire))
    placeOf.set(name, wire)
    const required = wire === 'path' || (readBoolean(reader, child(at, 'required')) ?? false)
    if (wire === 'path' && !result.has(`method.request.path.${name}`)) {
      reader.findings.warning(at.path, notInPath(name, path))
    }
    result.set(`method.request.${wire}.${name}`, required)
  }
  return sortedRecord(result)
}

/** `id` and `proxy` of `/pets/{id}/{proxy+}`. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map((match) => match[1] ?? '')
}

function swaggerBody(reader: Reader, models: Models, operation: Cursor, body: Cursor): Record<string, string> {
  const model = models.modelFor(child(body, 'schema'))
  if (model === undefined) return {}
  return sortedRecord(mediaTypes(reader, operation, 'consumes').map((type) => [type, model] as const))
}

function bodyModels(reader: Reader, models: Models, operation: Cursor): Record<string, string> {
  const body = child(operation, 'requestBody')
  if (body.value === undefined) return {}
  const found = dereference(reader, body)
  return found === undefined ? {} : contentModels(models, child(found, 'content'))
}

/** Media type -> model name, for the media types whose schema becomes a model. */
export function contentModels(models: Models, content: Cursor): Record<string, string> {
  return sortedRecord(
    members(content).flatMap(([type, media]) => {
      const model = models.modelFor(child(media, 'schema'))
      return model === undefined ? [] : [[type, model] as const]
    }),
  )
}

/** Swagger's `consumes` or `produces` of the operation, else of the document, else JSON. */
export function mediaTypes(reader: Reader, operation: Cursor, key: 'consumes' | 'produces'): string[] {
  const root: Cursor = {value: reader.document.root, path: []}
  const types = readTexts(reader, child(operation, key)) ?? readTexts(reader, child(root, key)) ?? []
  return types.length === 0 ? ['application/json'] : types
}

const nameless = {
  code: 'SPEC_MISSING_KEY',
  what: 'This parameter has no name.',
  why: 'A parameter needs "name" and "in".',
  fix: 'Add "name:".',
}

function twice(
  name: string,
  first: string,
  second: string,
): {code: string; what: string; why: string; fix: string; aws: string} {
  return {
    code: 'SPEC_PARAMETER_CONFLICT',
    what: `The parameter "${name}" is in ${first} and in ${second}.`,
    why: 'API Gateway wants names to be unique across query string, headers and path of a method.',
    fix: 'Rename one of them.',
    aws: 'Parameter names must be unique across querystring, header and path',
  }
}

function notInPath(name: string, path: string): {code: string; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_PARAMETER_NOT_IN_PATH',
    what: `The path ${path} has no "{${name}}".`,
    why: 'The parameter is declared with "in: path".',
    fix: `Add {${name}} to the path, or correct the name or "in".`,
  }
}
