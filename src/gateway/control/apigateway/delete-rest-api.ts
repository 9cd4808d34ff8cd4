import type {OperationContext} from '../operation.js'
import {domainKey} from './domain-key.js'
import {badRequest} from './refuse.js'
import {definitionKinds, publicationKinds} from './rest-children.js'
import {removeFromUsagePlans} from './usage-plan-stages.js'

/** Deletes an API with everything below it; refused while a custom domain maps to it. */
export function deleteRestApiRecords(context: OperationContext, restApiId: string): void {
  const {store} = context
  const domains = mappedDomains(context, restApiId)
  if (domains.length > 0) {
    throw badRequest(
      `Please remove all base path mappings related to the API in your domains (${domains.join(', ')}) before deleting`,
    )
  }
  removeFromUsagePlans(context, ({apiId}) => apiId === restApiId)
  for (const kind of [...definitionKinds, ...publicationKinds]) store.deleteAll(kind, [restApiId])
  store.delete('restApi', [restApiId])
}

function mappedDomains({store}: OperationContext, restApiId: string): string[] {
  return store
    .list('domainName', [])
    .filter((domain) => store.list('apiMapping', [domainKey(domain)]).some(({apiId}) => apiId === restApiId))
    .map(({domainName}) => domainName)
}
