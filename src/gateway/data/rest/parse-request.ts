import {extendedRequestId} from '../extended-request-id.js'
import type {HttpRequest, Ports} from '../ports.js'
import {parseQuery, type Query} from '../query-string.js'
import {rawPathSegments} from '../request-path.js'
import type {VpcEndpoint} from '../vpc-endpoint.js'
import type {AuthorizerCall} from './authorization-variables.js'
import {anonymousIdentity, type ContextVariables, type Identity} from './context-variables.js'
import {RequestHeaders} from './request-headers.js'
import type {RestDeployment} from './rest-deployment.js'
import {samplesTrace} from './sample-trace.js'

/** Where a request arrived, once its API and stage are known. */
export type StageTarget = {
  /** What follows the stage in the path, exactly as sent: empty, or beginning with `/`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  domainName: string
  domainPrefix: string
  /** Through which a private API was reached. */
  vpcEndpoint?: VpcEndpoint | undefined
  /** Only through a custom domain: the mapping's key as `/v1`, or empty, and whether the client names the stage after it. */
  mapping?: {key: string; namesStage: boolean} | undefined
  /** Made up by TestInvokeMethod or TestInvokeAuthorizer. */
  isTest?: boolean
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
  headers: RequestHeaders
  body: Buffer
  /** As it arrived; its abort signal is made only when someone asks for it. */
  incoming: HttpRequest
  context: ContextVariables
  /** Set once the function of a Lambda authorizer has been called: only logs know of it. */
  authorizerCall: AuthorizerCall | undefined
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
  const headers = new RequestHeaders(incoming, {
    requestId: freshId,
    nowMs,
    isSampled: deployment.stage.tracingEnabled ? () => samplesTrace(deployment, nowMs, ports.random) : undefined,
    isTest: target.isTest === true,
  })
  return {
    method: incoming.method,
    path: `${target.mapping?.key ?? ''}${eventPath(target.path)}`,
    mappedKey: target.mapping?.key,
    segments: rawPathSegments(target.path),
    query: parseQuery(target.query, queryDelimiter),
    headers,
    body: incoming.body,
    incoming,
    context: openContext(incoming, target, deployment, {nowMs, freshId, headers}),
    authorizerCall: undefined,
  }
}

// `;` separates parameters too: developer guide, "Important notes".
const queryDelimiter = /[&;]/

type Arrival = {nowMs: number; freshId: string; headers: RequestHeaders}

function openContext(
  incoming: HttpRequest,
  target: StageTarget,
  {api, deploymentId, stage, canary, memory}: RestDeployment,
  {nowMs, freshId, headers}: Arrival,
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
    requestId: headers.requestId ?? freshId,
    identity: identityOf(incoming, target, headers),
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

function identityOf(incoming: HttpRequest, {vpcEndpoint}: StageTarget, headers: RequestHeaders): Identity {
  const identity = anonymousIdentity(incoming.sourceIp, headers.last('user-agent') ?? null)
  const {clientCertificate: clientCert} = incoming
  if (vpcEndpoint === undefined && clientCert === undefined) return identity
  return {...identity, ...vpcEndpoint, ...(clientCert !== undefined && {clientCert})}
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
