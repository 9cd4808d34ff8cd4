/** Where a request belongs. `style` is how the API was named: by path, by an execute-api host, or by a custom domain. */
export type Address =
  | {plane: 'data'; style: 'path' | 'host'; apiId: string; host: string; target: string; vpceId?: string}
  | {plane: 'data'; style: 'domain'; host: string; target: string}
  | {plane: 'admin'; target: string}
  | {plane: 'control'; target: string}
  /** The Host header names something that is not here: a page of another site may be behind it (DNS rebinding). */
  | {plane: 'refused'; host: string}

/** `{apiId}` or `{apiId}-{vpceId}`, as AWS names them. */
const apiHost = /^([a-z0-9]{1,32})(?:-(vpce-[0-9a-z-]{1,60}))?\.execute-api\.localhost$/
/** A VPC endpoint's own name, whose clients say in x-apigw-api-id which API they mean. */
const vpceHost = /^(vpce-[0-9a-z-]{1,60})\.execute-api\.localhost$/
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Decides from Host and request target who answers. `host` is the Host header, with or without a port; it is absent
 * only in HTTP/1.0; `namedApiId` is the header x-apigw-api-id. `isCustomDomain` knows the custom domain names of the control plane.
 */
export function addressOf(
  host: string | undefined,
  target: string,
  isCustomDomain: (name: string) => boolean,
  namedApiId?: string,
): Address {
  const name = hostName(host ?? 'localhost')
  if (loopbackHosts.has(name)) return addressOfPath(name, target)
  const [, vpceName] = vpceHost.exec(name) ?? []
  const [, apiId = vpceName && namedApiId, vpceId = vpceName] = vpceName === undefined ? (apiHost.exec(name) ?? []) : []
  if (apiId !== undefined) {
    return {plane: 'data', style: 'host', apiId, host: name, target, ...(vpceId !== undefined && {vpceId})}
  }
  if (name.endsWith('.localhost')) return addressOfPath(name, target)
  if (isCustomDomain(name)) return {plane: 'data', style: 'domain', host: name, target}
  return {plane: 'refused', host: name}
}

/** Without the port, in lower case. */
function hostName(host: string): string {
  const colon = host.lastIndexOf(':')
  const hasPort = colon !== -1 && /^\d*$/.test(host.slice(colon + 1))
  return (hasPort ? host.slice(0, colon) : host).toLowerCase()
}

function addressOfPath(host: string, target: string): Address {
  const [, apiId, rest] = /^\/execute-api\/([A-Za-z0-9]{1,32})(.*)$/s.exec(target) ?? []
  if (apiId !== undefined && rest !== undefined && (rest === '' || /^[/?]/.test(rest))) {
    return {plane: 'data', style: 'path', apiId, host, target: rest.startsWith('/') ? rest : `/${rest}`}
  }
  return {plane: /^\/_apigw(?:[/?]|$)/.test(target) ? 'admin' : 'control', target}
}
