import type {Store} from '../store/store.js'
import {firstHeader} from './header-list.js'
import {BackendError} from './ports.js'
import type {BackendRequest, Ports, VpcLinkReference} from './ports.js'

/**
 * Calls backends, those behind a VPC link at the address that the project gives for the link. Their Host header stays
 * that of the integration. Throws a BackendError with reason `not-allowed` for a link without an address.
 */
export function withPrivateBackends(call: Ports['callBackend'], store: Store): Ports['callBackend'] {
  return (request) => {
    if (request.vpcLink === undefined) return call(request)
    const address = vpcLinkAddress(store, request.vpcLink)
    return address === undefined ? Promise.reject(withoutAddress(request.vpcLink)) : call(atAddress(request, address))
  }
}

/** The address of a link: by the ARN it leads to, its id, or its name. */
export function vpcLinkAddress(store: Store, {connectionId, targetArn}: VpcLinkReference): URL | undefined {
  const names = [targetArn, connectionId, nameOf(store, connectionId)]
  for (const {vpcLinks} of store.all('backend')) {
    const entry = Object.entries(vpcLinks).find(([key]) => names.includes(key))
    if (entry !== undefined) return new URL(entry[1])
  }
  return undefined
}

function nameOf(store: Store, connectionId: string): string | undefined {
  return (
    store.all('vpcLink').find(({id}) => id === connectionId)?.name ??
    store.all('v2VpcLink').find(({vpcLinkId}) => vpcLinkId === connectionId)?.name
  )
}

function atAddress(request: BackendRequest, address: URL): BackendRequest {
  const {method, url, headers, body, timeoutMs, insecureSkipVerification, streams = false, client} = request
  const {clientCertificateId} = request
  const target = request.target ?? `${url.pathname}${url.search}`
  const host = firstHeader(headers, 'host') === undefined ? ['Host', url.host] : []
  return {
    method,
    url: new URL(address.origin),
    target: `${address.pathname.replace(/\/$/, '')}${target}`,
    headers: [...headers, ...host],
    body,
    timeoutMs,
    insecureSkipVerification,
    ...(clientCertificateId !== undefined && {clientCertificateId}),
    streams,
    client,
  }
}

function withoutAddress({connectionId, targetArn}: VpcLinkReference): BackendError {
  const what = targetArn === undefined ? `VPC link ${connectionId}` : `VPC link ${connectionId} (${targetArn})`
  return new BackendError(
    'not-allowed',
    `The local gateway has no address for what lies behind ${what}. Write it into apigw.yaml as local.vpcLinks, by the link's name or id: {${connectionId}: "http://127.0.0.1:8080"}.`,
  )
}
