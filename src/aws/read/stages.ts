import type {DeployedStage, ListedStage} from '../../model/deployed-stage.js'
import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'

/** The stages of one API with what they serve, by name; two calls, and only the SDK of that kind is loaded. */
export async function readStages(clients: Clients, kind: LiveApi['kind'], apiId: string): Promise<DeployedStage[]> {
  if (kind === 'rest') {
    const {readRestStages} = await import('./rest-stages.js')
    return (await readRestStages(clients, apiId)).stages
  }
  const {readV2Stages} = await import('./v2-stages.js')
  return (await readV2Stages(clients, kind === 'http' ? 'httpStage' : 'webSocketStage', apiId)).stages
}

/** The same as rows of a list. */
export async function listStages(clients: Clients, kind: LiveApi['kind'], apiId: string): Promise<ListedStage[]> {
  return (await readStages(clients, kind, apiId)).map((each) => ({name: each.stage.stageName, ...each}))
}
