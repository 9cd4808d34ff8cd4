import type {Address} from './address.js'
import type {ApiAddress} from './data/data-plane.js'
import {findDomain, routeDomain} from './domain-route.js'
import type {DomainNameRecord} from './store/rest-account-records.js'
import type {Store} from './store/store.js'

/** The API that an address of the data plane names, and what of the request's target is left for it. */
export type FoundApi = {address: ApiAddress; target: string}

/** What a request shows of itself besides its address. */
export type Caller = {
  header: (name: string) => readonly string[]
  /** Whether the client has proved who it is to a domain name with mutual TLS. */
  isProven: (domain: Readonly<DomainNameRecord>) => boolean
}

/**
 * Custom domains are routed by their rules and mappings; undefined for a domain without one for the path, and for a client
 * that a domain with mutual TLS does not trust: both are answered alike.
 */
export function findApi(
  store: Store,
  address: Extract<Address, {plane: 'data'}>,
  {header, isProven}: Caller,
): FoundApi | undefined {
  const {host, target} = address
  if (address.style !== 'domain') return {address: {style: address.style, apiId: address.apiId, host}, target}
  const domain = findDomain(store, host)
  if (domain?.mutualTlsAuthentication !== undefined && !isProven(domain)) return undefined
  const route = domain && routeDomain(store, domain, {target, header})
  if (route === undefined) return undefined
  const {target: below, ...mapped} = route
  return {address: {...mapped, style: 'domain', host}, target: below}
}
