import type {TraceRefusal} from '../../../model/gateway-trace.js'
import {secret, shownBody, shownData, shownHeaders, shownQuery, type Shown} from '../shown.js'
import {shownBackendRequest, shownResponse, shownServiceRequest} from '../shown-message.js'
import type {Describers} from '../trace.js'
import {iamIdentity, type Caller} from './http-context.js'
import type {HttpPhases} from './http-phases.js'
import {HttpRefusal} from './http-refusal.js'
import type {ParsedRequest} from './parse-http-request.js'
import {requestView} from './request-view.js'
import type {Selected} from './select-route.js'
import type {HttpOutgoing} from './to-outgoing.js'
import {readValue, type ValueSource} from './value-expression.js'

/** What the flight recorder tells of each phase of an HTTP API. */
export const httpDescribers: Describers<HttpPhases> = {
  selectRoute: ({request}, selected) => ({
    input: requestShown(request, selected),
    ...(selected && {
      output: {routeKey: selected.route.routeKey, pathParameters: {...selected.pathParameters}},
      decidedBy: selected.route.routeKey,
    }),
  }),
  throttleRoute: ({deployment: {stage}, route}) => {
    const own = stage.routeSettings[route.routeKey]
    const rateLimit = own?.throttlingRateLimit ?? stage.defaultRouteSettings.throttlingRateLimit
    const burstLimit = own?.throttlingBurstLimit ?? stage.defaultRouteSettings.throttlingBurstLimit
    if (rateLimit === undefined && burstLimit === undefined) return undefined
    return {input: {rateLimit, burstLimit}, decidedBy: `stage ${stage.stageName} throttle`}
  },
  authorizeRequest: (selected, caller) => {
    const {authorization, routeKey} = selected.route
    if (authorization.kind === 'none') return undefined
    return {
      input: {kind: authorization.kind, identity: identityShown(selected)},
      ...(caller && {output: callerShown(caller)}),
      decidedBy: `${routeKey} authorizer`,
    }
  },
  answerPreflight: ({cors, request}, response) => ({
    input: {cors: shownData(cors), headers: shownHeaders(request.headers)},
    ...(response && {output: shownResponse(response)}),
    decidedBy: 'corsConfiguration',
  }),
  mapHttpRequest: ({selected, integration}, mapped) => {
    if (integration.requestMapping.length === 0) return undefined
    return {
      input: requestShown(selected.request, selected),
      ...(mapped && {
        output: {path: mapped.newPath, queryString: shownQuery(mapped.query), headers: shownHeaders(mapped.headers)},
      }),
      decidedBy: `${selected.route.routeKey} integration.requestParameters`,
    }
  },
  toOutgoing: ({selected, mapped}, outgoing) => ({
    input: {path: mapped.newPath ?? selected.request.rawPath, queryString: shownQuery(mapped.query)},
    ...(outgoing && {output: outgoingShown(outgoing)}),
    decidedBy: `${selected.route.routeKey} integration.uri`,
  }),
  callHttpIntegration: ({outgoing, selected}, answer) => ({
    input: outgoingShown(outgoing),
    ...(answer && {output: shownResponse(answer)}),
    decidedBy: `${selected.route.routeKey} integration.uri`,
  }),
  mapHttpResponse: ({answer, selected, integration}, response) => {
    if (integration.responseMappings.get(answer.status) === undefined) return undefined
    return {
      input: shownResponse(answer),
      ...(response && {output: shownResponse(response)}),
      decidedBy: `${selected.route.routeKey} integration.responseParameters["${answer.status}"]`,
    }
  },
  toErrorAnswer: (refusal, response) => ({
    input: {type: refusal.type, status: refusal.status},
    ...(response && {output: shownResponse(response)}),
  }),
  addCors: ({cors, response}, withHeaders) => ({
    input: {cors: shownData(cors), headers: shownHeaders(response.headers)},
    ...(withHeaders && {output: {headers: shownHeaders(withHeaders.headers)}}),
    decidedBy: 'corsConfiguration',
  }),
}

export function httpRefusal(error: unknown): TraceRefusal {
  if (error instanceof HttpRefusal) return {type: error.type, reason: error.message, status: error.status}
  return {type: 'INTERNAL_ERROR', reason: error instanceof Error ? error.message : String(error), status: 500}
}

function requestShown({method, rawPath, query, headers, body}: ParsedRequest, selected: Selected | undefined): Shown {
  const secrets = new Set(selected === undefined ? [] : identitySources(selected).flatMap(nameOf))
  return {
    method,
    path: rawPath,
    queryString: shownQuery(query, secrets),
    headers: shownHeaders(headers, secrets),
    body: shownBody(body),
  }
}

function identitySources({route: {authorization}}: Selected): readonly ValueSource[] {
  if (authorization.kind === 'jwt') return [authorization.source]
  return authorization.kind === 'lambda' ? authorization.sources : []
}

function nameOf(source: ValueSource): string[] {
  return source.from === 'header' || source.from === 'querystring' ? [source.name.toLowerCase()] : []
}

function identityShown(selected: Selected): Shown {
  const view = requestView(selected, {kind: 'anonymous'})
  return identitySources(selected).map((source) => {
    const value = readValue(source, view)
    return value === undefined ? null : secret(value)
  })
}

function callerShown(caller: Caller): Shown {
  switch (caller.kind) {
    case 'anonymous':
      return {kind: caller.kind}
    case 'jwt':
      return {kind: caller.kind, claims: shownData(caller.claims), scopes: caller.scopes}
    case 'iam':
      return {...iamIdentity(caller), kind: caller.kind}
    case 'lambda':
      return {kind: caller.kind, principalId: caller.principalId, context: shownData(caller.context)}
  }
}

function outgoingShown(outgoing: HttpOutgoing): Shown {
  switch (outgoing.kind) {
    case 'http':
      return shownBackendRequest(outgoing.request)
    case 'service':
      return shownServiceRequest(outgoing.request)
    case 'lambda': {
      const {kind, functionArn, payload, payloadVersion} = outgoing
      return {kind, functionArn, payloadFormatVersion: payloadVersion, payload: shownBody(payload)}
    }
  }
}
