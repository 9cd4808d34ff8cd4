import type {LogDelivery} from './data/ports.js'
import {logDepth, logEvents} from './data/rest/log-entry.js'
import {findDomain, routeDomain} from './domain-route.js'
import type {Store} from './store/store.js'

/** A request to a domain name with mutual TLS whose client was not trusted, and why. */
export type RefusedClient = {
  host: string
  target: string
  header: (name: string) => readonly string[]
  reason: string
  requestId: string
  atMs: number
}

/**
 * The line that AWS leaves in the execution log of the REST API behind the domain name; undefined where there is no such
 * API or its stage has no log. HTTP APIs have no execution log.
 * Source: https://repost.aws/knowledge-center/api-gateway-mutual-tls-403-errors
 */
export function refusedClientLog(store: Store, refused: RefusedClient): LogDelivery | undefined {
  const {host, target, header, reason, requestId, atMs} = refused
  const domain = findDomain(store, host)
  const route = domain && routeDomain(store, domain, {target, header})
  if (route === undefined) return undefined
  const api = store.get('restApi', [route.apiId])
  const stageName = route.stage ?? /^\/([^/?]+)/.exec(route.target)?.[1] ?? ''
  const stage = store.get('stage', [route.apiId, stageName])
  if (api === undefined || stage === undefined) return undefined
  const line = {kind: 'failure', text: `Access denied. Reason: ${reason}`, atMs: 0} as const
  const depth = logDepth(stage.methodSettings['*/*'])
  const events = logEvents([line], depth, {requestId, requestTimeEpoch: atMs})
  if (events.length === 0) return undefined
  const {accountId, region} = api
  return {scope: {accountId, region}, groupName: `API-Gateway-Execution-Logs_${route.apiId}/${stageName}`, events}
}
