import {locationWithPath} from '../../model/documentation-location.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import type {DocumentationPart, Verb} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child, items, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {dereference, expectObject, readText} from '../reader.js'
import type {Reader} from '../reader.js'
import {schemasPath} from './model-schema.js'
import {operationKeys} from './methods.js'
import type {RestPath} from './resources.js'

/** Which documentation parts to make: none, those of the extension, or also one of each description in the document. */
export type Documentation = 'ignore' | 'explicit' | 'all'

type Location = DocumentationPart['location']

/**
 * Documentation parts, sorted by location; the extension's win over those made of descriptions.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
 */
export function readDocumentation(
  reader: Reader,
  mode: Documentation,
  paths: readonly RestPath[],
): DocumentationPart[] {
  if (mode === 'ignore') return []
  const root: Cursor = {value: reader.document.root, path: []}
  const made =
    mode === 'all' ? [...apiPart(root), ...paths.flatMap((path) => pathParts(reader, path)), ...namedParts(reader)] : []
  const parts = new Map([...made, ...explicitParts(reader, root)].map((part) => [key(part.location), part]))
  return [...parts].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, part]) => part)
}

function key({type, path, method, statusCode, name}: Location): string {
  return [type, path, method, statusCode, name].map((each) => each ?? '').join('\n')
}

const locationKeys = ['type', 'path', 'method', 'statusCode', 'name'] as const

function explicitParts(reader: Reader, root: Cursor): DocumentationPart[] {
  const at = child(root, 'x-amazon-apigateway-documentation')
  if (!expectObject(reader, at)) return []
  return items(child(at, 'documentationParts')).flatMap((part) => {
    const location = child(part, 'location')
    const type = readText(reader, child(location, 'type'))
    if (type === undefined) {
      reader.findings.error(part.path, withoutType)
      return []
    }
    const rest = Object.fromEntries(locationKeys.map((each) => [each, readText(reader, child(location, each))]))
    const place = {...present(rest), type: type.toUpperCase()}
    return [{location: locationWithPath(place), properties: child(part, 'properties').value ?? {}}]
  })
}

/** The members of an object that are free text for people. */
function texts(at: Cursor, keys: readonly string[]): JsonObject | undefined {
  const entries = keys.flatMap((each) => {
    const {value} = child(at, each)
    return value === undefined || value === '' ? [] : [[each, value] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function part(location: Location, properties: Json | undefined): DocumentationPart[] {
  return properties === undefined ? [] : [{location, properties}]
}

function apiPart(root: Cursor): DocumentationPart[] {
  const info = texts(child(root, 'info'), ['description', 'termsOfService', 'contact', 'license'])
  const rest = texts(root, ['tags', 'externalDocs'])
  return part({type: 'API'}, info || rest ? {...(info && {info}), ...rest} : undefined)
}

function pathParts(reader: Reader, {path, item}: RestPath): DocumentationPart[] {
  const own = part({type: 'RESOURCE', path}, texts(item, ['description', 'summary']))
  const shared = parameterParts(reader, {path}, child(item, 'parameters'))
  const methods = [...operationKeys].flatMap(([operationKey, verb]) => {
    const operation = child(item, operationKey)
    return isJsonObject(operation.value) ? methodParts(reader, path, verb, operation) : []
  })
  return [...own, ...shared, ...methods]
}

function methodParts(reader: Reader, path: string, verb: Verb, operation: Cursor): DocumentationPart[] {
  const place = {path, method: verb === 'ANY' ? '*' : verb}
  const body = child(operation, 'requestBody')
  const bodyText = isJsonObject(body.value) ? texts(dereference(reader, body) ?? body, ['description']) : undefined
  return [
    ...part(
      {type: 'METHOD', ...place},
      texts(operation, ['description', 'summary', 'tags', 'deprecated', 'externalDocs']),
    ),
    ...parameterParts(reader, place, child(operation, 'parameters')),
    ...part({type: 'REQUEST_BODY', ...place}, bodyText),
    ...members(child(operation, 'responses')).flatMap(([code, each]) => responseParts(reader, place, code, each)),
  ]
}

const parameterTypes: ReadonlyMap<string, string> = new Map([
  ['path', 'PATH_PARAMETER'],
  ['query', 'QUERY_PARAMETER'],
  ['header', 'REQUEST_HEADER'],
  ['body', 'REQUEST_BODY'],
])

function parameterParts(reader: Reader, place: Omit<Location, 'type'>, list: Cursor): DocumentationPart[] {
  return items(list).flatMap((each) => {
    const at = dereference(reader, each)
    const type = at && parameterTypes.get(readText(reader, child(at, 'in')) ?? '')
    if (at === undefined || type === undefined) return []
    const name = type === 'REQUEST_BODY' ? undefined : readText(reader, child(at, 'name'))
    return part({type, ...place, ...present({name})}, texts(at, ['description']))
  })
}

function responseParts(reader: Reader, place: Omit<Location, 'type'>, code: string, each: Cursor): DocumentationPart[] {
  const at = dereference(reader, each)
  if (at === undefined || !/^[1-5]\d\d$/.test(code)) return []
  const here = {...place, statusCode: code}
  const headers = members(child(at, 'headers')).flatMap(([name, header]) =>
    part({type: 'RESPONSE_HEADER', ...here, name}, texts(header, ['description'])),
  )
  return [...part({type: 'RESPONSE', ...here}, texts(at, ['description'])), ...headers]
}

function namedParts(reader: Reader): DocumentationPart[] {
  const root: Cursor = {value: reader.document.root, path: []}
  const schemas = schemasPath(reader).reduce((at, step) => child(at, step), root)
  const schemes =
    reader.version === '2.0' ? child(root, 'securityDefinitions') : child(child(root, 'components'), 'securitySchemes')
  return [
    ...members(schemas).flatMap(([name, at]) => part({type: 'MODEL', name}, texts(at, ['description', 'title']))),
    ...members(schemes).flatMap(([name, at]) => part({type: 'AUTHORIZER', name}, texts(at, ['description']))),
  ]
}

const withoutType = {
  code: 'SPEC_MISSING_KEY',
  what: 'This documentation part has no location type.',
  why: 'The type says what is documented: API, RESOURCE, METHOD, MODEL, ….',
  fix: 'Add "location: {type: …}".',
}
