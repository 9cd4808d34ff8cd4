import type {Deployment} from '../model/deployment.js'
import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** Deployments, newest first, as they come. */
export function deploymentTable(deployments: readonly Deployment[]): Table {
  return {
    headings: ['deployment', 'created', 'content', 'made by', 'description'],
    rows: deployments.map(({deploymentId, createdAtMs, contentHash, autoDeployed, description}) => [
      deploymentId,
      renderMoment(createdAtMs),
      contentHash?.slice(0, 12) ?? '',
      contentHash !== undefined ? 'apigw' : autoDeployed === true ? 'auto-deploy' : 'someone else',
      contentHash === undefined ? (description ?? '') : '',
    ]),
    empty: 'This API was never deployed. "apigw deploy --stage NAME" does it.',
  }
}
