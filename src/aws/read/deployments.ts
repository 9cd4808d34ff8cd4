import type {Deployment, ListedDeployment} from '../../model/deployment.js'
import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'

/** All deployments of one API, newest first; only the SDK of that kind is loaded. */
export async function readDeployments(clients: Clients, kind: LiveApi['kind'], apiId: string): Promise<Deployment[]> {
  if (kind === 'rest') {
    const {readRestDeployments} = await import('./rest-deployments.js')
    return readRestDeployments(clients, apiId)
  }
  const {readV2Deployments} = await import('./v2-deployments.js')
  return readV2Deployments(clients, apiId)
}

/** The same as rows of a list. */
export async function listDeployments(
  clients: Clients,
  kind: LiveApi['kind'],
  apiId: string,
): Promise<ListedDeployment[]> {
  return (await readDeployments(clients, kind, apiId)).map((each) => ({name: each.deploymentId, ...each}))
}
