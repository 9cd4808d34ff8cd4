import {extendedRequestId} from '../extended-request-id.js'
import {withoutHeaders, type HeaderList} from '../header-list.js'
import type {HttpRequest, Ports} from '../ports.js'
import {parseQuery, type Query} from '../query-string.js'
import type {AuthorizerCall} from '../rest/authorization-variables.js'
import {RequestHeaders} from '../rest/request-headers.js'
import type {CompiledMessageRoute} from './compiled-websocket-api.js'
import type {Connection} from './connection.js'
import {MessageBody} from './message-body.js'
import type {EventType, WebSocketContext} from './websocket-context.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/** Something that happens on a connection, in the form that all phases work on. */
export type SocketEvent = {
  context: WebSocketContext
  body: MessageBody
  /** As integrations see them: those of the upgrade request for `$connect`, none for messages. */
  headers: HeaderList
  query: Query
  deployment: WebSocketDeployment
  /** The upgrade request, of `$connect` only. */
  upgrade: HttpRequest | undefined
  /** `Root=1-…`, for HTTP integrations. */
  traceId: string | undefined
  /** Set once the function of a Lambda authorizer has been called: only logs know of it. */
  authorizerCall: AuthorizerCall | undefined
}

/** An event whose route is known. */
export type RoutedEvent = {event: SocketEvent; route: CompiledMessageRoute}

/** Where an upgrade request arrived, once its API and stage are known. */
export type UpgradeTarget = {
  /** Raw query string without `?`. */
  query: string
  /** The Host header, with its port: handlers build the address of their callbacks from it. */
  domainName: string
}

/** Never begins with a hyphen: the AWS CLI would take such an id for an option. */
export function connectionIdOf(requestId: string): string {
  return extendedRequestId(requestId).replace(/^-/, '_')
}

/** Reads an upgrade request; never throws, so that even a refusal has a `$context`. */
export function connectEvent(
  upgrade: HttpRequest,
  {query, domainName}: UpgradeTarget,
  deployment: WebSocketDeployment,
  ports: Ports,
): SocketEvent {
  const nowMs = ports.nowMs()
  const freshId = ports.newRequestId()
  const headers = new RequestHeaders(upgrade, {requestId: freshId, nowMs})
  const userAgent = headers.last('user-agent')
  const context = newContext('CONNECT', extendedRequestId(freshId), {
    stage: deployment.stage.stageName,
    connectedAt: nowMs,
    identity: {...(userAgent !== undefined && {userAgent}), sourceIp: upgrade.sourceIp},
    domainName,
    connectionId: connectionIdOf(ports.newRequestId()),
    apiId: deployment.api.apiId,
  })
  return {
    context: timed({...context, routeKey: '$connect'}, deployment, nowMs),
    body: new MessageBody(''),
    // Captured in September 2026: the integration does not see the extensions, the authorizer does.
    headers: withoutHeaders(headers.all, (name) => name === 'sec-websocket-extensions'),
    query: parseQuery(query),
    deployment,
    upgrade,
    traceId: headers.traceId,
    authorizerCall: undefined,
  }
}

/** One message of a client. */
export function messageEvent(
  connection: Connection,
  text: string,
  deployment: WebSocketDeployment,
  ports: Ports,
): SocketEvent {
  const context = newContext('MESSAGE', extendedRequestId(ports.newRequestId()), connection.facts)
  context.messageId = extendedRequestId(ports.newRequestId())
  return {
    context: timed(context, deployment, ports.nowMs()),
    body: new MessageBody(text),
    headers: nothingSent,
    query: nothingSent,
    deployment,
    upgrade: undefined,
    traceId: undefined,
    authorizerCall: undefined,
  }
}

/** The end of a connection; source of the fixed headers: docs/aws-facts.md "WebSocket" (captured September 2026). */
export function disconnectEvent(
  connection: Connection,
  closing: {code: number; reason: string},
  deployment: WebSocketDeployment,
  ports: Ports,
): SocketEvent {
  const {facts} = connection
  const context = newContext('DISCONNECT', extendedRequestId(ports.newRequestId()), facts)
  context.routeKey = '$disconnect'
  context.disconnectStatusCode = closing.code
  context.disconnectReason = closing.reason
  return {
    context: timed(context, deployment, ports.nowMs()),
    body: new MessageBody(''),
    headers: ['Host', facts.domainName, 'x-api-key', '', 'X-Forwarded-For', '', 'x-restapi', ''],
    query: nothingSent,
    deployment,
    upgrade: undefined,
    traceId: undefined,
    authorizerCall: undefined,
  }
}

const nothingSent: readonly never[] = []

type Facts = Connection['facts']

/** Members in the order of AWS's events. */
function newContext(eventType: EventType, requestId: string, facts: Facts): WebSocketContext {
  return {
    routeKey: undefined,
    authorizer: facts.authorizer,
    messageId: undefined,
    disconnectStatusCode: undefined,
    eventType,
    extendedRequestId: requestId,
    requestTime: '',
    messageDirection: 'IN',
    disconnectReason: undefined,
    stage: facts.stage,
    connectedAt: facts.connectedAt,
    requestTimeEpoch: 0,
    identity: facts.identity,
    requestId,
    domainName: facts.domainName,
    connectionId: facts.connectionId,
    apiId: facts.apiId,
  }
}

function timed(context: WebSocketContext, {memory}: WebSocketDeployment, nowMs: number): WebSocketContext {
  context.requestTime = memory.requestTime(nowMs)
  context.requestTimeEpoch = nowMs
  return context
}
