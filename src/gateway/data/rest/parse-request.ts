import {extendedRequestId, hexDigits} from '../extended-request-id.js'
import {eachHeader, type HeaderList} from '../header-list.js'
import type {HttpRequest, Ports} from '../ports.js'
import {parseQuery, type Query} from '../query-string.js'
import {rawPathSegments} from '../request-path.js'
import {anonymousIdentity, type ContextVariables} from './context-variables.js'
import {isDroppedOnArrival} from './header-rules.js'
import type {RestDeployment} from './rest-deployment.js'

/** Where a request arrived, once its API and stage are known. */
export type StageTarget = {
  /** What follows the stage in the path, exactly as sent: empty, or beginning with `/`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  domainName: string
  domainPrefix: string
  /** Only through a custom domain: the mapping's key as `/v1`, or empty, and whether the client names the stage after it. */
  mapping?: {key: string; namesStage: boolean}
}

/** A request in the form all phases work on. */
export type RestRequest = {
  method: string
  /** Below the stage, as sent but with one leading slash, after the key of a custom domain: what Lambda events show. */
  path: string
  /** Key of the custom domain's mapping, `/v1` or empty; undefined on the default endpoint. */
  mappedKey: string | undefined
  segments: readonly string[]
  query: Query
  /** Without the headers that belong to the connection, with those that the gateway adds. */
  headers: HeaderList
  /** Bytes of all headers as they arrived. */
  headerBytes: number
  body: Buffer
  /** `Root=1-…`: X-Amzn-Trace-Id of this request. */
  traceId: string
  /** As it arrived; its abort signal is made only when someone asks for it. */
  incoming: HttpRequest
  context: ContextVariables
}

/** Reads a request; never throws, so that even a refusal has a `$context`. */
export function parseRequest(
  incoming: HttpRequest,
  target: StageTarget,
  deployment: RestDeployment,
  ports: Ports,
): RestRequest {
  const nowMs = ports.nowMs()
  const freshId = ports.newRequestId()
  const arrived = readHeaders(incoming, traceRoot(freshId, nowMs))
  return {
    method: incoming.method,
    path: `${target.mapping?.key ?? ''}${eventPath(target.path)}`,
    mappedKey: target.mapping?.key,
    segments: rawPathSegments(target.path),
    query: parseQuery(target.query, queryDelimiter),
    headers: arrived.headers,
    headerBytes: arrived.bytes,
    body: incoming.body,
    traceId: arrived.traceId,
    incoming,
    context: openContext(incoming, target, deployment, {nowMs, freshId, ...arrived}),
  }
}

// `;` separates parameters too: developer guide, "Important notes".
const queryDelimiter = /[&;]/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

type Arrival = {nowMs: number; freshId: string; userAgent: string | null; requestId: string | undefined}

function openContext(
  incoming: HttpRequest,
  target: StageTarget,
  {api, deploymentId, stage, canary, memory}: RestDeployment,
  {nowMs, freshId, userAgent, requestId}: Arrival,
): ContextVariables {
  return {
    resourceId: undefined,
    resourcePath: undefined,
    operationName: undefined,
    httpMethod: incoming.method,
    extendedRequestId: extendedRequestId(freshId),
    requestTime: memory.requestTime(nowMs),
    path: clientPath(target, stage.stageName),
    accountId: api.accountId,
    protocol: incoming.protocol,
    stage: stage.stageName,
    domainPrefix: target.domainPrefix,
    requestTimeEpoch: nowMs,
    // A client may name its request itself (developer guide, $context.requestId).
    requestId: requestId !== undefined && uuid.test(requestId) ? requestId : freshId,
    identity: anonymousIdentity(incoming.sourceIp, userAgent),
    domainName: target.domainName,
    deploymentId,
    apiId: api.apiId,
    isCanaryRequest: canary === undefined ? undefined : canary === 'canary' ? 'true' : 'false',
    authorizer: undefined,
    requestOverride: undefined,
    responseOverride: undefined,
    error: undefined,
  }
}

type ReadHeaders = {
  headers: string[]
  bytes: number
  traceId: string
  userAgent: string | null
  requestId: string | undefined
}

function readHeaders(incoming: HttpRequest, freshRoot: string): ReadHeaders {
  const read: ReadHeaders = {headers: [], bytes: 0, traceId: freshRoot, userAgent: null, requestId: undefined}
  let forwardedFor = incoming.sourceIp
  let port = '80'
  eachHeader(incoming.rawHeaders, (name, lowerName, value) => {
    read.bytes += name.length + value.length + 4
    if (lowerName === 'x-forwarded-for') forwardedFor = `${value}, ${incoming.sourceIp}`
    else if (lowerName === 'x-amzn-trace-id')
      read.traceId = /\bRoot=1-[0-9a-f]{8}-[0-9a-f]{24}\b/i.test(value) ? value : freshRoot
    else if (lowerName !== 'x-forwarded-port' && lowerName !== 'x-forwarded-proto' && !isDroppedOnArrival(lowerName)) {
      if (lowerName === 'user-agent') read.userAgent = value
      else if (lowerName === 'x-amzn-requestid') read.requestId = value
      else if (lowerName === 'host') port = /:(\d+)$/.exec(value)?.[1] ?? port
      read.headers.push(name, value)
    }
  })
  read.headers.push('X-Amzn-Trace-Id', read.traceId, 'X-Forwarded-For', forwardedFor)
  read.headers.push('X-Forwarded-Port', port, 'X-Forwarded-Proto', 'http')
  return read
}

/** `$context.path`: what the client sent, with the stage where it named it. */
function clientPath({path, mapping}: StageTarget, stageName: string): string {
  if (mapping === undefined) return `/${stageName}${path}`
  return `${mapping.key}${mapping.namesStage ? `/${stageName}` : ''}${path}` || '/'
}

/** One leading slash, the rest as sent (recorded: `/stage//hardcoded` has path `/hardcoded`). */
function eventPath(path: string): string {
  if (!path.startsWith('//')) return path === '' ? '/' : path
  let start = 0
  while (path[start + 1] === '/') start += 1
  return path.slice(start)
}

/** `Root=1-5759e988-bd862e3fe1be46a994272793`: seconds and 96 bits. Source: X-Ray developer guide, tracing header. */
function traceRoot(requestId: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000).toString(16)
  return `Root=1-${seconds.padStart(8, '0')}-${hexDigits(requestId, 24)}`
}
