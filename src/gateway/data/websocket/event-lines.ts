import type {PhaseRecord} from '../phase.js'
import {authorizerEntries} from '../rest/authorizer-entries.js'
import {callEntries, endpointRequestId, outgoingEntries, type CallOrigin} from '../rest/endpoint-entries.js'
import {GatewayError} from '../rest/gateway-error.js'
import {data, failure, info, type LogEntry, type LogLine} from '../rest/log-entry.js'
import {planEntries, verifyingEntry, type KeyedRequest} from '../rest/usage-plan-entries.js'
import {routeArn} from './execution-arn.js'
import {lambdaEvent} from './lambda-event.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'
import type {WebSocketPhases} from './websocket-phases.js'

type Phase = PhaseRecord<WebSocketPhases>

/**
 * AWS's execution log of one event of a connection, from the phases that were recorded. Pure.
 * Source: log group `/aws/apigateway/{apiId}/{stage}` captured in radkawar/stackd
 * testdata/aws/apigateway/rest_websocket_logs.json, 25 September 2026. What a refused upgrade request or an event
 * without integration ends with was not captured, and is not written.
 */
export function eventLines(routed: RoutedEvent, records: readonly Phase[], status: number): LogLine[] {
  const startMs = records[0]?.startedMs ?? 0
  const lines = records.flatMap((record) => {
    const entries = [...entriesOf(record, routed), ...refusalOf(record, routed.event)]
    return entries.map((entry) => ({atMs: Math.round(record.endedMs - startMs), ...entry}))
  })
  const last = lastEntries(routed.event, records, status)
  const atMs = Math.round((records.at(-1)?.endedMs ?? 0) - startMs)
  const {extendedRequestId} = routed.event.context
  return [
    {atMs: 0, ...info(`Extended Request Id: ${extendedRequestId}`)},
    ...lines,
    ...last.map((entry) => ({atMs, ...entry})),
  ]
}

function entriesOf(record: Phase, routed: RoutedEvent): LogEntry[] {
  const {eventType} = routed.event.context
  const hasPassed = record.outcome.kind === 'passed'
  switch (record.name) {
    case 'authorizeConnect':
      return authorizeEntries(routed, record.outcome.kind)
    case 'checkConnectKey':
      return [verifyingEntry(keyedRequest(routed))]
    case 'throttleEvent':
      return [
        ...(eventType === 'MESSAGE' ? [verifyingEntry(keyedRequest(routed))] : []),
        ...(hasPassed ? [...planEntries(keyedRequest(routed)), ...startEntries(routed)] : []),
      ]
    case 'mapEvent':
      return [
        ...(eventType === 'DISCONNECT' ? [...admitted(routed), ...startEntries(routed)] : []),
        ...(record.outcome.kind === 'passed' ? outgoingEntries(record.outcome.output, originOf(routed)) : []),
      ]
    case 'callEventIntegration':
      return callEntries({...record, ...record.input}, originOf(routed))
    case 'limitConnections':
    case 'selectEventRoute':
    case 'validateEvent':
    case 'mapReply':
    case 'toUpgradeRefusal':
    case 'toErrorFrame':
      return []
  }
}

/** What passes no limits is told about as if it had. */
function admitted(routed: RoutedEvent): LogEntry[] {
  return [verifyingEntry(keyedRequest(routed)), ...planEntries(keyedRequest(routed))]
}

function authorizeEntries({event, route}: RoutedEvent, outcome: 'passed' | 'refused'): LogEntry[] {
  const {authorization} = route
  if (authorization.kind !== 'lambda') return []
  const {requestId, authorizer} = event.context
  return authorizerEntries({authorizerId: authorization.authorizerId, requestId, outcome, authorizer})
}

function keyedRequest({event, route}: RoutedEvent): KeyedRequest {
  const {requestId, apiId, stage, identity} = event.context
  const isKeyRequired = route.apiKeyRequired
  // Later events of a connection show the key of $connect, and need none.
  const apiKey = isKeyRequired ? identity.apiKey : undefined
  return {requestId, apiId, stage, apiKey, isKeyRequired, target: `route '${route.routeKey}'`}
}

function startEntries({event, route}: RoutedEvent): LogEntry[] {
  const {requestId, eventType, identity, apiId, connectionId} = event.context
  const starting = [
    info(`Starting execution for request: ${requestId}`),
    info(`WebSocket Request Route: [${route.routeKey}]`),
  ]
  const received = `WebSocket API [${apiId}] received message from client`
  switch (eventType) {
    case 'CONNECT': {
      const client = `UserAgent: ${identity.userAgent ?? ''}, SourceIp: ${identity.sourceIp}`
      return [...starting, info(`Client [${client}] is connecting to WebSocket API [${apiId}].`)]
    }
    case 'MESSAGE':
      return [
        ...starting,
        info(`${received} [Connection Id: ${connectionId}].`),
        data(`${received} [${connectionId}]. Message: [${lambdaEvent(event)}].`),
      ]
    case 'DISCONNECT':
      return starting
  }
}

function originOf({event, route}: RoutedEvent): CallOrigin {
  const {apiId, requestId, requestTimeEpoch} = event.context
  const {region} = event.deployment.api
  const sourceArn = routeArn(event.deployment, route.routeKey)
  return {apiId, region, requestId, requestTimeEpoch, sourceArn, traceId: event.traceId}
}

function refusalOf({name, outcome}: Phase, {context}: SocketEvent): LogEntry[] {
  if (outcome.kind !== 'refused') return []
  const {error} = outcome
  if (!(error instanceof GatewayError)) return [failure('Execution failed due to an internal error')]
  const isUnauthorized = error.type === 'UNAUTHORIZED' && name === 'authorizeConnect'
  return isUnauthorized ? [failure(`Unauthorized request: ${context.requestId}`)] : error.logged.map(failure)
}

/** How the integration knows the call, and what came of the event; nothing for one that never got there. */
function lastEntries({context}: SocketEvent, records: readonly Phase[], status: number): LogEntry[] {
  const call = records.find((record) => record.name === 'callEventIntegration')
  if (call === undefined) return []
  const requestId = endpointRequestId(call.outcome)
  const endpoint = requestId === undefined ? [] : [info(`AWS Integration Endpoint RequestId : ${requestId}`)]
  const {eventType, connectionId, apiId, disconnectStatusCode = 0, disconnectReason = ''} = context
  const client = `[Connection Id: ${connectionId}]`
  switch (eventType) {
    case 'CONNECT':
      return status < 200 || status > 299
        ? endpoint
        : [...endpoint, info(`Client ${client} connected to API [${apiId}] successfully.`)]
    case 'MESSAGE':
      return [
        ...endpoint,
        info(`Message from client ${client} sent to API [${apiId}] with response status code [${status}].`),
      ]
    case 'DISCONNECT': {
      const response = `integration response status code [${status}]`
      const reason = `Close reason: [${disconnectStatusCode}: ${disconnectReason}]`
      return [...endpoint, info(`Client ${client} disconnected from API [${apiId}] with ${response}. ${reason}`)]
    }
  }
}
