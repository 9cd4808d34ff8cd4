import {traceHeader} from '../../../model/gateway-trace.js'
import {extendedRequestId} from '../extended-request-id.js'
import {eachHeader} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import type {HttpRequest, Ports} from '../ports.js'
import {parseQuery} from '../query-string.js'
import type {Query} from '../query-string.js'
import {formatRequestTime} from '../request-time.js'
import type {HttpContext} from './http-context.js'
import type {HttpDeployment} from './http-deployment.js'

/** Where a request arrived, once its API and stage are known. */
export type HttpTarget = {
  /** What follows the stage (or API mapping) in the path, exactly as sent: empty, or beginning with `/`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  domainName: string
  domainPrefix: string
  /** Key of the API mapping, `/v1` or empty; undefined on the default endpoint. */
  mappedPath?: string
}

/** A request in the form all phases work on. */
export type ParsedRequest = {
  method: string
  /** Below the stage, decoded, beginning with `/`; undefined for malformed percent-encoding. */
  path: string | undefined
  /** The same as sent, for payload format 1.0. */
  rawPath: string
  rawQuery: string
  query: Query
  /** Without the headers that belong to the connection, with those that the gateway adds. */
  headers: HeaderList
  /** Bytes of the request line and all headers as they arrived. */
  headerBytes: number
  body: Buffer
  /** Not through a custom domain. */
  isDefaultEndpoint: boolean
  /** Key of the API mapping, `/v1` or empty; undefined on the default endpoint. */
  mappedPath: string | undefined
  context: HttpContext
  incoming: HttpRequest
}

/** Reads a request; never throws, so that even a refusal has a `$context`. */
export function parseHttpRequest(
  incoming: HttpRequest,
  target: HttpTarget,
  deployment: HttpDeployment,
  ports: Ports,
): ParsedRequest {
  const nowMs = ports.nowMs()
  const freshId = ports.newRequestId()
  const arrived = readHeaders(incoming, traceRoot(freshId, nowMs))
  const path = decodedPath(target.path)
  return {
    method: incoming.method,
    path,
    rawPath: `${target.mappedPath ?? ''}${target.path === '' ? '/' : target.path}`,
    rawQuery: target.query,
    query: parseQuery(target.query),
    headers: arrived.headers,
    headerBytes: arrived.bytes,
    body: incoming.body,
    isDefaultEndpoint: target.mappedPath === undefined,
    mappedPath: target.mappedPath,
    context: openContext(incoming, target, deployment, {nowMs, freshId, path, userAgent: arrived.userAgent}),
    incoming,
  }
}

type Arrival = {nowMs: number; freshId: string; path: string | undefined; userAgent: string}

function openContext(
  incoming: HttpRequest,
  target: HttpTarget,
  {api, stage}: HttpDeployment,
  {nowMs, freshId, path, userAgent}: Arrival,
): HttpContext {
  const requestId = extendedRequestId(freshId)
  const shownPath = path ?? target.path
  const {sourceIp, clientCertificate: clientCert} = incoming
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    domainName: target.domainName,
    domainPrefix: target.domainPrefix,
    extendedRequestId: requestId,
    httpMethod: incoming.method,
    identity: {sourceIp, userAgent, ...(clientCert !== undefined && {clientCert})},
    path: stage.stageName === '$default' ? shownPath : `/${stage.stageName}${target.path === '' ? '' : shownPath}`,
    protocol: incoming.protocol,
    requestId,
    requestTime: formatRequestTime(nowMs),
    requestTimeEpoch: nowMs,
    routeKey: undefined,
    stage: stage.stageName,
  }
}

/**
 * HTTP APIs decode the path before anything else, so that %2F separates segments and what follows %3F is lost
 * (recorded: aws-lambda-dotnet's test tool snapshots of April 2025, rawPath; reported by others for %3F).
 */
function decodedPath(path: string): string | undefined {
  if (path === '') return '/'
  if (!path.includes('%')) return path
  try {
    const [beforeQuery = ''] = decodeURIComponent(path).split('?')
    return beforeQuery
  } catch {
    return undefined
  }
}

const ofTheConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  traceHeader,
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])

type ReadHeaders = {headers: string[]; bytes: number; userAgent: string}

/** Every request shows a Content-Length, also without a body (captured September 2026). */
function readHeaders(incoming: HttpRequest, freshRoot: string): ReadHeaders {
  const read: ReadHeaders = {headers: [], bytes: incoming.method.length + incoming.target.length + 12, userAgent: ''}
  const {headers} = read
  let [forwardedFor, port, trace] = [incoming.sourceIp, incoming.tls === undefined ? '80' : '443', freshRoot]
  eachHeader(incoming.rawHeaders, (name, lowerName, value) => {
    read.bytes += name.length + value.length + 4
    if (lowerName === 'x-forwarded-for') forwardedFor = `${value}, ${incoming.sourceIp}`
    else if (lowerName === 'x-amzn-trace-id' && isTrace(value)) trace = value
    if (ofTheConnection.has(lowerName)) return
    if (lowerName === 'user-agent') read.userAgent = value
    else if (lowerName === 'host') port = /:(\d+)$/.exec(value)?.[1] ?? port
    headers.push(name, value)
  })
  headers.push('Content-Length', String(incoming.body.length), 'X-Amzn-Trace-Id', trace)
  headers.push(
    'X-Forwarded-For',
    forwardedFor,
    'X-Forwarded-Port',
    port,
    'X-Forwarded-Proto',
    incoming.tls === undefined ? 'http' : 'https',
  )
  return read
}

function isTrace(value: string): boolean {
  return /\bRoot=1-[0-9a-f]{8}-[0-9a-f]{24}\b/i.test(value)
}

/** `Root=1-5759e988-bd862e3fe1be46a994272793`: seconds and 96 bits. Source: X-Ray developer guide, tracing header. */
function traceRoot(requestId: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds}-${requestId.replaceAll('-', '').slice(0, 24)}`
}
