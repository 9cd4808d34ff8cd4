import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import {endpointKey, firstServer, onlyExtensions} from '../../../spec/export-extensions.js'
import type {ExportExtension} from '../../../spec/export-extensions.js'
import {mapObject, objectAt} from '../../../model/json-object.js'
import {inJavaOrder} from './java-order.js'

/** Where the exported stage answers, and what stands in for a version that the API does not have. */
export type ExportTarget = {restApiId: string; region: string; stageName: string; version: string}

/**
 * An OpenAPI 3.0.1 document of the API as AWS exports it: servers of the stage, responses always with content, only the
 * extensions that were asked for (recorded).
 */
export function toOas30Export(
  document: JsonObject,
  target: ExportTarget,
  extensions: ReadonlySet<ExportExtension>,
): JsonObject {
  const {restApiId, region, stageName} = target
  const shown = onlyExtensions(document, extensions)
  return {
    ...shown,
    info: {...objectAt(shown, 'info'), version: target.version},
    servers: [
      {
        url: `https://${restApiId}.execute-api.${region}.amazonaws.com/{basePath}`,
        variables: {basePath: {default: stageName}},
        ...(extensions.has('apigateway') ? endpointConfiguration(document) : {}),
      },
    ],
    paths: exportedPaths(objectAt(shown, 'paths')),
  }
}

/** What the document's server says about the endpoint, when that is not what every API has. */
function endpointConfiguration(document: JsonObject): JsonObject {
  const {disableExecuteApiEndpoint, ...others} = objectAt(firstServer(document), endpointKey)
  const configuration = {...(disableExecuteApiEndpoint === true ? {disableExecuteApiEndpoint} : {}), ...others}
  return Object.keys(configuration).length === 0 ? {} : {[endpointKey]: configuration}
}

/** Paths without methods are left out. */
function exportedPaths(paths: JsonObject): JsonObject {
  const used = Object.entries(paths).filter(([, item]) => isJsonObject(item) && Object.keys(item).length > 0)
  return mapObject(Object.fromEntries(used), (item) => mapObject(item, exportedOperation))
}

function exportedOperation(operation: JsonObject): JsonObject {
  const body = objectAt(operation, 'requestBody')
  const {parameters} = operation
  return {
    ...operation,
    ...(Array.isArray(parameters) ? {parameters: inOrder((parameters as readonly Json[]).filter(isJsonObject))} : {}),
    ...(Object.keys(body).length === 0 ? {} : {requestBody: {...body, required: true}}),
    responses: mapObject(objectAt(operation, 'responses'), (response) => ({content: {}, ...response})),
  }
}

const places: Readonly<Record<string, string>> = {query: 'querystring', header: 'header', path: 'path'}

/** Parameters in the order of the map that AWS keeps them in. */
function inOrder(parameters: readonly JsonObject[]): JsonObject[] {
  const byName = new Map(
    parameters.map((parameter) => {
      const {in: place, name} = parameter as {in: string; name: string}
      return [`method.request.${places[place] ?? place}.${name}`, parameter]
    }),
  )
  return inJavaOrder([...byName.keys()])
    .map((key) => byName.get(key))
    .filter((parameter) => parameter !== undefined)
}
