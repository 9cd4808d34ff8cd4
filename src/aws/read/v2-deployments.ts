import {GetDeploymentsCommand} from '@aws-sdk/client-apigatewayv2'
import type {Deployment} from '../../model/deployment.js'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {contentHashIn} from './content-hash.js'

/** All deployments of an HTTP or WebSocket API, newest first. */
export async function readV2Deployments(clients: Clients, apiId: string): Promise<Deployment[]> {
  const client = await clients.http()
  const deployments = await paginate(async (NextToken) => {
    const page = await client.send(new GetDeploymentsCommand({ApiId: apiId, MaxResults: '500', NextToken}))
    return {items: page.Items, next: page.NextToken}
  })
  return deployments
    .map(({DeploymentId = '', Description, CreatedDate, AutoDeployed, DeploymentStatus}) =>
      present({
        deploymentId: DeploymentId,
        description: Description,
        createdAtMs: CreatedDate?.getTime(),
        // One that failed serves nothing, whatever its label says.
        contentHash: DeploymentStatus === 'FAILED' ? undefined : contentHashIn(Description),
        autoDeployed: AutoDeployed === true ? true : undefined,
      }),
    )
    .sort((one, other) => (other.createdAtMs ?? 0) - (one.createdAtMs ?? 0))
}
