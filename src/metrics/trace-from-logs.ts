import type {GatewayTrace, GatewayTracePhase, TraceHead, TraceRefusal, TraceValue} from '../model/gateway-trace.js'
import type {LogEntry} from './log-entry.js'

/** What identifies the API in a trace. */
export type TracedStage = Pick<TraceHead, 'apiId' | 'apiKind' | 'stage'>

/** What other logs know this request by; absent where the logs do not tell. */
export type RequestLinks = {lambdaRequestId?: string; functionName?: string; xrayTraceId?: string}

type Fact = {phase: string; side: 'input' | 'output'; name: string; pattern: RegExp}

/**
 * Lines of execution logs and the phase that each is of, in the flight recorder's words; the first group is the value.
 * Source: reference of the lines in docs/aws-facts.md "Metrics and logs".
 */
const facts: readonly Fact[] = [
  {phase: 'matchMethod', side: 'output', name: 'route', pattern: /^HTTP Method: ([A-Z]+), Resource Path: (.+)$/},
  {phase: 'matchMethod', side: 'output', name: 'pathParameters', pattern: /^Method request path: (.*)$/s},
  {phase: 'matchMethod', side: 'input', name: 'queryString', pattern: /^Method request query string: (.*)$/s},
  {phase: 'matchMethod', side: 'input', name: 'headers', pattern: /^Method request headers: (.*)$/s},
  {phase: 'matchMethod', side: 'input', name: 'body', pattern: /^Method request body before transformations: (.*)$/s},
  {phase: 'authorize', side: 'input', name: 'authorizer', pattern: /^Starting authorizer: (\S+) for request/},
  {
    phase: 'authorize',
    side: 'output',
    name: 'principalId',
    pattern: /^Using valid authorizer policy for principal: (.*)$/,
  },
  {phase: 'checkApiKey', side: 'input', name: 'usagePlan', pattern: /^Verifying Usage Plan for request: (.*)$/},
  {phase: 'checkApiKey', side: 'output', name: 'apiKey', pattern: /^API Key (.*authorized because .*)$/},
  {phase: 'checkThrottle', side: 'output', name: 'usagePlan', pattern: /^(Usage Plan check succeeded .*)$/},
  {phase: 'mapRequest', side: 'output', name: 'uri', pattern: /^Endpoint request URI: (.*)$/s},
  {phase: 'mapRequest', side: 'output', name: 'headers', pattern: /^Endpoint request headers: (.*)$/s},
  {phase: 'mapRequest', side: 'output', name: 'body', pattern: /^Endpoint request body after transformations: (.*)$/s},
  {phase: 'callIntegration', side: 'input', name: 'uri', pattern: /^Sending request to (.*)$/s},
  {
    phase: 'callIntegration',
    side: 'output',
    name: 'status',
    pattern: /^Received response\. (?:Status|Integration latency): (.*)$/,
  },
  {phase: 'callIntegration', side: 'output', name: 'headers', pattern: /^Endpoint response headers: (.*)$/s},
  {
    phase: 'callIntegration',
    side: 'output',
    name: 'body',
    pattern: /^Endpoint response body before transformations: (.*)$/s,
  },
  {
    phase: 'callIntegration',
    side: 'output',
    name: 'requestId',
    pattern: /^AWS Integration Endpoint RequestId ?: (.*)$/,
  },
  {phase: 'mapResponse', side: 'output', name: 'body', pattern: /^Method response body after transformations: (.*)$/s},
  {phase: 'mapResponse', side: 'output', name: 'headers', pattern: /^Method response headers: (.*)$/s},
]

type Failure = {phase: string; type: string; pattern: RegExp}

/** Lines that say why a request was refused. Types are those of gateway responses. */
const failures: readonly Failure[] = [
  {phase: 'authorize', type: 'UNAUTHORIZED', pattern: /^Unauthorized request: /},
  {phase: 'authorize', type: 'ACCESS_DENIED', pattern: /^User is not authorized|^The client is not authorized/},
  {phase: 'authorize', type: 'AUTHORIZER_FAILURE', pattern: /^Execution failed due to an? authorizer/i},
  {phase: 'callIntegration', type: 'INTEGRATION_TIMEOUT', pattern: /^Execution failed due to a timeout error/},
  {phase: 'callIntegration', type: 'INTEGRATION_FAILURE', pattern: /^Lambda execution failed with status /},
  {
    phase: 'callIntegration',
    type: 'API_CONFIGURATION_ERROR',
    pattern: /^Execution failed due to configuration error: /,
  },
  {phase: 'callIntegration', type: 'INTEGRATION_FAILURE', pattern: /^Execution failed/},
]

type Phase = {
  name: string
  timeMs: number
  input: Record<string, TraceValue>
  output: Record<string, TraceValue>
  refusal?: TraceRefusal
}

/**
 * One request as its logs tell it, in the shape of the flight recorder; undefined when there is no line about it. Phases
 * are those that the execution log has lines of; without one there is the access log's line alone. Pure.
 */
export function traceFromLogs(
  requestId: string,
  entries: readonly LogEntry[],
  stage: TracedStage,
): GatewayTrace | undefined {
  const access = entries.find(({source}) => source === 'access')
  const texts = entries
    .filter(({source}) => source === 'execution')
    .map(({timeMs, message}) => ({timeMs, text: withoutId(message)}))
  const first = texts[0] ?? access
  if (first === undefined) return undefined
  const phases = phasesOf(texts)
  const startedAtMs = first.timeMs - (texts.length === 0 ? (access?.latencyMs ?? 0) : 0)
  const endMs = Math.max(startedAtMs, ...texts.map(({timeMs}) => timeMs))
  const [, status] = matchIn(texts, /^Method completed with status: (\d{3})/) ?? []
  const [, method, resourcePath] = matchIn(texts, /^HTTP Method: ([A-Z]+), Resource Path: (.+)$/) ?? []
  const routeKey = method === undefined ? access?.route : `${method} ${resourcePath ?? ''}`
  return {
    requestId,
    ...stage,
    method: method ?? access?.fields?.httpMethod ?? '',
    path: access?.fields?.path ?? resourcePath ?? access?.route?.replace(/^[A-Z]+ /, '') ?? '',
    ...(routeKey !== undefined && {routeKey}),
    status: Number(status ?? access?.status ?? 0),
    startedAtMs,
    durationMs: access?.latencyMs ?? endMs - startedAtMs,
    phases: [...toPhases(phases, {startedAtMs, endMs, routeKey}), ...accessPhase(access, startedAtMs)],
  }
}

/** How the request is known elsewhere. Pure. */
export function linksOf(entries: readonly LogEntry[]): RequestLinks {
  const texts = entries.map(({timeMs, message}) => ({timeMs, text: withoutId(message)}))
  const fields = entries.find(({source}) => source === 'access')?.fields ?? {}
  const [, logged] = matchIn(texts, /^AWS Integration Endpoint RequestId ?: ([\w-]+)/) ?? []
  const [, traced] = matchIn(texts, /^X-ray Tracing ID ?: (?:Root=)?(1-[\da-f]{8}-[\da-f]{24})/i) ?? []
  const [, functionName] = matchIn(texts, /:function:([\w-]+)/) ?? []
  const lambdaRequestId = logged ?? fields['integration.requestId'] ?? fields.awsEndpointRequestId
  const [xrayTraceId = traced] = /1-[\da-f]{8}-[\da-f]{24}/.exec(fields.xrayTraceId ?? '') ?? []
  return {
    ...(lambdaRequestId !== undefined && {lambdaRequestId}),
    ...(functionName !== undefined && {functionName}),
    ...(xrayTraceId !== undefined && {xrayTraceId}),
  }
}

type Line = {timeMs: number; text: string}

function withoutId(message: string): string {
  return message.replace(/^\([\w-]{1,128}\) /, '')
}

function matchIn(lines: readonly Line[], pattern: RegExp): RegExpExecArray | undefined {
  for (const {text} of lines) {
    const match = pattern.exec(text)
    if (match !== null) return match
  }
  return undefined
}

function phasesOf(lines: readonly Line[]): Phase[] {
  const phases = new Map<string, Phase>()
  const open = (name: string, timeMs: number): Phase => {
    const phase = phases.get(name) ?? {name, timeMs, input: {}, output: {}}
    phases.set(name, phase)
    return phase
  }
  for (const {timeMs, text} of lines) {
    for (const {phase, side, name, pattern} of facts) {
      const [, value, ...rest] = pattern.exec(text) ?? []
      if (value !== undefined) open(phase, timeMs)[side][name] = [value, ...rest].join(' ')
    }
    const failure = failures.find(({pattern}) => pattern.test(text))
    if (failure !== undefined) open(failure.phase, timeMs).refusal ??= {type: failure.type, reason: text}
  }
  return [...phases.values()]
}

/** Logs tell when a phase began, not when it ended: it lasted until the next one. */
function toPhases(
  phases: readonly Phase[],
  {startedAtMs, endMs, routeKey}: {startedAtMs: number; endMs: number; routeKey: string | undefined},
): GatewayTracePhase[] {
  return phases.map(({name, timeMs, input, output, refusal}, index) => ({
    name,
    startedMs: timeMs - startedAtMs,
    durationMs: (phases[index + 1]?.timeMs ?? endMs) - timeMs,
    input: Object.keys(input).length === 0 ? null : input,
    ...(Object.keys(output).length > 0 && {output}),
    ...(refusal !== undefined && {refusal}),
    ...(routeKey !== undefined && {decidedBy: routeKey}),
  }))
}

/** All that the access log knows, as a phase of its own: what was decided, but not where. */
function accessPhase(access: LogEntry | undefined, startedAtMs: number): GatewayTracePhase[] {
  if (access === undefined) return []
  const startedMs = access.timeMs - startedAtMs
  return [{name: 'accessLog', startedMs, durationMs: 0, input: null, output: access.fields ?? access.message}]
}
