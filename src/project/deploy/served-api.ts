import type {Clients} from '../../aws/clients.js'
import {readStageExport} from '../../aws/read/stage-export.js'
import type {Api} from '../../model/api.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {contentHash} from '../../plan/content-hash.js'
import {definitionFromRuns} from './definition-from-runs.js'

/**
 * The definition that a stage serves; undefined when there is no such stage, or it serves nothing.
 *
 * No call is made when the stage serves the live definition or the desired one, as its label tells; otherwise AWS
 * exports the deployment. WebSocket APIs cannot be exported: the runs in `journals` may know what was deployed, and where
 * they do not the live definition stands for it.
 */
export async function readServedApi(
  clients: Clients,
  live: LiveApi | undefined,
  {stageName, desired, journals}: {stageName: string; desired: Api; journals?: string},
): Promise<Api | undefined> {
  const current = live?.stages.find(({stage}) => stage.stageName === stageName)
  if (live === undefined || current === undefined) return undefined
  const {stage} = current
  const deploysItself = stage.kind !== 'restStage' && stage.autoDeploy === true
  if (!deploysItself && current.deploymentId === undefined) return undefined
  const isServed = (api: Api): boolean => serves(current.contentHash, api, live.apiId)
  if (deploysItself || isServed(live.api)) return live.api
  if (isServed(desired)) return desired
  if (live.kind === 'websocket') return (journals && (await definitionFromRuns(journals, isServed))) || live.api
  return exportedApi(clients, live, stageName)
}

/** What AWS exports of a stage; undefined for what it exports not, or what cannot be read of it. */
export async function exportedApi(clients: Clients, live: LiveApi, stageName: string): Promise<Api | undefined> {
  const {kind, apiId} = live
  if (kind === 'websocket') return undefined
  return withUnexported(await toApi(kind, await readStageExport(clients, {kind, apiId, stageName})), live)
}

function serves(label: string | undefined, api: Api, apiId: string): boolean {
  return label !== undefined && contentHash(api, apiId).startsWith(label)
}

/** AWS's own document: what we cannot read of it is our gap and stops nobody. */
async function toApi(kind: 'rest' | 'http', text: string): Promise<Api | undefined> {
  const {parseDefinition} = await import('../../spec/parse.js')
  const {document} = parseDefinition({text, file: 'export.json'})
  if (document === undefined) return undefined
  if (kind === 'http') {
    const {toHttpApi} = await import('../../spec/to-http-api.js')
    return toHttpApi(document, {mode: 'import', basePath: 'ignore'}).api
  }
  const {toRestApi} = await import('../../spec/to-rest-api.js')
  return toRestApi(document, {mode: 'import', basePath: 'ignore', documentation: 'explicit'}).api
}

/** Exports leave out, or write otherwise, what belongs to the API and not to its deployments. */
function withUnexported(served: Api | undefined, {api}: LiveApi): Api | undefined {
  if (served === undefined) return undefined
  const {name, description, version, tags} = api
  const common = present({...served, name, description, version, tags})
  if (common.kind !== 'rest' || api.kind !== 'rest') return common
  const {endpointConfiguration, documentationParts} = api
  // Exports know only paths with methods.
  const resources = [...new Set([...common.resources, ...api.resources])].sort()
  return {...common, endpointConfiguration, documentationParts, resources}
}
