/** Decoded parameters in order of arrival; a name may occur several times. */
export type Query = readonly (readonly [name: string, value: string])[]

const none: Query = []

/**
 * Splits and decodes a raw query string (without `?`): `+` and percent-encoding are decoded, a parameter without `=`
 * has the empty value. REST APIs also split at `;` (pass /[&;]/). Never throws: malformed percent-encoding stays as sent.
 */
export function parseQuery(raw: string, separator: string | RegExp = '&'): Query {
  if (raw === '') return none
  const query: [string, string][] = []
  for (const pair of raw.split(separator)) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = equals === -1 ? pair : pair.slice(0, equals)
    query.push([decodeQueryPart(name), equals === -1 ? '' : decodeQueryPart(pair.slice(equals + 1))])
  }
  return query
}

/** `a=1&b=2` with form encoding (blank becomes `+`); the empty string for no parameters. */
export function formatQuery(query: Query): string {
  return query.map(([name, value]) => `${encodeQueryPart(name)}=${encodeQueryPart(value)}`).join('&')
}

function decodeQueryPart(part: string): string {
  const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    // Bytes that are no UTF-8, or a lone %: the gateway passes them on rather than guessing.
    return spaced
  }
}

function encodeQueryPart(part: string): string {
  try {
    return encodeURIComponent(part).replaceAll('%20', '+')
  } catch {
    // A lone surrogate: becomes U+FFFD, as everywhere else where text turns into bytes.
    return encodeURIComponent(Buffer.from(part).toString()).replaceAll('%20', '+')
  }
}
