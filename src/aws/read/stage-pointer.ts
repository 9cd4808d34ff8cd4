import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'

/** A stage as it is now. `deploymentMessage` is what AWS says of the last deployment that the stage made by itself. */
export type StagePointer = {deploymentId?: string; deploymentMessage?: string}

/** Where a stage points now, in one call; only the SDK of that kind is loaded. */
export async function readStagePointer(
  clients: Clients,
  kind: LiveApi['kind'],
  stage: {apiId: string; stageName: string},
): Promise<StagePointer> {
  if (kind === 'rest') {
    const {readRestStagePointer} = await import('./rest-stages.js')
    return readRestStagePointer(clients, stage)
  }
  const {readV2StagePointer} = await import('./v2-stages.js')
  return readV2StagePointer(clients, stage)
}
