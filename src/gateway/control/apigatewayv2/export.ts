import {stringify} from 'yaml'
import type {Json, JsonObject} from '../../../model/json.js'
import {isJsonObject} from '../../../model/json.js'
import {fromHttpApi} from '../../../spec/from-http-api.js'
import type {HttpSnapshot, V2ApiRecord} from '../../store/v2-records.js'
import {badRequest, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {findApi, findStage} from './find.js'
import {recordsToHttpApi} from './records-to-http-api.js'

type ExportInput = {
  apiId: string
  specification: string
  outputType: string
  exportVersion?: string
  includeExtensions?: boolean
  stageName?: string
}

/** The deployed definition of a stage or, without a stage, the working copy. */
function exportApi(input: ExportInput, context: OperationContext): Members {
  const {specification, outputType, exportVersion = '1.0', includeExtensions = true, stageName} = input
  const api = findApi(context, input.apiId)
  if (api.protocolType !== 'HTTP') throw badRequest('Export is only supported for HTTP protocol Apis.')
  if (specification !== 'OAS30') throw badRequest('Invalid specification. Only OAS30 is supported')
  if (outputType !== 'JSON' && outputType !== 'YAML')
    throw badRequest('Invalid outputType. Must be one of [JSON, YAML]')
  if (exportVersion !== '1.0') throw badRequest('Invalid exportVersion. Only 1.0 is supported')
  const snapshot = stageName === undefined ? workingCopy(api, context) : deployed(api, stageName, context)
  const complete = withServer(fromHttpApi(recordsToHttpApi(snapshot)), snapshot.api, stageName)
  const document = includeExtensions ? complete : withoutExtensions(complete)
  return {body: Buffer.from(outputType === 'JSON' ? JSON.stringify(document) : stringify(document))}
}

function workingCopy(api: V2ApiRecord, {store}: OperationContext): HttpSnapshot {
  const {apiId} = api
  const [routes, integrations] = [store.list('route', [apiId]), store.list('integration', [apiId])]
  return {api, routes, integrations, authorizers: store.list('v2Authorizer', [apiId])}
}

function deployed({apiId}: V2ApiRecord, stageName: string, context: OperationContext): HttpSnapshot {
  const {deploymentId} = findStage(context, apiId, stageName)
  const snapshot = deploymentId === undefined ? undefined : context.store.get('httpSnapshot', [apiId, deploymentId])
  if (snapshot === undefined) throw notFound('Invalid Deployment identifier specified')
  return snapshot
}

/** AWS names the endpoint and, as the base path, the stage; an API without a version is exported with its date. */
function withServer(document: JsonObject, api: V2ApiRecord, stageName: string | undefined): JsonObject {
  const [server] = Array.isArray(document['servers']) ? (document['servers'] as readonly Json[]) : []
  const info = document['info']
  const basePath = stageName === undefined || stageName === '$default' ? '' : stageName
  return {
    ...document,
    info: {version: new Date(api.createdDate).toISOString(), ...(isJsonObject(info) && info)},
    servers: [
      {
        ...(isJsonObject(server) && server),
        url: `https://${api.apiId}.execute-api.${api.region}.amazonaws.com/{basePath}`,
        variables: {basePath: {default: basePath}},
      },
    ],
  }
}

function withoutExtensions(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => withoutExtensions(entry))
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !key.startsWith('x-amazon-apigateway-'))
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutExtensions(entry)]))
}

export const exportOperations: Operations = {
  ExportApi: operation(exportApi),
}
