import type {CorsRecord} from '../../store/v2-records.js'
import {firstHeader, withoutHeaders} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import type {HttpResponse} from '../ports.js'
import type {CorsRequest} from './http-phases.js'

const noBody = Buffer.alloc(0)

/** An OPTIONS request that a browser sends ahead of another one. */
export function isPreflightRequest(method: string, headers: HeaderList): boolean {
  return (
    method === 'OPTIONS' &&
    firstHeader(headers, 'origin') !== undefined &&
    firstHeader(headers, 'access-control-request-method') !== undefined
  )
}

/** Answers a preflight from the API's configuration; without CORS headers when the origin is not allowed. */
export function preflightAnswer({cors, request: {headers}}: CorsRequest): HttpResponse {
  const origin = allowedOrigin(cors, firstHeader(headers, 'origin'))
  if (origin === undefined) return {status: 204, headers: [], body: noBody}
  const answer = originHeaders(cors, origin)
  addList(answer, 'access-control-allow-methods', cors.allowMethods)
  addList(answer, 'access-control-allow-headers', cors.allowHeaders)
  if (cors.maxAge !== undefined) answer.push('access-control-max-age', String(cors.maxAge))
  return {status: 204, headers: answer, body: noBody}
}

/**
 * The answer to an actual request: CORS headers of the integration give way to the configured ones.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function withCors({cors, request, response}: CorsRequest & {response: HttpResponse}): HttpResponse {
  const headers = withoutHeaders(response.headers, (name) => name.startsWith('access-control-'))
  const origin = allowedOrigin(cors, firstHeader(request.headers, 'origin'))
  if (origin === undefined) return {...response, headers}
  const added = originHeaders(cors, origin)
  addList(added, 'access-control-expose-headers', cors.exposeHeaders)
  return {...response, headers: [...headers, ...added]}
}

/** `*`, the origin itself, or undefined. Entries may end the scheme with a wildcard: `https://*`. */
function allowedOrigin(
  {allowOrigins = [], allowCredentials}: CorsRecord,
  origin: string | undefined,
): string | undefined {
  if (origin === undefined) return undefined
  // A wildcard never goes with credentials; AWS refuses such a configuration when it is made.
  if (allowOrigins.includes('*')) return allowCredentials === true ? undefined : '*'
  const isAllowed = allowOrigins.some((allowed) =>
    allowed.endsWith('://*')
      ? origin.toLowerCase().startsWith(allowed.slice(0, -1).toLowerCase())
      : allowed.toLowerCase() === origin.toLowerCase(),
  )
  return isAllowed ? origin : undefined
}

function originHeaders({allowCredentials}: CorsRecord, origin: string): string[] {
  const headers = ['access-control-allow-origin', origin]
  if (origin !== '*') headers.push('vary', 'Origin')
  if (allowCredentials === true) headers.push('access-control-allow-credentials', 'true')
  return headers
}

function addList(headers: string[], name: string, values: readonly string[] | undefined): void {
  if (values !== undefined && values.length > 0) headers.push(name, values.join(','))
}
