import type {ConnectionPlace} from './control/management/connection-plane.js'
import type {WebSocketAddress} from './data/websocket/websocket-plane.js'
import type {FoundApi} from './find-api.js'
import type {Store} from './store/store.js'

/** How a WebSocket API was addressed; undefined for APIs of other kinds. `hostHeader` is kept with its port. */
export function webSocketAddress(
  store: Store,
  {address}: FoundApi,
  hostHeader: string | undefined,
): WebSocketAddress | undefined {
  const {apiId, host, style} = address
  if (store.get('v2Api', [apiId])?.protocolType !== 'WEBSOCKET') return undefined
  const stage = style === 'domain' && address.stage !== undefined ? {stage: address.stage} : {}
  return {apiId, isDomain: style === 'domain', host: hostHeader?.toLowerCase() ?? host, ...stage}
}

/** A call of the @connections API: whose connections, and the target without what comes before `/@connections`. */
export type ConnectionTarget = {place: ConnectionPlace; target: string}

/** Undefined for any other request to a WebSocket API. */
export function connectionTarget({apiId, stage}: WebSocketAddress, target: string): ConnectionTarget | undefined {
  const pattern = stage === undefined ? /^\/+([^/?]+)(\/@connections(?:[/?].*)?)$/s : /^()(\/@connections(?:[/?].*)?)$/s
  const [, named, call] = pattern.exec(target) ?? []
  return call === undefined ? undefined : {place: {apiId, stageName: stage ?? named ?? ''}, target: call}
}

/**
 * The same at the gateway's own address, where SDK clients arrive by AWS_ENDPOINT_URL and handlers by
 * `http://{domainName}/{stage}` of a connection made by path: the connection's id says which API it belongs to.
 */
export function looseConnectionTarget(target: string): string | undefined {
  return /^(?:\/[^/?]+)?(\/@connections\/.*)$/s.exec(target)?.[1]
}
