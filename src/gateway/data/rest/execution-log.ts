import {eachHeader, type HeaderList} from '../header-list.js'
import type {PhaseRecord} from '../phase.js'
import type {HttpResponse} from '../ports.js'
import {isSecretName} from '../shown.js'
import {integrationArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import {masked} from './masked.js'
import type {Matched} from './match-method.js'
import type {Answer, Outgoing} from './outgoing.js'
import type {RestPhases} from './rest-phases.js'

/**
 * One line of an execution log. `atMs` is milliseconds after the request's arrival; `data` lines need the stage's
 * dataTrace, `failure` lines are written on level ERROR too.
 */
export type LogLine = {atMs: number; kind: 'info' | 'data' | 'failure'; text: string}

type Entry = Omit<LogLine, 'atMs'>
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
  const requestId = call?.outcome.kind === 'passed' ? call.outcome.output.requestId : undefined
  return requestId === undefined ? undefined : `AWS Integration Endpoint RequestId : ${requestId}`
}

const entryBytes = 1024

/** An entry as AWS keeps it: at most 1,024 bytes, and a mark where the rest is missing. */
export function cutEntry(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= entryBytes) return text
  // A character that the cut goes through is left out.
  return `${bytes
    .subarray(0, entryBytes)
    .toString('utf8')
    .replace(/\ufffd+$/, '')} [TRUNCATED]`
}

const info = (text: string): Entry => ({kind: 'info', text})
const data = (text: string): Entry => ({kind: 'data', text})
const failure = (text: string): Entry => ({kind: 'failure', text})

function entriesOf(record: Phase): Entry[] {
  switch (record.name) {
    case 'matchMethod':
      return [info(`Extended Request Id: ${record.input.request.context.extendedRequestId}`)]
    case 'authorize':
      return authorizerEntries(record)
    case 'checkApiKey':
      return apiKeyEntries(record.input.matched)
    case 'checkThrottle':
      return record.outcome.kind === 'refused' ? [] : [info(planCheck(record.input.matched))]
    case 'unpackBody':
      return startEntries(record.input)
    case 'mapRequest':
      return record.outcome.kind === 'refused' ? [] : outgoingEntries(record.outcome.output, record.input)
    case 'callIntegration':
      return callEntries(record)
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

function refusalOf({name, outcome, ...record}: Phase): Entry[] {
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

function authorizerEntries({input: {matched}, outcome}: Extract<Phase, {name: 'authorize'}>): Entry[] {
  const {authorization} = matched.method
  if (authorization.kind !== 'lambda') return []
  const {requestId, authorizer} = matched.request.context
  const starting = info(`Starting authorizer: ${authorization.authorizerId} for request: ${requestId}`)
  if (outcome.kind === 'refused') return [starting]
  const principalId = typeof authorizer?.principalId === 'string' ? authorizer.principalId : ''
  return [
    starting,
    info(`Using valid authorizer policy for principal: ${masked(principalId)}`),
    info('Successfully completed authorizer execution'),
  ]
}

function apiKeyEntries({request, deployment, method}: Matched): Entry[] {
  const {requestId, identity} = request.context
  const apiStage = `${deployment.api.apiId}/${deployment.stage.stageName}`
  const key = masked(identity.apiKey ?? '')
  const verifying = info(`Verifying Usage Plan for request: ${requestId}. API Key: ${key} API Stage: ${apiStage}`)
  if (method.apiKeyRequired) return [verifying]
  const route = `${method.verb} ${method.resourcePath}`
  const free = 'Request will not contribute to throttle or quota limits'
  return identity.apiKey === undefined
    ? [verifying, info(`API Key ${key} authorized because method '${route}' does not require API Key. ${free}`)]
    : [verifying]
}

function planCheck({request, deployment}: Matched): string {
  const key = masked(request.context.identity.apiKey ?? '')
  return `Usage Plan check succeeded for API Key ${key} and API Stage ${deployment.api.apiId}/${deployment.stage.stageName}`
}

function startEntries({request, method, pathParameters}: Matched): Entry[] {
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

/** MOCK integrations have no endpoint, and no lines about one (public log of 30 May 2023). */
function outgoingEntries(outgoing: Outgoing, matched: Matched): Entry[] {
  if (outgoing.kind === 'mock') return []
  const body = outgoing.kind === 'lambda' ? outgoing.payload : outgoing.request.body.toString()
  return [
    data(`Endpoint request URI: ${endpointUri(outgoing, matched)}`),
    data(`Endpoint request headers: ${headerText(endpointHeaders(outgoing, matched))}`),
    data(`Endpoint request body after transformations: ${body}`),
  ]
}

function endpointUri(outgoing: Exclude<Outgoing, {kind: 'mock'}>, {deployment}: Matched): string {
  switch (outgoing.kind) {
    case 'http': {
      const {url, target} = outgoing.request
      return `${url.origin}${target ?? `${url.pathname}${url.search}`}`
    }
    case 'service': {
      const {subdomain, service, region, target} = outgoing.request
      return `https://${subdomain === undefined ? '' : `${subdomain}.`}${service}.${region}.amazonaws.com${target}`
    }
    case 'lambda':
      return `https://lambda.${deployment.api.region}.amazonaws.com/2015-03-31/functions/${outgoing.functionArn}/invocations`
  }
}

/** Headers of a Lambda call as AWS shows them, without those of a signature: functions here are called without one. */
function endpointHeaders(outgoing: Exclude<Outgoing, {kind: 'mock'}>, matched: Matched): HeaderList {
  if (outgoing.kind !== 'lambda') return outgoing.request.headers
  const {request, deployment} = matched
  const {apiId} = deployment.api
  const date = new Date(request.context.requestTimeEpoch).toISOString().replace(/[-:]|\.\d+/g, '')
  return [
    ['x-amzn-lambda-integration-tag', request.context.requestId],
    ['X-Amz-Date', date],
    ['x-amzn-apigateway-api-id', apiId],
    ['X-Amz-Source-Arn', integrationArn(matched)],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ['X-Amzn-Trace-Id', request.headers.traceId],
  ].flat()
}

function callEntries({input, outcome, startedMs, endedMs}: Extract<Phase, {name: 'callIntegration'}>): Entry[] {
  const {outgoing, matched} = input
  if (outgoing.kind === 'mock') return []
  const sending = info(`Sending request to ${endpointUri(outgoing, matched)}`)
  const received = (status: number): Entry =>
    info(`Received response. Status: ${status}, Integration latency: ${Math.round(endedMs - startedMs)} ms`)
  if (outcome.kind === 'passed') {
    const {output} = outcome
    const body = output.received ?? output.body.toString()
    return [sending, received(serviceStatus(outgoing, output)), ...answerEntries(output, body)]
  }
  const payload = outcome.error instanceof GatewayError ? outcome.error.received : undefined
  if (payload === undefined) return [sending]
  return [sending, received(200), data(`Endpoint response body before transformations: ${payload}`)]
}

/** Lambda's API answers with 200 whatever the function says in its payload. */
function serviceStatus(outgoing: Outgoing, answer: Answer): number {
  return outgoing.kind === 'lambda' && !outgoing.asynchronous ? 200 : answer.status
}

function answerEntries({headers}: Answer, body: string): Entry[] {
  return [
    data(`Endpoint response headers: ${headerText(headers)}`),
    data(`Endpoint response body before transformations: ${body}`),
  ]
}

function responseEntries({headers, body}: HttpResponse): Entry[] {
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

function headerText(headers: HeaderList): string {
  const joined = new Map<string, string>()
  eachHeader(headers, (name, _lowerName, value) => {
    const shown = isSecretName(name) ? masked(value) : value
    const earlier = joined.get(name)
    joined.set(name, earlier === undefined ? shown : `${earlier},${shown}`)
  })
  return mapText([...joined])
}

/** Java's way to print a map. */
function mapText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, value]) => `${name}=${value}`).join(', ')}}`
}
