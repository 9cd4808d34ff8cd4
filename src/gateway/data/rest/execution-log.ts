import {eachHeader, type HeaderList} from '../header-list.js'
import type {PhaseRecord} from '../phase.js'
import type {HttpResponse} from '../ports.js'
import {authorizerEntries} from './authorizer-entries.js'
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
import {data, failure, info, type LogEntry, type LogLine} from './log-entry.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'
import type {RestPhases} from './rest-phases.js'
import {keyEntries, planEntry, type KeyedRequest} from './usage-plan-entries.js'

type Phase = PhaseRecord<RestPhases>

/**
 * AWS's execution log of a request, in AWS's order and words, from the phases that were recorded. Pure.
 * Sources: docs/aws-facts.md "Metrics and logs"; TestInvokeMethod logs recorded by localstack (test_apigateway_basic, 4 February 2024)
 * and in public (2016 to 2023). Lines of gateway responses are not written: their wording is nowhere documented.
 */
export function executionLines(records: readonly Phase[], status: number): LogLine[] {
  const startMs = records[0]?.startedMs ?? 0
  const lines = records.flatMap((record) => {
    const atMs = Math.round(record.endedMs - startMs)
    const entries = record.outcome.kind === 'refused' ? [...entriesOf(record), ...refusalOf(record)] : entriesOf(record)
    return entries.map((entry) => ({atMs, ...entry}))
  })
  const atMs = Math.round((records.at(-1)?.endedMs ?? 0) - startMs)
  return [...lines, {atMs, kind: 'info', text: `Method completed with status: ${status}`}]
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
      return keyEntries(keyedRequest(record.input.matched))
    case 'checkThrottle':
      return record.outcome.kind === 'refused' ? [] : [planEntry(keyedRequest(record.input.matched))]
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
    case 'toGatewayResponse':
      return []
  }
}

function refusalOf({name, outcome, ...record}: Phase): LogEntry[] {
  if (outcome.kind !== 'refused') return []
  const {error} = outcome
  if (!(error instanceof GatewayError)) return [failure('Execution failed due to an internal error')]
  if (error.type !== 'UNAUTHORIZED' || name !== 'authorize') return error.logged.map(failure)
  return [failure(`Unauthorized request: ${requestIdOf(record.input)}`)]
}

function requestIdOf(input: Phase['input']): string {
  if ('matched' in input) return input.matched.request.context.requestId
  return 'request' in input ? input.request.context.requestId : ''
}

function authorizeEntries({input: {matched}, outcome}: Extract<Phase, {name: 'authorize'}>): LogEntry[] {
  const {authorization} = matched.method
  if (authorization.kind !== 'lambda') return []
  const {requestId, authorizer} = matched.request.context
  return authorizerEntries({authorizerId: authorization.authorizerId, requestId, outcome: outcome.kind, authorizer})
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
