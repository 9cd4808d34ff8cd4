import {parseDefinition} from '../../../spec/parse.js'
import {toRestApi, type RestOptions} from '../../../spec/to-rest-api.js'
import type {JsonObject} from '../../../model/json.js'
import type {RestApi} from '../../../model/rest-api.js'
import type {RestApiRecord} from '../../store/rest-records.js'
import {withPseudoParameters} from '../pseudo-parameters.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findRestApi} from './find.js'
import {importDefinition, type ImportMode} from './import-definition.js'
import {checkImportSize} from './import-size.js'
import {storedPolicy} from './policy.js'
import {nonEmpty, present, without} from './present.js'
import {badRequest} from './refuse.js'
import {newRestApi, readBack, restApiAnswer} from './rest-api.js'

type ImportInput = {failOnWarnings?: boolean; parameters?: Record<string, string>; body?: Buffer}
type PutInput = ImportInput & {restApiId: string; mode?: ImportMode}

/** A definition that was read: the API, the document's own members, and AWS's warnings about it. */
type Definition = {api: RestApi; root: JsonObject; warnings: string[]}

function importRestApi(input: ImportInput, context: OperationContext): Members {
  const definition = readDefinition(input, context)
  const {types, ipAddressType, vpcEndpointIds} = definition.api.endpointConfiguration
  const isPrivate = types.includes('PRIVATE')
  const record = newRestApi(
    {
      name: definition.api.name,
      endpointConfiguration: {
        types: [...types],
        ipAddressType: isPrivate ? 'dualstack' : ipAddressType,
        ...(isPrivate && vpcEndpointIds.length > 0 ? {vpcEndpointIds: [...vpcEndpointIds]} : {}),
      },
    },
    context,
  )
  context.store.put('resource', [record.id, record.rootResourceId], {id: record.rootResourceId, path: '/'})
  return restApiAnswer(importInto(record, definition, 'overwrite', context))
}

function putRestApi(input: PutInput, context: OperationContext): Members {
  const record = findRestApi(context, input.restApiId)
  const definition = readDefinition(input, context)
  return readBack(importInto(record, definition, input.mode ?? 'merge', context))
}

/** Reads the body as AWS's import does; refuses it with AWS's words. */
function readDefinition(input: ImportInput, {scope}: OperationContext): Definition {
  const text = withPseudoParameters(input.body?.toString('utf8') ?? '', scope)
  const {document} = parseDefinition({text, file: 'body'}, {duplicateKeys: 'last'})
  if (
    document === undefined ||
    (typeof document.root['openapi'] === 'string' && !isSupported(document.root['openapi']))
  ) {
    throw badRequest('Invalid OpenAPI input.')
  }
  checkImportSize(document.root)
  const {api, warnings, errors} = toRestApi(document, importOptions(input.parameters ?? {}))
  if (errors.length > 0) throw importErrors(errors)
  if (api === undefined) throw badRequest('Invalid OpenAPI input.')
  if (input.failOnWarnings === true && warnings.length > 0) {
    throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`)
  }
  return {api, root: document.root, warnings}
}

/** AWS's import takes OpenAPI 3.0 (and Swagger 2.0), not 3.1. */
function isSupported(version: string): boolean {
  return version.startsWith('3.0')
}

function importErrors(lines: readonly string[]): Error {
  return badRequest(`Errors found during import:\n\t${lines.join('\n\t')}`)
}

const basePaths = ['ignore', 'prepend', 'split'] as const
const endpointTypes = ['EDGE', 'REGIONAL', 'PRIVATE'] as const

/** Query parameters of the import: `basepath`, `ignore=documentation`, `endpointConfigurationTypes`, `ipAddressType`. */
function importOptions(parameters: Readonly<Record<string, string>>): RestOptions {
  const {basepath = 'ignore', ignore, endpointConfigurationTypes: type = 'EDGE', ipAddressType} = parameters
  const basePath = basePaths.find((known) => known === basepath)
  if (basePath === undefined) throw badRequest(`Invalid basepath specified: ${basepath}`)
  const endpointType = endpointTypes.find((known) => known === type)
  if (endpointType === undefined) {
    throw badRequest('Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE')
  }
  return {
    mode: 'import',
    basePath,
    documentation: ignore === 'documentation' ? 'ignore' : 'all',
    endpointTypes: [endpointType],
    ...(ipAddressType === 'dualstack' ? {ipAddressType} : {}),
  }
}

function importInto(
  before: RestApiRecord,
  definition: Definition,
  mode: ImportMode,
  context: OperationContext,
): RestApiRecord {
  const record = importedRecord(before, definition, mode)
  context.store.put('restApi', [record.id], record)
  const errors = importDefinition(context, record.id, definition.api, mode)
  if (errors.length > 0) throw importErrors(errors)
  return record
}

/** The API's own members: a document that is merged changes only what it names, an overwriting one all but the policy. */
function importedRecord(before: RestApiRecord, {api, root, warnings}: Definition, mode: ImportMode): RestApiRecord {
  const names = (extension: string): boolean => Object.hasOwn(root, `x-amazon-apigateway-${extension}`)
  const takes = (extension: string): boolean => mode === 'overwrite' || names(extension)
  const endpoint = names('endpoint-configuration') || mode === 'overwrite'
  const kept = ['description', 'version', 'warnings', 'binaryMediaTypes', 'minimumCompressionSize'] as const
  const base: RestApiRecord = kept.reduce<RestApiRecord>((record, member) => without(record, member), before)
  return present({
    ...base,
    name: api.name,
    description: api.description === '' ? undefined : api.description,
    version: api.version,
    apiKeySource: takes('api-key-source') ? api.apiKeySource : before.apiKeySource,
    binaryMediaTypes: importedMediaTypes(before, root, mode),
    minimumCompressionSize: takes('minimum-compression-size')
      ? api.minimumCompressionSize
      : before.minimumCompressionSize,
    policy: api.policy === undefined ? before.policy : storedPolicy(JSON.stringify(api.policy), before),
    disableExecuteApiEndpoint: endpoint ? api.disableExecuteApiEndpoint : before.disableExecuteApiEndpoint,
    warnings: warnings.length === 0 ? undefined : warnings,
  })
}

/** In the document's order; a merge appends them to what is there (recorded). */
function importedMediaTypes(
  {binaryMediaTypes = []}: RestApiRecord,
  root: JsonObject,
  mode: ImportMode,
): string[] | undefined {
  const written = root['x-amazon-apigateway-binary-media-types']
  const named = Array.isArray(written) ? (written as readonly unknown[]).filter((type) => typeof type === 'string') : []
  const types = [...new Set(mode === 'merge' ? [...binaryMediaTypes, ...named] : named)]
  return nonEmpty(types)
}

export const importOperations: Operations = {
  ImportRestApi: operation(importRestApi),
  PutRestApi: operation(putRestApi),
}
