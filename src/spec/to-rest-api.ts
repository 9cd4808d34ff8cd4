import {isJsonObject} from '../model/json.js'
import type {RequestValidator, RestApi, RestEndpointConfiguration} from '../model/rest-api.js'
import {present} from '../model/present.js'
import type {Problem} from '../errors/problem.js'
import {pathPrefix} from './base-path.js'
import type {BasePath} from './base-path.js'
import {child, items, members} from './cursor.js'
import type {Cursor} from './cursor.js'
import type {SpecDocument} from './document.js'
import {createFindings} from './findings.js'
import {readInfo} from './info.js'
import {
  checkKeys,
  dereference,
  expectObject,
  readBoolean,
  readInteger,
  readTexts,
  readWord,
  sortedRecord,
} from './reader.js'
import type {Mode, Reader} from './reader.js'
import {readAuthorizers} from './rest/authorizers.js'
import {readDocumentation} from './rest/documentation.js'
import type {Documentation} from './rest/documentation.js'
import {readGatewayResponses} from './rest/gateway-responses.js'
import {readMethods} from './rest/methods.js'
import {readModels} from './rest/models.js'
import {resourcePath, resourcesOf} from './rest/resources.js'
import type {RestPath} from './rest/resources.js'
import {checkRoot, requireVersion} from './root.js'
import {readSchemes} from './security.js'

export type RestOptions = {
  /** Name of an API whose document has no `info.title`; without it that is an error, as for AWS. */
  name?: string
  documentation: Documentation
  basePath: BasePath
  /** Default `author`. */
  mode?: Mode
  /** What no OpenAPI document can say: the endpoint type (default EDGE, as for AWS's import) and the tags of a REST API. */
  endpointTypes?: RestEndpointConfiguration['types']
  ipAddressType?: RestEndpointConfiguration['ipAddressType']
  tags?: Readonly<Record<string, string>>
}

export type Translated<Api> = {
  /** Absent when a problem is an error. */
  api?: Api
  /** By position. */
  problems: Problem[]
  /** The lines AWS's import puts into `warnings`, in AWS's words where they are known. */
  warnings: string[]
  /** The lines after AWS's `Errors found during import:`. */
  errors: string[]
}

/**
 * A Swagger 2.0 or OpenAPI 3.0 document as the REST API that AWS's import makes of it; 3.1 as far as draft 4 models go.
 *
 * Pure; all problems at once. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function toRestApi(document: SpecDocument, options: RestOptions): Translated<RestApi> {
  const findings = createFindings(document)
  const version = requireVersion(document, findings)
  const reader = version && {document, version, mode: options.mode ?? 'author', findings}
  const api = reader && readApi(reader, options)
  const lines = findings.aws()
  return {
    ...(api !== undefined && !findings.hasErrors() && {api}),
    problems: findings.problems(),
    warnings: lines.warnings,
    errors: lines.errors,
  }
}

function readApi(reader: Reader, options: RestOptions): RestApi {
  const root: Cursor = {value: reader.document.root, path: []}
  checkRoot(reader, root)
  const extension = (name: string) => child(root, `x-amazon-apigateway-${name}`)
  const paths = readPaths(reader, root, options.basePath)
  const models = readModels(reader)
  const schemes = readSchemes(reader)
  const authorizers = readAuthorizers(reader, schemes)
  const validators = readValidators(reader, extension('request-validators'))
  const methods = readMethods(reader, paths, {models, schemes, authorizers, validators})
  const endpoint = readEndpoint(reader, root)
  return {
    kind: 'rest',
    ...readInfo(reader, root, options.name),
    apiKeySource: readWord(reader, extension('api-key-source'), ['HEADER', 'AUTHORIZER'] as const) ?? 'HEADER',
    binaryMediaTypes: [...new Set(readTexts(reader, extension('binary-media-types')) ?? [])].sort(),
    ...present({
      minimumCompressionSize: readCompression(reader, extension('minimum-compression-size')),
      policy: extension('policy').value ?? undefined,
    }),
    disableExecuteApiEndpoint: endpoint.disableExecuteApiEndpoint,
    endpointConfiguration: {
      types: options.endpointTypes ?? ['EDGE'],
      vpcEndpointIds: endpoint.vpcEndpointIds,
      ipAddressType: options.ipAddressType ?? 'ipv4',
    },
    resources: resourcesOf(reader, paths),
    methods,
    models: models.all(),
    requestValidators: validators,
    authorizers,
    gatewayResponses: readGatewayResponses(reader, extension('gateway-responses')),
    documentationParts: readDocumentation(reader, options.documentation, paths),
    tags: sortedRecord(Object.entries(options.tags ?? {})),
  }
}

function readPaths(reader: Reader, root: Cursor, basePath: BasePath): RestPath[] {
  const prefix = pathPrefix(reader, basePath)
  const paths = child(root, 'paths')
  if (!expectObject(reader, paths)) return []
  if (paths.value === undefined || paths.value === null) reader.findings.error(root.path, withoutPaths)
  return members(paths).flatMap(([written, at]) => {
    if (written.startsWith('x-')) return []
    const path = resourcePath(reader, written, at)
    const item = dereference(reader, at)
    if (path === undefined || item === undefined) return []
    return [{path: path === '/' ? prefix || '/' : prefix + path, item}]
  })
}

function readValidators(reader: Reader, at: Cursor): Record<string, RequestValidator> {
  if (!expectObject(reader, at)) return {}
  return sortedRecord(
    members(at).map(([name, each]) => {
      checkKeys(reader, each, ['validateRequestBody', 'validateRequestParameters'], 'A request validator')
      const flag = (key: string) => readBoolean(reader, child(each, key)) ?? false
      return [
        name,
        {
          validateRequestBody: flag('validateRequestBody'),
          validateRequestParameters: flag('validateRequestParameters'),
        },
      ] as const
    }),
  )
}

function readCompression(reader: Reader, at: Cursor): number | undefined {
  const size = readInteger(reader, at)
  if (size !== undefined && (size < 0 || size > 10_485_760)) reader.findings.error(at.path, badCompression)
  return size
}

/** Swagger has the extension at the root, OpenAPI 3 in a server; the first server that has it counts. */
function readEndpoint(
  reader: Reader,
  root: Cursor,
): {disableExecuteApiEndpoint: boolean; vpcEndpointIds: readonly string[]} {
  const name = 'x-amazon-apigateway-endpoint-configuration'
  const places = [...items(child(root, 'servers')), root].map((place) => child(place, name))
  const at = places.find((place) => isJsonObject(place.value))
  if (at === undefined) return {disableExecuteApiEndpoint: false, vpcEndpointIds: []}
  checkKeys(reader, at, ['disableExecuteApiEndpoint', 'ipAddressType', 'types', 'vpcEndpointIds'], name)
  return {
    disableExecuteApiEndpoint: readBoolean(reader, child(at, 'disableExecuteApiEndpoint')) ?? false,
    vpcEndpointIds: [...(readTexts(reader, child(at, 'vpcEndpointIds')) ?? [])].sort(),
  }
}

const withoutPaths = {
  code: 'SPEC_MISSING_KEY',
  what: 'The document has no "paths".',
  why: 'An API without paths has nothing to serve.',
  fix: 'Add "paths:"; look for a typing error in the keys at the top.',
}
const badCompression = {
  code: 'SPEC_OUT_OF_RANGE',
  what: 'The minimum compression size is out of range.',
  why: 'It is 0 to 10485760 bytes.',
  fix: 'Write a number in this range, or remove the line to switch compression off.',
  aws: 'Invalid minimum compression size, must be between 0 and 10485760',
}
