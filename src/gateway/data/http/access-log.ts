import {renderContextTemplate} from '../context-template.js'
import {lastHeader, type HeaderList} from '../header-list.js'
import type {Invocation} from '../ports.js'
import {httpContextValue} from './http-context.js'
import type {Caller} from './http-context.js'
import type {HttpDeployment} from './http-deployment.js'
import type {HttpRefusal} from './http-refusal.js'
import type {ParsedRequest} from './parse-http-request.js'

/** What a request met on its way, as far as it came. */
export type Trail = {
  caller?: Caller
  /** What the backend or function said, and what the service that runs it did. */
  integration?: {status: number; serviceStatus: number; headers: HeaderList; requestId: string | undefined}
  /** Undefined on routes without authorization. */
  authorizer?: {latencyMs: number; refusal: HttpRefusal | undefined}
  refusal?: HttpRefusal
}

/** What only logs know about a request that has been answered. */
export type Outcome = {trail: Trail; invocation: Invocation; responseLengthBytes: number}

const anonymous: Caller = {kind: 'anonymous'}

/**
 * The request's line of the stage's access log; undefined without one. What is not known prints as `-`, resourcePath among
 * it; requestTimeEpoch is in seconds here alone (captured September 2026). Source: docs/aws-facts.md "Metrics and logs".
 */
export function httpAccessLog(
  {context, mappedPath}: ParsedRequest,
  {accessLogFormat, stage}: HttpDeployment,
  outcome: Outcome,
): Invocation['accessLog'] {
  if (accessLogFormat === undefined) return undefined
  const own = logVariables(context.requestTimeEpoch, mappedPath, outcome)
  const {caller = anonymous} = outcome.trail
  const valueAt = (steps: readonly string[]): unknown =>
    own.get(steps.join('.')) ?? httpContextValue(context, caller, steps)
  const line = renderContextTemplate(
    accessLogFormat,
    ([root, ...steps]) => (root === 'context' ? valueAt(steps) : undefined),
    '-',
  )
  const destinationArn = stage.accessLogSettings?.destinationArn
  return {line, ...(destinationArn !== undefined && {destinationArn})}
}

const integrationRefusals = new Set(['INTEGRATION_FAILURE', 'INTEGRATION_UNAVAILABLE', 'API_CONFIGURATION_ERROR'])

function logVariables(
  requestTimeEpoch: number,
  mappedPath: string | undefined,
  {trail: {integration, authorizer, refusal}, invocation, responseLengthBytes}: Outcome,
): ReadonlyMap<string, string> {
  const {integrationLatencyMs} = invocation
  const integrationError = refusal && integrationRefusals.has(refusal.type) ? refusal.message : undefined
  const known: [name: string, value: string | number | undefined][] = [
    ['requestTimeEpoch', Math.floor(requestTimeEpoch / 1000)],
    ['status', invocation.status],
    ['responseLength', responseLengthBytes],
    ['responseLatency', invocation.latencyMs],
    ['dataProcessed', invocation.dataProcessedBytes],
    ['integrationLatency', integrationLatencyMs],
    ['integration.latency', integrationLatencyMs],
    ['integrationStatus', integration?.serviceStatus],
    ['integration.integrationStatus', integration?.serviceStatus],
    ['integration.status', integration?.status],
    ['integrationErrorMessage', integrationError],
    ['integration.error', integrationError],
    ['integration.requestId', integration?.requestId],
    ['awsEndpointRequestId', integration?.requestId],
    ['awsEndpointRequestId2', integration && lastHeader(integration.headers, 'x-amz-id-2')],
    ['authorizer.status', authorizer && (authorizer.refusal?.status ?? 200)],
    ['authorizer.latency', authorizer?.latencyMs],
    ['authorizer.error', authorizer?.refusal?.logged],
    ['customDomain.basePathMatched', mappedPath?.slice(1)],
    ['protocol', 'HTTP/1.1'],
    ['error.message', refusal?.shownMessage],
    // AWS's log always quotes it, also when there is no error.
    ['error.messageString', JSON.stringify(refusal?.shownMessage ?? '-')],
    ['error.responseType', refusal?.type],
  ]
  return new Map(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])))
}
