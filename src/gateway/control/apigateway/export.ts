import {stringify} from 'yaml'
import type {JsonObject} from '../../../model/json.js'
import type {ExportExtension} from '../../../spec/export-extensions.js'
import {fromRestApi} from '../../../spec/from-rest-api.js'
import {toSwagger} from '../../../spec/swagger-document.js'
import type {DocumentationPartRecord, StageRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {toOas30Export, type ExportTarget} from './export-document.js'
import {exportedModels} from './exported-models.js'
import {recordsToRestApi} from './records-to-rest-api.js'
import {badRequest, notFound} from './refuse.js'
import {findStage} from './stage.js'

type ExportInput = {
  restApiId: string
  stageName: string
  exportType: string
  parameters?: Record<string, string>
  accepts?: string
}

const extensionNames: readonly ExportExtension[] = ['integrations', 'apigateway', 'authorizers', 'documentation']
const exportTypes = ['oas30', 'swagger']

/** The definition that is deployed to a stage, never the working copy. */
function getExport(input: ExportInput, context: OperationContext): Members {
  const {restApiId, exportType, accepts = 'application/json'} = input
  const stage = findStage(input, context)
  const snapshot = context.store.get('restSnapshot', [restApiId, stage.deploymentId])
  if (snapshot === undefined) throw notFound('Invalid Deployment identifier specified')
  if (!exportTypes.includes(exportType)) throw badRequest(`No API exporter for type '${exportType}'`)
  const api = recordsToRestApi({...snapshot, models: exportedModels(snapshot)}, partsOf(stage, restApiId, context))
  const version = api.version ?? createdAt(stage, restApiId, context)
  const target = {restApiId, region: context.scope.region, stageName: input.stageName, version}
  const document = exportDocument(fromRestApi(api), exportType, target, wantedExtensions(input.parameters))
  const isYaml = accepts === 'application/yaml'
  return {
    contentType: 'application/octet-stream',
    contentDisposition: `attachment; filename="${exportType}_${version}.${isYaml ? 'yaml' : 'json'}"`,
    body: Buffer.from(isYaml ? stringify(document) : JSON.stringify(document, null, 2)),
  }
}

function exportDocument(
  document: JsonObject,
  exportType: string,
  target: ExportTarget,
  extensions: ReadonlySet<ExportExtension>,
): JsonObject {
  const exported = toOas30Export(document, target, extensions)
  if (exportType !== 'swagger') return exported
  const {restApiId, region, stageName} = target
  const host = `${restApiId}.execute-api.${region}.amazonaws.com`
  return toSwagger(exported, document, {host, basePath: `/${stageName}`})
}

function wantedExtensions({extensions = ''}: Readonly<Record<string, string>> = {}): ReadonlySet<ExportExtension> {
  const names = extensions.split(',').map((name) => name.trim())
  return new Set(extensionNames.filter((known) => names.includes(known)))
}

/** A stage shows the documentation version it names, and none without. */
function partsOf(
  {documentationVersion}: StageRecord,
  restApiId: string,
  {store}: OperationContext,
): readonly DocumentationPartRecord[] {
  if (documentationVersion === undefined) return []
  return store.get('documentationVersion', [restApiId, documentationVersion])?.parts ?? []
}

/** An API without a version is exported with the time of its deployment. */
function createdAt({deploymentId}: StageRecord, restApiId: string, {store, nowMs}: OperationContext): string {
  const {createdDate = nowMs} = store.get('deployment', [restApiId, deploymentId]) ?? {}
  return new Date(createdDate).toISOString().replace(/\.\d+Z$/, 'Z')
}

export const exportOperations: Operations = {
  GetExport: operation(getExport),
}
