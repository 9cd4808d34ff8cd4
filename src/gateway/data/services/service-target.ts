import type {Query} from '../query-string.js'
import type {ServiceUri} from './service-uri.js'

/**
 * Percent-encoding as signatures canonicalise it (RFC 3986, everything but unreserved characters): what is sent and what
 * is signed must be the same text.
 */
export function encodeStrictly(text: string): string {
  const safe = Buffer.from(text).toString()
  return encodeURIComponent(safe).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `a=1&b=2`; the empty string for no parameters. */
export function formatServiceQuery(query: Query): string {
  return query.map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`).join('&')
}

/** One mapped path parameter inside a service URI; slashes in a path stay. `isRaw`: percent-encoded already. */
export function servicePath({value, isRaw}: {value: string; isRaw: boolean}, place: 'path' | 'query'): string {
  const text = isRaw ? decoded(value) : value
  return place === 'query' ? encodeStrictly(text) : text.split('/').map(encodeStrictly).join('/')
}

/** Malformed percent-encoding is text like any other. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/**
 * Path and query of a call with mapped parameters. An action goes into the query, whatever protocol its service speaks, as
 * the first parameter.
 */
export function serviceTarget(uri: ServiceUri, query: Query): string {
  if (uri.kind === 'path') {
    const [path = '/', own = ''] = uri.path.split('?', 2)
    return withQuery(path, [own, formatServiceQuery(query)])
  }
  return withQuery('/', [formatServiceQuery([['Action', uri.action]]), uri.query, formatServiceQuery(query)])
}

function withQuery(path: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&')
  return query === '' ? path : `${path}?${query}`
}
