import type {IncomingHttpHeaders} from 'node:http'

/**
 * Whether a browser sent the request on behalf of another site. Browsers name the page's origin in `Origin` and say in
 * `Sec-Fetch-Site` how it relates to the target; a user who types the address, the console page and every other client
 * are fine. Source: https://www.w3.org/TR/fetch-metadata/
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const {origin, host} = headers
  if (origin === undefined) return false
  const own = (host ?? '').toLowerCase()
  return ![`http://${own}`, `https://${own}`].includes(origin.toLowerCase())
}
