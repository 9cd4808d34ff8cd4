import {eachHeader, type HeaderList} from '../header-list.js'
import type {PhaseRecord} from '../phase.js'
import type {HttpResponse} from '../ports.js'
import {authorizerLines} from './authorizer-lines.js'
import {
  callEntries,
  endpointRequestId,
  headerText,
  mapText,
  outgoingEntries,
  type CallOrigin,
} from './endpoint-entries.js'
import {integrationArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import type {GatewayResponseType} from './gateway-response-type.js'
import {data, failure, info, type LogEntry, type LogLine} from './log-entry.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'
import type {RestPhases} from './rest-phases.js'
import {toRefusal} from './to-gateway-response.js'
import {planEntries, verifyingEntry, type KeyedRequest} from './usage-plan-entries.js'

type Phase = PhaseRecord<RestPhases>

/**
 * AWS's execution log of a request, in AWS's order and words, from the phases that were recorded. Pure.
 * Sources: docs/aws-facts.md "Metrics and logs"; TestInvokeMethod logs recorded by localstack (test_apigateway_basic, 4 February 2024)
 * and in public (2016 to 2026).
 */
export function executionLines(records: readonly Phase[], status: number): LogLine[] {
  const startMs = records[0]?.startedMs ?? 0
  const lines = records.flatMap((record) => {
    const atMs = Math.round(record.endedMs - startMs)
    const entries = record.outcome.kind === 'refused' ? [...entriesOf(record), ...refusalOf(record)] : entriesOf(record)
    return entries.map((entry) => ({atMs, ...entry}))
  })
  const atMs = Math.round((records.at(-1)?.endedMs ?? 0) - startMs)
  return [...lines, ...completion(records, status).map((entry) => ({atMs, ...entry}))]
}

/** Level ERROR has it of failures too (public logs of 504 and 502); a request without identity ends before the method. */
function completion(records: readonly Phase[], status: number): LogEntry[] {
  const refused = records.find(({outcome}) => outcome.kind === 'refused')
  if (refused?.name === 'authorize' && typeOf(refused) === 'UNAUTHORIZED') return []
  const text = `Method completed with status: ${status}`
  return [refused === undefined ? info(text) : failure(text)]
}

function typeOf({outcome}: Phase): GatewayResponseType | undefined {
  return outcome.kind === 'refused' && outcome.error instanceof GatewayError ? outcome.error.type : undefined
}

/** The line that a stage's log, and not that of a test, has after all others: how the integration knows the call. */
export function endpointLine(records: readonly Phase[]): string | undefined {
  const call = records.find((record) => record.name === 'callIntegration')
  const requestId = call && endpointRequestId(call.outcome)
  return requestId === undefined ? undefined : `AWS Integration Endpoint RequestId : ${requestId}`
}

function entriesOf(record: Phase): LogEntry[] {
  switch (record.name) {
    case 'matchMethod':
      return [info(`Extended Request Id: ${record.input.request.context.extendedRequestId}`)]
    case 'authorize':
      return authorizeEntries(record)
    case 'checkApiKey':
      return [verifyingEntry(keyedRequest(record.input.matched))]
    case 'checkThrottle':
      return record.outcome.kind === 'refused' ? [] : planEntries(keyedRequest(record.input.matched))
    case 'unpackBody':
      return startEntries(record.input)
    case 'mapRequest':
      return record.outcome.kind === 'refused' ? [] : outgoingEntries(record.outcome.output, originOf(record.input))
    case 'callIntegration':
      return callEntries({...record, ...record.input}, originOf(record.input.matched))
    case 'mapResponse':
      return record.outcome.kind === 'refused' ? [] : responseEntries(record.outcome.output)
    case 'checkResourcePolicy':
    case 'validateRequest':
    case 'lookUpCache':
    case 'compressResponse':
      return []
    case 'toGatewayResponse':
      return gatewayResponseEntries(record)
  }
}

/** An authorizer's lines tell its refusals themselves. */
function refusalOf({name, outcome, input}: Phase): LogEntry[] {
  if (outcome.kind !== 'refused') return []
  if (name === 'authorize' && input.matched.method.authorization.kind !== 'iam') return []
  const {error} = outcome
  return error instanceof GatewayError
    ? error.logged.map(failure)
    : [failure('Execution failed due to an internal error')]
}

function authorizeEntries({input: {matched}, outcome}: Extract<Phase, {name: 'authorize'}>): LogEntry[] {
  return authorizerLines(matched, outcome.kind === 'refused' ? toRefusal(outcome.error) : undefined)
}

/** Only of gateway responses that were put. The first line is from a public log of 25 February 2025. */
function gatewayResponseEntries({input, outcome}: Extract<Phase, {name: 'toGatewayResponse'}>): LogEntry[] {
  const {type} = input.deployment.api.gatewayResponses[input.refusal.type]
  if (type === undefined || outcome.kind === 'refused') return []
  const {status, headers, body} = outcome.output
  return [
    info(`Gateway response type: ${type} with status code: ${status}`),
    data(`Gateway response body: ${Buffer.isBuffer(body) ? body.toString() : ''}`),
    data(`Gateway response headers: ${headerText(methodHeaders(headers))}`),
  ]
}

function keyedRequest({request, deployment, method}: Matched): KeyedRequest {
  const {requestId, identity} = request.context
  return {
    requestId,
    apiId: deployment.api.apiId,
    stage: deployment.stage.stageName,
    apiKey: identity.apiKey ?? undefined,
    isKeyRequired: method.apiKeyRequired,
    target: `method '${method.verb} ${method.resourcePath}'`,
  }
}

function startEntries({request, method, pathParameters}: Matched): LogEntry[] {
  const {context, query, headers, body} = request
  return [
    info(`Starting execution for request: ${context.requestId}`),
    info(`HTTP Method: ${request.method}, Resource Path: ${method.resourcePath}`),
    ...(method.apiKeyRequired ? [data(`API Key: ${masked(context.identity.apiKey ?? '')}`)] : []),
    data(`Method request path: ${mapText(Object.entries(pathParameters))}`),
    data(`Method request query string: ${mapText(query)}`),
    data(`Method request headers: ${headerText(headers.all)}`),
    data(`Method request body before transformations: ${body.toString()}`),
  ]
}

function originOf(matched: Matched): CallOrigin {
  const {request, deployment} = matched
  const {requestId, requestTimeEpoch} = request.context
  const {apiId, region} = deployment.api
  return {
    ...{apiId, region, requestId, requestTimeEpoch},
    sourceArn: integrationArn(matched),
    traceId: request.headers.traceId,
  }
}

function responseEntries({headers, body}: HttpResponse): LogEntry[] {
  const text = Buffer.isBuffer(body) ? body.toString() : ''
  return [
    data(`Method response body after transformations: ${text}`),
    data(`Method response headers: ${headerText(methodHeaders(headers))}`),
    info('Successfully completed execution'),
  ]
}

const gatewayHeaders: ReadonlySet<string> = new Set(['x-amzn-requestid', 'x-amz-apigw-id'])

/** Without what the gateway adds to every answer: the execution log and TestInvokeMethod do not show it (recorded). */
export function methodHeaders(headers: HeaderList): string[] {
  const list: string[] = []
  eachHeader(headers, (name, lowerName, value) => {
    if (!gatewayHeaders.has(lowerName)) list.push(name, value)
  })
  return list
}
