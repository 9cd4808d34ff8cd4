import {UsageError} from './errors.js'
import {encode} from './signature.js'
import type {OperationInfo} from './call.js'

/** The parts of a request as a caller gives them. */
export type Parts = {
  method?: string
  path?: Readonly<Record<string, unknown>>
  query?: Readonly<Record<string, unknown>>
  headers?: Readonly<Record<string, unknown>>
  body?: unknown
}

/** The address of a call. Throws UsageError for a path parameter that is missing or would lead elsewhere. */
export function requestUrl(baseUrl: string, name: string, {path}: OperationInfo, parts: Parts): URL {
  const filled = path.replaceAll(/\{([^{}]*?)(\+?)\}/g, (_, parameter: string, greedy: string) => {
    const value = Object.hasOwn(parts.path ?? {}, parameter) ? parts.path?.[parameter] : undefined
    const segments = greedy === '+' ? textOf(value).split('/') : [textOf(value)]
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw new UsageError(
        `${name} needs a value for the path parameter "${parameter}" that is no empty or dotted part.`,
      )
    }
    return segments.map(encode).join('/')
  })
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${filled}`)
  url.search = queryText(parts.query ?? {})
  return url
}

/** `name=value` pairs, with one for each entry of a list. */
function queryText(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query)
    .flatMap(([name, value]) => pairsOf(name, value))
    .join('&')
}

function pairsOf(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return []
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.map((each) => `${encode(name)}=${encode(textOf(each))}`)
}

/** The headers that a caller and the client's options give; a list is one header with commas. */
export function requestHeaders(shared: Readonly<Record<string, string>>, {headers = {}}: Parts): Headers {
  const all = new Headers(shared)
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && value !== null) all.set(name, textOf(value))
  }
  return all
}

type RawBody = Blob | FormData | URLSearchParams | ArrayBuffer | Uint8Array

/**
 * The body as bytes, with the type of its content. A value is JSON unless the operation takes something else; texts
 * of other types, bytes and forms go as they are.
 */
export async function requestBody(
  {contentType = 'application/json'}: OperationInfo,
  body: unknown,
): Promise<{bytes: Uint8Array<ArrayBuffer>; contentType: string} | undefined> {
  if (body === undefined) return undefined
  const raw = toRaw(contentType, body)
  const response = new Response(raw as ConstructorParameters<typeof Response>[0])
  const ownType = raw instanceof Blob || raw instanceof FormData ? response.headers.get('content-type') : null
  return {bytes: new Uint8Array(await response.arrayBuffer()), contentType: ownType ?? contentType}
}

function toRaw(contentType: string, body: unknown): RawBody | string {
  if (isRaw(body)) return body
  if (/[/+]json\b/i.test(contentType)) return JSON.stringify(body)
  if (typeof body === 'string') return body
  if (/^application\/x-www-form-urlencoded/i.test(contentType) && typeof body === 'object' && body !== null) {
    return queryText(body as Readonly<Record<string, unknown>>)
  }
  return JSON.stringify(body)
}

function isRaw(body: unknown): body is RawBody {
  return [Blob, FormData, URLSearchParams, ArrayBuffer, Uint8Array].some((kind) => body instanceof kind)
}

/** Text of a parameter; what has no text of its own is JSON. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.map(textOf).join(',') : JSON.stringify(value)
}
