import {after, pause, withUsual} from './backoff.js'
import type {Backoff} from './backoff.js'
import {ApiError, ConnectionError, TimeoutError, UsageError} from './errors.js'
import {provide} from './provided.js'
import {requestBody, requestHeaders, requestUrl} from './request.js'
import type {Parts} from './request.js'
import {retryDelayMs} from './retry.js'
import {regionOf, signHeaders} from './signature.js'
import type {Answer, CallOptions, ClientOptions, OperationInfo} from './call.js'

/** One function for each operation; what they take and give is said by the type of the client. */
export function bindOperations<Client extends object>(
  operations: Readonly<Record<keyof Client & string, OperationInfo>>,
  options: ClientOptions,
): Client {
  const entries = Object.entries<OperationInfo>(operations).map(([name, info]) => [
    name,
    (request: Parts & CallOptions = {}) => callOperation({name, info, request, options}),
  ])
  return Object.fromEntries(entries) as Client
}

type Calling = {name: string; info: OperationInfo; request: Parts & CallOptions; options: ClientOptions}

const usualBackoff: Backoff = {attempts: 3, baseDelayMs: 200, maxDelayMs: 20_000}

async function callOperation(calling: Calling): Promise<Answer<unknown>> {
  const {request, options} = calling
  const {signal} = request
  const backoff = withUsual(options.retry, usualBackoff)
  const method = methodOf(calling)
  for (let failures = 1; ; failures += 1) {
    const outcome = await attempt(calling, method)
    signal?.throwIfAborted()
    if (!(outcome instanceof Error)) return outcome
    const answer = outcome instanceof ApiError ? {answer: outcome} : {}
    const delay = retryDelayMs({method, failures, ...answer}, backoff, {random: Math.random, nowMs: Date.now()})
    if (delay === undefined) throw outcome
    await pause(delay, signal)
  }
}

function methodOf({name, info, request}: Calling): string {
  if (info.method !== 'ANY') return info.method
  if (request.method === undefined) throw new UsageError(`${name} answers every verb: name one as "method".`)
  return request.method.toUpperCase()
}

const bodiless = new Set(['GET', 'HEAD'])

/** One request and its whole answer; failures that another attempt might mend are values. */
async function attempt(calling: Calling, method: string): Promise<Answer<unknown> | Error> {
  const {name, info, request, options} = calling
  const url = requestUrl(options.baseUrl, name, info, request)
  const headers = requestHeaders(options.headers ?? {}, request)
  const body = await requestBody(info, request.body)
  if (body !== undefined && bodiless.has(method)) throw new UsageError(`${name}: fetch sends no body with ${method}.`)
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', body.contentType)
  await authorize(calling, {method, url, headers, body: body?.bytes})
  const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? 30_000
  const over = new AbortController()
  const cancelTimer = after(timeoutMs, () => over.abort())
  const stop = (): void => over.abort()
  request.signal?.addEventListener('abort', stop, {once: true})
  try {
    request.signal?.throwIfAborted()
    const send = options.fetch ?? globalThis.fetch
    const response = await send(url, {method, headers, redirect: 'manual', signal: over.signal, ...(body !== undefined && {body: body.bytes})}) // prettier-ignore
    if (response.type === 'opaqueredirect') throw new Error('it redirects, and browsers do not tell scripts where to')
    const data = await parseBody(response)
    if (response.status >= 400) return new ApiError(name, response.status, response.headers, data)
    return {data, status: response.status, headers: response.headers}
  } catch (error) {
    request.signal?.throwIfAborted()
    return over.signal.aborted ? new TimeoutError(name, timeoutMs) : new ConnectionError(name, error)
  } finally {
    cancelTimer()
    request.signal?.removeEventListener('abort', stop)
  }
}

type Outgoing = {method: string; url: URL; headers: Headers; body: Uint8Array<ArrayBuffer> | undefined}

/** Adds what the operation asks for: an API key, a token, a signature. */
async function authorize({name, info, options}: Calling, outgoing: Outgoing): Promise<void> {
  const {headers, url} = outgoing
  const apiKey = info.apiKey === true ? await provide(options.apiKey) : undefined
  if (apiKey !== undefined) headers.set('x-api-key', apiKey)
  const token = info.token === undefined ? undefined : await provide(options.token)
  if (info.token?.in === 'header' && token !== undefined)
    headers.set(info.token.name, withPrefix(info.token.prefix, token))
  if (info.token?.in === 'query' && token !== undefined) {
    const pair = `${encodeURIComponent(info.token.name)}=${encodeURIComponent(token)}`
    url.search = url.search === '' ? pair : `${url.search.slice(1)}&${pair}`
  }
  if (info.signed !== true) return
  const credentials = await provide(options.credentials)
  if (credentials === undefined) throw new UsageError(`${name} needs "credentials": it has IAM authorization.`)
  const region = options.region ?? regionOf(url)
  if (region === undefined) throw new UsageError(`${name} needs "region": ${url.host} does not tell it.`)
  await signHeaders(outgoing, {credentials, region, nowMs: Date.now()})
}

function withPrefix(prefix: string, token: string): string {
  return token.toLowerCase().startsWith(prefix.toLowerCase()) ? token : `${prefix}${token}`
}

/** JSON as its value, texts as text, everything else as bytes; undefined when there is nothing. */
async function parseBody(response: Response): Promise<unknown> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length === 0) return undefined
  const type = response.headers.get('content-type') ?? ''
  if (!/[/+](json|xml|javascript|x-www-form-urlencoded)\b|^text\//i.test(type)) return bytes
  const text = new TextDecoder().decode(bytes)
  if (!/[/+]json\b/i.test(type)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    // A backend that says JSON and sends something else: what it sent is worth more than a second error.
    return text
  }
}
