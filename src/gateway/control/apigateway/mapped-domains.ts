import type {ApiMappingRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {domainKey} from './domain-key.js'

/** Names of the custom domains with a mapping that fits, in the store's order. */
export function mappedDomains({store}: OperationContext, fits: (mapping: ApiMappingRecord) => boolean): string[] {
  return store
    .list('domainName', [])
    .filter((domain) => store.list('apiMapping', [domainKey(domain)]).some(fits))
    .map(({domainName}) => domainName)
}
