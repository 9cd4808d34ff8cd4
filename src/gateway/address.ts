/** Where a request belongs. `style` is how the API was named: by path, by an execute-api host, or by a custom domain. */
export type Address =
  | {plane: 'data'; style: 'path' | 'host'; apiId: string; host: string; target: string}
  | {plane: 'data'; style: 'domain'; host: string; target: string}
  | {plane: 'admin'; target: string}
  | {plane: 'control'; target: string}
  /** The Host header names something that is not here: a page of another site may be behind it (DNS rebinding). */
  | {plane: 'refused'; host: string}

const apiHost = /^([a-z0-9]{1,32})\.execute-api\.localhost$/
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Decides from Host and request target who answers. `host` is the Host header, with or without a port; it is absent
 * only in HTTP/1.0. `isCustomDomain` knows the custom domain names of the control plane.
 */
export function addressOf(
  host: string | undefined,
  target: string,
  isCustomDomain: (name: string) => boolean,
): Address {
  const name = (host ?? 'localhost').replace(/:\d*$/, '').toLowerCase()
  const apiId = apiHost.exec(name)?.[1]
  if (apiId !== undefined) return {plane: 'data', style: 'host', apiId, host: name, target}
  if (loopbackHosts.has(name) || name.endsWith('.localhost')) return addressOfPath(name, target)
  if (isCustomDomain(name)) return {plane: 'data', style: 'domain', host: name, target}
  return {plane: 'refused', host: name}
}

function addressOfPath(host: string, target: string): Address {
  const [, apiId, rest] = /^\/execute-api\/([A-Za-z0-9]{1,32})(.*)$/s.exec(target) ?? []
  if (apiId !== undefined && rest !== undefined && (rest === '' || /^[/?]/.test(rest))) {
    return {plane: 'data', style: 'path', apiId, host, target: rest.startsWith('/') ? rest : `/${rest}`}
  }
  return {plane: /^\/_apigw(?:[/?]|$)/.test(target) ? 'admin' : 'control', target}
}
