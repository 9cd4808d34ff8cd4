import {extname} from 'node:path'
import type {Clients} from '../../aws/clients.js'
import {readStageExport} from '../../aws/read/stage-export.js'
import {fromWebSocketApi} from '../../config/from-web-socket-api.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {OpenApi} from '../../model/api.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import type {LiveApi} from '../../model/live-api.js'
import {onlyExtensions} from '../../spec/export-extensions.js'
import type {ExportExtension} from '../../spec/export-extensions.js'
import {fromHttpApi} from '../../spec/from-http-api.js'
import {fromRestApi} from '../../spec/from-rest-api.js'
import {toSwagger} from '../../spec/swagger-document.js'
import {ownTags, yamlText} from '../definition-text.js'
import {servedStage} from '../deploy/served-stage.js'

export const exportFormats = ['oas30', 'swagger2'] as const
export const exportExtensions = ['apigateway', 'integrations', 'authorizers', 'documentation', 'none'] as const
export const exportSyntaxes = ['yaml', 'json'] as const

export type ExportOptions = {
  /** The stage that was named; else the only one there is. */
  stageName?: string
  /** The API as it is now, deployed or not. */
  workingCopy: boolean
  format: (typeof exportFormats)[number]
  /** Extensions of API Gateway that the document keeps. */
  extensions: (typeof exportExtensions)[number]
}

/** A definition of a live API; `document` is OpenAPI or, of a WebSocket API, the members of apigw.yaml that make it. */
export type ExportedApi = {
  apiId: string
  kind: LiveApi['kind']
  name: string
  /** Absent when it is the working copy. */
  stage?: string
  format: ExportOptions['format'] | 'apigw.yaml'
  document: JsonObject
}

/**
 * The definition of a live API: AWS's export of what a stage serves, or the working copy. Nobody exports WebSocket APIs
 * but we: they are `routes:` of apigw.yaml, always of the working copy.
 *
 * Throws STAGE_NOT_NAMED, STAGE_NOT_FOUND and EXPORT_FORMAT.
 */
export async function exportApi(clients: Clients, live: LiveApi, options: ExportOptions): Promise<ExportedApi> {
  const {apiId, kind, api} = live
  const {format} = options
  const common = {apiId, kind, name: api.name}
  if (api.kind === 'websocket') {
    if (format !== 'oas30') throw notOfKind(live, 'A WebSocket API has no OpenAPI document.')
    const document = {name: api.name, type: 'websocket', ...fromWebSocketApi(api, api.name)}
    return {...common, format: 'apigw.yaml', document}
  }
  if (options.workingCopy) return {...common, format, document: workingCopy(api, options)}
  const stage = servedStage(live, options.stageName).stage.stageName
  return {...common, stage, format, document: await exportedDocument(clients, live, stage, options)}
}

/** The document as text: in the syntax that is asked for, else that of the file's name, else YAML. */
export function exportText(
  document: JsonObject,
  {syntax, out}: {syntax?: (typeof exportSyntaxes)[number] | undefined; out?: string | undefined},
): string {
  const usual = out !== undefined && extname(out).toLowerCase() === '.json' ? 'json' : 'yaml'
  return (syntax ?? usual) === 'json' ? `${JSON.stringify(document, null, 2)}\n` : yamlText(document)
}

async function exportedDocument(
  clients: Clients,
  live: LiveApi,
  stageName: string,
  {format, extensions}: ExportOptions,
): Promise<JsonObject> {
  const {kind, apiId} = live
  if (kind === 'websocket') throw notOfKind(live, 'AWS exports no WebSocket API.')
  if (kind === 'http' && format === 'swagger2') {
    throw notOfKind(live, 'AWS exports an HTTP API as OpenAPI 3.0 only.')
  }
  if (kind === 'http' && extensions !== 'apigateway' && extensions !== 'none') {
    throw notOfKind(live, 'AWS exports all extensions of an HTTP API, or none.')
  }
  const exportType = format === 'oas30' ? 'oas30' : 'swagger'
  const parsed = JSON.parse(await readStageExport(clients, {kind, apiId, stageName}, {exportType, extensions})) as Json
  return isJsonObject(parsed) ? parsed : {}
}

/** Our own document of the API, with what the export of a stage would keep. */
function workingCopy(api: OpenApi, {format, extensions}: ExportOptions): JsonObject {
  const whole = api.kind === 'rest' ? fromRestApi(api) : fromHttpApi({...api, tags: ownTags(api.tags)})
  const wanted = new Set<ExportExtension>(extensions === 'none' ? [] : kept[extensions])
  const document = onlyExtensions(whole, wanted)
  return format === 'swagger2' ? toSwagger(document, whole) : document
}

/** The whole of a definition has its documentation parts too. */
const kept: Readonly<Record<Exclude<ExportOptions['extensions'], 'none'>, readonly ExportExtension[]>> = {
  apigateway: ['apigateway', 'documentation'],
  integrations: ['integrations'],
  authorizers: ['authorizers'],
  documentation: ['documentation'],
}

function notOfKind({api, apiId}: LiveApi, why: string): ApigwError {
  return new ApigwError({
    code: 'EXPORT_FORMAT',
    exit: 'usage',
    what: `${api.name} (${apiId}) cannot be exported in this form.`,
    why,
    fix: 'Leave --format and --extensions out, or add --working-copy.',
  })
}
