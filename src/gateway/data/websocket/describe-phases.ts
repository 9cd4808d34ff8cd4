import type {TraceRefusal} from '../../../model/gateway-trace.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {Answer, Outgoing} from '../rest/outgoing.js'
import {secret, shownBody, shownData, shownHeaders, shownQuery, type Shown} from '../shown.js'
import {shownBackendRequest, shownResponse, shownServiceRequest} from '../shown-message.js'
import type {Describers} from '../trace.js'
import {toRefusal} from './error-answer.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'
import type {WebSocketPhases} from './websocket-phases.js'

/** What the flight recorder tells of each phase of a WebSocket event. */
export const webSocketDescribers: Describers<WebSocketPhases> = {
  limitConnections: () => undefined,
  selectEventRoute: (event, routed) => ({
    input: eventShown(event, undefined),
    ...(routed && {output: {routeKey: routed.route.routeKey}}),
    decidedBy: 'routeSelectionExpression',
  }),
  authorizeConnect: (routed, authorized) => {
    const {kind} = routed.route.authorization
    if (kind === 'none') return undefined
    const {event} = routed
    return {
      input: {kind, ...requestShown(event, routed)},
      ...(authorized && {output: shownData(event.context.authorizer ?? {userArn: event.context.identity.userArn})}),
      decidedBy: '$connect authorizer',
    }
  },
  checkConnectKey: ({routed}, metered) => {
    if (!routed.route.apiKeyRequired) return undefined
    const {apiKey, apiKeyId = null} = routed.event.context.identity
    return {
      input: {apiKey: apiKey === undefined ? null : secret(apiKey)},
      ...(metered && {output: {apiKeyId, usagePlan: metered.plan?.record.name ?? null}}),
      decidedBy: '$connect apiKeyRequired',
    }
  },
  throttleEvent: ({routed: {event, route}, plan}) => {
    const limit = event.deployment.throttleOf(route.routeKey)
    if (limit === undefined && plan === undefined) return undefined
    const input = {stage: limit && {...limit}, usagePlan: plan && {throttle: shownData(plan.record.throttle)}}
    return {input, decidedBy: `stage ${event.context.stage} routeSettings`}
  },
  validateEvent: ({event, route}) => {
    if (route.validator === undefined && route.requiredParameters.length === 0) return undefined
    const required = route.requiredParameters.map(({place, name}) => `${place} ${name}`)
    return {input: {required, body: shownBody(event.body.text)}, decidedBy: `${route.routeKey} requestModels`}
  },
  mapEvent: (routed, outgoing) => ({
    input: eventShown(routed.event, routed),
    ...(outgoing && {output: outgoingShown(outgoing)}),
    decidedBy: `${routed.route.routeKey} integration.requestTemplates`,
  }),
  callEventIntegration: ({outgoing, routed}, answer) => ({
    input: outgoingShown(outgoing),
    ...(answer && {output: answerShown(answer)}),
    decidedBy: `${routed.route.routeKey} integration.${outgoing.kind === 'mock' ? 'type' : 'uri'}`,
  }),
  mapReply: ({answer, routed}, reply) => ({
    input: answerShown(answer),
    ...(reply && {output: {...answerShown(reply), isSent: isSent(routed)}}),
    decidedBy: `${routed.route.routeKey} routeResponses`,
  }),
  toUpgradeRefusal: ({refusal}, response) => ({
    input: {type: refusal.type, status: refusal.status, message: refusal.clientMessage},
    ...(response && {output: shownResponse(response)}),
  }),
  toErrorFrame: ({refusal}, frame) => ({
    input: {type: refusal.type, status: refusal.status, message: refusal.clientMessage},
    ...(frame && {output: frame.toString()}),
  }),
}

export function webSocketRefusal(error: unknown): TraceRefusal {
  const {reason, status, type} = toRefusal(error)
  return {type: error instanceof GatewayError ? type : 'INTERNAL_ERROR', reason, status}
}

function isSent({event, route}: RoutedEvent): boolean {
  return event.context.eventType === 'MESSAGE' && route.isTwoWay
}

function eventShown(event: SocketEvent, routed: RoutedEvent | undefined): Shown {
  const {eventType, connectionId} = event.context
  return {eventType, connectionId, ...requestShown(event, routed), body: shownBody(event.body.text)}
}

/** Headers and parameters that hold the caller's identity are hidden, by whatever name. */
function requestShown({headers, query}: SocketEvent, routed: RoutedEvent | undefined) {
  if (headers.length === 0) return {}
  const {authorization} = routed?.route ?? {}
  const sources = authorization?.kind === 'lambda' ? authorization.sources : []
  const secrets = new Set(sources.flatMap((source) => ('name' in source ? [source.name.toLowerCase()] : [])))
  return {headers: shownHeaders(headers, secrets), queryString: shownQuery(query, secrets)}
}

function outgoingShown(outgoing: Outgoing): Shown {
  switch (outgoing.kind) {
    case 'mock':
      return {kind: 'mock', body: shownBody(outgoing.text)}
    case 'http':
      return shownBackendRequest(outgoing.request)
    case 'service':
      return shownServiceRequest(outgoing.request)
    case 'lambda':
      return {kind: 'lambda', functionArn: outgoing.functionArn, payload: shownBody(outgoing.payload)}
  }
}

function answerShown({status, headers, body}: Pick<Answer, 'status' | 'headers' | 'body'>) {
  return {status, headers: shownHeaders(headers), body: shownBody(body)}
}
