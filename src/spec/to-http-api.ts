import type {CorsConfiguration, HttpApi} from '../model/http-api.js'
import {isJsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import {pathPrefix} from './base-path.js'
import type {BasePath} from './base-path.js'
import {child, items, members} from './cursor.js'
import type {Cursor} from './cursor.js'
import type {SpecDocument} from './document.js'
import {createFindings} from './findings.js'
import {readInfo} from './info.js'
import {readHttpAuthorizers} from './http/authorizers.js'
import {readRoutes} from './http/routes.js'
import type {HttpPath} from './http/routes.js'
import {
  checkKeys,
  dereference,
  expectObject,
  readBoolean,
  readInteger,
  readText,
  readTexts,
  readWord,
  sortedRecord,
} from './reader.js'
import type {Mode, Reader} from './reader.js'
import {checkRoot, requireVersion} from './root.js'
import {readSchemes} from './security.js'
import type {Translated} from './to-rest-api.js'

export type HttpOptions = {
  /** Name of an API whose document has no `info.title`; without it that is an error, as for AWS. */
  name?: string
  basePath: BasePath
  /** Default `author`. */
  mode?: Mode
  /** Added to the tags of the document; they win. */
  tags?: Readonly<Record<string, string>>
}

/** `importInfo` is what AWS's import reports as valid but ignored. */
export type TranslatedHttpApi = Translated<HttpApi> & {importInfo: string[]}

/**
 * An OpenAPI 3 document as the HTTP API that AWS's import makes of it.
 *
 * Pure; all problems at once. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function toHttpApi(document: SpecDocument, options: HttpOptions): TranslatedHttpApi {
  const findings = createFindings(document)
  const version = requireVersion(document, findings)
  if (version === '2.0') findings.error(['swagger'], swagger)
  const reader =
    version === undefined || version === '2.0'
      ? undefined
      : {document, version, mode: options.mode ?? 'author', findings}
  const api = reader && readApi(reader, options)
  const lines = findings.aws()
  return {
    ...(api !== undefined && !findings.hasErrors() && {api}),
    problems: findings.problems(),
    warnings: lines.warnings,
    errors: lines.errors,
    importInfo: reader === undefined ? [] : ignoredParts(reader),
  }
}

function readApi(reader: Reader, options: HttpOptions): HttpApi {
  const root: Cursor = {value: reader.document.root, path: []}
  checkRoot(reader, root)
  const schemes = readSchemes(reader)
  const authorizers = readHttpAuthorizers(reader, schemes)
  const endpoint = readEndpoint(reader, root)
  const cors = readCors(reader, child(root, 'x-amazon-apigateway-cors'))
  return {
    kind: 'http',
    ...readInfo(reader, root, options.name),
    disableExecuteApiEndpoint: endpoint.disableExecuteApiEndpoint,
    ipAddressType: endpoint.ipAddressType,
    ...(cors && {corsConfiguration: cors}),
    routes: readRoutes(reader, readPaths(reader, root, options.basePath), {schemes, authorizers}),
    authorizers,
    tags: sortedRecord(Object.entries({...readTags(reader, root), ...options.tags})),
  }
}

function readPaths(reader: Reader, root: Cursor, basePath: BasePath): HttpPath[] {
  const prefix = pathPrefix(reader, basePath)
  const paths = child(root, 'paths')
  if (!expectObject(reader, paths)) return []
  if (paths.value === undefined || paths.value === null) reader.findings.error(root.path, withoutPaths)
  return members(paths).flatMap(([written, at]) => {
    if (written.startsWith('x-')) return []
    const wrong = pathFault(written)
    if (wrong !== undefined) reader.findings.error(at.path, badPath(written, wrong))
    const item = dereference(reader, at)
    return item === undefined || wrong !== undefined
      ? []
      : [{path: written === '/' ? prefix || '/' : prefix + written, item}]
  })
}

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
function pathFault(path: string): string | undefined {
  if (!path.startsWith('/')) return 'A path begins with "/".'
  const parts = path.split('/').slice(1)
  if (parts.slice(0, -1).some((part) => part.endsWith('+}'))) return 'Nothing may follow a greedy parameter.'
  if (parts.some((part) => /[{}]/.test(part) && !/^\{[^{}]+\}$/.test(part)))
    return 'A parameter is a whole part of the path.'
  return undefined
}

const corsKeys = ['allowCredentials', 'allowHeaders', 'allowMethods', 'allowOrigins', 'exposeHeaders', 'maxAge']

function readCors(reader: Reader, at: Cursor): CorsConfiguration | undefined {
  if (at.value === undefined || at.value === null) return undefined
  if (!isJsonObject(at.value)) {
    reader.findings.warning(at.path, badCors)
    return undefined
  }
  checkKeys(reader, at, corsKeys, 'x-amazon-apigateway-cors')
  const list = (key: string) => readTexts(reader, child(at, key)) ?? []
  return {
    allowCredentials: readBoolean(reader, child(at, 'allowCredentials')) ?? false,
    allowHeaders: list('allowHeaders'),
    allowMethods: list('allowMethods'),
    allowOrigins: list('allowOrigins'),
    exposeHeaders: list('exposeHeaders'),
    ...present({maxAge: readInteger(reader, child(at, 'maxAge'))}),
  }
}

function readEndpoint(reader: Reader, root: Cursor): Pick<HttpApi, 'disableExecuteApiEndpoint' | 'ipAddressType'> {
  const name = 'x-amazon-apigateway-endpoint-configuration'
  const places = [...items(child(root, 'servers')), root].map((place) => child(place, name))
  const at = places.find((place) => isJsonObject(place.value)) ?? {value: undefined, path: []}
  checkKeys(reader, at, ['disableExecuteApiEndpoint', 'ipAddressType', 'vpcEndpointIds'], name)
  return {
    disableExecuteApiEndpoint: readBoolean(reader, child(at, 'disableExecuteApiEndpoint')) ?? false,
    ipAddressType: readWord(reader, child(at, 'ipAddressType'), ['ipv4', 'dualstack'] as const) ?? 'ipv4',
  }
}

function readTags(reader: Reader, root: Cursor): Record<string, string> {
  return sortedRecord(
    items(child(root, 'tags')).flatMap((tag) => {
      const name = readText(reader, child(tag, 'name'))
      const value = readText(reader, child(tag, 'x-amazon-apigateway-tag-value')) ?? ''
      return name === undefined ? [] : [[name, value] as const]
    }),
  )
}

/** Valid parts of a document that HTTP APIs have no place for. */
function ignoredParts(reader: Reader): string[] {
  const root: Cursor = {value: reader.document.root, path: []}
  const schemas = child(child(root, 'components'), 'schemas')
  const lines =
    members(schemas).length > 0 ? ['Models are not supported for HTTP APIs. Ignoring components/schemas.'] : []
  const bodies = members(child(root, 'paths')).flatMap(([path, item]) =>
    members(item).flatMap(([key, operation]) =>
      child(operation, 'requestBody').value === undefined
        ? []
        : [`Request body is not supported for HTTP APIs. Ignoring it on '${key.toUpperCase()} ${path}'.`],
    ),
  )
  return [...lines, ...bodies]
}

const swagger = {
  code: 'SPEC_VERSION',
  what: 'An HTTP API cannot be made from Swagger 2.0.',
  why: 'API Gateway takes OpenAPI 3.0 for HTTP APIs only.',
  fix: 'Convert the document to OpenAPI 3.0, or make it a REST API ("type: rest" in apigw.yaml).',
  aws: 'Only OpenAPI 3.x.x are currently supported',
}
const withoutPaths = {
  code: 'SPEC_MISSING_KEY',
  what: 'The document has no "paths".',
  why: 'An API without paths has nothing to serve.',
  fix: 'Add "paths:"; look for a typing error in the keys at the top.',
}
const badCors = {
  code: 'SPEC_WRONG_TYPE',
  what: '"x-amazon-apigateway-cors" must be an object.',
  why: 'It is ignored: the API would have no CORS configuration.',
  fix: 'Write allowOrigins, allowMethods and allowHeaders as its members.',
  aws: 'CORS Scheme is malformed, ignoring.',
}

function badPath(written: string, why: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {code: 'SPEC_BAD_PATH', part: 'key', what: `"${written}" cannot be a route.`, why, fix: 'Change the path.'}
}
