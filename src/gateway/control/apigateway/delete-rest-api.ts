import type {OperationContext} from '../operation.js'
import {mappedDomains} from './mapped-domains.js'
import {badRequest} from './refuse.js'
import {definitionKinds, publicationKinds} from './rest-children.js'
import {removeFromUsagePlans} from './usage-plan-stages.js'

/** Deletes an API with everything below it; refused while a custom domain maps to it. */
export function deleteRestApiRecords(context: OperationContext, restApiId: string): void {
  const {store} = context
  const domains = mappedDomains(context, ({apiId}) => apiId === restApiId)
  if (domains.length > 0) {
    // Text: https://github.com/glomex/gcdt/issues/373 (2017-08-31)
    throw badRequest(
      `Deleting RestApi ${restApiId} failed. Please remove all base path mappings related to the RestApi in your domains: ${domains.join(', ')}`,
    )
  }
  removeFromUsagePlans(context, ({apiId}) => apiId === restApiId)
  for (const kind of [...definitionKinds, ...publicationKinds]) store.deleteAll(kind, [restApiId])
  store.delete('restApi', [restApiId])
}
