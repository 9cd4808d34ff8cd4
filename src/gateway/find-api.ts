import type {Address} from './address.js'
import type {ApiAddress} from './data/data-plane.js'
import {findDomain, routeDomain} from './domain-route.js'
import type {Store} from './store/store.js'

/** The API that an address of the data plane names, and what of the request's target is left for it. */
export type FoundApi = {address: ApiAddress; target: string}

/** Custom domains are routed by their rules and mappings; undefined for a domain without one for the path. */
export function findApi(
  store: Store,
  address: Extract<Address, {plane: 'data'}>,
  header: (name: string) => readonly string[],
): FoundApi | undefined {
  const {host, target} = address
  if (address.style !== 'domain') return {address: {style: address.style, apiId: address.apiId, host}, target}
  const domain = findDomain(store, host)
  const route = domain && routeDomain(store, domain, {target, header})
  if (route === undefined) return undefined
  const {target: below, ...mapped} = route
  return {address: {...mapped, style: 'domain', host}, target: below}
}
