import {GetDeploymentsCommand} from '@aws-sdk/client-api-gateway'
import type {Deployment} from '../../model/deployment.js'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {contentHashIn} from './content-hash.js'

/** All deployments of a REST API, newest first. */
export async function readRestDeployments(clients: Clients, restApiId: string): Promise<Deployment[]> {
  const client = await clients.rest()
  const deployments = await paginate(async (position) => {
    const page = await client.send(new GetDeploymentsCommand({restApiId, limit: 500, position}))
    return {items: page.items, next: page.position}
  })
  return deployments
    .map(({id = '', description, createdDate}) =>
      present({
        deploymentId: id,
        description,
        createdAtMs: createdDate?.getTime(),
        contentHash: contentHashIn(description),
      }),
    )
    .sort((one, other) => (other.createdAtMs ?? 0) - (one.createdAtMs ?? 0))
}
