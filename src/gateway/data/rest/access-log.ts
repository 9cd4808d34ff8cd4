import {parseContextTemplate, renderContextTemplate, type ContextTemplate} from '../context-template.js'
import type {Invocation} from '../ports.js'
import {authorizationVariables, type AuthorizationOutcome} from './authorization-variables.js'
import {contextValue} from './context-variables.js'
import type {RestRequest} from './parse-request.js'
import type {RestDeployment} from './rest-deployment.js'

/** What only logs know about a request that has been answered. */
export type Outcome = {
  status: number
  responseLengthBytes: number
  invocation: Invocation
  /** Why it was refused or failed, in the words of AWS's logs. */
  loggedError: string | undefined
  /** What the backend or function said, and what the service that runs it did; undefined when nothing answered. */
  integration: {status: number; serviceStatus: number; requestId?: string | undefined} | undefined
  /** Undefined where there is none. */
  authorization: AuthorizationOutcome | undefined
  /** Of streamed answers: when the integration was called, its headers came, and the first bytes of its body. */
  stream?: {sentAtMs: number; headersAtMs: number; firstContentAtMs?: number}
}

/** A compiled access log format of a stage. */
export type AccessLogFormat = ContextTemplate

export function parseAccessLogFormat(format: string): AccessLogFormat {
  return parseContextTemplate(format.replace(/[\r\n]+$/, ''))
}

/** One line of the access log; what is not known prints as `-`. Source: docs/aws-facts.md "Metrics and logs". */
export function accessLogLine(
  format: AccessLogFormat,
  request: RestRequest,
  deployment: RestDeployment,
  outcome: Outcome,
): string {
  const own = logVariables(request, deployment, outcome)
  return renderContextTemplate(
    format,
    ([root, ...steps]) => {
      if (root === 'stageVariables') return deployment.variables.get(steps.join('.'))
      if (root !== 'context') return undefined
      const name = steps.join('.')
      // `$context.authorizer.claims` alone gives null (developer guide).
      return name === 'authorizer.claims' ? undefined : (own.get(name) ?? contextValue(request.context, steps))
    },
    '-',
  )
}

function logVariables(
  {context, headers, mappedKey, incoming}: RestRequest,
  {api}: RestDeployment,
  outcome: Outcome,
): ReadonlyMap<string, string> {
  const {status, responseLengthBytes, invocation, loggedError, integration, authorization, stream} = outcome
  const {integrationLatencyMs} = invocation
  const isIntegrationError = invocation.errorType !== undefined && integrationLatencyMs !== undefined
  const integrationError = isIntegrationError ? loggedError : undefined
  const known: (readonly [name: string, value: string | number | undefined | null])[] = [
    ['status', status],
    ['responseLength', responseLengthBytes],
    ['responseLatency', invocation.latencyMs],
    ['integrationLatency', integrationLatencyMs],
    ['integration.latency', integrationLatencyMs],
    ['integrationStatus', integration?.serviceStatus],
    ['integration.status', integration?.status],
    ['integration.integrationStatus', integration?.serviceStatus],
    ['integration.requestId', integration?.requestId],
    ['awsEndpointRequestId', integration?.requestId],
    ['integration.error', integrationError],
    ['integrationErrorMessage', integrationError],
    ['integration.responseTransferMode', integration && (stream === undefined ? 'BUFFERED' : 'STREAMED')],
    ['integration.timeToAllHeaders', stream && stream.headersAtMs - stream.sentAtMs],
    ['integration.timeToFirstContent', stream?.firstContentAtMs && stream.firstContentAtMs - stream.sentAtMs],
    ...(authorization === undefined ? [] : authorizationVariables(authorization)),
    ['error.message', context.error?.message],
    // AWS's log always quotes it, also when there is no error.
    ['error.messageString', context.error === undefined ? '"-"' : context.error.messageString],
    ['customDomain.basePathMatched', mappedKey?.slice(1)],
    ['xrayTraceId', headers.traceRoot],
    ['protocol', 'HTTP/1.1'],
    ['endpointType', api.endpointType],
    ...(headers.hasInvalidRequestId
      ? [['requestId', `${context.requestId}_REPLACED_INVALID_REQUEST_ID`] as const]
      : []),
    ['tlsVersion', incoming.tls?.version],
    ['cipherSuite', incoming.tls?.cipherSuite],
  ]
  return new Map(
    known.flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)] as const])),
  )
}
