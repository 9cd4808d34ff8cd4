import type {TraceRefusal} from '../../../model/gateway-trace.js'
import {secret, shownBody, shownData, shownHeaders, shownQuery, type Shown} from '../shown.js'
import {shownBackendRequest, shownResponse, shownServiceRequest} from '../shown-message.js'
import type {Describers} from '../trace.js'
import {GatewayError} from './gateway-error.js'
import {requestTemplate} from './map-body.js'
import {responseTemplate, selectResponse} from './map-response.js'
import type {Matched} from './match-method.js'
import type {Answer, Outgoing} from './outgoing.js'
import type {RestRequest} from './parse-request.js'
import type {RestPhases} from './rest-phases.js'
import {toRefusal} from './to-gateway-response.js'

/** What the flight recorder tells of each phase of a REST API. */
export const restDescribers: Describers<RestPhases> = {
  matchMethod: ({request}, matched) => ({
    input: requestShown(request, matched),
    ...(matched && {
      output: {
        routeKey: matched.method.routeKey,
        resourceId: matched.method.resourceId,
        pathParameters: {...matched.pathParameters},
      },
      decidedBy: matched.method.routeKey,
    }),
  }),
  checkResourcePolicy: (matched, voice) => {
    if (matched.deployment.api.policy === undefined) return undefined
    const {sourceIp, userAgent} = matched.request.context.identity
    return {input: {sourceIp, userAgent}, ...(voice && {output: voice}), decidedBy: 'policy'}
  },
  authorize: ({matched, policy}, authorized) => {
    const {authorization, routeKey} = matched.method
    if (authorization.kind === 'none') return undefined
    return {
      input: {kind: authorization.kind, resourcePolicy: policy, identity: identityShown(matched)},
      ...(authorized && {
        output: shownData(authorized.matched.signer?.principal ?? matched.request.context.authorizer),
      }),
      decidedBy: `${routeKey} authorizer`,
    }
  },
  checkApiKey: ({matched}, caller) => {
    const {apiKeyRequired, routeKey} = matched.method
    const {apiKey, apiKeyId = null} = matched.request.context.identity
    if (!apiKeyRequired && apiKey === undefined) return undefined
    return {
      input: {apiKeyRequired, apiKey: apiKey === undefined ? null : secret(apiKey)},
      ...(caller && {output: {apiKeyId, usagePlan: caller.plan?.record.name ?? null}}),
      decidedBy: `${routeKey} apiKeyRequired`,
    }
  },
  checkThrottle: ({matched, plan}) => {
    const setting = matched.deployment.settings.of(matched.method)
    if (setting === undefined && plan === undefined) return undefined
    const {stageName} = matched.deployment.stage
    const input = {
      stage: setting && {rateLimit: setting.throttlingRateLimit, burstLimit: setting.throttlingBurstLimit},
      usagePlan: plan && {
        name: plan.record.name,
        throttle: shownData(plan.record.throttle),
        quota: shownData(plan.record.quota),
      },
    }
    return {input, decidedBy: plan === undefined ? `stage ${stageName} throttle` : `usagePlan ${plan.record.name}`}
  },
  unpackBody: (matched, unpacked) => {
    if (unpacked === matched) return undefined
    const input = {sizeBytes: matched.request.body.length}
    return {
      input,
      ...(unpacked && {output: {sizeBytes: unpacked.request.body.length}}),
      decidedBy: 'minimumCompressionSize',
    }
  },
  validateRequest: ({request, method, pathParameters}) => {
    const {requiredParameters, bodyValidator, routeKey} = method
    if (requiredParameters.length === 0 && bodyValidator === undefined) return undefined
    const required = requiredParameters.map(({place, name}) => `${place} ${name}`)
    return {
      input: {required, pathParameters: {...pathParameters}, body: bodyValidator && shownBody(request.body)},
      decidedBy: `${routeKey} requestValidator`,
    }
  },
  lookUpCache: (matched, lookup) => {
    if (lookup?.kind === 'off') return undefined
    const {stage} = matched.deployment
    const output = lookup && {kind: lookup.kind, warning: lookup.warning}
    return {input: null, ...(output && {output}), decidedBy: `stage ${stage.stageName} cache`}
  },
  mapRequest: (matched, outgoing) => ({
    input: requestShown(matched.request, matched),
    ...(outgoing && {output: outgoingShown(outgoing)}),
    decidedBy: requestMappingAddress(matched),
  }),
  callIntegration: ({outgoing, matched}, answer) => ({
    input: outgoingShown(outgoing),
    ...(answer && {output: shownResponse(answer)}),
    decidedBy: `${matched.method.routeKey} integration.${outgoing.kind === 'mock' ? 'type' : 'uri'}`,
  }),
  mapResponse: ({answer, matched}, response) => ({
    input: shownResponse(answer),
    ...(response && {output: shownResponse(response)}),
    decidedBy: responseMappingAddress(matched, response && answer),
  }),
  compressResponse: ({response}, compressed) => {
    if (compressed === response) return undefined
    const output = compressed && shownResponse(compressed)
    return {input: shownResponse(response), ...(output && {output}), decidedBy: 'minimumCompressionSize'}
  },
  toGatewayResponse: ({refusal}, response) => ({
    input: {type: refusal.type, status: refusal.status, message: refusal.clientMessage},
    ...(response && {output: shownResponse(response)}),
    decidedBy: `gatewayResponses.${refusal.type}`,
  }),
}

export function restRefusal(error: unknown): TraceRefusal {
  const {reason, status, type} = toRefusal(error)
  return {type: error instanceof GatewayError ? type : 'INTERNAL_ERROR', reason, status}
}

function requestShown({method, path, query, headers, body}: RestRequest, matched: Matched | undefined): Shown {
  const secrets = matched === undefined ? new Set<string>() : identityNames(matched)
  return {
    method,
    path,
    queryString: shownQuery(query, secrets),
    headers: shownHeaders(headers.all, secrets),
    body: shownBody(body),
  }
}

/** Headers and parameters that hold the caller's identity, by whatever name. */
function identityNames({method: {authorization}}: Matched): ReadonlySet<string> {
  if (authorization.kind === 'userPool') return new Set([authorization.headerName])
  if (authorization.kind !== 'lambda') return new Set()
  return new Set(authorization.sources.flatMap((source) => ('name' in source ? [source.name.toLowerCase()] : [])))
}

function identityShown(matched: Matched): Shown {
  const {headers, query} = matched.request
  const names = identityNames(matched)
  return Object.fromEntries(
    [...names].map((name) => {
      const value = headers.last(name) ?? query.findLast(([key]) => key.toLowerCase() === name)?.[1]
      return [name, value === undefined ? null : secret(value)]
    }),
  )
}

function outgoingShown(outgoing: Outgoing): Shown {
  switch (outgoing.kind) {
    case 'mock':
      return {kind: 'mock', body: shownBody(outgoing.text)}
    case 'http':
      return shownBackendRequest(outgoing.request)
    case 'service':
      return shownServiceRequest(outgoing.request)
    case 'lambda': {
      const {kind, functionArn, payload, asynchronous} = outgoing
      return {kind, functionArn, asynchronous, payload: shownBody(payload)}
    }
  }
}

function requestMappingAddress(matched: Matched): string {
  const integration = matched.method.integration()
  const at = `${matched.method.routeKey} integration`
  if (!('templates' in integration)) return `${at}.${integration.type === 'refused' ? 'type' : 'uri'}`
  const template = requestTemplate(matched, integration.templates)
  return template === undefined ? `${at}.passthroughBehavior` : `${at}.requestTemplates["${template.mediaType}"]`
}

/** Without an answer that could be mapped it is the responses as a whole that decided. */
function responseMappingAddress(matched: Matched, answer: Answer | undefined): string {
  const integration = matched.method.integration()
  const at = `${matched.method.routeKey} integration`
  if (!('responses' in integration)) return `${at}.type`
  const selected = answer && selectResponse(answer.selectBy, integration.responses)
  if (selected === undefined) return `${at}.responses`
  const template = responseTemplate(selected.templates, matched)
  const response = `${at}.responses["${selected.status}"]`
  return template === undefined ? response : `${response}.responseTemplates["${template.mediaType}"]`
}
