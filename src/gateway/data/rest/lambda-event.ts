import {eachHeader, type HeaderList} from '../header-list.js'
import type {Query} from '../query-string.js'
import type {Payload} from './binary.js'
import type {Matched} from './match-method.js'

/**
 * The event of a Lambda proxy integration, as JSON text. Maps without entries are null, header spelling is kept, of
 * repeated names the single-value maps show the last. Source: docs/aws-facts.md "Integrations" (recorded by localstack, August 2024).
 */
export function lambdaEvent({request, deployment, method, pathParameters}: Matched, payload: Payload): string {
  const {all} = request.headers
  // Only TestInvokeMethod makes requests without any header (public log of 30 May 2023).
  const {headers, multiValueHeaders} = all.length === 0 ? noHeaders : headerMaps(all)
  const {single, multiple} = queryMaps(request.query)
  return JSON.stringify({
    resource: method.resourcePath,
    path: request.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders,
    queryStringParameters: single,
    multiValueQueryStringParameters: multiple,
    pathParameters: method.parameterNames.length === 0 ? null : pathParameters,
    stageVariables: deployment.eventVariables,
    requestContext: request.context,
    body: payload.bytes.length === 0 ? null : payload.bytes.toString(payload.isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: payload.isBinary && payload.bytes.length > 0,
  })
}

const noHeaders = {headers: null, multiValueHeaders: null}

/** Single-value and multi-value maps of headers, as Lambda events have them. */
export function headerMaps(list: HeaderList): {
  headers: Record<string, string>
  multiValueHeaders: Record<string, string[]>
} {
  const headers = emptyMap<string>()
  const multiValueHeaders = emptyMap<string[]>()
  eachHeader(list, (name, _lowerName, value) => {
    headers[name] = value
    ;(multiValueHeaders[name] ??= []).push(value)
  })
  return {headers, multiValueHeaders}
}

/** Value of the last header of each spelling. */
export function lastHeaders(list: HeaderList): Record<string, string> {
  const headers = emptyMap<string>()
  for (let index = 0; index < list.length; index += 2) headers[list[index] ?? ''] = list[index + 1] ?? ''
  return headers
}

/** The same for query parameters; null when there are none. */
export function queryMaps(query: Query): {
  single: Record<string, string> | null
  multiple: Record<string, string[]> | null
} {
  if (query.length === 0) return {single: null, multiple: null}
  const single = emptyMap<string>()
  const multiple = emptyMap<string[]>()
  for (const [name, value] of query) {
    single[name] = value
    ;(multiple[name] ??= []).push(value)
  }
  return {single, multiple}
}

/** Without a prototype, so that `__proto__` and `constructor` are names like any other. */
function emptyMap<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>
}
