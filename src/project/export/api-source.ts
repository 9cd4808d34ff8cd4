import type {Clients} from '../../aws/clients.js'
import {localIdentity} from '../../config/resolve-target.js'
import type {Api} from '../../model/api.js'
import type {JsonObject} from '../../model/json.js'
import type {LiveApi} from '../../model/live-api.js'
import {fromHttpApi} from '../../spec/from-http-api.js'
import {fromRestApi} from '../../spec/from-rest-api.js'
import {loadDefinition, invalidDefinition} from '../desired-api.js'
import type {Surroundings} from '../desired-api.js'
import {exportApi} from './export-api.js'
import type {Project} from '../project.js'
import {exportedApi} from '../deploy/served-api.js'
import {servedStage} from '../deploy/served-stage.js'

/**
 * An API with its OpenAPI 3 document: that of its author, who may say more in it than API Gateway keeps, or one made of
 * the model. The document of a WebSocket API is empty. `stageName` is the stage that serves it.
 */
export type ApiSource = {api: Api; document: JsonObject; stageName?: string}

/** The API that the files of a project describe. Throws DEFINITION_INVALID. */
export async function sourceFromFiles(project: Project, surroundings: Surroundings): Promise<ApiSource> {
  const {region = localIdentity.region, accountId = localIdentity.accountId} = project.target
  const {api, document, problems} = await loadDefinition(project, surroundings, {region, accountId})
  if (api === undefined) throw invalidDefinition(project, problems, surroundings.cwd)
  const own = document?.root
  return {api, document: own !== undefined && typeof own['openapi'] === 'string' ? own : documentOf(api)}
}

/** A live API: what a stage serves, or the working copy. Throws STAGE_NOT_NAMED and STAGE_NOT_FOUND. */
export async function sourceFromLive(
  clients: Clients,
  live: LiveApi,
  {stageName, workingCopy}: {stageName: string | undefined; workingCopy: boolean},
): Promise<ApiSource> {
  if (workingCopy) return {api: live.api, document: documentOf(live.api)}
  const stage = servedStage(live, stageName).stage.stageName
  const served = await exportedApi(clients, live, stage)
  // WebSocket APIs are exported by nobody; the live one stands for what is served.
  if (served === undefined) return {api: live.api, document: documentOf(live.api), stageName: stage}
  const options = {workingCopy, format: 'oas30', extensions: 'apigateway', stageName: stage} as const
  const {document} = await exportApi(clients, live, options)
  return {api: served, document, stageName: stage}
}

function documentOf(api: Api): JsonObject {
  if (api.kind === 'websocket') return {}
  return api.kind === 'rest' ? fromRestApi(api) : fromHttpApi(api)
}
