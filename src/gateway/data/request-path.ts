/** Path and query of a request target, both exactly as sent; `query` is without `?`. */
export type RequestPath = {path: string; query: string}

/** Splits `/prod/pets?limit=1`; an absolute-form target (`http://host/path`, RFC 9112 3.2.2) loses its origin. */
export function splitTarget(target: string): RequestPath {
  const origin = target.startsWith('/') ? null : /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target)
  const local = origin === null ? target : target.slice(origin[0].length)
  const question = local.indexOf('?')
  const path = question === -1 ? local : local.slice(0, question)
  return {path: path.startsWith('/') ? path : `/${path}`, query: question === -1 ? '' : local.slice(question + 1)}
}

/**
 * Segments of a raw path as sent: `/pets/a%20b/` -> `['pets', 'a%20b']`. Slashes at both ends are ignored, empty segments
 * inside stay, dot segments are ordinary text. This is how REST APIs route and fill path parameters (recorded,
 * localstack test_apigateway_lambda.py, test_lambda_aws_proxy_integration).
 */
export function rawPathSegments(path: string): string[] {
  let start = 0
  let end = path.length
  while (start < end && path[start] === '/') start += 1
  while (end > start && path[end - 1] === '/') end -= 1
  return start === end ? [] : path.slice(start, end).split('/')
}

/** The same, decoded: `%2F` stays inside its segment. Undefined for malformed percent-encoding. */
export function pathSegments(path: string): string[] | undefined {
  const segments = rawPathSegments(path)
  if (!path.includes('%')) return segments
  try {
    return segments.map((segment) => decodeURIComponent(segment))
  } catch {
    return undefined
  }
}
