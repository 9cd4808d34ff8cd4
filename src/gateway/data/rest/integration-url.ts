import {originUrl, type OriginUrls} from '../origin-url.js'
import {BackendError} from '../ports.js'
import {formatQuery, type Query} from '../query-string.js'
import {GatewayError} from './gateway-error.js'

/**
 * Address of an HTTP integration, with parameters added to its query. Origin as URL, the rest as text: a URL object would
 * resolve dot segments that the client put into a parameter. `origins` keeps the URL objects made so far.
 */
export function integrationUrl(uri: string, query: Query, origins: OriginUrls): {url: URL; target: string} {
  const [, origin, path = '', ownQuery] = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? []
  const url = origin === undefined ? undefined : originUrl(origins, origin)
  if (url === undefined) throw invalidEndpoint(uri)
  const added = formatQuery(query)
  const whole = [ownQuery ?? '', added].filter((part) => part !== '').join('&')
  return {url, target: `${path === '' ? '/' : path}${whole === '' ? '' : `?${whole}`}`}
}

/** A parameter's value in the form that its place in the URI can carry. */
export function encodeForUri(value: string, place: 'path' | 'query'): string {
  const unsafe = place === 'path' ? /[^A-Za-z0-9\-._~!$&'()*+,;=:@/]+/gu : /[^A-Za-z0-9\-._~!$'()*,:@/]+/gu
  return value.replace(unsafe, (text) => encodeURIComponent(Buffer.from(text).toString()))
}

function invalidEndpoint(uri: string): GatewayError {
  return new GatewayError(
    {
      type: 'API_CONFIGURATION_ERROR',
      reason: `Execution failed due to configuration error: Invalid endpoint address (${uri})`,
      logged: ['Execution failed due to configuration error: Invalid endpoint address'],
    },
    {cause: new BackendError('bad-url', uri)},
  )
}
