import {eachHeader, type HeaderList} from '../header-list.js'
import type {PhaseOutcome} from '../phase.js'
import {isSecretName} from '../shown.js'
import {GatewayError} from './gateway-error.js'
import {data, type LogEntry} from './log-entry.js'
import {masked} from './masked.js'
import type {Answer, Outgoing} from './outgoing.js'

/** What a call to a Lambda function says about where it comes from. */
export type CallOrigin = {
  apiId: string
  region: string
  requestId: string
  /** Epoch milliseconds. */
  requestTimeEpoch: number
  sourceArn: string
  /** `Root=1-…`; absent where the gateway makes none. */
  traceId: string | undefined
}

/** MOCK integrations have no endpoint, and no lines about one (public log of 30 May 2023). */
export function outgoingEntries(outgoing: Outgoing, origin: CallOrigin): LogEntry[] {
  if (outgoing.kind === 'mock') return []
  if (outgoing.kind === 'lambda') return functionEntries(outgoing, origin)
  const {headers, body} = outgoing.request
  return requestEntries(endpointUri(outgoing, origin), headers, body.toString())
}

/** The same of a call to a function, that of an authorizer too. */
export function functionEntries(
  {functionArn, payload}: {functionArn: string; payload: string},
  origin: CallOrigin,
): LogEntry[] {
  return requestEntries(functionUri(functionArn, origin), lambdaHeaders(origin), payload)
}

function requestEntries(uri: string, headers: HeaderList, body: string): LogEntry[] {
  return [
    data(`Endpoint request URI: ${uri}`),
    data(`Endpoint request headers: ${headerText(headers)}`),
    data(`Endpoint request body after transformations: ${body}`),
  ]
}

/** Where AWS calls a function. */
export function functionUri(functionArn: string, {region}: Pick<CallOrigin, 'region'>): string {
  return `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${functionArn}/invocations`
}

/** How a call to an endpoint went; times are milliseconds of one clock. */
export type EndpointCall = {
  outgoing: Outgoing
  outcome: PhaseOutcome<Answer>
  startedMs: number
  endedMs: number
}

/** That a request was sent is a line of dataTrace, too (captured September 2026). */
export function callEntries({outgoing, outcome, startedMs, endedMs}: EndpointCall, origin: CallOrigin): LogEntry[] {
  if (outgoing.kind === 'mock') return []
  const sending = data(`Sending request to ${endpointUri(outgoing, origin)}`)
  const received = (status: number): LogEntry =>
    data(`Received response. Status: ${status}, Integration latency: ${Math.round(endedMs - startedMs)} ms`)
  if (outcome.kind === 'passed') {
    const {output} = outcome
    const body = output.received ?? output.body.toString()
    return [sending, received(serviceStatus(outgoing, output)), ...answerEntries(output, body)]
  }
  const payload = outcome.error instanceof GatewayError ? outcome.error.received : undefined
  if (payload === undefined) return [sending]
  return [sending, received(200), data(`Endpoint response body before transformations: ${payload}`)]
}

/** How the integration knows the call, answered or failed; undefined when there was none. */
export function endpointRequestId(outcome: PhaseOutcome<Answer>): string | undefined {
  if (outcome.kind === 'passed') return outcome.output.requestId
  return outcome.error instanceof GatewayError ? outcome.error.endpointRequestId : undefined
}

function endpointUri(outgoing: Exclude<Outgoing, {kind: 'mock'}>, origin: CallOrigin): string {
  switch (outgoing.kind) {
    case 'http': {
      const {url, target} = outgoing.request
      return `${url.origin}${target ?? `${url.pathname}${url.search}`}`
    }
    case 'service': {
      const {subdomain, service, region: ofService, target} = outgoing.request
      return `https://${subdomain === undefined ? '' : `${subdomain}.`}${service}.${ofService}.amazonaws.com${target}`
    }
    case 'lambda':
      return functionUri(outgoing.functionArn, origin)
  }
}

/** Headers of a Lambda call as AWS shows them, without those of a signature: functions here are called without one. */
function lambdaHeaders({apiId, requestId, requestTimeEpoch, sourceArn, traceId}: CallOrigin): HeaderList {
  const date = new Date(requestTimeEpoch).toISOString().replace(/[-:]|\.\d+/g, '')
  return [
    ['x-amzn-lambda-integration-tag', requestId],
    ['X-Amz-Date', date],
    ['x-amzn-apigateway-api-id', apiId],
    ['X-Amz-Source-Arn', sourceArn],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ...(traceId === undefined ? [] : [['X-Amzn-Trace-Id', traceId]]),
  ].flat()
}

/** Lambda's API answers with 200 whatever the function says in its payload. */
function serviceStatus(outgoing: Outgoing, answer: Answer): number {
  return outgoing.kind === 'lambda' && !outgoing.asynchronous ? 200 : answer.status
}

function answerEntries({headers}: Answer, body: string): LogEntry[] {
  return [
    data(`Endpoint response headers: ${headerText(headers)}`),
    data(`Endpoint response body before transformations: ${body}`),
  ]
}

/** Headers as Java prints a map, credentials starred. */
export function headerText(headers: HeaderList): string {
  const joined = new Map<string, string>()
  eachHeader(headers, (name, _lowerName, value) => {
    const shown = isSecretName(name) ? masked(value) : value
    const earlier = joined.get(name)
    joined.set(name, earlier === undefined ? shown : `${earlier},${shown}`)
  })
  return mapText([...joined])
}

/** Java's way to print a map. */
export function mapText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, value]) => `${name}=${value}`).join(', ')}}`
}
